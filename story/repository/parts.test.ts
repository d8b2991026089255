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

const javascript = 'export const open = 1\n'
const analyze = async (files: Record<string, string>) => {
  folder = await folderOf(files)
  const { snapshot, raw } = await openSnapshots({ kind: 'folder', path: folder.path })
  return analyzeSnapshot(snapshot, raw)
}

it('are the folders of the one package that has the code, though measurements and pages have manifests of their own', async () => {
  const source = (folders: readonly string[]) => folders.flatMap((name) => [0, 1, 2, 3, 4].map((index) => [`src/${name}/f${index}.js`, javascript]))
  const { parts } = await analyze({
    ...Object.fromEntries(source(['router', 'middleware', 'helper', 'adapter'])),
    'src/till.js': javascript,
    'package.json': '{"name":"till","main":"src/till.js"}',
    'benchmarks/jsx/package.json': '{"name":"jsx"}',
    'benchmarks/jsx/a.js': javascript,
    'website/package.json': '{"name":"website"}',
    'website/src/a.js': javascript,
    'build/build.js': javascript,
    'perf-measures/a.js': javascript,
  })
  expect(parts.map(({ path }) => path).toSorted()).toEqual(['src/adapter', 'src/helper', 'src/middleware', 'src/router', 'src/till.js'])
})

it('are none that only try the library out, and go down to where its code is', async () => {
  const ruby = (name: string) => `class ${name}\n  def open\n    1\n  end\nend\n`
  const { parts, patterns } = await analyze({
    'till.gemspec': 'Gem::Specification.new do |s|\n  s.name = "till"\nend\n',
    'lib/till.rb': 'require "till/drawer"\nmodule Till\nend\n',
    ...Object.fromEntries(
      ['drawer', 'paper', 'coin', 'note', 'receipt', 'scanner', 'shelf', 'sign'].map((name) => [`lib/till/${name}.rb`, ruby(`Till${name}`)]),
    ),
    'lib/generators/till.rb': ruby('Generator'),
    'shop/Gemfile': 'gem "till", path: ".."\n',
    'shop/app/controllers/pay_controller.rb': 'require "till"\nclass PayController\nend\n',
    'shop/app/controllers/day_controller.rb': 'require "till"\nclass DayController\nend\n',
    'shop/app/models/sale.rb': 'require "till"\nclass Sale\nend\n',
    'shop/app/views/pay.erb': '<p>pay</p>\n',
  })
  expect(parts.map(({ path }) => path).toSorted()).toEqual([
    'lib/generators',
    'lib/till.rb',
    'lib/till/coin.rb',
    'lib/till/drawer.rb',
    'lib/till/note.rb',
    'lib/till/paper.rb',
    'lib/till/receipt.rb',
    'lib/till/scanner.rb',
    'lib/till/shelf.rb',
    'lib/till/sign.rb',
  ])
  expect(patterns.map(({ name }) => name)).not.toContain('MVC')
})

it('are one where a module has a file and a folder beside it', async () => {
  const rust = 'pub fn one() -> i32 {\n    1\n}\n'
  const { parts } = await analyze({
    'Cargo.toml': '[package]\nname = "till"\nversion = "0.1.0"\n',
    ...Object.fromEntries(['lib', 'drawer', 'coin', 'note', 'paper', 'drawer/lock', 'drawer/key'].map((name) => [`src/${name}.rs`, rust])),
  })
  expect(parts.find(({ path }) => path === 'src/drawer')?.files).toBe(3)
  expect(parts.map(({ path }) => path)).not.toContain('src/drawer.rs')
})

it('of one name are told apart by their paths', async () => {
  const { parts } = await analyze({
    ...Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((name) => [
        [`lib/till/${name}.js`, javascript],
        [`lib/till/web/${name}.js`, javascript],
      ]),
    ),
    'web/page.js': javascript,
  })
  expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['lib/till/web', 'web']))
})

it('of Java leave out examples below the package that all share, and not what the package is called', async () => {
  const inPackage = (name: string): [string, string] => [`src/main/java/org/samples/till/${name}.java`, `package org.samples.till;\nclass A {}\n`]
  const { parts } = await analyze(Object.fromEntries(['coin/A', 'drawer/A', 'paper/A', 'examples/A'].map(inPackage)))
  expect(parts.map(({ name }) => name).toSorted()).toEqual(['coin', 'drawer', 'paper'])
})
