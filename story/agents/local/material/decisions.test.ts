import { expect, it } from 'vitest'
import type { RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { decisionMessages } from './decisions.ts'
import { reasonMessages } from './reasons.ts'
import { createWorld } from './world.ts'

const file = 'till/app.py'
const place = { file, start_line: 3, end_line: 3 }
const rationale: RepositoryFacts['rationales'][number] = {
  cue: 'because',
  about: null,
  quote: { text: 'The drawer stays open deliberately because a second order may still be on its way.', place },
}

it('tells a comment once, as a reason or as a decision', () => {
  const world = createWorld(factsOf(snapshotOf({ [file]: '' }), { rationales: [rationale] }), 'documentary', [file])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  const messages = [...reasonMessages(world), ...decisionMessages(world)]
  expect(messages).toHaveLength(2)
  expect(messages.flatMap((message) => teller.tell(message)?.text ?? [])).toHaveLength(1)
})

it('takes what a browser makes necessary, and what an error means, for no decision', () => {
  const decided = (text: string): number =>
    decisionMessages(createWorld(factsOf(snapshotOf({ [file]: '' }), { rationales: [{ ...rationale, quote: { text, place } }] }), 'documentary', [file])).length
  expect(decided('The drawer stays open deliberately so that a second order finds it.')).toBe(1)
  expect(decided('Unfortunately Safari skips the drawer when it is opened twice.')).toBe(0)
  expect(decided('The drawer could not be opened because somebody else deliberately holds it.')).toBe(0)
})
