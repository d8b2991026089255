import { expect, it } from 'vitest'
import type { ErrorFact, RepositoryFacts } from '../../../../../shared/analysis.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { treatedMessages } from './treated.ts'

const tell = (errors: ErrorFact[], facts: Partial<RepositoryFacts> = {}): string => {
  const world = createWorld(factsOf(snapshotOf({ 'till.js': '' }), { name: 'till', errors, ...facts }), 'documentary', ['till.js'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return treatedMessages(world)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}
const at = (line: number): ErrorFact['place'] => ({ file: 'till.js', start_line: line, end_line: line })
const caught = (owner: string, line: number, more: Partial<ErrorFact>): ErrorFact => ({
  kind: 'caught',
  name: 'err',
  in_symbol: owner,
  doc: null,
  place: at(line),
  ...more,
})

it('tells who is handed what is caught, and whether always', () => {
  expect(tell([caught('serve', 3, { handed_to: { name: 'onError', sometimes: false } })])).toMatch(/serve\b.*\b(?:hands it|is handed) to onError/)
  expect(tell([caught('serve', 3, { handed_to: { name: 'onError', sometimes: true } })])).toMatch(/\bcan (?:hand it|be handed) to onError/)
  expect(tell([caught('serve', 3, { handed_to: null })])).toBe('')
})

it('counts on a macro that catches for several, and on none that one function uses', () => {
  const through = { through: 'TILL_CATCH', handed_to: { name: 'err_handler_', sometimes: false }, name: 'std::exception' }
  expect(tell([caught('take', 3, through), caught('give', 9, through)])).toMatch(/TILL_CATCH.*catches any exception thrown there and hands it to err_handler_/)
  expect(tell([caught('take', 3, through)])).toBe('')
})

it('tells where a failure is logged and the work goes on', () => {
  expect(tell([{ kind: 'logged', name: 'any error', in_symbol: 'walk', doc: null, place: at(4) }])).toMatch(
    /walk\b.*\blogs? it and goes on|walk only writes it to the log and goes on/,
  )
})
