// `npm start`: everything. Two processes and a Postgres: this one serves, a child works, so that analysis and speech never
// hold up an answer and a worker that dies takes nobody with it; it is started again, and goes on where it was. The page
// is built in the background the first time, when the API answers already.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareDatabase } from '../db/prepare-database.ts'
import { startServer } from '../server/main.ts'
import { allocatorEnvironment } from '../shared/node/allocator.ts'
import type { Logger } from '../shared/node/logger.ts'
import { runProgram } from '../shared/node/run-program.ts'
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

await runProgram('start', async ({ env, logger, shutdown }) => {
  await mkdir(env.DATA_DIR, { recursive: true })
  const lock = await lockInstance(env.DATA_DIR)
  shutdown.onClose('lock', lock.release)
  const database = await prepareDatabase(env, logger)
  shutdown.onClose('postgres', database.release)
  const server = await startServer({ env, logger, databaseUrl: database.url })
  shutdown.onClose('server', server.close)
  const workerEnvironment = { ...allocatorEnvironment, ...process.env, DATABASE_URL: database.url, DATA_DIR: env.DATA_DIR }
  const worker = keepRunning({ name: 'worker', args: [workerPath], env: workerEnvironment, logger })
  shutdown.onClose('worker', worker.close)
  console.log(`Code Story: ${server.url}`)
  void preparePage(server.url, logger, shutdown.signal)
})
