// What every program does first with its database: have one, and have it up to date.
import type { Env } from '../shared/node/env.ts'
import type { Logger } from '../shared/node/logger.ts'
import { ensurePostgres } from './embedded.ts'
import { migrateDatabase } from './migrate.ts'

export interface PreparedDatabase {
  url: string
  /** Lets go of the embedded Postgres, which ends with its last user; nothing where the database is another's. */
  release: () => Promise<void>
}

/**
 * The database of DATABASE_URL, or the embedded one of DATA_DIR, migrated.
 * @throws {CodeStoryError} unavailable, where the embedded Postgres cannot start; otherwise what Postgres says
 */
export const prepareDatabase = async ({ DATABASE_URL, DATA_DIR }: Pick<Env, 'DATABASE_URL' | 'DATA_DIR'>, logger: Logger): Promise<PreparedDatabase> => {
  const database: PreparedDatabase = DATABASE_URL === undefined ? await ensurePostgres(DATA_DIR, logger) : { url: DATABASE_URL, release: async () => undefined }
  try {
    await migrateDatabase(database.url)
  } catch (error) {
    await database.release()
    throw error
  }
  return database
}
