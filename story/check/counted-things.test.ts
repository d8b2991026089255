import { expect, it } from 'vitest'
import type { ErrorFact, History, RepositoryFacts } from '../../shared/analysis.ts'
import { factsOf } from '../../test/support/facts-of.ts'
import { snapshotOf } from '../../test/support/snapshot-of.ts'
import { checkChapter } from './check-chapter.ts'

const snapshot = snapshotOf({
  'lib/till.py': `${'# a line\n'.repeat(30)}# answers at 37 routes\n`,
  'tests/test_till.py': '',
  'tests/test_drawer.py': '',
  'tests/deep/test_coin.py': '',
  'tests/deep/test_lamp.py': '',
  'tests/deep/test_paper.py': '',
})
const at = (line: number) => ({ file: 'lib/till.py', start_line: line, end_line: line })
const history: History = {
  complete: true,
  commits: 880,
  first: null,
  last: null,
  contributors: 61,
  top_contributors: [{ name: 'Ada', commits: 410 }],
  commits_by_year: [{ year: 2024, commits: 300 }],
  first_day_subjects: [],
  changes_most: [],
  changes_together: [],
  big_changes: [],
  releases: [],
}
const error = (name: string, parent: string): ErrorFact => ({ kind: 'error_type', name, in_symbol: null, doc: null, extends: [parent], place: at(2) })
const route = (path: string) => ({ kind: 'route' as const, name: `GET ${path}`, symbol: null, reason: 'route', place: at(3) })
const dependency = (name: string, more: Partial<RepositoryFacts['dependencies'][number]> = {}): RepositoryFacts['dependencies'][number] => ({
  name,
  version: null,
  ecosystem: 'pypi',
  scope: 'runtime',
  purpose: 'other',
  used_in: [],
  use_count: 1,
  internal: false,
  place: { file: 'pyproject.toml', start_line: 3, end_line: 3 },
  ...more,
})
const facts: Partial<RepositoryFacts> = {
  history,
  errors: ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => error(`${name}Error`, name === 'F' ? 'Exception' : 'TillError')),
  entry_points: Array.from({ length: 20 }, (_, index) => route(`/${index}`)),
  dependencies: [...'abcde'].map((name) => dependency(name)).concat(dependency('tomli', { condition: 'old' })),
  tests: { frameworks: [], files: 5, lines: 900, command: null, subjects: [] },
}
const wrongIn = async (text: string, { line = 1, ...more }: Partial<RepositoryFacts> & { line?: number } = {}): Promise<string[]> => {
  const sources = [{ ...at(line), commit: snapshot.commit, url: null }]
  const draft = { title: 'One', paragraphs: [{ speaker: 'host' as const, sentences: [{ text, sources }] }], code_examples: [], predicted_seconds: 0, notes: [] }
  return (await checkChapter(draft, { snapshot, facts: factsOf(snapshot, { ...facts, ...more }) })).map(({ kind, subject }) => `${kind}: ${subject}`)
}

it.each([
  'It was made by about 60 people in 880 commits.',
  'One of them stands behind 410 commits, and 300 commits are of one year.',
  'It asks for five packages, and six packages stand in its manifest.',
  'Five error types descend from one; there are six error types in all.',
  'There are five test files.',
  'It answers at more than 20 routes.',
])('a count of one kind of thing passes where there are so many: %s', async (text) => {
  expect(await wrongIn(text)).toEqual([])
})

it.each([
  ['880', 'It was made by 880 people.'],
  ['61', 'They made 61 commits.'],
  ['seven', 'It asks for seven packages.'],
  ['twenty', 'Failure has twenty error types.'],
  ['20', 'It answers at 20 routes.'],
  ['28', 'There are 28 test files.'],
])('%s is wrong where something else is so many, or where nobody can know: %s', async (number, text) => {
  expect(await wrongIn(text)).toEqual([`wrong_number: ${number}`])
})

it('a count that stands in the cited lines is taken from there, and not from the rest of the file', async () => {
  expect(await wrongIn('It answers at 37 routes.', { line: 31 })).toEqual([])
  expect(await wrongIn('It answers at 37 routes.', { line: 1 })).toEqual(['wrong_number: 37'])
})

it('of errors that were cut off, so many are there at least', async () => {
  expect(await wrongIn('Six error types belong to it.', { errors_cut: ['error_type'] })).toEqual(['wrong_number: Six'])
  expect(await wrongIn('More than five error types belong to it.', { errors_cut: ['error_type'] })).toEqual([])
})

it('the length of a list that has a limit is no number of the repository', async () => {
  const starts = Array.from({ length: 23 }, (_, index) => ({ ...route(`/${index}`), kind: 'export' as const }))
  expect(await wrongIn('Of 23 starts this is one.', { entry_points: starts })).toEqual(['wrong_number: 23'])
})
