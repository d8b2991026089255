// Finished work of a story, by step: saved together with the log line that tells of it, read back by whoever goes on.
import { and, eq, sql } from 'drizzle-orm'
import type { StoryStatus } from '../shared/story.ts'
import type { Database, Executor } from './client.ts'
import { appendEvents, type NewEvent } from './events.ts'
import { stories, storySteps } from './schema.ts'
import type { StoryRow } from './stories.ts'

/** Chapters are counted from 0. */
export const chapterStep = (chapter: number, work: 'write' | 'speak'): string => `chapter.${chapter}.${work}`

/**
 * The names of all saved steps, and the result of one of them in the same round trip. The others' may be megabytes, and are
 * read when somebody needs them.
 */
export const findSavedSteps = async (db: Executor, storyId: string, wanted: string): Promise<{ names: Set<string>; result: unknown }> => {
  const result = sql<unknown>`case when ${storySteps.name} = ${wanted} then ${storySteps.result} end`
  const rows = await db.select({ name: storySteps.name, result }).from(storySteps).where(eq(storySteps.storyId, storyId))
  return { names: new Set(rows.map((row) => row.name)), result: rows.find((row) => row.name === wanted)?.result ?? null }
}

/** Every saved step of a story: name → result. */
export const readSteps = async (db: Executor, storyId: string): Promise<Map<string, unknown>> => {
  const rows = await db.select({ name: storySteps.name, result: storySteps.result }).from(storySteps).where(eq(storySteps.storyId, storyId))
  return new Map(rows.map((row) => [row.name, row.result]))
}

export const findStep = async (db: Executor, storyId: string, name: string): Promise<unknown> => {
  const [row] = await db
    .select({ result: storySteps.result })
    .from(storySteps)
    .where(and(eq(storySteps.storyId, storyId), eq(storySteps.name, name)))
  return row?.result ?? null
}

export interface SavedStep {
  storyId: string
  lease: number
  name: string
  result: unknown
  events: readonly NewEvent[]
  status?: StoryStatus
  progress?: number
  /** What of the story can be seen from now on: its title, a chapter, a chunk of audio. */
  story?: Partial<VisibleStory>
}
export type VisibleStory = Pick<StoryRow, 'title' | 'summary' | 'commitSha' | 'chapters' | 'audioChunks' | 'coverKey' | 'engines' | 'warnings'>

/**
 * Saves a step with its events, or nothing. A worker's earlier deaths are forgiven: the story moves.
 * @returns false where the lease was lost: somebody else goes on, and this result is not kept
 */
export const saveStep = (db: Database, { storyId, lease, name, result, events, status, progress, story = {} }: SavedStep): Promise<boolean> =>
  db.transaction(async (tx) => {
    const [held] = await tx
      .update(stories)
      .set({ ...story, deaths: 0 })
      .where(and(eq(stories.id, storyId), eq(stories.lease, lease)))
      .returning({ id: stories.id })
    if (held === undefined) return false
    await tx
      .insert(storySteps)
      .values({ storyId, name, result })
      .onConflictDoUpdate({ target: [storySteps.storyId, storySteps.name], set: { result: sql`excluded.result`, createdAt: sql`now()` } })
    if (events.length > 0) await appendEvents(tx, storyId, events, { lease, status, progress })
    return true
  })

/** Steps whose files are gone have to be done again. */
export const removeStep = async (db: Executor, storyId: string, name: string): Promise<void> => {
  await db.delete(storySteps).where(and(eq(storySteps.storyId, storyId), eq(storySteps.name, name)))
}

export const removeSteps = async (db: Executor, storyId: string): Promise<void> => {
  await db.delete(storySteps).where(eq(storySteps.storyId, storyId))
}
