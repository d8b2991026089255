import { expect, it } from 'vitest'
import type { CodeSymbol, RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { type Details, noDetails } from '../details/read-details.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { testMessages } from './proofs.ts'
import { createWorld } from './world.ts'

const at = (file: string) => ({ file, start_line: 1, end_line: 1 })
const tell = (facts: Partial<RepositoryFacts>, paths: string[], details: Details = noDetails, seed = 'x'): string => {
  const world = createWorld(factsOf(snapshotOf({ 'lib/till.py': '' }), { name: 'till', ...facts }), 'documentary', paths)
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed, readWording: createWordingReader() })
  return testMessages(world, details)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}
const tests = (subjects: RepositoryFacts['tests']['subjects']): RepositoryFacts['tests'] => ({
  frameworks: [],
  files: subjects.length,
  lines: 100,
  command: null,
  subjects,
})
const subject = (file: string, covers: string | null, names: string[] = []) => ({
  file,
  lines: 50,
  covers,
  cases: names.map((name) => ({ name, place: at(file) })),
})

it('says whether tests stand beside the code or apart', () => {
  expect(tell({ tests: tests([subject('lib/till_test.go', 'lib/till.go')]) }, [])).toMatch(/till_test\.go beside till\.go|next to till\.go lies till_test\.go/i)
  expect(tell({ tests: tests([subject('tests/test_till.py', 'lib/till.py')]) }, [])).toMatch(/tests.*test_till\.py.*till\.py/)
})

it('tells what tests are given, and with what they compare', () => {
  const told = tell({ tests: tests([subject('tests/test_till.py', null)]) }, [
    'tests/conftest.py',
    'tests/golden/receipt.txt',
    'e2e/sell.spec.ts',
    'docs/fixtures/a.md',
  ])
  expect(told).toMatch(/conftest\.py/)
  expect(told).toMatch(/tests\/golden/)
  expect(told).toMatch(/e2e/)
  expect(told).not.toMatch(/docs\/fixtures/)
})

it('tells what stands in for the real thing', () => {
  const mock: CodeSymbol = {
    ...plainSymbol,
    name: 'MockPrinter',
    qualified_name: 'MockPrinter',
    kind: 'class',
    place: at('lib/mock.py'),
    signature: 'class MockPrinter',
  }
  expect(tell({ tests: tests([]), symbols: [mock] }, [])).toMatch(/for tests.*MockPrinter|MockPrinter.*for tests/i)
  // What bears such a name may stand in for a foreign type while the program runs.
  const adapter = { ...mock, place: at('lib/cookies.py') }
  expect(tell({ tests: tests([]), symbols: [adapter] }, [])).not.toMatch(/MockPrinter/)
})

it('reads a test’s name as its promise where it makes a clause, and else leaves it out', () => {
  const told = tell({ tests: tests([subject('tests/test_till.py', null, ['test_an_open_drawer_does_not_print', 'test_simple', 'TestSellTea'])]) }, [])
  expect(told).toMatch(/an open drawer does not print/i)
  expect(told).not.toMatch(/test_simple|TestSellTea/)
})

it('lets no package run the tests that only helps them', () => {
  const written = (...names: string[]) =>
    ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) =>
      tell({ tests: { ...tests([]), frameworks: names.map((name) => ({ name, place: at('pom.xml') })) } }, [], noDetails, seed),
    )
  expect(written('JUnit', 'mockito-core').join(' ')).not.toMatch(/runs? the tests/)
  expect(written('JUnit').join(' ')).toMatch(/runs the tests/)
})

it('does not give the tests apart for all tests where the sources hold some', () => {
  const inside = { method: 'unit tests inside', file: 'src/till.rs', place: at('src/till.rs'), what: [], files: 1 } as const
  expect(tell({ tests: tests([subject('tests/all.rs', null)]) }, [], { ...noDetails, testMethods: [inside] })).toMatch(
    /beside the unit tests within the sources, .*100 lines/i,
  )
})
