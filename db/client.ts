// One pool of connections, and drizzle over it.
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import { CodeStoryError } from '../shared/errors.ts'
import * as schema from './schema.ts'

export type Database = PostgresJsDatabase<typeof schema> & { $client: Sql }
/** The database, or a transaction on it. */
export type Executor = Database | Parameters<Parameters<Database['transaction']>[0]>[0]

export interface OpenDatabase {
  db: Database
  sql: Sql
  close: () => Promise<void>
}

/**
 * drizzle says of each of its queries that it is not to be prepared: it is first described, a second round trip, and
 * planned anew. Prepared, the same query takes one, and keeps its plan as long as the connection lives. A text without
 * parameters may be several statements, which can't be prepared together; only pg-boss's fetch, which begins with WITH, is one.
 */
const prepareQueries = <T extends Pick<Sql, 'unsafe'>>(client: T): T => {
  const unsafe = client.unsafe.bind(client)
  const prepared: Sql['unsafe'] = (text, parameters = [], options) => {
    const isOne = parameters.length > 0 || /^\s*with\s/i.test(text)
    // `simple` is there, and not in its types: without parameters postgres.js would take the protocol that can't prepare.
    const protocol = { ...options, prepare: isOne, simple: !isOne }
    return unsafe(text, parameters, protocol)
  }
  return Object.assign(client, { unsafe: prepared })
}
const prepareTransactions = (client: Sql): Sql => {
  const begin = client.begin.bind(client)
  // drizzle begins without options.
  return Object.assign(client, { begin: (work: (transaction: TransactionSql) => unknown) => begin((transaction) => work(prepareQueries(transaction))) })
}

/**
 * Each connection is a process of Postgres with plans and tables in mind, some MB: what a burst has opened is let go soon after
 * it. One always stays, with its plans, because every process looks for dead workers more often than that (db/reaper.ts): the first
 * request after a pause does not wait for a connection, which takes longer than all that it asks.
 */
export const idleSeconds = 1
/** What has carried a large result keeps the room for it, 20 MB: none lives for long. */
const lifetimeSeconds = 30

interface DatabaseSettings {
  /** At most so many at once. */
  connections?: number
  /** Connections stay with the plans they have made: for the few short statements somebody waits for, none with large results. */
  kept?: boolean
}

export const openDatabase = (url: string, { connections = 10, kept = false }: DatabaseSettings = {}): OpenDatabase => {
  const times = kept ? { max_lifetime: null } : { idle_timeout: idleSeconds, max_lifetime: lifetimeSeconds }
  const options = { max: connections, ...times, onnotice: () => undefined }
  const sql = prepareTransactions(prepareQueries(postgres(url, options)))
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) }
}

const awayCodes = new Set([
  // postgres.js and the socket
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // Postgres: shutting down, crashed, starting up, too many connections, disk full, disk error
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  '58030',
])

/** True where waiting and asking again is the answer: the database restarts, is out of reach, or has no room for the moment. */
export const isDatabaseAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  // Another service that is out of reach has the same socket's error below what we say of it, and is no database.
  if (error instanceof CodeStoryError && error.code !== 'unavailable') return false
  if ('code' in error && typeof error.code === 'string' && (awayCodes.has(error.code) || error.code.startsWith('08'))) return true
  return error.cause !== undefined && isDatabaseAway(error.cause)
}
