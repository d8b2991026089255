import { expect, it } from 'vitest'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import type { MethodFound } from '../details/test-methods.ts'
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
const tell = (...all: MethodFound[]): string => {
  const world = createWorld(factsOf(snapshotOf({ 'till.py': '' }), { name: 'till' }), 'documentary', ['till.py'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return methodMessages(world, all)
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
  expect(tell(found('coverage', ['95']), found('types', ['mypy'], 1, 'pyproject.toml'), found('systems', ['Linux', 'Windows']))).toMatch(
    /a coverage of 95 percent, types that .*mypy.* accepts in strict mode,? and runs on Linux and Windows/,
  )
})
