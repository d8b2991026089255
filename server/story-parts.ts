// What a story consists of, in the shapes that players and readers ask for: script, transcript, chapters, waveform, sources.
import type { Executor } from '../db/client.ts'
import type { StoryRow } from '../db/stories.ts'
import { findCitedSources, readSpokenChapters } from '../db/story-parts.ts'
import type { Transcript, Waveform } from '../shared/audio.ts'
import type { ChapterList } from '../shared/chapters.ts'
import type { CitedSources } from '../shared/cited-source.ts'
import { CodeStoryError } from '../shared/errors.ts'
import { countWords, type StoryScript } from '../shared/script.ts'

const notYet = (what: string, story: StoryRow): CodeStoryError =>
  new CodeStoryError(
    'not_found',
    story.jobId === null ? `This story has no ${what}: it ${story.status}.` : `This story has no ${what} yet: it is ${story.status}.`,
  )

const endOf = (story: StoryRow): number =>
  story.durationSeconds ?? story.chapters.reduce((end, chapter) => Math.max(end, chapter.timestamp_start + chapter.duration_seconds), 0)

export const scriptOf = (story: StoryRow): StoryScript => {
  if (story.chapters.length === 0) throw notYet('script', story)
  return {
    title: story.title ?? story.repoName,
    summary: story.summary ?? '',
    chapters: story.chapters,
    total_duration_seconds: endOf(story),
    word_count: story.chapters.reduce((words, chapter) => words + countWords(chapter.content), 0),
  }
}

export const chapterListOf = (story: StoryRow): ChapterList => {
  if (story.chapters.length === 0) throw notYet('chapters', story)
  return {
    version: '1.2.0',
    title: story.title ?? story.repoName,
    chapters: story.chapters.map(({ title, timestamp_start, duration_seconds, sources }) => {
      const url = sources.find((source) => source.url !== null)?.url ?? undefined
      return { startTime: timestamp_start, endTime: timestamp_start + duration_seconds, title, ...(url === undefined ? {} : { url }) }
    }),
  }
}

export const transcriptOf = async (db: Executor, story: StoryRow): Promise<Transcript> => {
  const spoken = await readSpokenChapters(db, story.id)
  if (spoken.size === 0) throw notYet('transcript', story)
  const chapters = story.chapters.flatMap((chapter, index) => {
    const audio = spoken.get(index)
    if (audio === undefined) return []
    const { timestamp_start: start } = chapter
    const sentences = audio.sentences.map((sentence) => ({
      ...sentence,
      start_seconds: start + sentence.start_seconds,
      end_seconds: start + sentence.end_seconds,
    }))
    return [{ title: chapter.title, start_seconds: start, end_seconds: start + audio.duration_seconds, sources: chapter.sources, sentences }]
  })
  return { title: story.title ?? story.repoName, duration_seconds: endOf(story), chapters }
}

const peaksPerSecond = 10

export const waveformOf = async (db: Executor, story: StoryRow): Promise<Waveform> => {
  const spoken = await readSpokenChapters(db, story.id)
  if (spoken.size === 0) throw notYet('waveform', story)
  const durationSeconds = endOf(story)
  const peaks = new Array<number>(Math.ceil(durationSeconds * peaksPerSecond)).fill(0)
  for (const [index, audio] of spoken) {
    const first = Math.round((story.chapters[index]?.timestamp_start ?? 0) * peaksPerSecond)
    for (const [offset, peak] of audio.peaks.entries()) if (first + offset < peaks.length) peaks[first + offset] = peak
  }
  return { duration_seconds: durationSeconds, peaks_per_second: peaksPerSecond, peaks }
}

export const citedSourcesOf = async (db: Executor, story: StoryRow): Promise<CitedSources> => {
  const sources = await findCitedSources(db, story.id)
  if (sources === null) throw notYet('sources', story)
  return sources
}
