import { expect, it } from 'vitest'
import type { History, ReleaseNote, RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { historyMessages } from './past.ts'
import { createWorld } from './world.ts'

const history = (more: Partial<History>): History => ({
  complete: false,
  commits: 90,
  first: null,
  last: null,
  contributors: 3,
  top_contributors: [],
  commits_by_year: [],
  first_day_subjects: [],
  changes_most: [],
  changes_together: [],
  big_changes: [],
  releases: [],
  ...more,
})
const release = (name: string, date: string) => ({
  name,
  date,
  place: { file: 'CHANGES.md', start_line: 1, end_line: 1 },
  commit: null,
})
const keyFile = (path: string, lines: number) => ({ path, language: 'JavaScript', lines, score: 1, reasons: [], imported_by: 0, imports: [], doc: null })
const tell = (more: Partial<History>): string => tellFacts({ history: history(more) })
const tellFacts = (facts: Partial<RepositoryFacts>): string => {
  const world = createWorld(factsOf(snapshotOf({ 'lib/till.js': '' }), { name: 'till', ...facts }), 'documentary', ['lib/till.js'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return historyMessages(world)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}

const note = (release: string, text: string, more: Partial<ReleaseNote> = {}): ReleaseNote => ({
  release,
  date: null,
  is_guide: false,
  quote: { text, place: { file: 'CHANGES.md', start_line: 2, end_line: 2 } },
  score: 9,
  ...more,
})

it('says what a release changed by what its guide has sections on, where no sentence says it', () => {
  const headings = ['Job Metrics', 'Embedding', 'Capsules']
  const told = tell({ release_notes: [note('7.0.0', 'Job Metrics', { is_guide: true, headings, date: '2022-10-01' })] })
  expect(told).toMatch(/version 7\.0, of October 2022,.*upgrade guide.*"Job Metrics", "Embedding" and "Capsules"/)
})

it('counts the age of a project by its generations, and says what changed with them', () => {
  const told = tell({
    releases: [release('v2.1.0', '2024-03-01'), release('v2.0.0', '2023-05-01'), release('v1.0.0', '2020-02-01')],
    release_notes: [note('2.0.0', 'The drawer opens without a key.', { date: '2023-05-01' }), note('2.0.0', 'Paper was dropped.'), note('1.4.0', 'Ink dries.')],
  })
  expect(told).toMatch(/1\.0\.0.*February 2020/)
  expect(told).toMatch(/1\.4.*changelog.*ink dries.*2\.0.*May 2023.*changelog.*the drawer opens without a key; and also: Paper was dropped/i)
  expect(told).toMatch(/2\.1\.0.*March 2024/)
  expect(told.match(/May 2023/g)).toHaveLength(1)
})

it('says whose words of a release are: a guide for those who upgrade goes on from one sentence to the next', () => {
  const told = tell({ release_notes: [note('6.0.0', 'Till uses immutable slips. Because of this its events went.', { is_guide: true })] })
  expect(told).toMatch(/upgrade guide.*Till uses immutable slips\. Because of this its events went/)
})

it('says of what has never been called version one that it has not', () => {
  expect(tell({ releases: [release('0.28.1', '2024-12-06')] })).toMatch(/version one yet.*0\.28\.1|begin with zero.*0\.28\.1/)
})

it('leaves out large changes that changed nothing of the program', () => {
  const change = (subject: string) => ({
    commit: 'a'.repeat(40),
    date: '2024-01-01T00:00:00Z',
    subject,
    files: 40,
    insertions: 9,
    deletions: 9,
    deleted_folder: null,
  })
  expect(tell({ big_changes: [change('Update all of the docs'), change('Move the drawer to its own room')] })).toMatch(/Move the drawer/)
  expect(tell({ big_changes: [change('Update all of the docs')] })).not.toMatch(/Update/)
})

it('tells what began anew, what was closed and who went on, and when nobody worked, instead of the busiest year', () => {
  const told = tell({
    complete: true,
    commits_by_year: [2019, 2020, 2021].map((year) => ({ year, commits: year })),
    rewrite: { commit: 'a', date: '2024-01-02T00:00:00Z', subject: 'V1 (#14)', files: 5 },
    turns: [
      {
        kind: 'closed',
        commit: 'b',
        date: '2022-12-09T00:00:00Z',
        author: 'Ada Till',
        subject: 'archive mode',
        next: { date: '2023-07-15T00:00:00Z', author: 'Bo Shelf' },
      },
    ],
    silences: [{ from: '2020-09-12T00:00:00Z', until: '2021-10-01T00:00:00Z' }],
  })
  expect(told).toMatch(/January 2024|January 2, 2024/)
  expect(told).toMatch(/December 2022.*July 2023, from Bo Shelf/)
  expect(told).toMatch(/from September 2020 to October 2021/i)
  expect(told).not.toMatch(/busiest|never faster/)
})

it('knows a version behind the words that all tags begin with', () => {
  expect(tell({ releases: [release('till-parent-2.1.0', '2024-03-01'), release('till-parent-1.0.0', '2020-02-01')] })).toMatch(
    /1\.0\.0.*February 2020.*2\.1\.0/,
  )
})

it('takes a candidate for no release, and reads a tag in a folder', () => {
  const told = tell({ releases: [release('rel/till-2.1.0', '2024-03-05'), release('till-2.1.0-RC1', '2024-03-01'), release('till-1.0.0', '2020-02-01')] })
  expect(told).toMatch(/2\.1\.0, (?:of|dated) March 2024/)
  expect(told).not.toMatch(/RC1/)
  expect(tell({ releases: [release('2.0.0-beta.3', '2024-03-01')] })).toMatch(/2\.0\.0-beta\.3/)
})

it('says of which commits it was counted where the past was not read to its beginning', () => {
  const changed = { commits: 9000, changes_read_of: 3000, changes_most: [{ file: 'lib/till.js', commits: 210 }] }
  const facts = (more: Partial<History>) => ({ history: history({ ...changed, ...more }), key_files: [keyFile('lib/till.js', 400)] })
  expect(tellFacts(facts({}))).toMatch(/of the last 3,000 commits more than 210|Of the last 3,000 commits.*till\.js/i)
  expect(tellFacts(facts({}))).not.toMatch(/most changes|more often/)
})

it('calls a release the newest only where the manifest is not ahead of it', () => {
  const releases = [release('v0.3.0', '2020-10-01')]
  const ahead = { version: '0.4.1', place: { file: 'Cargo.toml', start_line: 3, end_line: 3 } }
  expect(tellFacts({ history: history({ releases }), version_name: ahead })).toMatch(/0\.4\.1.*0\.3\.0/)
  expect(tellFacts({ history: history({ releases }), version_name: ahead })).not.toMatch(/newest/)
  expect(tellFacts({ history: history({ releases }), version_name: { ...ahead, version: '0.4.0-dev' } })).toMatch(/newest.*0\.3\.0/)
})

it('rounds how many people there were, since some sign in two ways', () => {
  const first = { commit: 'a'.repeat(40), date: '2020-01-01T00:00:00Z', subject: 'Begin', author: 'Ada' }
  expect(tell({ complete: true, first, contributors: 97 })).toMatch(/about 100 people/)
  expect(tell({ complete: true, first, contributors: 3 })).toMatch(/three people/)
})

it('tells how the project was called before, but not how something within it was', () => {
  const renamed = (from: string | undefined, to: string) => ({
    kind: 'renamed' as const,
    commit: 'c'.repeat(40),
    date: '2019-07-19T00:00:00Z',
    author: 'Ada Byron',
    subject: 'Rename',
    next: null,
    to,
    ...(from === undefined ? {} : { from }),
  })
  expect(tell({ turns: [renamed(undefined, 'shelf'), renamed('cashbox', 'Till')] })).toMatch(/from .*cashbox.* to .*Till/)
  expect(tell({ turns: [renamed('name', 'Till')] })).not.toMatch(/from/)
  expect(tell({ turns: [renamed(undefined, 'shelf')] })).not.toMatch(/name/)
})

it('says under which handle a project was begun, where no name is known', () => {
  const first = (author: string) => ({ first: { commit: 'c'.repeat(40), date: '2019-07-19T00:00:00Z', subject: 'Begin', author } })
  expect(tell({ complete: true, ...first('tillkeeper') })).toMatch(/tillkeeper/)
  expect(tell({ complete: true, ...first('root') })).not.toMatch(/root/)
})

it('tells the origin in the words of the README, and the name that the first releases bore', () => {
  const world = createWorld(factsOf(snapshotOf({ 'lib/till.js': '' }), { name: 'till', history: history({}) }), 'documentary', ['lib/till.js'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  const origin = { text: 'Till was originally developed for a shop.', place: { file: 'README.md', start_line: 5, end_line: 5 } }
  const messages = historyMessages(world, { origin })
  expect(messages.flatMap((message) => teller.tell(message)?.text ?? []).join(' ')).toMatch(/README.*Till was originally developed for a shop/)
  const tag = (name: string, date: string) => ({ ...release(name, date), place: null })
  const called = ['1.0', '1.1', '1.2'].map((number, at) => tag(`drawer-${number}`, `201${at}-01-01`))
  const now = ['2.0', '2.1', '2.2'].map((number, at) => tag(`till-${number}`, `201${at + 5}-01-01`))
  expect(tell({ releases: [...now, ...called].toReversed() })).toMatch(
    /drawer.*January 2012.*till.*January 2015|drawer until January 2012.*till since January 2015/,
  )
  // Packages that go on beside each other are two.
  expect(tell({ releases: [...now.map((one, at) => ({ ...one, date: `201${at}-06-01` })), ...called] })).not.toMatch(/released as|were called/)
})

it('calls no release the newest that others came after, and names the one that is still being tried', () => {
  const tagged = [release('v1.0.0', '2020-11-01'), release('v1.1.0', '2021-04-01')]
  expect(tell({ releases: [release('@till/app@3.0.0', '2024-01-01'), release('@till/cup@1.0.0', '2023-01-01'), ...tagged] })).not.toMatch(/newest|latest/)
  expect(tell({ releases: [release('v2.0.0-alpha.1', '2026-01-01'), ...tagged.toReversed()] })).toMatch(
    /1\.1\.0, .*April 2021; a later one, 2\.0\.0-alpha\.1 of January 2026/,
  )
})

it('says of a large change what it took out, and leaves out one that changed hardly a line', () => {
  const big = {
    commit: 'a'.repeat(40),
    date: '2024-07-01T00:00:00Z',
    subject: 'Give up the old drawer',
    files: 27,
    insertions: 600,
    deletions: 2962,
    deleted_folder: null,
  }
  expect(tell({ big_changes: [big] })).toMatch(/27 files and took more than 2,900 lines out/)
  expect(tell({ big_changes: [{ ...big, insertions: 3, deletions: 15 }] })).not.toMatch(/old drawer/)
})
