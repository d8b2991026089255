// The worker as a process of its own: `npm run worker`, and the child of `npm start`.
import { ensurePostgres } from '../db/embedded.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { type Env, readEnv } from '../shared/node/env.ts'
import { openLogger } from '../shared/node/logger.ts'
import { openShutdown, type Shutdown } from '../shared/node/shutdown.ts'
import { describeStartFailure } from '../shared/node/start-failure.ts'
import { openWorker } from './worker.ts'

const start = async (env: Env, shutdown: Shutdown): Promise<void> => {
  const logger = openLogger(env, 'worker')
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

const main = async (): Promise<void> => {
  const env = readEnv()
  const shutdown = openShutdown(openLogger(env, 'worker'))
  // A child whose parent is gone has nobody to work for, and nobody who would end it.
  process.once('disconnect', () => void shutdown.close('the parent process is gone'))
  try {
    await start(env, shutdown)
  } catch (error) {
    const { text, exitCode } = describeStartFailure(error)
    console.error(text)
    await shutdown.close('could not start', exitCode)
  }
}

main().catch((error: unknown) => {
  const { text, exitCode } = describeStartFailure(error)
  console.error(text)
  process.exit(exitCode)
})
