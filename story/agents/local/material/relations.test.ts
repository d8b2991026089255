import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { relationMessages } from './relations.ts'
import { createWorld } from './world.ts'

const type = (name: string, more: Partial<CodeSymbol> = {}): CodeSymbol => ({
  name,
  qualified_name: name,
  kind: 'struct',
  place: { file: `lib/${name.toLowerCase()}.go`, start_line: 1, end_line: 2 },
  signature: name,
  doc: null,
  exported: true,
  parent: null,
  extends: [],
  holds: [],
  calls: [],
  reference_count: 1,
  ...more,
})
const tell = (symbols: CodeSymbol[]): string[] => {
  const world = createWorld(factsOf(snapshotOf({ 'lib/till.go': '' }), { name: 'till', symbols }), 'documentary', ['lib/till.go'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return relationMessages(world).flatMap((message) => teller.tell(message)?.text ?? [])
}

it('says who stands behind an interface, and whom a type holds', () => {
  const told = tell([
    type('Printer', { kind: 'interface' }),
    type('Ink', { extends: ['Printer'] }),
    type('Laser', { extends: ['Printer'] }),
    type('Till', { holds: ['Printer'] }),
  ])
  expect(told).toHaveLength(2)
  expect(told[0]).toMatch(/Printer.*Ink and Laser|Ink and Laser.*Printer/)
  expect(told[1]).toMatch(/Till.*Printer/)
})

it('takes the type of its own folder where another bears the same name', () => {
  const store = type('Store', { kind: 'interface', place: { file: 'shop/store.go', start_line: 1, end_line: 2 } })
  const behind = type('Store', { qualified_name: 'Store', extends: ['Store'], place: { file: 'paper/store.go', start_line: 1, end_line: 2 } })
  const told = tell([store, behind, type('Server', { holds: ['Store'], place: { file: 'shop/server.go', start_line: 1, end_line: 2 } })])
  expect(told).toHaveLength(2)
  expect(told[0]).toMatch(/interface/)
})

it('says nothing where a name may be one of two types', () => {
  const other = type('Printer', { kind: 'interface', place: { file: 'lib/other.go', start_line: 1, end_line: 2 } })
  expect(tell([type('Printer', { kind: 'interface' }), other, type('Ink', { extends: ['Printer'] }), type('Till', { holds: ['Printer'] })])).toEqual([])
})

it('names a type once that is written for each platform', () => {
  const told = tell([
    type('Printer', { kind: 'interface' }),
    type('Ink', { extends: ['Printer'] }),
    type('Ink', { extends: ['Printer'], place: { file: 'lib/other/ink.go', start_line: 1, end_line: 2 } }),
    type('Laser', { extends: ['Printer'] }),
  ])
  expect(told[0]).toMatch(/Ink and Laser/)
})

it('says what a type keeps several of, and that a tree has more of its own kind', () => {
  const told = tell([type('Command', { holds: ['Flag', 'Writer'], holds_many: ['Flag', 'Command'] }), type('Flag'), type('Writer')])
  expect(told[0]).toMatch(/Command.*Writer, collections of (?:the struct )?Flag.*, and more of its own kind/)
})

it('leaves out what only puts a type together', () => {
  expect(tell([type('TillBuilder', { holds: ['Coin', 'Drawer'] }), type('Coin'), type('Drawer')])).toEqual([])
})

it('says of many names for one type that they are one', () => {
  const alias = (name: string) => type(name, { kind: 'type', signature: `${name} = FlagBase[${name.toLowerCase()}, value]` })
  const told = tell([type('FlagBase'), ...['Bool', 'Int', 'Text', 'Time'].map((name) => alias(`${name}Flag`))])
  expect(told[0]).toMatch(/BoolFlag, IntFlag and TextFlag, with one more.*FlagBase/)
})
