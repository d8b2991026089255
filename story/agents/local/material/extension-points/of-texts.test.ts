import { expect, it } from 'vitest'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { noPlacesForMore, type PlacesForMore } from '../../details/places-for-more.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { extensionMessages } from './extension-points.ts'

const place = (file: string) => ({ file, start_line: 1, end_line: 1 })
const keyFile = { path: 'src/cups.ts', language: 'TypeScript', lines: 50, score: 1, reasons: [], imported_by: 1, imports: [], doc: null }
const tell = (places: Partial<PlacesForMore>): string[] => {
  const world = createWorld(factsOf(snapshotOf({ 'a.ts': '' }), { name: 'till', key_files: [keyFile] }), 'documentary', ['src/cups.ts'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return extensionMessages(world, { ...noPlacesForMore, ...places }).flatMap((message) => teller.tell(message)?.text ?? [])
}
const member = (file: string, name: string) => ({ path: file, declares: [{ name, place: place(file) }] })

it('says of files made after one pattern what each declares, what it is built on and who has to name it', () => {
  const members = ['tea', 'milk', 'malt', 'mint'].map((word) => member(`src/sinks/${word}_sink.ts`, `${word}_sink`))
  const [told] = tell({ alike: [{ folder: 'src/sinks', affix: 'sink', each: null, base: 'base_sink', members, namedIn: ['package.json'] }] })
  expect(told).toMatch(/sink.*four.*src\/sinks.*tea_sink\.ts declares tea_sink.*milk_sink.*built on base_sink.*package\.json has to name it/)
  const folders = ['tea', 'milk', 'malt', 'mint'].map((word) => member(`src/middleware/${word}/index.ts`, word))
  expect(tell({ alike: [{ folder: 'src/middleware', affix: null, each: 'index.ts', base: null, members: folders, namedIn: [] }] })[0]).toMatch(
    /middleware.*folder.*src\/middleware.*index\.ts/,
  )
  const errors = ['tea', 'milk', 'malt', 'mint'].map((word) => member(`src/errors/${word}_sink.ts`, `${word}_sink`))
  expect(tell({ alike: [{ folder: 'src/errors', affix: 'sink', each: null, base: 'base_sink', members: errors, namedIn: [] }] })).toEqual([])
})

it('calls another one of a kind by what it is registered with', () => {
  const registration = { callee: 'shop.RegisterCupFactory', files: ['a.ts'], calls: 6, names: ['tea', 'milk', 'malt'], places: [place('a.ts')] }
  expect(tell({ registrations: [registration] })[0]).toMatch(/another cup.*shop\.RegisterCupFactory.*tea, milk and malt|tea, milk and malt.*another cup/)
  expect(tell({ registrations: [{ ...registration, callee: 'set' }] })[0]).toMatch(/one more of them/)
  expect(tell({ registrations: [{ ...registration, files: ['a.ts', 'b.ts', 'c.ts', 'd.ts'] }] })[0]).toMatch(/four files/)
})

it('tells of a table, of words with a case, and of what is made of a list', () => {
  const table = { name: 'cupsByName', place: place('src/cups.ts'), entries: 12, holds: 'objects' as const, keys: ['tea', 'milk', 'malt'] }
  expect(tell({ tables: [table] })[0]).toMatch(/cupsByName.*cups\.ts.*tea, milk and malt/)
  // What nobody imports is not where somebody adds.
  expect(tell({ tables: [{ ...table, place: place('src/other.ts') }] })).toEqual([])
  const cases = (name: string, literals: string[]) => ({
    symbol: { ...plainSymbol, kind: 'function' as const, signature: name, name, qualified_name: name, place: place('src/cups.ts') },
    place: place('src/cups.ts'),
    literals,
  })
  expect(tell({ cases: [cases('brew', ['tea', 'milk', 'malt', 'mint', 'lime'])] })[0]).toMatch(/brew.*"tea", "milk" and "malt"/)
  expect(tell({ cases: [cases('brew', ['tea', 'milk', 'malt', 'mint']), cases('pour', ['$tea', '$milk', '$malt', '$mint'])] })[0]).toMatch(/brew.*pour/)
  const generated = { maker: 'build.rs', place: place('build.rs'), from: ['cups.json'], into: place('src/cups.ts') }
  expect(tell({ generated: [generated] })[0]).toMatch(/cups\.json: build\.rs makes code of it.*cups\.ts/)
})
