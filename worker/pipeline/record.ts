// The story as it can be seen while it is made, and when it is finished: chapters with what is known of them by now.
import type { StoredChunk } from '../../db/schema.ts'
import type { Transcript } from '../../shared/audio.ts'
import { type Chapter, chapterSources, chapterText, type StoryOutline } from '../../shared/script.ts'
import type { SpokenStep, WrittenChapter } from './results.ts'
import type { StoryRun } from './run.ts'

export interface ChapterParts {
  outline: StoryOutline
  written: ReadonlyMap<number, WrittenChapter>
  spoken: ReadonlyMap<number, SpokenStep>
}

/** Every planned chapter, in order: measured times where it is spoken, predicted ones before. */
export const recordChapters = ({ outline, written, spoken }: ChapterParts): Chapter[] => {
  let start = 0
  return outline.chapters.map((planned, index) => {
    const draft = written.get(index)
    const duration = spoken.get(index)?.duration_seconds ?? draft?.predicted_seconds ?? planned.target_seconds
    const chapter: Chapter = {
      title: draft?.title ?? planned.title,
      content: draft === undefined ? '' : chapterText(draft),
      code_examples: draft?.code_examples ?? [],
      duration_seconds: duration,
      timestamp_start: start,
      sources: draft === undefined ? [] : chapterSources(draft),
    }
    start += duration
    return chapter
  })
}

export const recordChunks = (spoken: ReadonlyMap<number, SpokenStep>): StoredChunk[] =>
  [...spoken]
    .sort(([a], [b]) => a - b)
    .map(([chapter, { key, duration_seconds, size_bytes }]) => ({ key, chapter, durationSeconds: duration_seconds, sizeBytes: size_bytes }))

export const recordTranscript = (
  title: string,
  chapters: readonly Chapter[],
  spoken: ReadonlyMap<number, SpokenStep>,
  durationSeconds: number,
): Transcript => ({
  title,
  duration_seconds: durationSeconds,
  chapters: chapters.map(({ title: heading, timestamp_start: start, duration_seconds, sources }, index) => ({
    title: heading,
    start_seconds: start,
    end_seconds: start + duration_seconds,
    sources,
    sentences: (spoken.get(index)?.sentences ?? []).map((sentence) => ({
      ...sentence,
      start_seconds: start + sentence.start_seconds,
      end_seconds: start + sentence.end_seconds,
    })),
  })),
})

/** All that is there by now. */
export const readParts = async ({ results, done }: Pick<StoryRun, 'results' | 'done'>): Promise<ChapterParts> => {
  const outline = await results.outline.get()
  const read = async <T>(chapters: ReadonlySet<number>, cell: (chapter: number) => { get: () => Promise<T> }) =>
    new Map(await Promise.all([...chapters].sort((a, b) => a - b).map(async (chapter) => [chapter, await cell(chapter).get()] as const)))
  return { outline, written: await read(done.write, results.write), spoken: await read(done.speak, results.speak) }
}
