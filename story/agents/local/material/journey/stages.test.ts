import { expect, it } from 'vitest'
import { callPathFile, callPathOf } from '../../../../../test/support/call-path.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import type { Stage } from '../../details/stage-comments.ts'
import type { Message } from '../../telling/message.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { readSteps } from './read-steps.ts'
import { noteMessage, stageForms } from './stages.ts'

const named = { key: 'file bin.ts', name: 'bin.ts', role: 'file', home: null }
const told = (...texts: string[]): string | null => {
  const stages = texts.map((text, at): Stage => ({ text, place: { file: 'bin.ts', start_line: at + 1, end_line: at + 1 }, isCase: false, isRepeated: false }))
  const forms = stageForms(stages, named)?.forms
  if (forms === undefined) return null
  const message: Message = { id: 'stages:0', about: named, weight: 1, places: [], forms }
  return createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() }).tell(message)?.text ?? null
}

it('tells stages as what is done, in their order', () => {
  expect(told('Parse the arguments', 'Set up database', 'Create app')).toMatch(
    /bin\.ts.*parses the arguments, then sets up database, and after that creates app\.$/,
  )
})

it('tells none where most of the comments are no stages', () => {
  expect(told('Parse the arguments', 'mad world', 'Create app')).toBeNull()
  expect(told('Parse the arguments', 'Set up database', 'Create app', 'mad world', 'old ways', 'the rest', 'big words')).toBeNull()
})

it('tells two where nothing else is said inside', () => {
  expect(told('Create the request', 'Run post processors')).toMatch(/creates the request, then runs post processors\.$/)
})

it('tells no row of cases within a loop, nor what stands twice', () => {
  const stage = (text: string, isCase: boolean): Stage => ({ text, place: { file: 'bin.ts', start_line: 1, end_line: 1 }, isCase, isRepeated: isCase })
  const texts = ['Handle a flag', 'Stop the parsing', 'Split the word']
  expect(
    stageForms(
      texts.map((text) => stage(text, false)),
      named,
    ),
  ).not.toBeNull()
  expect(
    stageForms(
      texts.map((text) => stage(text, true)),
      named,
    ),
  ).toBeNull()
  expect(
    stageForms(
      [...texts, 'Split the word'].map((text) => stage(text, false)),
      named,
    ),
  ).toBeNull()
})

it('keeps what a stage is called', () => {
  const stage = (text: string, label: string): Stage => ({
    text,
    label,
    place: { file: 'bin.ts', start_line: 1, end_line: 1 },
    isCase: false,
    isRepeated: false,
  })
  const forms = stageForms([stage('Emit the class', 'first pass'), stage('Write the code', 'second pass')], named)?.forms ?? []
  const message: Message = { id: 'stages:0', about: named, weight: 1, places: [], forms }
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  expect(teller.tell(message)?.text).toMatch(/emits the class in its first pass, then writes the code in its second pass\.$/)
})

it('quotes in their order what else is written above the steps, and tells it as no stage', () => {
  const note = (text: string, at: number): Stage => ({
    text,
    place: { file: 'bin.ts', start_line: at + 1, end_line: at + 1 },
    isCase: false,
    isRepeated: false,
    isNote: true,
  })
  const notes = ['Set() override first', 'Env override next', 'Default next'].map(note)
  expect(stageForms(notes, named)).toBeNull()
  const [step] = readSteps(callPathOf(['find', 0]), createWorld(factsOf(snapshotOf({ [callPathFile]: '' }), {}), 'documentary', [callPathFile]))
  const message = step === undefined ? null : noteMessage(step, notes, 'notes:0', 1)
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  expect(message === null ? null : teller.tell(message)?.text).toMatch(/"Set\(\) override first", "Env override next" and "Default next"\.$/)
})
