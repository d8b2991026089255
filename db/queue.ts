// The queue: pg-boss in the same Postgres, used at the level of its jobs (send, fetch, fail, complete) and not of its
// worker loop. That lets a job's state commit together with the story's: a story is taken, finished, put back or failed
// in one transaction with its job, so the two can never disagree. On the way that every story goes (restarted, taken,
// completed) pg-boss's statement is caught and made a part of ours: one round trip and one commit instead of four.
// Waking is our own notification, sent in the same transactions; pg-boss's needs a connection of its own for it and lets
// a worker sleep after each job.
import { type SQL, sql } from 'drizzle-orm'
import { type Db, fromDrizzle, PgBoss, type QueueOptions } from 'pg-boss'
import postgres, { type Sql } from 'postgres'
import { z } from 'zod'
import type { Logger } from '../shared/node/logger.ts'
import { type Executor, idleSeconds } from './client.ts'

export const storyQueue = 'story_generation'
/** Rung when a job can be taken. */
export const jobsChannel = 'story_jobs'
const queueSchema = 'pgboss'

export const retryLimit = 2
export const retryDelaySeconds = 60

const queueOptions: QueueOptions = {
  retryLimit,
  retryDelay: retryDelaySeconds,
  // The hard limit. An attempt stops itself five minutes before (worker/jobs/attempt.ts): this is for a worker that hangs
  // and yet lives. Its job is taken away, and with the next claim its story.
  expireInSeconds: 3600,
  // A waiting story is never thrown away: 13 months, then nobody waits any more.
  retentionSeconds: 400 * 24 * 3600,
  // What was given up is good for looking at for a while.
  deleteAfterSeconds: 3600,
}

const jobDataSchema = z.object({ storyId: z.uuid(), priority: z.int(), retriesUsed: z.int().min(0) })
export interface Job {
  id: string
  storyId: string
  priority: number
  /** pg-boss's attempt number of this job: it fences what we do to it. */
  attempt: number
  /** Over all jobs of this story's run: a job that is handed back is followed by a new one. */
  retriesUsed: number
}

/** What `taking` returns, where it is called `jobs`. */
export const takenColumns = { id: sql<string>`jobs.id`, data: sql<unknown>`jobs.data`, retryCount: sql<number>`jobs."retryCount"` }
export const toJob = ({ id, data, retryCount }: { id: string; data: unknown; retryCount: number }): Job => {
  const { storyId, priority, retriesUsed } = jobDataSchema.parse(data)
  return { id, storyId, priority, attempt: retryCount, retriesUsed: retriesUsed + retryCount }
}

/** A story's first job of a run. Lower priority waits longer. */
export interface NewJob {
  jobId: string
  storyId: string
  priority: number
}

export interface Queue {
  /** The part of a statement that puts a job into the queue where `priority` is not null; jobsChannel is for the statement to ring. */
  insertion: (job: Omit<NewJob, 'priority'>, priority: SQL) => Promise<SQL>
  /** Many new jobs in one prepared statement, in a transaction of the client itself. */
  enqueueMany: (tx: Pick<Sql, 'unsafe'>, jobs: readonly NewJob[]) => Promise<void>
  /** Puts a story's job back as a new one that may be taken at once, and uses up no retry. */
  requeue: (tx: Executor, jobId: string, job: Pick<Job, 'storyId' | 'priority' | 'retriesUsed'>) => Promise<void>
  /** The part of a statement that marks the next jobs, at most so many, as taken and returns `takenColumns` of them. */
  taking: (most: number) => Promise<SQL>
  finish: (tx: Executor, job: Job) => Promise<void>
  /** After a fault that time may cure: the same job again, later. */
  retry: (tx: Executor, job: Job, reason: string, delaySeconds: number) => Promise<void>
  /** Takes a job out, in whatever state it is. */
  remove: (tx: Executor, jobId: string) => Promise<void>
  /** What a job was sent with, for whoever puts it back. */
  find: (tx: Executor, jobId: string) => Promise<Job | null>
  close: () => Promise<void>
}

// drizzle turns off the reading and writing of dates and JSON on the client it wraps, and pg-boss's upkeep needs both:
// hence a client of its own, let go when idle. pg-boss gives JSON now as an object, now as text.
const openClient = (url: string): Sql =>
  postgres(url, {
    max: 1,
    idle_timeout: idleSeconds,
    onnotice: () => undefined,
    connection: { application_name: 'code-story queue' },
    types: {
      json: {
        to: 3802,
        from: [114, 3802],
        serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
        parse: (text: string): unknown => JSON.parse(text),
      },
    },
  })

const overClient = (client: Pick<Sql, 'unsafe'>): Db => ({
  executeSql: async (text, values) => {
    if (values === undefined || values.length === 0) {
      const results: unknown = await client.unsafe(text)
      const lists: unknown[] = Array.isArray(results) ? results : []
      return { rows: lists.every((list) => Array.isArray(list)) ? lists.flat() : lists }
    }
    return { rows: await client.unsafe(text, values as postgres.ParameterOrJSON<never>[], { prepare: true }) }
  },
})

/** The caller's transaction as pg-boss wants it. JSON has to be text there: drizzle writes what it is given. */
const overTransaction = (tx: Executor): Db => {
  const inner = fromDrizzle(tx, sql)
  const asText = (value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value)
  return { executeSql: (text, values) => inner.executeSql(text, values?.map(asText)) }
}

/** What pg-boss would have run. It is told that nothing came of it, or `rows`. */
const catchStatement = async (ask: (db: Db) => Promise<unknown>, rows: unknown[] = []): Promise<{ text: string; values: unknown[] }> => {
  const caught: { text: string; values: unknown[] }[] = []
  await ask({
    executeSql: async (text, values = []) => {
      caught.push({ text, values })
      return { rows }
    },
  })
  const [statement] = caught
  if (statement === undefined || caught.length > 1) throw new Error(`pg-boss ran ${caught.length} statements where one can be part of ours`)
  return statement
}
/** A statement with `$1` and so on, in which each is given as SQL. */
const withParameters = (text: string, parameter: (index: number) => SQL): SQL =>
  sql.join(text.split(/\$(\d+)/).map((part, index) => (index % 2 === 0 ? sql.raw(part) : parameter(Number(part) - 1))))

/** A job that is over leaves: among thousands that lie there for an hour, the next one would take longer and longer to find. */
const thisAttempt = (job: Job): SQL =>
  sql`job.name = ${storyQueue} and job.id = ${job.id}::uuid and job.state = 'active' and job.retry_count = ${job.attempt}::int`

/** The part of a statement that finishes the job of a story to which it appended something. */
export const completionOf = (job: Job): SQL => sql`finished as (delete from pgboss.job using story where ${thisAttempt(job)})`

/** Makes the queue's tables and the queue. Not safe beside itself: the migration holds the lock. */
export const installQueue = async (url: string): Promise<void> => {
  const client = openClient(url)
  const boss = new PgBoss({ db: overClient(client), schema: queueSchema, supervise: false, schedule: false, registerInstance: false })
  try {
    await boss.start()
    if ((await boss.getQueue(storyQueue)) === null) await boss.createQueue(storyQueue, queueOptions)
    else await boss.updateQueue(storyQueue, queueOptions)
  } finally {
    await boss.stop({ graceful: false })
    await client.end({ timeout: 2 })
  }
}

interface QueueSettings {
  logger: Logger
  /** Workers look after the queue (expired jobs, old jobs); any number of them may. */
  supervise?: boolean
}

export const openQueue = async (url: string, { logger, supervise = false }: QueueSettings): Promise<Queue> => {
  const client = openClient(url)
  const boss = new PgBoss({
    db: overClient(client),
    schema: queueSchema,
    migrate: false,
    schedule: false,
    registerInstance: false,
    supervise,
    superviseIntervalSeconds: 30,
    maintenanceIntervalSeconds: 300,
    monitorIntervalSeconds: 30,
  })
  // Without a listener an error in the upkeep would end the process; the next round tries again.
  boss.on('error', (error) => logger.warn({ err: error }, 'queue upkeep failed'))
  await boss.start()

  const within = (tx: Executor) => ({ db: overTransaction(tx) })
  const fence = (job: Job) => ({ id: job.id, retryCount: job.attempt })
  const requeue: Queue['requeue'] = async (tx, jobId, { storyId, priority, retriesUsed }) => {
    const data = { storyId, priority, retriesUsed } satisfies z.infer<typeof jobDataSchema>
    await Promise.all([
      boss.send(storyQueue, data, { ...within(tx), id: jobId, priority, retryLimit: Math.max(0, retryLimit - retriesUsed) }),
      tx.execute(sql`select pg_notify(${jobsChannel}, '')`),
    ])
  }
  return {
    insertion: async ({ jobId, storyId }, priority) => {
      const data = { storyId, priority: 0, retriesUsed: 0 } satisfies z.infer<typeof jobDataSchema>
      const { text, values } = await catchStatement((db) => boss.send(storyQueue, data, { db, id: jobId, priority: 0, retryLimit }), [{ id: jobId }])
      // The one parameter is a list of jobs: of this one, or of none.
      return withParameters(
        text,
        (index) => sql`coalesce((select jsonb_set(jsonb_set(${values[index]}::text::jsonb, '{0,priority}', rank), '{0,data,priority}', rank)::text
          from to_jsonb(${priority}) as rank), '[]')`,
      )
    },
    enqueueMany: async (tx, jobs) => {
      const rows = jobs.map(({ jobId, storyId, priority }) => {
        const data = { storyId, priority, retriesUsed: 0 } satisfies z.infer<typeof jobDataSchema>
        return { id: jobId, priority, retryLimit, data }
      })
      await Promise.all([boss.insert(storyQueue, rows, { db: overClient(tx) }), tx.unsafe(`select pg_notify('${jobsChannel}', '')`)])
    },
    requeue,
    taking: async (most) => {
      const { text, values } = await catchStatement((db) => boss.fetch(storyQueue, { db, batchSize: most }))
      return withParameters(text, (index) => sql`${values[index]}`)
    },
    finish: async (tx, job) => {
      await tx.execute(sql`delete from pgboss.job where ${thisAttempt(job)}`)
    },
    retry: async (tx, job, reason, delaySeconds) => {
      await boss.fail(storyQueue, fence(job), { reason }, within(tx))
      // pg-boss keeps one delay a job, given when it is sent.
      if (delaySeconds !== retryDelaySeconds)
        await tx.execute(sql`update pgboss.job set start_after = now() + make_interval(secs => ${delaySeconds})
          where name = ${storyQueue} and id = ${job.id} and state = 'retry'`)
    },
    remove: async (tx, jobId) => {
      await boss.deleteJob(storyQueue, jobId, within(tx))
    },
    find: async (tx, jobId) => {
      const [job] = await boss.findJobs(storyQueue, { id: jobId, ...within(tx) })
      return job === undefined ? null : toJob(job)
    },
    close: async () => {
      await boss.stop({ graceful: false })
      await client.end({ timeout: 2 })
    },
  }
}

export interface QueueCounts {
  waiting: number
  delayed: number
  active: number
  /** How long the oldest job that could run has been waiting. */
  oldestWaitingSeconds: number
}

/** For health and metrics: read from the jobs themselves, so it is true at any moment. */
export const countJobs = async (db: Executor): Promise<QueueCounts> => {
  const [row] = await db.execute<{ waiting: number; delayed: number; active: number; oldest: number }>(sql`
    select count(*) filter (where state < 'active' and start_after <= now())::int as waiting,
      count(*) filter (where state < 'active' and start_after > now())::int as delayed,
      count(*) filter (where state = 'active')::int as active,
      coalesce(extract(epoch from now() - min(start_after) filter (where state < 'active' and start_after <= now())), 0)::float8 as oldest
    from pgboss.job where name = ${storyQueue} and state <= 'active'`)
  return { waiting: row?.waiting ?? 0, delayed: row?.delayed ?? 0, active: row?.active ?? 0, oldestWaitingSeconds: Math.max(0, row?.oldest ?? 0) }
}
