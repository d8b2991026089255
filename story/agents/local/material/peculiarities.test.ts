import { expect, it } from 'vitest'
import type { CodeSymbol, RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { onePersonMessages, peculiarMessages } from './peculiarities.ts'
import { createWorld } from './world.ts'

const snapshot = snapshotOf({ 'lib/shop.js': '' })
const worldOf = (facts: Partial<RepositoryFacts>) => createWorld(factsOf(snapshot, facts), 'documentary', ['lib/shop.js'])
const tell = (messages: ReturnType<typeof peculiarMessages>): string[] => {
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return messages.flatMap((message) => teller.tell(message)?.text ?? [])
}
const classOf = (name: string): CodeSymbol => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind: 'class',
  place: { file: 'lib/shop.js', start_line: 1, end_line: 2 },
  signature: '',
})
const fileOf = (lines: number) => ({ path: 'lib/shop.js', language: 'JavaScript', lines, score: 1, reasons: [], imported_by: 0, imports: [], doc: null })
const languages = [{ name: 'JavaScript', files: 8, lines: 1000, share: 1 }]
const counts = { ...factsOf(snapshot).counts, source_files: 8, source_lines: 1000 }

it('notices what exists twice, once for those who wait and once for those who do not', () => {
  const names = ['Client', 'AsyncClient', 'Stream', 'AsyncStream', 'Reader', 'AsyncReader']
  expect(tell(peculiarMessages(worldOf({ symbols: names.map(classOf) })))).toEqual([expect.stringMatching(/Client.*AsyncClient/)])
  expect(peculiarMessages(worldOf({ symbols: names.slice(0, 4).map(classOf) }))).toEqual([])
})

it('notices a file that holds a large share of the code, and says how large truly', () => {
  expect(tell(peculiarMessages(worldOf({ counts, languages, key_files: [fileOf(340)] })))).toEqual([expect.stringContaining('ore than a third of')])
  expect(peculiarMessages(worldOf({ counts, languages, key_files: [fileOf(200)] }))).toEqual([])
  const sheet = { ...fileOf(900), path: 'lib/shop.css', language: 'CSS' }
  expect(peculiarMessages(worldOf({ counts, languages, key_files: [sheet] }))).toEqual([])
})

it('tells of one pair of hands only where the whole history is known', () => {
  const history = (complete: boolean): RepositoryFacts['history'] => ({
    complete,
    commits: 100,
    first: null,
    last: null,
    contributors: 9,
    top_contributors: [{ name: 'A', commits: 60 }],
    commits_by_year: [],
    first_day_subjects: [],
    changes_most: [],
    changes_together: [],
    big_changes: [],
    releases: [],
  })
  expect(tell(onePersonMessages(worldOf({ history: history(true) })))).toEqual([expect.stringContaining('ore than half')])
  expect(onePersonMessages(worldOf({ history: history(false) }))).toEqual([])
})
