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
import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { ErrorCode } from '../shared/errors.ts'
import type { StatusData } from '../shared/progress.ts'
import type { Database, Executor } from './client.ts'
import { appendEvents, type NewEvent } from './events.ts'
import { completionOf, type Job, type Queue } from './queue.ts'
import { stories } from './schema.ts'
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

// Not claimed any more: this run has ended the story already, and lost the answer.
const held = (claim: Claim) => and(eq(stories.id, claim.story.id), eq(stories.lease, claim.lease), isNotNull(stories.claimedBy))

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

/** @returns false where the lease was lost */
export const markFailed = async (tx: Executor, claim: Claim, failure: Failure, events: readonly NewEvent[]): Promise<boolean> => {
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
