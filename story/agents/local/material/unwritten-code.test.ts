import { expect, it } from 'vitest'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { noDetails } from '../details/read-details.ts'
import type { Message } from '../telling/message.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { ruleMessages } from './house-rules.ts'
import { generatedMessages, halvesMessages } from './unwritten-code.ts'
import { createWorld, type World } from './world.ts'

const tell = (messagesOf: (world: World) => readonly Message[], paths: readonly string[] = []): string => {
  const world = createWorld(factsOf(snapshotOf({ 'a.rs': '' }), { name: 'till' }), 'documentary', paths)
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return messagesOf(world)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}
const place = (file: string) => ({ file, start_line: 1, end_line: 1 })

it('says of what a build script writes where it comes from and where it goes', () => {
  const made = (into: string) => ({ maker: 'build.rs', place: place('build.rs'), from: ['cups.json'], into: place(into) })
  const details = (into: string) => ({ ...noDetails, placesForMore: { ...noDetails.placesForMore, generated: [made(into)] } })
  expect(tell((world) => generatedMessages(world, details('src/cups.rs')))).toMatch(/build\.rs.*cups\.json.*cups\.rs|cups\.rs.*build\.rs.*cups\.json/)
  // Tests that are made are told with the tests.
  expect(tell((world) => generatedMessages(world, details('tests/cups.rs')))).toBe('')
})

it('sees headers that come in two halves, where many do', () => {
  const halves = ['a', 'b', 'c', 'd'].flatMap((name) => [`include/${name}.h`, `include/${name}-inl.h`])
  expect(tell(halvesMessages, halves)).toMatch(/a\.h lies a-inl\.h, and so it is with three others/)
  expect(tell(halvesMessages, halves.slice(0, 6))).toBe('')
})

it('quotes the rules of the house, and no more than two of them', () => {
  const rule = (text: string, line: number) => ({ heading: 'Critical Rules', text, place: { file: 'AGENTS.md', start_line: line, end_line: line } })
  const houseRules = ['Cups: They are never refilled.', 'Lids: Each cup has one.', 'Tea: It is hot.'].map(rule)
  const told = tell((world) => ruleMessages(world, { ...noDetails, houseRules }))
  expect(told).toMatch(/AGENTS\.md, under "Critical Rules": Cups: They are never refilled.*Lids: Each cup has one/)
  expect(told).not.toMatch(/Tea/)
})
