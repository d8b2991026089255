// Stories that nobody works on any more though they are not over: their worker died or hung, or their job is gone. Each goes back
// into the queue, or fails and says why: nothing waits for ever.
import { randomUUID } from 'node:crypto'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { type Claim, type Failure, type Hands, markFailed } from './claims.ts'
import { appendEvents, type NewEvent } from './events.ts'
import { storyQueue } from './queue.ts'
import { stories } from './schema.ts'

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
