// What saved steps hold that listeners see: the spoken chapters and the cited lines. The steps themselves stay closed.
import { and, eq, like } from 'drizzle-orm'
import { type SpokenChapter, spokenChapterSchema } from '../shared/audio.ts'
import { type CitedSources, citedSourcesSchema } from '../shared/cited-source.ts'
import type { Executor } from './client.ts'
import { storySteps } from './schema.ts'
import { findStep } from './steps.ts'

export const citedSourcesStep = 'sources'

const chapterNumber = (name: string): number => Number(name.split('.')[1])

/** By chapter, counted from 0: those that are spoken already. */
export const readSpokenChapters = async (db: Executor, storyId: string): Promise<Map<number, SpokenChapter>> => {
  const rows = await db
    .select({ name: storySteps.name, result: storySteps.result })
    .from(storySteps)
    .where(and(eq(storySteps.storyId, storyId), like(storySteps.name, 'chapter.%.speak')))
  return new Map(rows.map(({ name, result }): [number, SpokenChapter] => [chapterNumber(name), spokenChapterSchema.parse(result)]).sort(([a], [b]) => a - b))
}

export const findCitedSources = async (db: Executor, storyId: string): Promise<CitedSources | null> => {
  const result = await findStep(db, storyId, citedSourcesStep)
  return result === null ? null : citedSourcesSchema.parse(result)
}
