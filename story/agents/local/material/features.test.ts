import { expect, it } from 'vitest'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { featureMessages } from './features.ts'
import { createWorld } from './world.ts'

const tell = (...points: string[]): string[] => {
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  const features = points.map((text, at) => ({ text, place: { file: 'README.md', start_line: at + 1, end_line: at + 1 } }))
  return featureMessages(createWorld(factsOf(snapshotOf({ 'README.md': '' }), { name: 'till', features }), 'documentary', [])).flatMap(
    (message) => teller.tell(message)?.text ?? [],
  )
}

it('tells what is meant by a point that has a name, and no praise behind one', () => {
  const [first, ...others] = tell('Batteries Included - Till has built-in drawers and paper.', 'Delightful - Super clean drawers.')
  expect(first).toMatch(/Till has built-in drawers and paper\.$/)
  expect(others).toEqual([])
})

it('tells points of one kind together, three at most, and orders as what a user can do', () => {
  expect(tell('Drawers that lock by themselves', 'Receipts on paper', 'Coins of all sizes', 'A bell on the drawer')).toEqual([
    expect.stringMatching(/drawers that lock by themselves, receipts on paper and coins of all sizes/i),
    expect.stringMatching(/a bell on the drawer/),
  ])
  expect(tell('Print Receipts on Paper', 'Track your coins')[0]).toMatch(/(?:can|do:|to) print receipts on paper and track your coins\./)
  expect(tell('Provide drawers that lock')[0]).toMatch(/to provide drawers that lock\./)
})

it('tells a point once that its list has twice', () => {
  expect(
    tell('Share your coins', 'Count your coins', 'Share your coins')
      .join(' ')
      .match(/share your coins/gi),
  ).toHaveLength(1)
})

it('keeps to itself what is cut off, praise, and what speaks to the reader', () => {
  expect(tell('Input lookup from', 'Blazing fast', 'We recommend paper', 'Clean even with -Wall')).toEqual([])
})
