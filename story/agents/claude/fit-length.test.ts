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

  it('leaves what fits, and cuts no more than helps', () => {
    expect(trimToFit(chapter, null, { ...fit, targetSeconds: 114 })).toEqual(chapter)
    expect(names(trimToFit(chapter, new Set([other]), { ...fit, targetSeconds: 110 }))).toEqual(['first', 'small', 'large', 'other', 'last'])
    expect(isFit(102.9, fit)).toBe(true)
    expect(isFit(104, fit)).toBe(false)
  })
})
