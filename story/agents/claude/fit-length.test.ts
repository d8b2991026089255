import { describe, expect, it } from 'vitest'
import type { Paragraph, Sentence } from '../../../shared/script.ts'
import { type Fit, isFit, trimToFit } from './fit-length.ts'

const sentence = (words: number, name: string): Sentence => ({ text: `${name} ${'word '.repeat(words - 1)}`.trim(), sources: [] })
const fit: Fit = {
  targetSeconds: 100,
  tolerance: 0.03,
  secondsOf: (paragraphs) => paragraphs.flatMap((paragraph) => paragraph.sentences).reduce((sum, { text }) => sum + text.split(' ').length, 0),
}
const [first, small, large, other, last] = [sentence(20, 'first'), sentence(5, 'small'), sentence(30, 'large'), sentence(40, 'other'), sentence(20, 'last')]
const chapter = {
  paragraphs: [
    { speaker: 'host', sentences: [first, small] },
    { speaker: 'host', sentences: [large] },
    { speaker: 'host', sentences: [other, last] },
  ] satisfies Paragraph[],
}
const names = (draft: { paragraphs: Paragraph[] }): string[] =>
  draft.paragraphs.flatMap((paragraph) => paragraph.sentences.map(({ text }) => text.split(' ')[0] ?? ''))

describe('cutting to length', () => {
  it('cuts optional sentences only, those that bring it nearest', () => {
    expect(names(trimToFit(chapter, new Set([small]), fit))).toEqual(['first', 'large', 'other', 'last'])
  })

  it('keeps the first and the last sentence, and drops a paragraph that is empty', () => {
    const cut = trimToFit(chapter, null, { ...fit, targetSeconds: 40 })
    expect(names(cut)).toEqual(['first', 'last'])
    expect(cut.paragraphs).toHaveLength(2)
  })

  it('leaves no sentence in the air: before one that leans on its neighbour, others go', () => {
    const said = (text: string): Sentence => ({ text, sources: [] })
    const leaning = { paragraphs: [{ speaker: 'host' as const, sentences: [said('a a a'), said('b b b'), said('It b b'), said('c c c'), said('d d d')] }] }
    expect(names(trimToFit(leaning, null, { ...fit, targetSeconds: 12 }))).toEqual(['a', 'b', 'c', 'd'])
    expect(names(trimToFit(leaning, null, { ...fit, targetSeconds: 9 }))).toEqual(['a', 'c', 'd'])
  })

  it('leaves what fits, and cuts no more than helps', () => {
    expect(trimToFit(chapter, null, { ...fit, targetSeconds: 114 })).toEqual(chapter)
    expect(names(trimToFit(chapter, new Set([other]), { ...fit, targetSeconds: 110 }))).toEqual(['first', 'small', 'large', 'other', 'last'])
    expect(isFit(102.9, fit)).toBe(true)
    expect(isFit(104, fit)).toBe(false)
  })
})
