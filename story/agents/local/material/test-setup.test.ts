import { expect, it } from 'vitest'
import type { CodeSymbol, RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { testMessages } from './proofs.ts'
import { createWorld } from './world.ts'

const at = (file: string) => ({ file, start_line: 1, end_line: 1 })
const tell = (facts: Partial<RepositoryFacts>, paths: string[]): string => {
  const world = createWorld(factsOf(snapshotOf({ 'lib/till.py': '' }), { name: 'till', ...facts }), 'documentary', paths)
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return testMessages(world)
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
    name: 'MockPrinter',
    qualified_name: 'MockPrinter',
    kind: 'class',
    place: at('lib/mock.py'),
    signature: 'class MockPrinter',
    doc: null,
    exported: true,
    parent: null,
    extends: [],
    calls: [],
    reference_count: 1,
  }
  expect(tell({ tests: tests([]), symbols: [mock] }, [])).toMatch(/real thing.*MockPrinter|MockPrinter.*real thing/)
  // What bears such a name may stand in for a foreign type while the program runs.
  const adapter = { ...mock, place: at('lib/cookies.py') }
  expect(tell({ tests: tests([]), symbols: [adapter] }, [])).not.toMatch(/MockPrinter/)
})

it('reads a test’s name as its promise where it makes a clause, and else leaves it out', () => {
  const told = tell({ tests: tests([subject('tests/test_till.py', null, ['test_an_open_drawer_does_not_print', 'test_simple', 'TestSellTea'])]) }, [])
  expect(told).toMatch(/an open drawer does not print/i)
  expect(told).not.toMatch(/test_simple|TestSellTea/)
})
