import { expect, it } from 'vitest'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { purposeMessages } from './purpose.ts'
import { createWorld } from './world.ts'

const quotes = (line: number, ...sentences: string[]) => sentences.map((text) => ({ text, place: { file: 'README.md', start_line: line, end_line: line } }))

const told = (purpose: readonly string[], introduction: readonly string[]): string[] => {
  const facts = factsOf(snapshotOf({ 'till.py': '' }), { name: 'till', purpose: quotes(3, ...purpose), introduction: quotes(3, ...introduction) })
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return purposeMessages(createWorld(facts, 'documentary', ['till.py'])).flatMap((message) => teller.tell(message)?.text ?? [])
}

it('goes on with what the README says right behind the sentence that says what it is', () => {
  const [first, second, third] = told(
    ['Till is a library for cash registers.'],
    ['Till is a library for cash registers.', 'It counts coins while they fall into the drawer.', 'This helps whoever has a long queue.'],
  )
  expect(first).toMatch(/a library for cash registers/)
  expect(second).toMatch(/^(?:T|t)ill counts coins while they fall into the drawer\.$/)
  expect(third).toBe('This helps whoever has a long queue.')
})

it('leaves out what goes on from a sentence that is not told, and orders to the reader', () => {
  expect(
    told(
      ['Till is a library for cash registers.'],
      ['Till is a library for cash registers.', 'Run the demo for a first look.', 'This shows a drawer that opens.'],
    ).join(' '),
  ).not.toMatch(/demo|This shows/)
})

it('takes no sentence with a verb of its own for the name of a thing', () => {
  expect(told(['The small till package passes the tests of its country in all of its shops.'], [])[0]).not.toMatch(/Till (?:is|describes itself as)/i)
})

it('keeps of a sentence that is too long the clause that says what it is for', () => {
  const long =
    'Whether you are counting coins, selling paper, opening a drawer in the morning, closing it again in the evening, or only standing behind it for a while with nothing to do'
  expect(
    told(['Till is a library for cash registers.'], ['Till is a library for cash registers.', `${long}, Till provides what a shop needs at its counter.`])[1],
  ).toBe('Till provides what a shop needs at its counter.')
})

it('says what it is by its manifest where the README only praises it, and takes a class of its name for another thing', () => {
  const manifest = { text: 'Fast, extensible cash register', place: { file: 'package.json', start_line: 60, end_line: 60 } }
  const facts = factsOf(snapshotOf({ 'till.py': '' }), {
    name: 'till',
    purpose: [
      ...quotes(3, 'Till is very versatile and can be used in a number of ways.', 'The till class provides a drawer for the coins of a day.'),
      manifest,
    ],
  })
  const [first] = purposeMessages(createWorld(facts, 'documentary', ['till.py']))
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  expect(first === undefined ? '' : teller.tell(first)?.text).toMatch(/a fast, extensible cash register\.$/)
})
