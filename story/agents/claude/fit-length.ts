// Cutting a chapter to length: sentences that the writer marked as optional go first, then any but the first and the last,
// which carry the thread. One at a time, the one whose loss brings the chapter nearest to its target.
import type { ChapterDraft, Paragraph, Sentence } from '../../../shared/script.ts'

export interface Fit {
  targetSeconds: number
  /** Share of the target that a chapter may be off. */
  tolerance: number
  secondsOf: (paragraphs: readonly Paragraph[]) => number
}

const without = (paragraphs: readonly Paragraph[], sentence: Sentence): Paragraph[] =>
  paragraphs
    .map((paragraph) => ({ ...paragraph, sentences: paragraph.sentences.filter((candidate) => candidate !== sentence) }))
    .filter((paragraph) => paragraph.sentences.length > 0)

const offBy = (seconds: number, { targetSeconds }: Fit): number => Math.abs(seconds / targetSeconds - 1)

export const isFit = (seconds: number, fit: Fit): boolean => offBy(seconds, fit) <= fit.tolerance

/** @param mayGo null: any sentence but the first and the last */
export const trimToFit = <Draft extends Pick<ChapterDraft, 'paragraphs'>>(draft: Draft, mayGo: ReadonlySet<Sentence> | null, fit: Fit): Draft => {
  let paragraphs: Paragraph[] = draft.paragraphs
  for (;;) {
    const seconds = fit.secondsOf(paragraphs)
    if (seconds <= fit.targetSeconds * (1 + fit.tolerance)) return { ...draft, paragraphs }
    const sentences = paragraphs.flatMap((paragraph) => paragraph.sentences)
    const candidates = sentences.slice(1, -1).filter((sentence) => mayGo === null || mayGo.has(sentence))
    let best: { paragraphs: Paragraph[]; offBy: number } | null = null
    for (const sentence of candidates) {
      const shorter = without(paragraphs, sentence)
      const off = offBy(fit.secondsOf(shorter), fit)
      if (best === null || off < best.offBy) best = { paragraphs: shorter, offBy: off }
    }
    if (best === null || best.offBy >= offBy(seconds, fit)) return { ...draft, paragraphs }
    paragraphs = best.paragraphs
  }
}
