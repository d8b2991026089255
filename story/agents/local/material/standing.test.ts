import { expect, it } from 'vitest'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { purposeMessages } from './purpose.ts'
import { standingMessages } from './standing.ts'
import { createWorld } from './world.ts'

const told = (...sentences: string[]): string => {
  const purpose = sentences.map((text, at) => ({ text, place: { file: 'README.md', start_line: at + 1, end_line: at + 1 } }))
  const world = createWorld(factsOf(snapshotOf({ 'till.py': '' }), { name: 'till', purpose }), 'documentary', ['till.py'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return [...purposeMessages(world).slice(0, 1), ...standingMessages(world), ...purposeMessages(world).slice(1)]
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}

it('says once that nobody looks after it any more, of the project and not of a part', () => {
  const text = told('Till is a library for cash registers.', 'As of 2020, the project is deprecated.')
  expect(text.match(/As of 2020, the project is deprecated/g)).toHaveLength(1)
  expect(told('Till is a library for cash registers.', 'The method till.open is deprecated.')).not.toMatch(/deprecated/)
})

it('says what the README says of its use, and not again what was said', () => {
  expect(told('Till is a library for cash registers.', 'Counting coins can be useful when doing things such as closing a shop.')).toMatch(
    /Counting coins can be useful when/,
  )
  const text = told('Till is a library that can be used to count coins.', 'A coin is round.')
  expect(text.match(/can be used to/g)).toHaveLength(1)
})
