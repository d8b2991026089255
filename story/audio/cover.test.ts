import { describe, expect, it } from 'vitest'
import { type CoverSubject, makeCover, smallCoverWidth } from './cover.ts'
import { languageColour } from './language-colours.ts'

const subject = (change: Partial<CoverSubject> = {}): CoverSubject => ({
  name: 'express',
  owner: 'expressjs',
  languages: [{ name: 'JavaScript', share: 0.98 }, { name: 'CSS', share: 0.02 }],
  nodes: ['application', 'request', 'response', 'view', 'utils'].map((name, index) => ({ name, weight: 500 - index * 80, colour: languageColour('JavaScript') })),
  links: [{ from: 0, to: 1 }, { from: 0, to: 2 }, { from: 0, to: 3 }, { from: 2, to: 4 }],
  ...change,
}) // biome-ignore format: short rows
const sizeOf = (png: Uint8Array): [number, number] => [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.from(one).equals(other)

describe('a cover', () => {
  it('is a PNG of 1400 by 1400, the same for the same commit', async () => {
    const [first, second] = [await makeCover(subject()), await makeCover(subject())]
    expect(Buffer.from(first).subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(sizeOf(first)).toEqual([1400, 1400])
    expect(same(first, second)).toBe(true)
  })

  it('is also there for lists, a tenth as heavy', async () => {
    const [whole, small] = [await makeCover(subject()), await makeCover(subject(), { width: smallCoverWidth })]
    expect(sizeOf(small)).toEqual([320, 320])
    expect(small.length).toBeLessThan(whole.length / 5)
  })

  it('is another for another name, another graph, other languages, another line', async () => {
    const first = await makeCover(subject())
    for (const change of [{ name: 'koa' }, { links: [{ from: 1, to: 2 }] }, { languages: [{ name: 'Rust', share: 1 }] }])
      expect(same(first, await makeCover(subject(change)))).toBe(false)
    expect(same(first, await makeCover(subject(), { line: 'Who answers last?' }))).toBe(false)
  })

  it('really draws the name: without it the picture is another one', async () => {
    // The font might be missing without a word: then two names would look the same on the same ground.
    const [one, other] = [await makeCover(subject({ name: 'iiiiii', owner: null })), await makeCover(subject({ name: 'iiiiii', owner: 'x' }))]
    expect(same(one, other)).toBe(false)
  })

  it.each(['a<b>&"c"', 'x'.repeat(200), 'a-really-long-name_withCamelCase.and-more', '中文项目', '', '-'])('survives the name %j', async (name) => {
    expect(sizeOf(await makeCover(subject({ name, owner: '<&>', nodes: [], links: [] })))).toEqual([1400, 1400])
  })
})
