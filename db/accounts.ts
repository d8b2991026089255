// A person's own: the token of their feed, everything that is kept about them, and the end of it.
import { asc, desc, eq, sql } from 'drizzle-orm'
import { CodeStoryError } from '../shared/errors.ts'
import type { Database, Executor } from './client.ts'
import { processingLogs, stories, users } from './schema.ts'
import { cancelChannel, type StoryRow } from './stories.ts'
import { keepSpending } from './usage.ts'

/** The old feed's address is worth nothing from now on. */
export const replaceFeedToken = async (db: Executor, userId: string, tokenHash: string): Promise<void> => {
  const [user] = await db.update(users).set({ feedTokenHash: tokenHash }).where(eq(users.id, userId)).returning({ id: users.id })
  if (user === undefined) throw new CodeStoryError('not_found', 'There is no such user.')
}

export const findFeedOwner = async (db: Executor, tokenHash: string): Promise<string | null> => {
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.feedTokenHash, tokenHash))
  return user?.id ?? null
}

/** By whose feed a story can be heard: the hash of its owner's token, null where they made none. */
export const findFeedHashOfStory = async (db: Executor, storyId: string): Promise<string | null> => {
  const [owner] = await db.select({ hash: users.feedTokenHash }).from(stories).innerJoin(users, eq(users.id, stories.userId)).where(eq(stories.id, storyId))
  return owner?.hash ?? null
}

/** Finished stories, newest first: the episodes of a feed. */
export const readEpisodes = (db: Executor, userId: string, limit: number, offset: number): Promise<StoryRow[]> =>
  db.query.stories.findMany({
    where: (story, { and, eq: equals }) => and(equals(story.userId, userId), equals(story.status, 'completed')),
    orderBy: (story) => [desc(story.completedAt), desc(story.id)],
    limit,
    offset,
  })

/** The row that was made on first sight. */
export const findProfile = async (db: Executor, userId: string): Promise<typeof users.$inferSelect | null> => {
  const [user] = await db.select().from(users).where(eq(users.id, userId))
  return user ?? null
}

export const readStoriesOf = (db: Executor, userId: string): Promise<StoryRow[]> =>
  db.select().from(stories).where(eq(stories.userId, userId)).orderBy(asc(stories.createdAt))

export const readEventsOfUser = (db: Executor, userId: string): Promise<(typeof processingLogs.$inferSelect)[]> =>
  db
    .select({
      storyId: processingLogs.storyId,
      id: processingLogs.id,
      kind: processingLogs.kind,
      agentName: processingLogs.agentName,
      action: processingLogs.action,
      level: processingLogs.level,
      details: processingLogs.details,
      createdAt: processingLogs.createdAt,
    })
    .from(processingLogs)
    .innerJoin(stories, eq(stories.id, processingLogs.storyId))
    .where(eq(stories.userId, userId))
    .orderBy(asc(processingLogs.storyId), asc(processingLogs.id))

/**
 * Removes a person and all that is theirs; files are the caller's.
 * Work on them is told to stop.
 * @returns the stories that there were, and the jobs that are to be taken out of the queue
 */
export const deleteAccount = (db: Database, userId: string): Promise<{ storyIds: string[]; jobIds: string[] }> =>
  db.transaction(async (tx) => {
    await keepSpending(tx, userId)
    const rows = await tx.delete(stories).where(eq(stories.userId, userId)).returning({ id: stories.id, jobId: stories.jobId })
    await tx.delete(users).where(eq(users.id, userId))
    // A worker in the middle of one ends its calls now, and not when it next has something to write.
    for (const { id } of rows) await tx.execute(sql`select pg_notify(${cancelChannel}, ${id})`)
    return { storyIds: rows.map((row) => row.id), jobIds: rows.flatMap((row) => row.jobId ?? []) }
  })
