// What a worker does to a story. Taking it raises the story's `lease`; every later write of the run names the lease it
// holds, so a worker that was taken for dead, or whose story was cancelled, writes nothing more. The job changes in the
// same transaction: story and job never disagree.
//
//   take ──▶ save steps, append events … ──▶ complete | fail | retry (same job, later) | hand back (new job, at once)
//                                                      reap: hand back, done by another worker for a dead one
//
// A story of the command line has no job in the queue, because only the command that made it may work on it: it is taken
// by its id, and `job` is null. When its command ends, the story is over until the same command is given again.
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { and, desc, eq, getTableColumns, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { ErrorCode } from '../shared/errors.ts'
import type { StatusData } from '../shared/progress.ts'
import type { Database, Executor } from './client.ts'
import { appendEvents, type NewEvent } from './events.ts'
import { completionOf, type Job, type Queue, storyQueue, takenColumns, toJob } from './queue.ts'
import { processingLogs, stories } from './schema.ts'
import type { StoryRow } from './stories.ts'
import { addToMonth } from './usage.ts'

export interface Claim {
  story: StoryRow
  lease: number
  job: Job | null
  /** Attempts that failed and were tried again, over all jobs of this run. */
  retriesUsed: number
}
export interface Hands {
  db: Database
  queue: Queue
}

const taken = (workerId: string | SQL) => ({ lease: sql`${stories.lease} + 1`, claimedBy: workerId, reservedUsd: 0 })
// Not claimed any more: this run has ended the story already, and lost the answer.
const held = (claim: Claim) => and(eq(stories.id, claim.story.id), eq(stories.lease, claim.lease), isNotNull(stories.claimedBy))

/**
 * A claim need not wait for the disk. Should Postgres crash before it is there, nobody holds the story, and whoever thought so
 * meets a lease that is not theirs; with their first step, which waits, the claim is on the disk as well.
 */
const withoutWaiting = sql<string>`set_config('synchronous_commit', 'off', true)`

/** One statement for so many jobs, put together once: building it costs as much as running it. */
const prepareTaking = async ({ db, queue }: Hands, most: number) => {
  const jobs = db.$with('jobs', takenColumns).as(await queue.taking(most))
  const claimed = db.$with('claimed').as(
    db
      .update(stories)
      .set(taken(sql`${sql.placeholder('workerId')}::uuid`))
      .from(jobs)
      .where(eq(stories.jobId, takenColumns.id))
      .returning(getTableColumns(stories)),
  )
  return db
    .with(jobs, claimed)
    .select({ job: takenColumns, story: claimed._.selectedFields, waits: withoutWaiting })
    .from(jobs)
    .leftJoin(claimed, eq(claimed.jobId, takenColumns.id))
    .prepare(`take_${most}`)
}

export type TakeStories = (workerId: string, most: number) => Promise<Claim[]>
/**
 * The next stories of the queue, in one go: fewer than `most` where no more wait. Jobs whose story is gone, cancelled or in
 * other hands are cleared away.
 */
export const openTaking = (hands: Hands): TakeStories => {
  const statements = new Map<number, ReturnType<typeof prepareTaking>>()
  const statementFor = (most: number): ReturnType<typeof prepareTaking> => {
    const known = statements.get(most) ?? prepareTaking(hands, most)
    statements.set(most, known)
    // The queue's settings may have been out of reach: then it is put together anew.
    known.catch(() => statements.delete(most))
    return known
  }
  return async (workerId, most) => {
    for (;;) {
      const rows = await (await statementFor(most)).execute({ workerId })
      const claims = rows.flatMap(({ job: row, story }): Claim[] => {
        const job = toJob(row)
        return story === null ? [] : [{ story, lease: story.lease, job, retriesUsed: job.retriesUsed }]
      })
      for (const { job, story } of rows) if (story === null) await hands.queue.finish(hands.db, toJob(job))
      // Where all that was taken had to be cleared away, others may wait behind it.
      if (claims.length > 0 || rows.length === 0) return claims
    }
  }
}

/** A story by its id, for the command that made it; null where another worker holds it or it is finished. */
export const takeStory = async (db: Database, storyId: string, workerId: string, retriesUsed = 0): Promise<Claim | null> => {
  const [story] = await db
    .update(stories)
    .set(taken(workerId))
    .where(and(eq(stories.id, storyId), isNotNull(stories.jobId), or(isNull(stories.claimedBy), eq(stories.claimedBy, workerId))))
    .returning()
  return story === undefined ? null : { story, lease: story.lease, job: null, retriesUsed }
}

export type FinishedStory = Pick<
  StoryRow,
  'title' | 'summary' | 'commitSha' | 'chapters' | 'audioKey' | 'audioSizeBytes' | 'audioChunks' | 'coverKey' | 'engines' | 'warnings'
> & { durationSeconds: number }

const ended = { jobId: null, claimedBy: null }
const completionChanges: readonly SQL[] = [sql`job_id = null`, sql`claimed_by = null`, sql`deaths = 0`, sql`completed_at = now()`]

/** What differs from the row as it was taken: of a finished story that was restarted nothing does, and its chapters are large. */
const changesOf = (finished: FinishedStory, story: StoryRow): Partial<FinishedStory> =>
  Object.fromEntries(Object.entries(finished).filter(([name, value]) => !isDeepStrictEqual(value, story[name as keyof FinishedStory])))

export interface Completion {
  finished: FinishedStory
  /** The run saved nothing, so the row is as it was taken. */
  kept: boolean
}
/** @returns false where the lease was lost: then nothing is written */
export const completeStory = async ({ db }: Hands, claim: Claim, { finished, kept }: Completion, events: readonly NewEvent[]): Promise<boolean> => {
  const complete = async (executor: Executor): Promise<boolean> => {
    const beside = claim.job === null ? [] : [completionOf(claim.job)]
    const how = { lease: claim.lease, status: 'completed', progress: 100, changes: completionChanges, beside } as const
    return (await appendEvents(executor, claim.story.id, events, how)) !== null
  }
  const changed = kept ? changesOf(finished, claim.story) : finished
  // A restart of what was finished before makes no new story.
  const isNew = claim.story.audioKey === null
  if (!isNew && Object.keys(changed).length === 0) return complete(db)
  return db.transaction(async (tx) => {
    // What it is made of has to be there before it can be called complete.
    if (Object.keys(changed).length > 0) await tx.update(stories).set(changed).where(held(claim))
    const isHeld = await complete(tx)
    if (isHeld && isNew) await addToMonth(tx, claim.story.userId, { stories: 1, minutes: finished.durationSeconds / 60 })
    return isHeld
  })
}

export interface Failure {
  code: ErrorCode
  message: string
}
const failedEvents = (progress: number, { code, message }: Failure): NewEvent[] => {
  const status: StatusData = { status: 'failed', progress, error_code: code, error_message: message }
  return [
    { kind: 'log', agentName: 'System', action: `Error: ${message}`, level: 'error', details: { code } },
    { kind: 'status', status },
  ]
}

const markFailed = async (tx: Executor, claim: Claim, failure: Failure, events: readonly NewEvent[]): Promise<boolean> => {
  const [story] = await tx
    .update(stories)
    .set({ ...ended, status: 'failed', errorCode: failure.code, errorMessage: failure.message })
    .where(held(claim))
    .returning({ progress: stories.progress })
  if (story === undefined) return false
  await appendEvents(tx, claim.story.id, [...events, ...failedEvents(story.progress, failure)])
  return true
}

export const failStory = ({ db, queue }: Hands, claim: Claim, failure: Failure, events: readonly NewEvent[] = []): Promise<boolean> =>
  db.transaction(async (tx) => {
    if (!(await markFailed(tx, claim, failure, events))) return false
    if (claim.job !== null) await queue.finish(tx, claim.job)
    return true
  })

export interface Retry {
  reason: string
  /** A minute, or what the service that failed asks for. */
  delaySeconds: number
}

/** The story keeps its status, and says when it goes on. */
export const retryStory = ({ db, queue }: Hands, claim: Claim, { reason, delaySeconds }: Retry, events: readonly NewEvent[] = []): Promise<boolean> =>
  db.transaction(async (tx) => {
    // A command waits with its story in its hands: nobody else may go on with it.
    const claimedBy = claim.job === null ? sql`${stories.claimedBy}` : null
    const [story] = await tx.update(stories).set({ claimedBy }).where(held(claim)).returning({ id: stories.id })
    if (story === undefined) return false
    const next = new Date(Date.now() + delaySeconds * 1000).toISOString()
    const warning: NewEvent = {
      kind: 'log',
      agentName: 'System',
      action: `${reason} The next attempt starts at ${next}.`,
      level: 'warning',
      details: { next_attempt: next, retry_in_seconds: delaySeconds, attempt: claim.retriesUsed + 1 },
    }
    await appendEvents(tx, claim.story.id, [...events, warning])
    if (claim.job !== null) await queue.retry(tx, claim.job, reason, delaySeconds)
    return true
  })

const retryDetailsSchema = z.object({ next_attempt: z.coerce.date() })
/** For a command, which keeps time for itself. @returns how long it is until the next attempt that was announced */
export const secondsToNextAttempt = async (db: Database, storyId: string): Promise<number> => {
  const [row] = await db
    .select({ details: processingLogs.details })
    .from(processingLogs)
    .where(and(eq(processingLogs.storyId, storyId), sql`${processingLogs.details} ? 'next_attempt'`))
    .orderBy(desc(processingLogs.id))
    .limit(1)
  return row === undefined ? 0 : Math.max(0, (retryDetailsSchema.parse(row.details).next_attempt.getTime() - Date.now()) / 1000)
}

/** Back into the queue at once, for somebody else: no retry is used up. */
export const handBackStory = ({ db, queue }: Hands, claim: Claim, why: string, events: readonly NewEvent[] = []): Promise<boolean> =>
  db.transaction(async (tx) => {
    const jobId = claim.job === null ? claim.story.jobId : randomUUID()
    const [story] = await tx.update(stories).set({ claimedBy: null, jobId }).where(held(claim)).returning({ id: stories.id })
    if (story === undefined) return false
    const note: NewEvent = { kind: 'log', agentName: 'System', action: why, level: 'info' }
    await appendEvents(tx, claim.story.id, [...events, note])
    if (claim.job !== null && jobId !== null) {
      await queue.remove(tx, claim.job.id)
      await queue.requeue(tx, jobId, claim.job)
    }
    return true
  })

const commandEnded: Failure = { code: 'cancelled', message: 'The command that made it has ended. The same command goes on from the last finished step.' }
const hung: Failure = { code: 'timed_out', message: 'It took longer than the hour that a story may take, three times. Ask for a shorter story.' }

/** Deaths over one story, without a step saved in between, after which it is the story and not the workers. */
const deathLimit = 5
const poisoned: Failure = {
  code: 'poisoned',
  message: `Its worker died ${deathLimit} times in a row without finishing a step. Restart it to try again; if it fails again, the repository needs more memory than the worker has.`,
}

/**
 * Takes a story out of a dead worker's hands and puts it back into the queue.
 * @returns what became of it; null where somebody else was faster
 */
export const reapStory = ({ db, queue }: Hands, storyId: string, lease: number): Promise<'requeued' | 'failed' | null> =>
  db.transaction(async (tx) => {
    const [story] = await tx
      .update(stories)
      .set({ lease: lease + 1, deaths: sql`${stories.deaths} + 1` })
      .where(and(eq(stories.id, storyId), eq(stories.lease, lease), isNotNull(stories.claimedBy), isNotNull(stories.jobId)))
      .returning()
    if (story === undefined || story.jobId === null) return null
    const job = await queue.find(tx, story.jobId)
    const claim: Claim = { story, lease: story.lease, job, retriesUsed: job?.retriesUsed ?? 0 }
    if (job === null) {
      await markFailed(tx, claim, commandEnded, [])
      return 'failed'
    }
    if (story.deaths >= deathLimit) {
      await markFailed(tx, claim, poisoned, [])
      await queue.remove(tx, job.id)
      return 'failed'
    }
    const note: NewEvent = {
      kind: 'log',
      agentName: 'System',
      action: 'The worker died: the story goes on from its last saved step',
      level: 'warning',
      details: { deaths: story.deaths },
    }
    await appendEvents(tx, storyId, [note])
    const jobId = randomUUID()
    await tx.update(stories).set({ jobId, claimedBy: null }).where(eq(stories.id, storyId))
    await queue.remove(tx, job.id)
    await queue.requeue(tx, jobId, job)
    return 'requeued'
  })

/**
 * Stories that wait for a job which is not there any more, or which the queue gave up because its worker hung: nothing
 * waits for ever. @returns how many were put back
 */
export const requeueForgotten = async ({ db, queue }: Hands): Promise<number> => {
  const forgotten = await db.execute<{ id: string; gave_up: boolean }>(sql`
    select s.id, exists (select 1 from pgboss.job j where j.name = ${storyQueue} and j.id = s.job_id and j.state = 'failed') as gave_up
    from stories s
    where s.status not in ('completed', 'failed') and s.updated_at < now() - interval '1 minute'
      and not exists (select 1 from pgboss.job j where j.name = ${storyQueue} and j.id = s.job_id and j.state <= 'active')
      and (s.claimed_by is null or exists (select 1 from pgboss.job j where j.name = ${storyQueue} and j.id = s.job_id))`)
  for (const { id, gave_up } of forgotten)
    await db.transaction(async (tx) => {
      const [story] = await tx
        .update(stories)
        .set({ lease: sql`${stories.lease} + 1`, claimedBy: sql`coalesce(${stories.claimedBy}, ${stories.id})` })
        .where(and(eq(stories.id, id), isNotNull(stories.jobId)))
        .returning()
      if (story === undefined) return
      const claim: Claim = { story, lease: story.lease, job: null, retriesUsed: 0 }
      if (story.localFolder !== null || gave_up) {
        await markFailed(tx, claim, story.localFolder === null ? hung : commandEnded, [])
        return
      }
      const jobId = randomUUID()
      await tx.update(stories).set({ jobId, claimedBy: null }).where(eq(stories.id, id))
      await queue.requeue(tx, jobId, { storyId: id, priority: 0, retriesUsed: 0 })
    })
  return forgotten.length
}
