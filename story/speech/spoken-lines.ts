// A chapter as a voice gets it: its sentences in their spoken form, each with the silence after it. Sentences that hold
// nothing an English voice can say are left out, and that is reported once a chapter.
import type { TimedSentence } from '../../shared/audio.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import { pauses, pausesOf } from './pauses.ts'
import type { ChapterToSpeak } from './speech.ts'
import { makeSpokenForm } from './spoken-form.ts'

export interface SpokenLine {
  /** True spelling, and no times yet. */
  written: TimedSentence
  spoken: string
  pauseSeconds: number
  /** Which paragraph of the chapter, by number. */
  paragraph: number
}

/** @throws {CodeStoryError} speech_failed where nothing can be said at all */
export const spokenLines = (chapter: ChapterToSpeak): { lines: SpokenLine[]; warnings: string[] } => {
  const toSpoken = makeSpokenForm(chapter.pronunciations)
  const leftOut = new Set<string>()
  const lines = chapter.paragraphs.flatMap((paragraph, number) => {
    const silences = pausesOf(paragraph)
    const voice = chapter.voiceOf[paragraph.speaker]
    return paragraph.sentences.flatMap(({ text, sources }, index): SpokenLine[] => {
      const { text: spoken, unsayable } = toSpoken(text)
      for (const word of unsayable) leftOut.add(word)
      if (spoken === '') return []
      const written = { text, sources, speaker: paragraph.speaker, voice, start_seconds: 0, end_seconds: 0 }
      return [{ written, spoken, pauseSeconds: silences[index] ?? pauses.sentence, paragraph: number }]
    })
  })
  if (lines.length === 0) throw new CodeStoryError('speech_failed', `The chapter "${chapter.title}" has nothing that an English voice can say.`)
  const warnings =
    leftOut.size === 0
      ? []
      : [`In "${chapter.title}" the English voice leaves out what it cannot say: ${[...leftOut].slice(0, 5).join(', ')}${leftOut.size > 5 ? ', …' : ''}.`]
  return { lines, warnings }
}
