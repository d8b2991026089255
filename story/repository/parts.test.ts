import { afterEach, expect, it } from 'vitest'
import { folderOf, type TestFolder } from '../../test/support/folder-of.ts'
import { analyzeSnapshot } from './analyze-snapshot.ts'
import { openSnapshots } from './open-snapshot.ts'

let folder: TestFolder | null = null
afterEach(async () => {
  await folder?.remove()
  folder = null
})
const partsOf = async (paths: readonly string[], line: string): Promise<string[]> => {
  folder = await folderOf(Object.fromEntries(paths.map((path) => [path, line])))
  const { snapshot, raw } = await openSnapshots({ kind: 'folder', path: folder.path })
  return (await analyzeSnapshot(snapshot, raw)).parts.map(({ name }) => name).toSorted()
}

it('are the folders of the source, though scripts and declarations lie beside it', async () => {
  const paths = [
    'lib/core/a.js',
    'lib/core/b.js',
    'lib/core/c.js',
    'lib/till.js',
    'lib/drawer/d.js',
    'bin/release.js',
    'bin/notes.js',
    'index.d.ts',
    'index.js',
  ]
  expect(await partsOf(paths, 'export const open = 1\n')).toEqual(expect.arrayContaining(['core', 'drawer', 'till.js']))
})

it('are the files of a level with many of its own, and the larger folder beside them is one part', async () => {
  const paths = ['till.go', 'drawer.go', 'paper.go', 'tree.go', ...Array.from({ length: 20 }, (_, index) => `middleware/m${index}.go`)]
  expect(await partsOf(paths, 'package till\n')).toEqual(['drawer.go', 'middleware', 'paper.go', 'till.go', 'tree.go'])
})

it('of Ruby need each other where one requires the other, and not for a constant of the same name', async () => {
  folder = await folderOf({
    'till.gemspec': 'Gem::Specification.new do |s|\n  s.name = "till"\nend\n',
    'lib/till/logger.rb': 'class TillLogger\nend\n',
    'lib/till/base.rb': 'require "guard/lock"\nclass TillBase\nend\n',
    'guard/guard.gemspec': 'Gem::Specification.new do |s|\n  s.name = "guard"\nend\n',
    'guard/lib/guard/lock.rb': 'class Lock\n  TillLogger = 1\n  def open\n    TillBase\n  end\nend\n',
  })
  const { snapshot, raw } = await openSnapshots({ kind: 'folder', path: folder.path })
  const { parts } = await analyzeSnapshot(snapshot, raw)
  expect(parts.flatMap(({ name, depends_on: needs }) => needs.map(({ part }) => `${name} → ${part}`))).toEqual(['lib → guard'])
})
