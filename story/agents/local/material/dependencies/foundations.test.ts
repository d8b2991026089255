import { expect, it } from 'vitest'
import type { Dependency, Part } from '../../../../../shared/analysis.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { dependencyMessages } from './foundations.ts'

const place = (start_line: number, file = 'package.json') => ({ file, start_line, end_line: start_line })
const dependency = (name: string, more: Partial<Dependency> = {}): Dependency => ({
  name,
  version: null,
  ecosystem: 'npm',
  scope: 'runtime',
  purpose: 'other',
  used_in: ['lib/till.js'],
  use_count: 1,
  internal: false,
  place: place(4),
  ...more,
})
const part: Part = {
  name: 'till.js',
  path: 'lib/till.js',
  kind: 'file',
  description: null,
  files: 1,
  lines: 40,
  main_language: 'JavaScript',
  depends_on: [],
  used_by: [],
  central_files: ['lib/till.js'],
  place: place(1, 'lib/till.js'),
}
const tell = (dependencies: Dependency[]): string => {
  const facts = factsOf(snapshotOf({ 'lib/till.js': '' }), { name: 'till', dependencies, parts: [part] })
  const world = createWorld(facts, 'documentary', ['lib/till.js'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return dependencyMessages(world)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}

it('says what a package is for, in the project’s own words before any others', () => {
  const description = { text: 'Printing of receipts.', place: place(9, 'README.md') }
  expect(tell([dependency('ws'), dependency('paper', { description })])).toMatch(/ws.*speaks the WebSocket protocol.*paper.*printing of receipts/i)
})

it('tells what does the thing that the project is for before what any project imports', () => {
  const told = tell([
    dependency('tracing', { ecosystem: 'cargo', purpose: 'logging', use_count: 15 }),
    dependency('pulldown-cmark', { ecosystem: 'cargo', purpose: 'other', use_count: 6 }),
  ])
  expect(told).toMatch(/pulldown-cmark.*tracing/s)
})

it('keeps what only its makers need apart, by what they need it for', () => {
  const told = tell([
    dependency('ws'),
    dependency('mocha', { scope: 'development', purpose: 'testing', used_in: [] }),
    dependency('eslint', { scope: 'development', purpose: 'lint', used_in: [] }),
  ])
  expect(told).toMatch(/mocha for the tests and eslint for checks of the code/)
  // A package for tests may hand its framework on to users: nothing proves that none of them gets it.
  expect(told).not.toMatch(/only its makers|never reaches|alone/)
  expect(told).toMatch(/one package/i)
})

it('says of an optional package of a shared namespace no file that uses it', () => {
  const tools = dependency('spring-boot-devtools', { ecosystem: 'maven', scope: 'optional' })
  expect(tell([dependency('ws'), tools])).not.toMatch(/devtools/)
  expect(tell([dependency('ws'), { ...tools, ecosystem: 'npm' }])).toMatch(/devtools/)
})

it('takes a package for what bears its name in the same ecosystem', () => {
  expect(tell([dependency('h2', { ecosystem: 'pypi' })])).toMatch(/h2.*HTTP\/2/)
  expect(tell([dependency('h2', { ecosystem: 'maven' })])).toMatch(/h2.*database/)
  expect(tell([dependency('h2', { ecosystem: 'gem' })])).not.toMatch(/HTTP|database/)
})

it('counts what the manifest lists, apart from what is needed only here and there, and calls optional what is', () => {
  const told = tell([
    dependency('ws'),
    dependency('mocha', { purpose: 'testing' }),
    dependency('tomli', { condition: "python_version < '3.11'" }),
    dependency('pg', { scope: 'optional' }),
  ])
  expect(told).toMatch(/asks for two packages at run time, and for one more on some systems or versions/)
  expect(told).toMatch(/pg.*optional|optional.*pg/)
  expect(told).not.toMatch(/tomli/)
})

it('says nothing of a package of which nobody knows what it does, and which nobody is seen to import', () => {
  expect(tell([dependency('ws'), dependency('a-thing', { used_in: [], use_count: 0 })])).not.toMatch(/a-thing/)
})

it('tells of a long list first what the program is built around, in one breath', () => {
  const told = tell([
    dependency('chalk', { purpose: 'cli', use_count: 3 }),
    dependency('semver', { use_count: 9, purpose: 'language' }),
    dependency('express', { purpose: 'web', use_count: 5 }),
    dependency('a-thing', { use_count: 2 }),
    dependency('knex', { purpose: 'database', use_count: 4 }),
  ])
  expect(told).toMatch(/express is a web framework, knex builds database queries and semver compares versions|express.*knex.*semver/)
  expect(told.match(/is a web framework/g)).toHaveLength(1)
})

it('ascribes to one manifest only what stands in it, and counts several together', () => {
  const told = tell([
    dependency('ws', { place: place(4, 'app/package.json') }),
    dependency('pg', { place: place(4, 'store/package.json') }),
    dependency('chalk', { place: place(5, 'store/package.json') }),
  ])
  expect(told).toMatch(/three packages from outside|for three in all/)
  expect(told).not.toMatch(/package\.json asks|on its list/)
})

it('does not call a list empty that names what the tests need', () => {
  const told = tell([dependency('testify', { purpose: 'testing', ecosystem: 'go', place: place(5, 'go.mod') })])
  expect(told).toMatch(/go\.mod lists, such as (?:the \w+ )?testify, serves its makers/)
})

it('says of a program that needs something only here and there that it needs nothing everywhere', () => {
  expect(tell([dependency('colorama', { ecosystem: 'pypi', condition: "sys_platform == 'win32'" })])).toMatch(
    /colorama only on some systems|only on some systems.*colorama/i,
  )
})

it('counts what is optional beside what is needed', () => {
  expect(tell([dependency('ws'), dependency('pg', { scope: 'optional' })])).toMatch(/one package at run time, and lists one more that is optional/)
})
