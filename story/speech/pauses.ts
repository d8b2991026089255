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

/** Less than this nobody can measure by ear, and it is not worth touching the sound for. */
const leastStretch = 0.003

/**
 * How speech that is there already is brought to a length: by its pauses as far as they go, then by its pace.
 * @param roomSeconds for speech and pauses together; null: as it comes
 */
export const fitToRoom = (roomSeconds: number | null, speechSeconds: number, pauseSeconds: number): { pauses: number; pace: number } => {
  if (roomSeconds === null || speechSeconds === 0) return { pauses: 1, pace: 1 }
  const scale = pauseSeconds === 0 ? 1 : within((roomSeconds - speechSeconds) / pauseSeconds, pauseScale)
  const pace = within((roomSeconds - pauseSeconds * scale) / speechSeconds, rateScale)
  return { pauses: scale, pace: Math.abs(pace - 1) < leastStretch ? 1 : pace }
}
