// How a story comes into a worker's hands: the next ones of the queue, or one by its id. Taking raises the story's lease (claims.ts).
import { and, eq, getTableColumns, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Claim, Hands } from './claims.ts'
import type { Database } from './client.ts'
import { takenColumns, toJob } from './queue.ts'
import { stories } from './schema.ts'

const taken = (workerId: string | SQL) => ({ lease: sql`${stories.lease} + 1`, claimedBy: workerId, reservedUsd: 0 })

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
