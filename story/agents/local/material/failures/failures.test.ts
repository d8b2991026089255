import { expect, it } from 'vitest'
import type { CodeSymbol, ErrorFact, RepositoryFacts } from '../../../../../shared/analysis.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { failureMessages } from './failures.ts'

const tell = (facts: Partial<RepositoryFacts>): string => {
  const world = createWorld(factsOf(snapshotOf({ 'till.go': '' }), { name: 'till', ...facts }), 'documentary', ['till.go'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return failureMessages(world, new Map())
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}
const errorOf = (kind: ErrorFact['kind'], name: string, file: string, line = 1): ErrorFact => ({
  kind,
  name,
  in_symbol: null,
  doc: null,
  place: { file, start_line: line, end_line: line },
})
const types = (names: string[], file: string) => names.map((name) => errorOf('error_type', name, file))

it('counts errors only where none was left out', () => {
  const errors = [
    ...types(['PaperError', 'DrawerError', 'CoinError', 'LampError'], 'till.py'),
    ...[1, 2, 3].map((line) => errorOf('raised', 'PaperError', 'till.py', line)),
  ]
  const whole = tell({ errors })
  expect(whole).toMatch(/four (?:names|error types)/i)
  expect(whole).toMatch(/most often|so many places/)
  const cut = tell({ errors, errors_cut: ['error_type', 'raised'] })
  expect(cut).toMatch(/many error types of its own/)
  expect(cut).not.toMatch(/four|most often|so many places|more often/i)
})

it('calls no type what is a value to compare with', () => {
  const told = tell({ errors: types(['ErrPaper', 'ErrDrawer', 'ErrCoin'], 'till.go') })
  expect(told).not.toMatch(/types/)
  expect(told).toMatch(/three (?:error values|names)/i)
})

it("takes a logger's error for a line that is written, and one that ends the program for what handles failures", () => {
  const error = (text: string): RepositoryFacts['symbols'][number] => ({
    name: 'Error',
    qualified_name: 'Error',
    kind: 'function',
    place: { file: 'till.go', start_line: 1, end_line: 2 },
    signature: 'func Error()',
    doc: { text, place: { file: 'till.go', start_line: 1, end_line: 1 } },
    exported: true,
    parent: null,
    extends: [],
    holds: [],
    calls: [],
    reference_count: 1,
  })
  expect(tell({ symbols: [error('Writes a log event with the level of errors.')] })).not.toMatch(/Error/)
  expect(tell({ symbols: [error('Prints a message and exits with a code that says so.')] })).toMatch(/Error/)
})

it('names the helpers that raise for others, and then no file where the word stands most', () => {
  const at = (file: string, line: number) => ({ file, start_line: line, end_line: line })
  const functionOf = (name: string, file: string, line: number, calls: string[] = []): CodeSymbol => ({
    name,
    qualified_name: name,
    kind: 'function',
    place: at(file, line),
    signature: `function ${name}()`,
    doc: null,
    exported: true,
    parent: null,
    extends: [],
    calls: calls.map((call) => ({ name: call, line, resolved: null, when: null })),
    reference_count: 1,
  })
  const callers = ['open', 'sell', 'close', 'weigh', 'count'].map((name, index) => functionOf(name, 'till.go', index + 5, ['checkCoin']))
  const errors = [
    { ...errorOf('raised', 'CoinError', 'checks.go', 2), in_symbol: 'checkCoin' },
    ...[1, 2, 3].map((line) => errorOf('raised', 'PaperError', 'till.go', line)),
  ]
  const told = tell({ errors, symbols: [functionOf('checkCoin', 'checks.go', 2), ...callers] })
  expect(told).toMatch(/checkCoin in checks\.go raises CoinError/)
  expect(told).not.toMatch(/most places|most often|above all/)
  expect(tell({ errors, symbols: [functionOf('checkCoin', 'checks.go', 2), ...callers.slice(1)] })).not.toMatch(/helper/)
})

it('tells once what one function turns errors into, and nothing of what is only caught', () => {
  const caught = (name: string, line: number, becomes: string | null): ErrorFact => ({
    ...errorOf('caught', name, 'till.py', line),
    in_symbol: 'sell',
    becomes,
  })
  expect(tell({ errors: [caught('any error', 1, 'CoinError'), caught('any error at all', 4, 'CoinError')] }).match(/CoinError/g)).toHaveLength(1)
  expect(tell({ errors: [caught('any error', 1, null)] })).toBe('')
})
