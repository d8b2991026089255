// What a worker does to a story. Taking it raises the story's `lease`; every later write of the run names the lease it
// holds, so a worker that was taken for dead, or whose story was cancelled, writes nothing more. The job changes in the
// same transaction: story and job never disagree.
//
//   take ──▶ save steps, append events … ──▶ complete | fail | retry (same job, in a minute) | hand back (new job, at once)
//                                                      reap: hand back, done by another worker for a dead one
//
// A story of the command line has no job in the queue, because only the command that made it may work on it: it is taken
// by its id, and `job` is null.
import { randomUUID } from 'node:crypto'
import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { ErrorCode } from '../shared/errors.ts'
import type { StatusData } from '../shared/progress.ts'
import type { Database, Executor } from './client.ts'
import { appendEvents, type NewEvent } from './events.ts'
import { type Job, type Queue, retryDelaySeconds } from './queue.ts'
import { stories, workers } from './schema.ts'
import type { StoryRow } from './stories.ts'
import { addToMonth } from './usage.ts'

export interface Claim {
  story: StoryRow
  lease: number
  job: Job | null
}
interface Hands {
  db: Database
  queue: Queue
}

const taken = (workerId: string) => ({ lease: sql`${stories.lease} + 1`, claimedBy: workerId })
const held = (claim: Claim) => and(eq(stories.id, claim.story.id), eq(stories.lease, claim.lease))

/** The next story of the queue, or null. Jobs whose story is gone, cancelled or in other hands are cleared away. */
export const takeNextStory = async ({ db, queue }: Hands, workerId: string): Promise<Claim | null> => {
  for (;;) {
    const taking = await db.transaction(async (tx): Promise<Claim | 'nothing' | 'cleared'> => {
      const job = await queue.take(tx)
      if (job === null) return 'nothing'
      const [story] = await tx
        .update(stories)
        .set(taken(workerId))
        .where(and(eq(stories.id, job.storyId), eq(stories.jobId, job.id)))
        .returning()
      if (story !== undefined) return { story, lease: story.lease, job }
      await queue.finish(tx, job)
      return 'cleared'
    })
    if (taking === 'nothing') return null
    if (taking !== 'cleared') return taking
  }
}

/** A story by its id, for the command that made it; null where another worker holds it or it is finished. */
export const takeStory = async (db: Database, storyId: string, workerId: string): Promise<Claim | null> => {
  const [story] = await db
    .update(stories)
    .set(taken(workerId))
    .where(and(eq(stories.id, storyId), isNotNull(stories.jobId), or(isNull(stories.claimedBy), eq(stories.claimedBy, workerId))))
    .returning()
  return story === undefined ? null : { story, lease: story.lease, job: null }
}

export type FinishedStory = Pick<
  StoryRow,
  'title' | 'summary' | 'commitSha' | 'chapters' | 'audioKey' | 'audioSizeBytes' | 'audioChunks' | 'coverKey' | 'engines' | 'warnings'
> & { durationSeconds: number }

const ended = { jobId: null, claimedBy: null }

/** @returns false where the lease was lost: then nothing is written */
export const completeStory = ({ db, queue }: Hands, claim: Claim, finished: FinishedStory, events: readonly NewEvent[]): Promise<boolean> =>
  db.transaction(async (tx) => {
    const [story] = await tx
      .update(stories)
      .set({ ...finished, ...ended, status: 'completed', progress: 100, deaths: 0, completedAt: sql`now()` })
      .where(held(claim))
      .returning({ id: stories.id })
    if (story === undefined) return false
    await appendEvents(tx, claim.story.id, events, { lease: claim.lease })
    if (claim.job !== null) await queue.finish(tx, claim.job)
    // A restart of what was finished before makes no new story.
    const isNew = claim.story.completedAt === null && claim.story.audioKey === null
    if (isNew) await addToMonth(tx, claim.story.userId, { stories: 1, minutes: finished.durationSeconds / 60 })
    return true
  })

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
  await appendEvents(tx, claim.story.id, [...events, ...failedEvents(story.progress, failure)], { lease: claim.lease })
  return true
}

export const failStory = ({ db, queue }: Hands, claim: Claim, failure: Failure, events: readonly NewEvent[] = []): Promise<boolean> =>
  db.transaction(async (tx) => {
    if (!(await markFailed(tx, claim, failure, events))) return false
    if (claim.job !== null) await queue.finish(tx, claim.job)
    return true
  })

/** The story keeps its status, and says when it goes on. */
export const retryStory = ({ db, queue }: Hands, claim: Claim, reason: string, events: readonly NewEvent[] = []): Promise<boolean> =>
  db.transaction(async (tx) => {
    const [story] = await tx.update(stories).set({ claimedBy: null }).where(held(claim)).returning({ id: stories.id })
    if (story === undefined) return false
    const next = new Date(Date.now() + retryDelaySeconds * 1000).toISOString()
    const warning: NewEvent = {
      kind: 'log',
      agentName: 'System',
      action: `${reason} The next attempt starts at ${next}.`,
      level: 'warning',
      details: { next_attempt: next, retry_in_seconds: retryDelaySeconds, attempt: (claim.job?.retriesUsed ?? 0) + 1 },
    }
    await appendEvents(tx, claim.story.id, [...events, warning], { lease: claim.lease })
    if (claim.job !== null) await queue.retry(tx, claim.job, reason)
    return true
  })

/** Back into the queue at once, for somebody else: no retry is used up. */
export const handBackStory = ({ db, queue }: Hands, claim: Claim, events: readonly NewEvent[] = []): Promise<boolean> =>
  db.transaction(async (tx) => {
    const jobId = claim.job === null ? claim.story.jobId : randomUUID()
    const [story] = await tx.update(stories).set({ claimedBy: null, jobId }).where(held(claim)).returning({ id: stories.id })
    if (story === undefined) return false
    const note: NewEvent = { kind: 'log', agentName: 'System', action: 'The worker is closing: the story goes on elsewhere', level: 'info' }
    await appendEvents(tx, claim.story.id, [...events, note], { lease: claim.lease })
    if (claim.job !== null && jobId !== null) {
      await queue.remove(tx, claim.job.id)
      await queue.requeue(tx, jobId, claim.job)
    }
    return true
  })

/** Deaths over one story, without a step saved in between, after which it is the story and not the workers. */
const deathLimit = 5

/**
 * Takes a story out of a dead worker's hands and puts it back into the queue.
 * @returns what became of it; null where somebody else was faster
 */
export const reapStory = ({ db, queue }: Hands, storyId: string, lease: number): Promise<'requeued' | 'poisoned' | null> =>
  db.transaction(async (tx) => {
    const [story] = await tx
      .update(stories)
      .set({ claimedBy: null, lease: lease + 1, deaths: sql`${stories.deaths} + 1` })
      .where(and(eq(stories.id, storyId), eq(stories.lease, lease), isNotNull(stories.claimedBy), isNotNull(stories.jobId)))
      .returning()
    if (story === undefined || story.jobId === null) return null
    const job = await queue.find(tx, story.jobId)
    if (story.deaths >= deathLimit) {
      const message = `Its worker died ${deathLimit} times in a row without finishing a step. Restart it to try again; if it fails again, the repository needs more memory than the worker has.`
      await markFailed(tx, { story, lease: story.lease, job }, { code: 'poisoned', message }, [])
      if (job !== null) await queue.remove(tx, job.id)
      return 'poisoned'
    }
    const note: NewEvent = {
      kind: 'log',
      agentName: 'System',
      action: 'The worker died: the story goes on from its last saved step',
      level: 'warning',
      details: { deaths: story.deaths },
    }
    await appendEvents(tx, storyId, [note], { lease: story.lease })
    // Without a job it belongs to a command line, which takes it up again when it is called again.
    if (job !== null) {
      const jobId = randomUUID()
      await tx.update(stories).set({ jobId }).where(eq(stories.id, storyId))
      await queue.remove(tx, job.id)
      await queue.requeue(tx, jobId, job)
    }
    return 'requeued'
  })

/** Whether anybody alive works on it: for the command line, before it takes a story up again. */
export const findHolder = async (db: Executor, storyId: string): Promise<string | null> => {
  const [row] = await db.select({ worker: workers.id }).from(stories).innerJoin(workers, eq(workers.id, stories.claimedBy)).where(eq(stories.id, storyId))
  return row?.worker ?? null
}
