import { expect, it } from 'vitest'
import { callPathFile, callPathOf } from '../../../../../test/support/call-path.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { readSteps } from './read-steps.ts'
import { stepForms } from './step-forms.ts'

it('says of a function that bears the name of its caller in which file it stands', () => {
  const [, second] = readSteps(
    callPathOf(['cli.main', 0], ['core.main', 1]),
    createWorld(factsOf(snapshotOf({ [callPathFile]: '' }), {}), 'documentary', [callPathFile]),
  )
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  const caller = second?.caller?.named
  if (second === undefined || caller === undefined) throw new Error('The path has no second step.')
  const same = { ...second, named: { ...second.named, name: caller.name } }
  const forms = stepForms(same, { told: null, isFollowed: false, isMain: true, isOpen: false, orderId: 'order', isMet: () => true })
  expect(teller.tell({ id: 'step:1', about: same.named, weight: 1, places: [], forms })?.text).toMatch(/\bapp\.py\b/)
})

it('gives what is private to its type', () => {
  const world = createWorld(factsOf(snapshotOf({ [callPathFile]: '' }), {}), 'documentary', [callPathFile])
  expect(world.symbol('Till.#serve', callPathFile).name).toBe('Till.serve')
})

it('says of what is handed to somebody else’s code that it is called from there, and not by the function', () => {
  const [, second] = readSteps(
    callPathOf(['sell', 0], ['count', 1, 'the function of line 7 is called by onFinished']),
    createWorld(factsOf(snapshotOf({ [callPathFile]: '' }), {}), 'documentary', [callPathFile]),
  )
  if (second === undefined) throw new Error('The path has no second step.')
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  const forms = stepForms(second, { told: null, isFollowed: false, isMain: true, isOpen: false, orderId: 'order', isMet: () => true })
  expect(teller.tell({ id: 'step:1', about: second.named, weight: 1, places: [], forms })?.text).toMatch(/to onFinished/)
})
