import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { typeMessages } from './cast.ts'
import { contentsForms, doingsOf, findContents } from './contents.ts'
import { createWorld } from './world.ts'

const file = 'lib/till.go'
const symbol = (name: string, more: Partial<CodeSymbol> = {}): CodeSymbol => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind: 'struct',
  place: { file, start_line: 1, end_line: 2 },
  signature: name,
  ...more,
})
const worldOf = (symbols: CodeSymbol[]) => createWorld(factsOf(snapshotOf({ [file]: '' }), { name: 'till', symbols }), 'documentary', [file])
const teller = () => createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })

it('knows a file by its types, else by what it gives to others', () => {
  const types = findContents(new Set([file]), worldOf([symbol('Order'), symbol('Drawer'), symbol('count', { kind: 'function' })]))
  expect(types?.symbols.map(({ name }) => name)).toEqual(['Order', 'Drawer'])
  const functions = findContents(new Set([file]), worldOf([symbol('OpenDrawer', { kind: 'function' }), symbol('shut', { kind: 'function', exported: false })]))
  expect(functions?.symbols.map(({ name }) => name)).toEqual(['OpenDrawer'])
  expect(findContents(new Set(['lib/other.go']), worldOf([symbol('Order')]))).toBeNull()
})

it('tells what is in a file once, be it as a file or as a part', () => {
  const world = worldOf([symbol('Order'), symbol('Drawer')])
  const contents = findContents(new Set([file]), world)
  if (contents === null) throw new Error('nothing found')
  const told = teller()
  const message = (id: string) => ({ id, about: world.file(file), weight: 1, places: [], forms: contentsForms(world.file(file), contents, world, file) })
  expect(told.tell(message('part'))?.text).toMatch(/till\.go.*Order and Drawer/)
  expect(told.tell(message('file'))).toBeNull()
})

it('reads off its methods what a type without a comment does', () => {
  const method = (name: string, count: number) => symbol(name, { kind: 'method', qualified_name: `Store.${name}`, parent: 'Store', reference_count: count })
  const world = worldOf([symbol('Store'), method('InsertEntry', 3), method('DeleteGuestLink', 2), method('InsertLink', 1), method('Next', 9)])
  expect(doingsOf(symbol('Store'), world).words).toEqual(['inserts the entry', 'deletes the guest link'])
})

it('says of a type nothing that its methods may only note down, or that could be a noun', () => {
  const method = (owner: string, name: string, signature: string) =>
    symbol(name, { kind: 'method', qualified_name: `${owner}.${name}`, parent: owner, signature })
  const world = worldOf([
    symbol('Printer'),
    method('Printer', 'include_mode', 'pub fn include_mode(mut self, include: Mode) -> Self'),
    method('Printer', 'show_color', 'pub fn show_color(&mut self, color: bool)'),
    method('Printer', 'quote_style', 'pub fn quote_style(&mut self, style: Style)'),
    symbol('TillBuilder'),
    method('TillBuilder', 'insert_drawer', 'pub fn insert_drawer(&mut self)'),
  ])
  expect(doingsOf(symbol('Printer'), world).words).toEqual([])
  expect(doingsOf(symbol('TillBuilder'), world).words).toEqual([])
})

it('names of the methods of a type those that code outside of it calls', () => {
  const method = (name: string, calls: string[]) =>
    symbol(name, {
      kind: 'method',
      qualified_name: `Printer.${name}`,
      parent: 'Printer',
      calls: calls.map((called) => ({ name: called, line: 1, resolved: `${file}#Printer.${called}`, when: null })),
    })
  const user = symbol('main', {
    kind: 'function',
    calls: ['printAll', 'flushAll'].map((name) => ({ name, line: 1, resolved: `${file}#Printer.${name}`, when: null })),
  })
  const world = worldOf([symbol('Printer'), method('printAll', ['printHeader']), method('flushAll', []), method('printHeader', []), user])
  const told = typeMessages(world).flatMap((message) => (message.id.startsWith('members:') ? (teller().tell(message)?.text ?? []) : []))
  expect(told.join(' ')).toMatch(/printAll and Printer\.flushAll|flushAll and Printer\.printAll|printAll and flushAll/)
  expect(told.join(' ')).not.toMatch(/printHeader/)
})

it('tells names for plain values together, and no alias as a type of its own', () => {
  const plain = (name: string, base: string) => symbol(name, { kind: 'type', signature: `${name} ${base}` })
  const told = teller()
  const tell = (symbols: CodeSymbol[]) => typeMessages(worldOf(symbols)).flatMap((message) => told.tell(message)?.text ?? [])
  expect(tell([plain('EntryID', 'string'), plain('FileName', 'string'), plain('Note', 'string')]).join(' ')).toMatch(/EntryID, FileName and Note.*string/)
  expect(tell([plain('A1x', '= string'), plain('Bxy', '= string'), plain('Cxy', '= string')])).toEqual([])
})

it('has a class of Ruby where it is written, and not where it is opened again for another', () => {
  const at = (path: string) => ({ file: path, start_line: 1, end_line: 9 })
  const told = worldOf([
    symbol('Shop', { kind: 'module', place: at('lib/till.rb') }),
    symbol('Till', { kind: 'class', parent: 'Shop', qualified_name: 'Shop.Till', place: at('lib/till.rb') }),
    symbol('open', { kind: 'method', parent: 'Shop.Till', qualified_name: 'Shop.Till.open', place: at('lib/till.rb') }),
    symbol('Till', { kind: 'class', parent: 'Shop', qualified_name: 'Shop.Till', place: at('lib/drawers.rb') }),
    symbol('Drawer', { kind: 'class', parent: 'Shop.Till', qualified_name: 'Shop.Till.Drawer', place: at('lib/drawers.rb') }),
  ])
  const contained = (path: string) => findContents(new Set([path]), told)?.symbols.map(({ qualified_name: name }) => name)
  expect(contained('lib/drawers.rb')).toEqual(['Shop.Till.Drawer'])
  expect(findContents(new Set(['lib/till.rb']), told)).toBeNull()
})
