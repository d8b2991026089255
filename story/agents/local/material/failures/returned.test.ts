import { expect, it } from 'vitest'
import type { CodeSymbol, ErrorFact, RepositoryFacts } from '../../../../../shared/analysis.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { type Details, noDetails } from '../../details/read-details.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { mannerMessages } from './manner.ts'

const at = (file: string, line = 1) => ({ file, start_line: line, end_line: line })
const tell = (facts: Partial<RepositoryFacts>, details: Details = noDetails): string => {
  const world = createWorld(factsOf(snapshotOf({ 'till.go': '' }), { name: 'till', ...facts }), 'documentary', ['till.go'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return mannerMessages(world, details)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}
const languages = (name: string) => [{ name, files: 1, lines: 100, share: 1 }]
const fn = (name: string, signature: string): CodeSymbol => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind: 'function',
  place: at('till.go'),
  signature,
})
const error = (name: string, kind: ErrorFact['kind'], more: Partial<ErrorFact> = {}): ErrorFact => ({
  kind,
  name,
  in_symbol: null,
  doc: null,
  place: at('till.py'),
  ...more,
})

it('says of C++ that a status is handed back, where nothing is thrown', () => {
  const own = ['Open', 'Close', 'Read', 'Write', 'Count'].map((name) => fn(name, `virtual Status ${name}(int id)`))
  const symbols = [...own, { ...fn('OK', 'static Status OK()'), parent: 'Status', reference_count: 90 }]
  expect(tell({ languages: languages('C++'), symbols })).toMatch(/Open and Close.*a Status/)
  expect(tell({ languages: languages('C++'), symbols, errors: [error('JamError', 'raised', { place: at('till.cc') })] })).toBe('')
})

it('says of Go and Rust that a failure is handed back, with functions that do it', () => {
  const go = ['OpenDrawer', 'CloseDrawer', 'ReadTill', 'WriteTill', 'CountTill'].map((name) => fn(name, `func ${name}(id int) (*Till, error)`))
  expect(tell({ languages: languages('Go'), symbols: [...go, fn('Add', 'func Add(a, b int) int')] })).toMatch(
    /OpenDrawer and CloseDrawer.*an error as the last result/,
  )
  expect(tell({ languages: languages('Go'), symbols: go.slice(1) })).toBe('')
  // What a function is given is nothing that it gives back.
  const given = fn('AnswerJam', 'func AnswerJam(w Writer, done func() error, err error)')
  expect(tell({ languages: languages('Go'), symbols: [...go.slice(1), given] })).toBe('')
  expect(
    tell({ languages: languages('Go'), symbols: [...go.slice(1), fn('Fill', 'func (t *Till[T]) Fill(f func(int) string) (n int, err error) {')] }),
  ).toMatch(/an error as the last result/)
  expect(tell({ languages: languages('Python'), symbols: go })).toBe('')
})

it('says of C which code is returned, by whom, and what the header tells of it', () => {
  const errors = ['a', 'b', 'c', 'd', 'e'].map((name, line) => error('TILL_ERR', 'raised', { in_symbol: `till_${name}`, place: at('till.c', line + 1) }))
  const doc = { text: 'The last field of a till holds what went wrong.', place: at('till.h', 3) }
  const told = tell({ languages: languages('C'), errors: [...errors, error('TILL_ERR', 'error_type', { doc, place: at('till.h', 4) })] })
  expect(told).toMatch(/till_a and till_b.*TILL_ERR|TILL_ERR.*till_a and till_b/)
  expect(told).toMatch(/last field of a till holds what went wrong/)
})

it('names the error from which the others descend, at whatever depth', () => {
  const types = [
    error('TillError', 'error_type'),
    error('PaperError', 'error_type', { extends: ['TillError'] }),
    error('InkError', 'error_type', { extends: ['TillError'] }),
    error('BlueInkError', 'error_type', { extends: ['InkError'] }),
  ]
  expect(tell({ languages: languages('Python'), errors: types })).toMatch(/TillError.*all of its own errors descend|all of its own errors descend.*TillError/)
})

it('tells with which statuses a request fails, and which error of its own becomes which', () => {
  const answer = (name: string, line: number) => error(name, 'answered', { in_symbol: 'Till.open', place: at('till.go', line) })
  const errors = [...[1, 2, 3, 4].map((line) => answer('StatusBadRequest', line)), answer('StatusNotFound', 9), error('shop.TillNotFoundError', 'error_type')]
  const condition = '_, ok := errors.AsType[shop.TillNotFoundError](err); ok'
  const outcomes = new Map([['answered till.go:9', { condition, isAfterError: false, words: null, isWhole: false, place: at('till.go', 9) }]])
  const told = tell({ errors }, { ...noDetails, outcomes })
  expect(told).toMatch(/bad request, as from .*open.*not found where .*TillNotFoundError.* comes back/)
})

it('tells what ends the program while it starts', () => {
  const startFailures = { file: 'main.go', call: 'log.Fatal', words: 'failed to open the till', place: at('main.go') }
  expect(tell({}, { ...noDetails, startFailures })).toMatch(/main\.go.*log\.Fatal.*failed to open the till/)
})
