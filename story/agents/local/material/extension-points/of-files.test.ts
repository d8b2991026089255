import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../../shared/analysis.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { createWorld } from '../world.ts'
import { kindFolders } from './of-files.ts'

const names = ['memory', 'redis', 'disk', 'flatten']
const pathOf = (name: string): string => `lib/till/backends/${name}.rb`
/** @param mixins files that hold a module and no class */
const foundWith = (mixins: readonly string[]): string[] => {
  const symbols = names.flatMap((name) => {
    const place = { file: pathOf(name), start_line: 1, end_line: 9 }
    const owner: CodeSymbol = { ...plainSymbol, name, qualified_name: name, signature: name, kind: mixins.includes(name) ? 'module' : 'class', place }
    return [owner, { ...owner, name: 'store', qualified_name: `${name}.store`, kind: 'method' as const, parent: name }]
  })
  const files = names.map((name) => ({ path: pathOf(name), language: 'Ruby', lines: 50, score: 1, reasons: [], imported_by: 1, imports: [], doc: null }))
  const world = createWorld(
    factsOf(snapshotOf({ 'a.rb': '' }), { name: 'till', symbols, key_files: files }),
    'documentary',
    files.map(({ path }) => path),
  )
  return kindFolders(world, new Set()).map(({ what }) => what)
}

it('shows a folder of Ruby as one of a kind only where no file of it is but mixed into the others', () => {
  expect(foundWith([])).toEqual(['backend'])
  expect(foundWith(['flatten'])).toEqual([])
})
