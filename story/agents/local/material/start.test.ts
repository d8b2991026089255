import { expect, it } from 'vitest'
import type { EntryPoint } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { startMessages } from './start.ts'
import { createWorld } from './world.ts'

const file = 'bin/till.js'
const entry = (kind: EntryPoint['kind'], symbol: string | null): EntryPoint => ({
  kind,
  name: 'till',
  symbol,
  reason: 'in the manifest',
  place: { file, start_line: 1, end_line: 1 },
})
const doorsOf = (...entries: EntryPoint[]): number =>
  startMessages(createWorld(factsOf(snapshotOf({ [file]: '' }), { name: 'till', entry_points: entries }), 'documentary', [file])).filter(({ id }) =>
    /^start:\d/.test(id),
  ).length

it('tells the script of a command once, as that command', () => {
  expect(doorsOf(entry('bin', null), entry('main', null))).toBe(1)
  expect(doorsOf(entry('bin', null), entry('main', 'main'))).toBe(2)
})
