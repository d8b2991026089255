import { expect, it } from 'vitest'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import type { MethodFound } from '../details/test-methods.ts'
import type { TestJob } from '../details/workflow-jobs.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { methodMessages } from './test-methods.ts'
import { createWorld } from './world.ts'

const found = (method: MethodFound['method'], what: string[] = [], files = 1, file = 'tests/till.py'): MethodFound => ({
  method,
  file,
  place: { file, start_line: 1, end_line: 1 },
  what,
  files,
})
const tell = (...all: MethodFound[]): string => tellAll(all, [])
const tellJobs = (...jobs: TestJob[]): string => tellAll([], jobs)
const tellAll = (all: readonly MethodFound[], jobs: readonly TestJob[]): string => {
  const world = createWorld(factsOf(snapshotOf({ 'till.py': '' }), { name: 'till' }), 'documentary', ['till.py'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return methodMessages(world, all, jobs)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}

it('says by what means tests look at the code, each with the file that shows it', () => {
  expect(tell(found('server'))).toMatch(/till\.py.*starts a real server|real server.*till\.py/)
  expect(tell(found('clock'))).toMatch(/clock/)
  expect(tell(found('source included', ['till.c'], 1, 'tests/common.h'))).toMatch(/common\.h.*till\.c/)
})

it('calls nothing a stand-in for the network that a single test uses', () => {
  expect(tell(found('no network', ['MockTill'], 7))).toMatch(/(?:seven|7) test files.*MockTill|MockTill.*(?:seven|7) test files/i)
  expect(tell(found('no network', ['MockTill'], 1))).toBe('')
})

it('puts together what the checks ask for', () => {
  expect(tell(found('coverage', ['95']), found('types', ['mypy'], 1, 'pyproject.toml'))).toMatch(
    /a coverage of 95 percent and types that .*mypy.* accepts in strict mode/,
  )
})

it('says in which ways continuous integration runs the tests, what it starts for them and what else it checks', () => {
  const job = {
    place: { file: '.github/workflows/ci.yml', start_line: 3, end_line: 18 },
    matrix: [
      { key: 'os', values: ['ubuntu-24.04', 'windows-2025'] },
      { key: 'tea', values: ['1.0', '2.0'] },
    ],
    systems: ['Linux', 'Windows'],
    services: ['redis'],
    commands: ['make test', 'make lint', 'make check-weight', 'make leaf-diff'],
  }
  const told = tellJobs(job)
  expect(told).toMatch(/tests that succeed on Linux and Windows/)
  expect(told).toMatch(/tea is 1\.0 or 2\.0/)
  expect(told).not.toMatch(/ubuntu/)
  expect(told).toMatch(/redis/)
  expect(told).toMatch(/make check-weight and make leaf-diff/)
  expect(tellJobs({ ...job, systems: ['Linux'], services: [], matrix: [], commands: ['make test'] })).toBe('')
  // A job that checks is not one more run of the tests.
  expect(tellJobs({ ...job, systems: ['Linux'], services: [], matrix: [{ key: 'WORK', values: ['check', 'perf'] }], commands: [] })).toBe('')
})
