// The worker as a process of its own: `npm run worker`.
import { ensurePostgres } from '../db/embedded.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { readEnv } from '../shared/node/env.ts'
import { openLogger } from '../shared/node/logger.ts'
import { reportAndExit } from '../shared/node/report-and-exit.ts'
import { openShutdown } from '../shared/node/shutdown.ts'
import { openWorker } from './worker.ts'

const main = async (): Promise<void> => {
  const env = readEnv()
  const logger = openLogger(env, 'worker')
  const shutdown = openShutdown(logger)
  let databaseUrl = env.DATABASE_URL
  if (databaseUrl === undefined) {
    const embedded = await ensurePostgres(env.DATA_DIR, logger)
    shutdown.onClose('postgres', embedded.release)
    databaseUrl = embedded.url
  }
  await migrateDatabase(databaseUrl)
  const worker = await openWorker({ env, databaseUrl, logger })
  shutdown.onClose('worker', worker.close)
}

main().catch(reportAndExit)
