// What a chapter is planned with: time before it is heard, what was learned of a voice, and where a text is cut.
import { describe, expect, it } from 'vitest'
import { makeCalibration, narratorRate } from './calibration.ts'
import { cutAtCommas, makeChunks } from './chunks.ts'
import { chapterOverheadSeconds, pauses, pausesOf } from './pauses.ts'
import type { SpokenLine } from './spoken-lines.ts'
import { loadSeconds, makeTiming, speechLoad } from './timing.ts'

const paragraph = (...texts: string[]) => ({ speaker: 'host' as const, sentences: texts.map((text) => ({ text, sources: [] })) })
const timing = makeTiming({ rateOf: () => narratorRate, toSpoken: (text) => text })

describe('time before it is heard', () => {
  it('counts what is said, not letters', () => {
    expect(speechLoad('The cat sat, and A P I was read.')).toMatchObject({ sentence: 1, comma: 1, letter: 1, reduced: 5, word: 3 })
    expect(speechLoad('')).toMatchObject({ sentence: 0, word: 0 })
  })

  it('grows with every word, comma and sentence', () => {
    const seconds = (text: string) => loadSeconds(speechLoad(text), narratorRate)
    expect(seconds('It runs.')).toBeLessThan(seconds('It runs away.'))
    expect(seconds('It runs away.')).toBeLessThan(seconds('It runs, away.'))
    expect(seconds('strengths')).toBeGreaterThan(seconds('a'))
  })

  it('is the sum of the sentences, their pauses and the pause after the paragraph', () => {
    const [one, two] = ['It runs away.', 'Nobody follows.']
    expect(timing.paragraphSeconds(paragraph(one, two), 'Rachel')).toBeCloseTo(
      timing.sentenceSeconds(one, 'Rachel') + timing.sentenceSeconds(two, 'Rachel') + pauses.paragraph - pauses.sentence,
      9,
    )
    expect(pausesOf(paragraph(one, two))).toEqual([pauses.sentence, pauses.paragraph])
    expect(chapterOverheadSeconds).toBe(pauses.opening + pauses.closing)
  })
})

describe('what was learned of a voice', () => {
  it('moves towards what was heard, by how much was heard', () => {
    const calibration = makeCalibration()
    expect(calibration.factor('Drew')).toBe(1)
    calibration.note('Drew', 60, 66)
    expect(calibration.factor('Drew')).toBeCloseTo(1.05)
    calibration.note('Drew', 600, 660)
    expect(calibration.factor('Drew')).toBeGreaterThan(1.09)
    expect(calibration.factor('Bella')).toBe(1)
  })

  it('is not spoiled by broken audio', () => {
    const calibration = makeCalibration()
    calibration.note('Drew', 60, 0)
    calibration.note('Drew', 60, 600)
    calibration.note('Drew', 0, 10)
    expect(calibration.factor('Drew')).toBe(1)
  })
})

describe('where a text is cut', () => {
  const line = (spoken: string, number: number): SpokenLine => ({
    written: { text: spoken, speaker: 'host', voice: 'Rachel', start_seconds: 0, end_seconds: 0, sources: [] },
    spoken,
    pauseSeconds: 0.8,
    paragraph: number,
  })

  it('keeps a paragraph together and paragraphs apart', () => {
    const chunks = makeChunks([line('One.', 0), line('Two.', 0), line('Three.', 1)], 1000)
    expect(chunks.map(({ text, pauseSeconds }) => [text, pauseSeconds])).toEqual([
      ['One. Two.', 0.8],
      ['Three.', 0.8],
    ])
    expect(chunks[0]?.parts).toEqual([
      { line: 0, from: 0, to: 4 },
      { line: 1, from: 5, to: 9 },
    ])
  })

  it('never passes the limit, loses no word, and cuts a sentence only where it must', () => {
    const long = line('a first part, then a second one, and a third that ends it.', 0)
    const chunks = makeChunks([line('Short.', 0), long], 30)
    expect(chunks.every(({ text }) => text.length <= 30)).toBe(true)
    expect(chunks.map(({ text }) => text).join(' ')).toBe('Short. a first part, then a second one, and a third that ends it.')
    expect(chunks.filter(({ pauseSeconds }) => pauseSeconds > 0)).toHaveLength(1)
  })

  it('cuts even where there is no place to cut', () => {
    expect(cutAtCommas('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)])
  })
})
