// The worker as a process of its own: `npm run worker`, and the child of `npm start`.
import { prepareDatabase } from '../db/prepare-database.ts'
import { runProgram } from '../shared/node/run-program.ts'
import { openWorker } from './worker.ts'

await runProgram('worker', async ({ env, logger, shutdown }) => {
  // A child whose parent is gone has nobody to work for, and nobody who would end it.
  process.once('disconnect', () => void shutdown.close('the parent process is gone'))
  const database = await prepareDatabase(env, logger)
  shutdown.onClose('postgres', database.release)
  const worker = await openWorker({ env, databaseUrl: database.url, logger })
  shutdown.onClose('worker', worker.close)
})
