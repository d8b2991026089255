import { expect, it } from 'vitest'
import type { CheckDraft } from '../../check/check-chapter.ts'
import type { SpeechTiming } from '../../speech/speech.ts'
import { fitConfirmed } from './fit-confirmed.ts'
import { chapterSeconds, type FittedStory } from './plan/fit.ts'

/** Ten seconds a sentence, and nothing else. */
const timing: SpeechTiming = {
  paragraphSeconds: ({ sentences }) => sentences.length * 10,
  sentenceSeconds: () => 10,
  chapterOverheadSeconds: 0,
  wordsPerMinute: () => 150,
}
const storyOf = (targetSeconds: number): FittedStory => {
  const sentences = Array.from({ length: Math.round(targetSeconds / 10) }, (_, at) => ({ id: `sentence:${at}`, text: `Sentence ${at}.`, places: [] }))
  const chapters = [{ paragraphs: [{ speaker: 'host' as const, sentences }], examples: [] }]
  const seconds = chapters.map((chapter) => chapterSeconds(chapter, timing, 'Rachel'))
  return { chapters, seconds, totalSeconds: seconds.reduce((sum, part) => sum + part, 0), chosen: new Set() }
}
const refuse =
  (...refused: number[]): CheckDraft =>
  async ({ paragraphs }) =>
    (paragraphs[0]?.sentences ?? []).flatMap((_, sentence) =>
      refused.includes(sentence) ? [{ kind: 'unknown_name' as const, place: { paragraph: 0, sentence }, subject: 'x', message: 'x' }] : [],
    )
const planned = (check: CheckDraft) => fitConfirmed(600, { fit: storyOf, check, timing, voice: 'Rachel', commit: null })

it('plans as much more as the checker takes away', async () => {
  const { story, totalSeconds } = await planned(refuse(3, 7))
  expect(totalSeconds).toBe(600)
  expect(story.chapters[0]?.paragraphs[0]?.sentences).toHaveLength(62)
})

it('keeps the first plan where nothing is taken away, or where more would be further off', async () => {
  expect((await planned(refuse())).story.totalSeconds).toBe(600)
  // What is planned for the loss is refused as well: the story is as short, and no longer on paper.
  expect((await planned(refuse(3, 60))).totalSeconds).toBe(590)
})
