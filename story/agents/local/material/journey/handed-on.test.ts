import { expect, it } from 'vitest'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { handedOnMessage } from './handed-on.ts'
import { readSteps } from './read-steps.ts'

const file = 'till.c'
const told = (...calls: [symbol: string, depth: number, lines?: number][]): string | null => {
  const world = createWorld(factsOf(snapshotOf({ [file]: '' }), {}), 'documentary', [file])
  const steps = readSteps(
    {
      entry: { kind: 'library', name: 'till', symbol: calls[0]?.[0] ?? '', reason: 'public', place: { file, start_line: 1, end_line: 4 } },
      steps: calls.map(([symbol, depth, lines = 4], index) => ({
        symbol,
        depth,
        place: { file, start_line: index * 50 + 1, end_line: index * 50 + lines },
        called_from: index === 0 ? null : { file, start_line: index * 50 - 47, end_line: index * 50 - 47 },
        when: null,
        doc: null,
        remarks: [],
      })),
    },
    world,
  )
  const message = steps[0] === undefined ? null : handedOnMessage(steps[0], 'handed-on:0', world)
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return message === null ? null : (teller.tell(message)?.text ?? null)
}

it('tells functions that hand on one to the next in one sentence', () => {
  expect(told(['parse', 0], ['parse_with', 1], ['parse_all', 2, 40], ['read_word', 3], ['read_number', 3])).toMatch(
    /^parse hands on, by way of parse_with, to the function parse_all in till\.c/,
  )
})

it('tells none of a function that works itself', () => {
  expect(told(['parse', 0, 40], ['parse_all', 1, 40], ['read_word', 2], ['read_number', 2])).toBeNull()
  expect(told(['parse', 0], ['read_word', 1], ['read_number', 1])).toBeNull()
})
