import { expect, it } from 'vitest'
import type { ErrorFact, RepositoryFacts, Setting } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { type Details, noDetails } from '../details/read-details.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { changeMessages } from './changes.ts'
import { createWorld } from './world.ts'

const place = (file: string) => ({ file, start_line: 1, end_line: 2 })
const told = (facts: Partial<RepositoryFacts>, details: Details = noDetails, seed = 'x'): string => {
  const world = createWorld(factsOf(snapshotOf({ 'till.go': '' }), { name: 'till', ...facts }), 'documentary', ['till.go', 'log.go', 'errors.go'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed, readWording: createWordingReader() })
  return changeMessages(world, details)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}
const option = (name: string, of: string, file: string): Setting => ({ name, kind: 'option', default: null, description: null, of, place: place(file) })
const error = (name: string, file: string): ErrorFact => ({ kind: 'error_type', name, in_symbol: null, doc: null, place: place(file) })

it('gives the options of one type for no more than that', () => {
  const own = [option('level', 'LogOptions', 'log.go'), option('file', 'LogOptions', 'log.go')]
  expect(told({ settings: own })).toMatch(/the options that callers have.*log\.go|log\.go.*the options that callers have/i)
  expect(told({ settings: [...own, option('size', 'TillOptions', 'till.go')] })).toMatch(/the options of LogOptions/i)
})

it('sends nobody to one file for error types that stand in several', () => {
  expect(told({ errors: [error('InkError', 'errors.go'), error('SlipError', 'errors.go')] })).toMatch(/the error types/i)
  expect(told({ errors: [error('InkError', 'errors.go'), error('SlipError', 'errors.go'), error('JamError', 'till.go')] })).toMatch(
    /error types such as InkError and SlipError/i,
  )
  expect(told({ errors: [error('InkError', 'errors.go'), error('JamError', 'till.go')] })).not.toMatch(/error types/i)
})

it('says how the whole starts only of the command that bears its name', () => {
  const command = (name: string) => ({ kind: 'bin' as const, name, symbol: null, reason: 'bin', place: place(name === 'till' ? 'till.go' : 'log.go') })
  expect(told({ entry_points: [command('tillmon'), command('till')] })).toMatch(/how .*starts.*till\.go/i)
  expect(told({ entry_points: [command('tillmon'), command('tillrun')] })).not.toMatch(/starts/)
})

it('says first what the page for those who take part says of adding something', () => {
  const additions = [{ heading: 'Drawer Addition', text: 'Till makes its drawers from the drawers.json file.', place: place('CONTRIBUTING.md') }]
  expect(told({}, { ...noDetails, additions })).toMatch(/"Drawer Addition".*: Till makes its drawers from the drawers\.json file/)
})

it('sends nobody to what only helps tests, be it called like what they test', () => {
  const subject = (file: string) => ({ file, lines: 9, covers: 'errors.go', cases: [] })
  const tests = (file: string): RepositoryFacts['tests'] => ({ frameworks: [], files: 1, lines: 9, command: null, subjects: [subject(file)] })
  const errors = [error('InkError', 'errors.go'), error('SlipError', 'errors.go')]
  const inAllWays = (file: string): string => ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => told({ errors, tests: tests(file) }, noDetails, seed)).join(' ')
  expect(inAllWays('test/errors_test.go')).toMatch(/errors_test\.go/)
  expect(inAllWays('test/helpers/errors.go')).not.toMatch(/helpers/)
})
