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

it('tells what is meant by a point that has a name, with the name set off, and no half sentence behind one', () => {
  const [first, ...others] = tell('Batteries Included - Till has built-in drawers and paper.', 'Delightful - Super clean drawers.')
  expect(first).toMatch(/"Batteries Included".*: Till has built-in drawers and paper\.$/)
  expect(others).toEqual([])
})

it('tells a point without a name as it stands', () => {
  expect(tell('Drawers that lock by themselves')[0]).toMatch(/drawers that lock by themselves/i)
})
