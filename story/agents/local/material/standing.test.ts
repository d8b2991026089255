import { expect, it } from 'vitest'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { purposeMessages, purposeSentences } from './purpose.ts'
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
  expect(told('Till is a library for cash registers.', 'This version of till is no longer supported.')).not.toMatch(/one thing has to be known|has a warning/)
})

it('says what the README says of its use, and not again what was said', () => {
  expect(told('Till is a library for cash registers.', 'Counting coins can be useful when doing things such as closing a shop.')).toMatch(
    /Counting coins can be useful when/,
  )
  const text = told('Till is a library that can be used to count coins.', 'A coin is round.')
  expect(text.match(/can be used to/g)).toHaveLength(1)
})

it('ends a sentence before a list that no ear can follow, and before a word that only leads into one', () => {
  const place = { file: 'README.md', start_line: 3, end_line: 4 }
  const purpose = [
    { text: 'A framework for tills and for those who sell.', place: { ...place, file: 'package.json' } },
    { text: 'Till is a small framework for tills, and for those who sell.', place },
    { text: 'It works on any drawer: Oak, Pine, Oak@Edge, or Ash.', place },
  ]
  const world = createWorld(factsOf(snapshotOf({ 'till.py': '' }), { name: 'till', purpose }), 'documentary', ['till.py'])
  expect(purposeSentences(world).map(({ text }) => text)).toContain('It works on any drawer')
  expect(told('Till is a fast library for cash registers featuring:')).toMatch(/cash registers\.$/)
})
