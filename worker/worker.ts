// One worker, put together from its parts: inside a process of its own (main.ts) or inside the command line.

import type { Claim, Hands } from '../db/claims.ts'
import { openDatabase } from '../db/client.ts'
import { openListener } from '../db/listener.ts'
import { jobsChannel, openQueue } from '../db/queue.ts'
import { openReaper } from '../db/reaper.ts'
import { cancelChannel } from '../db/stories.ts'
import { holdWorkerLock, newWorkerIdentity, registerWorker, removeWorker } from '../db/workers.ts'
import type { Env } from '../shared/node/env.ts'
import type { Logger } from '../shared/node/logger.ts'
import { type Ending, runAttempt } from './jobs/attempt.ts'
import { openCleanUp } from './jobs/clean-up.ts'
import { openSlots, type Slots } from './slots.ts'
import { openTools, type Tools, temporaryRoot } from './tools.ts'

interface WorkerOptions {
  env: Env
  /** Migrated. */
  databaseUrl: string
  logger: Logger
  /** True for the command line, which takes no story but its own. */
  forOneCommand?: boolean
}

export interface Worker {
  readonly id: string
  readonly hands: Hands
  readonly tools: Tools
  readonly slots: Slots
  /** Works on a story that was taken elsewhere. */
  attempt: (claim: Claim, stop: AbortController) => Promise<Ending>
  close: () => Promise<void>
}

export const openWorker = async ({ env, databaseUrl, logger, forOneCommand = false }: WorkerOptions): Promise<Worker> => {
  const identity = newWorkerIdentity()
  const slotCount = forOneCommand ? 0 : env.WORKER_CONCURRENCY
  // A story writes one thing at a time and reads a little beside it; what is left is taking, reaping and cleaning up.
  const database = openDatabase(databaseUrl, { connections: slotCount + 3 })
  const queue = await openQueue(databaseUrl, { logger, supervise: !forOneCommand })
  const listener = await openListener(databaseUrl, {
    channels: [jobsChannel, cancelChannel],
    logger,
    onConnect: (session) => holdWorkerLock(session, identity),
  })
  await registerWorker(database.db, identity, slotCount)
  const tools = await openTools({ env, db: database.db, workerId: identity.id, readsFolders: forOneCommand })
  const hands: Hands = { db: database.db, queue }
  const limits = { MAX_STORY_COST_USD: env.MAX_STORY_COST_USD, MAX_DAILY_COST_USD: env.MAX_DAILY_COST_USD }
  const attempt = (claim: Claim, stop: AbortController) => runAttempt({ hands, tools, limits, logger }, claim, stop)

  const slots = openSlots({ hands, workerId: identity.id, slots: slotCount, listener, logger, attempt })
  const reaper = openReaper({ hands, listener, logger })
  const cleaning = openCleanUp({ hands, files: tools.files, temporaryFolder: temporaryRoot(env), retentionDays: env.RETENTION_DAYS, logger })
  logger.info({ worker: identity.id, slots: slotCount, narrator: tools.agents.narrator, voice: tools.speech.engine, files: tools.files.name }, 'worker ready')

  return {
    id: identity.id,
    hands,
    tools,
    slots,
    attempt,
    close: async () => {
      await slots.close()
      await Promise.all([reaper.close(), cleaning.close()])
      await removeWorker(database.db, identity.id)
      await tools.close()
      await listener.close()
      await queue.close()
      await database.close()
    },
  }
}
