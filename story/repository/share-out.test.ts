import { expect, it } from 'vitest'
import { createHand } from './hands.ts'
import { dealOut, shareOut } from './share-out.ts'

const hands = [createHand(), createHand()]
const filesOf = (language: string, ...kilobytes: number[]) => kilobytes.map((size, at) => ({ path: `${at}`, language, sizeBytes: size * 1000 }))
const pathsOf = (portions: Iterable<{ path: string }[]>): string[][] => [...portions].map((portion) => portion.map(({ path }) => path))

it('gives the next portion to whoever asks, the largest files first, and each file once', () => {
  const [[, mine] = [], [, other] = []] = dealOut(filesOf('Go', 10, 120, 60, 90, 5), hands)
  const [first = []] = mine ?? []
  expect(first.map(({ path }) => path)).toEqual(['1'])
  const dealt = dealOut(filesOf('Go', 10, 120, 60, 90, 5), hands).map(([, portions]) => portions)
  expect(dealt.flatMap(pathsOf)).toEqual([['1'], ['3', '2'], ['0', '4']])
  expect(other).toBe(mine)
})

it('gives each the same files every time where a grammar remembers what it read before', () => {
  const files = filesOf('Swift', 10, 120, 60, 90, 5)
  const shares = dealOut(files, hands).map(([, portions]) => pathsOf(portions))
  expect(shares).toEqual(shareOut(files, hands).map(([, share]) => [share.map(({ path }) => path)]))
  expect(shares.flat(2).toSorted()).toEqual(['0', '1', '2', '3', '4'])
})

it('leaves little to one alone', () => {
  expect(dealOut(filesOf('Go', 10, 20), hands).map(([hand, portions]) => [hands.indexOf(hand), pathsOf(portions)])).toEqual([[0, [['1', '0']]]])
})
