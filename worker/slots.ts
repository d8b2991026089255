// The slots of one worker process: as many stories at once as it has, taken from the queue when a bell rings, when one
// is finished, and once a second in any case (a retry that falls due rings no bell).
import { inArray } from 'drizzle-orm'
import type { Claim, Hands } from '../db/claims.ts'
import { isDatabaseAway } from '../db/client.ts'
import type { Listener } from '../db/listener.ts'
import { jobsChannel } from '../db/queue.ts'
import { stories } from '../db/schema.ts'
import { cancelChannel } from '../db/stories.ts'
import { openTaking } from '../db/taking.ts'
import type { Logger } from '../shared/node/logger.ts'
import { Cancelled, Closing, type Ending } from './jobs/attempt.ts'
import { LeaseLost } from './pipeline/telling.ts'

const pollMs = 1000

interface SlotOptions {
  hands: Hands
  workerId: string
  slots: number
  listener: Pick<Listener, 'subscribe'>
  logger: Logger
  attempt: (claim: Claim, stop: AbortController) => Promise<Ending>
}

export interface Slots {
  running: () => number
  /** Takes no more, hands back what is under way, and waits until that is written. */
  close: () => Promise<void>
}

export const openSlots = ({ hands, workerId, slots, listener, logger, attempt }: SlotOptions): Slots => {
  const take = openTaking(hands)
  const running = new Map<string, { claim: Claim; stop: AbortController; ended: Promise<void> }>()
  let closing = false
  let taking: Promise<void> | null = null
  let rung = false

  const start = (claim: Claim): void => {
    const stop = new AbortController()
    const ended = attempt(claim, stop)
      .then((ending) => logger.debug({ story: claim.story.id, ending }, 'slot free'))
      .catch((error: unknown) => logger.error({ err: error, story: claim.story.id }, 'an attempt ended without being written down'))
      .finally(() => {
        running.delete(claim.story.id)
        wake()
      })
    running.set(claim.story.id, { claim, stop, ended })
  }

  const takeAll = async (): Promise<void> => {
    do {
      rung = false
      while (!closing && running.size < slots) {
        const free = slots - running.size
        const claims = await take(workerId, free)
        for (const claim of claims) start(claim)
        if (claims.length < free) break
      }
    } while (rung && !closing)
  }
  const wake = (): void => {
    rung = true
    if (closing || taking !== null) return
    taking = takeAll()
      .catch((error: unknown) =>
        isDatabaseAway(error) ? logger.debug({ err: error }, 'no database to take stories from') : logger.error({ err: error }, 'could not take a story'),
      )
      .finally(() => {
        taking = null
      })
  }

  /** After a time without notifications: which of ours were cancelled or taken meanwhile? */
  const compareLeases = async (): Promise<void> => {
    if (running.size === 0) return
    const rows = await hands.db
      .select({ id: stories.id, lease: stories.lease })
      .from(stories)
      .where(inArray(stories.id, [...running.keys()]))
    const leases = new Map(rows.map((row) => [row.id, row.lease]))
    for (const { claim, stop } of running.values()) if (leases.get(claim.story.id) !== claim.lease) stop.abort(new LeaseLost())
  }

  const leave = [
    listener.subscribe(jobsChannel, wake),
    listener.subscribe(cancelChannel, (storyId) => {
      if (storyId !== null) running.get(storyId)?.stop.abort(new Cancelled())
      else compareLeases().catch((error: unknown) => logger.warn({ err: error }, 'could not compare leases'))
    }),
  ]
  const poll = setInterval(wake, pollMs)
  wake()

  return {
    running: () => running.size,
    close: async () => {
      closing = true
      clearInterval(poll)
      for (const unsubscribe of leave) unsubscribe()
      await taking
      for (const { stop } of running.values()) stop.abort(new Closing())
      await Promise.all([...running.values()].map((slot) => slot.ended))
    },
  }
}
