// One pool of connections, and drizzle over it.
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import * as schema from './schema.ts'

export type Database = PostgresJsDatabase<typeof schema>
/** The database, or a transaction on it. */
export type Executor = Database | Parameters<Parameters<Database['transaction']>[0]>[0]

export interface OpenDatabase {
  db: Database
  sql: Sql
  close: () => Promise<void>
}

export const openDatabase = (url: string, { connections = 10 }: { connections?: number } = {}): OpenDatabase => {
  const sql = postgres(url, { max: connections, onnotice: () => undefined })
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) }
}
