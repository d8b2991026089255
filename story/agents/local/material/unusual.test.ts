import { expect, it } from 'vitest'
import type { CodeSymbol, Rationale, RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { unusualMessages } from './unusual.ts'
import { createWorld } from './world.ts'

const at = (file: string, line = 3) => ({ file, start_line: line, end_line: line })
const tell = (facts: Partial<RepositoryFacts>, paths: string[] = ['lib/till.js']): string[] => {
  const world = createWorld(factsOf(snapshotOf({ 'lib/till.js': '' }), { name: 'till', ...facts }), 'documentary', paths)
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return unusualMessages(world).flatMap((message) => teller.tell(message)?.text ?? [])
}
const because = (text: string): Rationale => ({ cue: 'because', quote: { text, place: at('lib/till.js') }, about: null })
const type = (name: string, file: string, more: Partial<CodeSymbol> = {}): CodeSymbol => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind: 'class',
  place: at(file),
  signature: name,
  ...more,
})

it('quotes the authors where they defend a decision, word for word', () => {
  expect(tell({ rationales: [because("We deliberately don't lock the drawer, since a clerk may be waiting.")] })[0]).toContain(
    `"We deliberately don't lock the drawer, since a clerk may be waiting"`,
  )
})

it('quotes no plain reason of a file that nobody comes by, and none that is about a compiler', () => {
  const reason = because('We count twice because the clerk may be gone by then.')
  const central = { path: 'lib/till.js', language: 'JavaScript', lines: 9, score: 1, reasons: [], imported_by: 0, imports: [], doc: null }
  expect(tell({ rationales: [reason] })).toEqual([])
  expect(tell({ rationales: [reason], key_files: [central] })).toHaveLength(1)
  expect(tell({ rationales: [because('We deliberately cast here to work around a bug in MSVC 2019.')], key_files: [central] })).toEqual([])
})

it.each(['This is because the drawer above is intentionally open all day.', 'We stopped using them because the drawer was open for a day.'])(
  'leaves out what only makes sense on the page: %s',
  (text) => {
    expect(tell({ rationales: [because(text)] })).toEqual([])
  },
)

it('tells the grammar of which code is made, and then no parser written by hand', () => {
  const symbols = [type('Lexer', 'lib/till.js'), type('Parser', 'lib/till.js')]
  expect(tell({ symbols }, ['ext/till.rl', 'ext/till.c']).join(' ')).toMatch(/till\.rl.*Ragel.*till\.c|till\.c.*till\.rl.*Ragel/)
  expect(tell({ symbols }, ['ext/till.rl', 'ext/till.c']).join(' ')).not.toMatch(/by hand: |Lexer/)
  expect(tell({ symbols }).join(' ')).toMatch(/Lexer.*Parser/)
})

it('tells what others take from elsewhere, but not a node of a tree that bears such a name', () => {
  expect(tell({ symbols: [type('LRUCache', 'lib/till.js')] })[0]).toMatch(/cache that forgets.*LRUCache/i)
  expect(tell({ symbols: [type('Node', 'lib/till.js'), type('Dict', 'lib/till.js', { extends: ['Node'] })] })).toEqual([])
})
