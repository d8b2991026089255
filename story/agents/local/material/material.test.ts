// What the topics make of facts: each promise here was once broken in a story that somebody heard.
import { describe, expect, it } from 'vitest'
import type { RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import type { Message } from '../telling/message.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { purposeMessages } from './purpose.ts'
import { reasonMessages } from './reasons.ts'
import { createWorld } from './world.ts'

const place = (start_line: number, file = 'README.md') => ({ file, start_line, end_line: start_line })
const worldOf = (facts: Partial<RepositoryFacts>) =>
  createWorld(factsOf(snapshotOf({ 'lib/till.js': '' }), { name: 'till', ...facts }), 'documentary', ['lib/till.js'])
const tell = (messages: readonly Message[]): string[] => {
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return messages.flatMap((message) => teller.tell(message)?.text ?? [])
}

describe('the purpose', () => {
  const tagline = { text: 'Expressive HTTP middleware framework for people who sell tea.', place: place(3) }
  const example = { language: 'js', code: 'till()', place: place(10) }

  it('is what the README begins with, and not what it says of a detail behind its first example', () => {
    const detail = { text: 'Till is a framework that can take two kinds of functions as middleware.', place: place(40) }
    expect(tell(purposeMessages(worldOf({ purpose: [detail, tagline], usage_example: example })))[0]).toMatch(/expressive HTTP middleware framework for people/)
    expect(tell(purposeMessages(worldOf({ purpose: [tagline, { ...detail, place: place(5) }], usage_example: example })))[0]).toMatch(
      /is a framework that can take/,
    )
  })

  it('may speak of a project whose name is a word for a mouse', () => {
    const click = { text: 'Click is a package for creating command line interfaces.', place: place(3) }
    expect(tell(purposeMessages(worldOf({ name: 'click', purpose: [click] })))[0]).toMatch(/is a package for creating command line interfaces/)
  })
})

describe('reasons', () => {
  const rationaleOf = (text: string): Partial<RepositoryFacts> => ({
    rationales: [{ quote: { text, place: place(3, 'lib/till.js') }, about: null, cue: 'because' }],
  })

  it.each([
    'Otherwise each path is written to standard output because nobody reads it.',
    'These are simple because they ignore the atomic flag of the till.',
    'And because invoke has been designed as part of the public interface.',
    'According to RFC 7231, MUST generate a date because caches need one.',
  ])('are not told where “%s” leans on what the listener has not heard', (text) => {
    expect(reasonMessages(worldOf(rationaleOf(text)))).toEqual([])
  })

  it('are told where they stand on their own', () => {
    expect(tell(reasonMessages(worldOf(rationaleOf('The drawer is locked first because two tills may share it.'))))[0]).toMatch(
      /drawer is locked first because/,
    )
  })
})
