// A worker as it is, but for who writes and who speaks: node instant-worker.ts <database url> <data directory>
import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '../../db/client.ts'
import { openListener } from '../../db/listener.ts'
import { jobsChannel, openQueue } from '../../db/queue.ts'
import { openReaper } from '../../db/reaper.ts'
import { cancelChannel } from '../../db/stories.ts'
import { holdWorkerLock, newWorkerIdentity, registerWorker, removeWorker } from '../../db/workers.ts'
import { openFolderStore } from '../../shared/node/file-store/folder.ts'
import { openLogger } from '../../shared/node/logger.ts'
import { makeInstant } from '../../test/support/instant-makers.ts'
import { runAttempt } from '../../worker/jobs/attempt.ts'
import { openSlots } from '../../worker/slots.ts'

const [url = '', dataDirectory = ''] = process.argv.slice(2)
const logger = openLogger({ LOG_LEVEL: 'fatal' }, 'instant-worker')
const identity = newWorkerIdentity()
const database = openDatabase(url)
const queue = await openQueue(url, { logger })
const hands = { db: database.db, queue }
const listener = await openListener(url, { channels: [jobsChannel, cancelChannel], logger, onConnect: (session) => holdWorkerLock(session, identity) })
await registerWorker(database.db, identity, 2)
const files = await openFolderStore(dataDirectory)
const ownFolder = join(dataDirectory, 'tmp', identity.id)

const makers = makeInstant()
const tools = {
  ...makers,
  files,
  speechCache: { find: async () => null, save: async () => undefined },
  // In place of a clone: a folder with a file, gone when the story is.
  openSnapshot: async () => {
    const clone = join(ownFolder, randomUUID())
    await mkdir(clone, { recursive: true })
    await writeFile(join(clone, 'file'), 'text')
    return { ...(await makers.openSnapshot()), close: () => rm(clone, { recursive: true, force: true }) }
  },
}
const slots = openSlots({
  hands,
  workerId: identity.id,
  slots: 2,
  listener,
  logger,
  attempt: (claim, stop) => runAttempt({ hands, tools, limits: {}, logger }, claim, stop),
})
const reaper = openReaper({ hands, listener, logger })

process.once('SIGTERM', async () => {
  await slots.close()
  await reaper.close()
  await removeWorker(database.db, identity.id)
  await rm(ownFolder, { recursive: true, force: true })
  process.exit(0)
})
