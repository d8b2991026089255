// The silences of a chapter, in seconds: the same for every voice that we place ourselves. Between a sentence's end and
// the next one's start people take a short breath, between paragraphs a longer one, and a change of speaker is quicker
// than either narrator would be alone.
import type { Paragraph } from '../../shared/script.ts'

export const pauses = {
  // Who jumps to a chapter hears it begin at once: the silence between two chapters stands at the end of the first.
  opening: 0.03,
  sentence: 0.38,
  paragraph: 0.8,
  closing: 1.07,
} as const

export const chapterOverheadSeconds = pauses.opening + pauses.closing

/** The silence after each sentence of a paragraph. */
export const pausesOf = (paragraph: Pick<Paragraph, 'sentences'>): number[] =>
  paragraph.sentences.map((_, index) => (index === paragraph.sentences.length - 1 ? pauses.paragraph : pauses.sentence))

/** What pauses can be stretched or tightened by, unnoticed. */
export const pauseScale = { least: 0.75, most: 1.4 } as const
/** What a voice's rate can be changed by, unnoticed. */
export const rateScale = { least: 0.94, most: 1.06 } as const

export const within = (value: number, { least, most }: { least: number; most: number }): number => Math.min(most, Math.max(least, value))
