// What the checker will not let through is not told, and would leave the story short. So it is asked when the story is planned,
// and where it would take something away, as much more is planned.
import type { ChapterDraft } from '../../../shared/script.ts'
import type { Voice } from '../../../shared/voices.ts'
import type { CheckDraft } from '../../check/check-chapter.ts'
import { keepTrueSentences } from '../../check/keep-true-sentences.ts'
import type { SpeechTiming } from '../../speech/speech.ts'
import type { ToldChapter } from './plan/compose.ts'
import { chapterSeconds, type FittedStory } from './plan/fit.ts'

export interface ConfirmedStory {
  story: FittedStory
  /** Of each chapter without what the checker would drop. */
  seconds: number[]
  totalSeconds: number
}

interface Confirming {
  fit: (targetSeconds: number) => FittedStory
  check: CheckDraft
  timing: SpeechTiming
  voice: Voice
  commit: string | null
}

/** A smaller loss is within what every fit misses. */
const toleratedLoss = 0.005

const draftOf = ({ paragraphs }: ToldChapter, commit: string | null): ChapterDraft => ({
  title: '',
  paragraphs: paragraphs.map(({ speaker, sentences }) => ({
    speaker,
    sentences: sentences.map(({ text, places }) => ({ text, sources: places.map((place) => ({ ...place, commit, url: null })) })),
  })),
  code_examples: [],
  predicted_seconds: 0,
  notes: [],
})

const confirm = async (story: FittedStory, { check, timing, voice, commit }: Confirming): Promise<ConfirmedStory> => {
  const seconds = await Promise.all(
    story.chapters.map(async (chapter, index) => {
      const draft = draftOf(chapter, commit)
      const problems = draft.paragraphs.length === 0 ? [] : await check(draft)
      if (problems.length === 0) return story.seconds[index] ?? 0
      const { draft: kept } = keepTrueSentences(draft, problems)
      return kept === null ? 0 : chapterSeconds(kept, timing, voice)
    }),
  )
  return { story, seconds, totalSeconds: seconds.reduce((sum, part) => sum + part, 0) }
}

export const fitConfirmed = async (targetSeconds: number, confirming: Confirming): Promise<ConfirmedStory> => {
  const first = await confirm(confirming.fit(targetSeconds), confirming)
  const lost = first.story.totalSeconds - first.totalSeconds
  if (lost <= targetSeconds * toleratedLoss) return first
  const second = await confirm(confirming.fit(targetSeconds + lost), confirming)
  const miss = ({ totalSeconds }: ConfirmedStory): number => Math.abs(totalSeconds - targetSeconds)
  return miss(second) < miss(first) ? second : first
}
