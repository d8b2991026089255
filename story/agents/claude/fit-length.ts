// Cutting a chapter to length: sentences that the writer marked as optional go first, then those on which the next one does
// not lean, then any but the first and the last, which carry the thread. One at a time, the one whose loss brings the
// chapter nearest to its target.
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

/** A sentence that begins like this is understood by the one before it. */
const leans =
  /^(?:it|its|this|that|these|those|they|them|their|he|she|his|her|so|but|and|or|yet|instead|because of (?:it|that|this)|only then|then|there|here|both|neither|each|which|otherwise|therefore|nor)\b/i

/** Sentences that may go without leaving another one in the air. */
const looseSentences = (paragraphs: readonly Paragraph[]): Set<Sentence> =>
  new Set(paragraphs.flatMap(({ sentences }) => sentences.filter((_, at) => !leans.test(sentences[at + 1]?.text ?? ''))))

/** What stays when the best of these goes; null where the loss of none brings it nearer. */
const findShorter = (paragraphs: readonly Paragraph[], candidates: readonly Sentence[], fit: Fit): Paragraph[] | null => {
  let best: { paragraphs: Paragraph[]; offBy: number } | null = null
  for (const sentence of candidates) {
    const shorter = without(paragraphs, sentence)
    const off = offBy(fit.secondsOf(shorter), fit)
    if (best === null || off < best.offBy) best = { paragraphs: shorter, offBy: off }
  }
  return best === null || best.offBy >= offBy(fit.secondsOf(paragraphs), fit) ? null : best.paragraphs
}

/** @param mayGo null: any sentence but the first and the last, loose ones first */
export const trimToFit = <Draft extends Pick<ChapterDraft, 'paragraphs'>>(draft: Draft, mayGo: ReadonlySet<Sentence> | null, fit: Fit): Draft => {
  let paragraphs: Paragraph[] = draft.paragraphs
  while (fit.secondsOf(paragraphs) > fit.targetSeconds * (1 + fit.tolerance)) {
    const inner = paragraphs.flatMap((paragraph) => paragraph.sentences).slice(1, -1)
    const preferred = mayGo ?? looseSentences(paragraphs)
    const candidates = inner.filter((sentence) => preferred.has(sentence))
    const shorter = findShorter(paragraphs, candidates, fit) ?? (mayGo === null ? findShorter(paragraphs, inner, fit) : null)
    if (shorter === null) break
    paragraphs = shorter
  }
  return { ...draft, paragraphs }
}
