// Health, read from the rows themselves at the moment of asking. Whoever asks while a check is under way shares it.
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Database } from '../db/client.ts'
import type { Listener } from '../db/listener.ts'
import { countJobs } from '../db/queue.ts'
import { countLiveWorkers } from '../db/workers.ts'
import { enginesSchema } from '../shared/story.ts'

export const healthSchema = z.object({
  status: z.enum(['healthy', 'unhealthy']),
  database: z.object({ status: z.enum(['up', 'down']), notifications: z.boolean().describe('Whether doorbells are heard') }),
  queue: z
    .object({
      waiting: z.int().describe('Jobs that could run now'),
      delayed: z.int().describe('Jobs that wait for their next attempt'),
      active: z.int(),
      oldest_waiting_seconds: z.number(),
      pending_too_long: z.boolean().describe('A story waits though it could run: too few workers, or none'),
    })
    .nullable(),
  worker: z.object({ status: z.enum(['up', 'none']), processes: z.int(), slots: z.int() }).nullable(),
  engines: enginesSchema,
  uptime_seconds: z.number(),
})
export type Health = z.infer<typeof healthSchema>

/** Longer than a healthy worker takes to pick a job up by far, shorter than a person waits. */
export const pendingTooLongSeconds = 60
/** A database that needs longer than this to count is as good as gone, for whoever asks. */
const checkLimitMs = 2000

interface HealthSources {
  db: Database
  listener: Pick<Listener, 'connectedSince'>
  engines: Health['engines']
}

export const openHealthCheck = ({ db, listener, engines }: HealthSources): (() => Promise<Health>) => {
  const startedAt = Date.now()
  let underWay: Promise<Health> | null = null

  const count = async (): Promise<Pick<Health, 'queue' | 'worker'> | null> => {
    const limit = new AbortController()
    try {
      const counted = Promise.all([countJobs(db), countLiveWorkers(db)])
      const overdue = sleep(checkLimitMs, null, { signal: limit.signal }).catch(() => null)
      const result = await Promise.race([counted, overdue])
      // Whatever the late answer says, this check is over.
      if (result === null) counted.catch(() => undefined)
      if (result === null) return null
      const [jobs, workers] = result
      return {
        queue: {
          waiting: jobs.waiting,
          delayed: jobs.delayed,
          active: jobs.active,
          oldest_waiting_seconds: Math.round(jobs.oldestWaitingSeconds),
          pending_too_long: jobs.oldestWaitingSeconds > pendingTooLongSeconds,
        },
        worker: { status: workers.workers > 0 ? 'up' : 'none', processes: workers.workers, slots: workers.slots },
      }
    } catch {
      // Why the database does not answer is in the log of whoever needed it; here it only counts that it does not.
      return null
    } finally {
      limit.abort()
    }
  }

  const check = async (): Promise<Health> => {
    const counts = await count()
    return {
      status: counts === null ? 'unhealthy' : 'healthy',
      database: { status: counts === null ? 'down' : 'up', notifications: listener.connectedSince() !== null },
      queue: counts?.queue ?? null,
      worker: counts?.worker ?? null,
      engines,
      uptime_seconds: Math.round((Date.now() - startedAt) / 1000),
    }
  }
  return () => {
    underWay ??= check().finally(() => {
      underWay = null
    })
    return underWay
  }
}
