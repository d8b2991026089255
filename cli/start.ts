// `npm start`: everything. Two processes and a Postgres: this one serves, a child works, so that analysis and speech never
// hold up an answer and a worker that dies takes nobody with it; it is started again, and goes on where it was. The page
// is built in the background the first time, when the API answers already.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensurePostgres } from '../db/embedded.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { startServer } from '../server/main.ts'
import { readEnv } from '../shared/node/env.ts'
import { type Logger, openLogger } from '../shared/node/logger.ts'
import { openShutdown } from '../shared/node/shutdown.ts'
import { describeStartFailure } from '../shared/node/start-failure.ts'
import { buildPage } from './build-page.ts'
import { keepRunning } from './child-process.ts'
import { lockInstance } from './instance-lock.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const workerPath = join(root, 'worker', 'main.ts')

/** The API needs no page: a build that fails is told, and tried again with the next start. */
const preparePage = async (url: string, logger: Logger, signal: AbortSignal): Promise<void> => {
  try {
    const built = await buildPage({ root, signal, onProgress: (line) => logger.info({ line }, 'building the page') })
    if (built) console.log(`The page is ready: ${url}`)
  } catch (error) {
    if (!signal.aborted) logger.error({ err: error }, 'the page could not be built; the API works without it')
  }
}

const main = async (): Promise<void> => {
  const env = readEnv()
  const logger = openLogger(env, 'start')
  await mkdir(env.DATA_DIR, { recursive: true })
  const lock = await lockInstance(env.DATA_DIR)
  const shutdown = openShutdown(logger)
  shutdown.onClose('lock', lock.release)
  try {
    let databaseUrl = env.DATABASE_URL
    if (databaseUrl === undefined) {
      const embedded = await ensurePostgres(env.DATA_DIR, logger)
      shutdown.onClose('postgres', embedded.release)
      databaseUrl = embedded.url
    }
    await migrateDatabase(databaseUrl)
    const server = await startServer({ env, logger, databaseUrl })
    shutdown.onClose('server', server.close)
    const worker = keepRunning({ name: 'worker', args: [workerPath], env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: env.DATA_DIR }, logger })
    shutdown.onClose('worker', worker.close)
    console.log(`Code Story: ${server.url}`)
    void preparePage(server.url, logger, shutdown.signal)
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
