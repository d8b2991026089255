// Stories that have been kept for as long as they were to be kept.
import { and, inArray, lt, sql } from 'drizzle-orm'
import type { Executor } from './client.ts'
import { stories } from './schema.ts'

/** Finished ones only, oldest first, a few hundred at a time. */
export const findExpiredStories = async (db: Executor, retentionDays: number): Promise<string[]> => {
  const rows = await db
    .select({ id: stories.id })
    .from(stories)
    .where(and(inArray(stories.status, ['completed', 'failed']), lt(stories.updatedAt, sql`now() - make_interval(days => ${retentionDays})`)))
    .orderBy(stories.updatedAt)
    .limit(500)
  return rows.map((row) => row.id)
}

export const removeStories = async (db: Executor, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await db.delete(stories).where(inArray(stories.id, [...ids]))
}
