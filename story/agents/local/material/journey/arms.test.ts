import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../../shared/analysis.ts'
import { callPathFile, callPathOf, type WrittenStep } from '../../../../../test/support/call-path.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { answersMessage, armsMessage, pairMessages } from './arms.ts'
import { givenCallForms } from './given-calls.ts'
import { orderMessage } from './order-of-calls.ts'
import { readSteps } from './read-steps.ts'
import { isCase, spineOf } from './spine.ts'
import { isOtherOverload } from './step-forms.ts'

const file = callPathFile
const place = { file, start_line: 1, end_line: 2 }
const world = createWorld(factsOf(snapshotOf({ [file]: '' }), {}), 'documentary', [file])
const stepsOf = (...calls: WrittenStep[]) => readSteps(callPathOf(...calls), world)
const entryOf = (...calls: WrittenStep[]) => {
  const [entry] = stepsOf(...calls)
  if (entry === undefined) throw new Error('a step was made')
  return entry
}
const noMessage = { id: 'none', about: null, weight: 1, places: [], forms: [] }
const createTellerOf = (seed: string) => createTeller({ style: 'documentary', depth: 'intermediate', seed, readWording: createWordingReader() })
const tell = (message: ReturnType<typeof armsMessage>): string | null =>
  message === null
    ? null
    : (createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() }).tell(message)?.text ?? null)

it('names what a function may call for each of several cases, and follows none of them as if it were the way', () => {
  const calls: WrittenStep[] = [
    ['apply', 0],
    ['get_value', 1, 'self is Get(cmd)'],
    ['fetch_value', 2],
    ['put_value', 1, 'self is Put(cmd)'],
    ['drop_value', 1, 'self is Drop(cmd)'],
  ]
  expect(spineOf(entryOf(...calls)).map(({ named }) => named.name)).toEqual(['apply'])
  const told = (...names: string[]): string | null => {
    const symbols = [
      { ...typeOf('apply', 'function'), calls: names.map((name, at) => ({ name, line: at + 2, resolved: `${file}#${name}`, when: `self is ${name}` })) },
      ...names.map((name) => typeOf(name, 'function')),
    ]
    const own = createWorld(factsOf(snapshotOf({ [file]: '' }), { symbols }), 'documentary', [file])
    const [entry] = readSteps(callPathOf(['apply', 0]), own)
    return entry === undefined ? null : tell(armsMessage(entry, 'arms:0', 1, own))
  }
  // Also what the path has no room for: a choice told in part would be another one.
  expect(told('get_value', 'put_value', 'drop_value')).toMatch(/get_value, put_value or drop_value/)
  expect(told('a_one', 'b_one', 'c_one', 'd_one', 'e_one', 'f_one', 'g_one')).toMatch(/a_one, b_one, c_one and d_one are some of the ways/)
  expect(told('get_value', 'put_value')).toBeNull()
  // A function that is kept for later is no case.
  expect(isCase('self is Get(cmd)')).toBe(true)
  expect(isCase('the function of line 3 is called')).toBe(false)
})

it('tells two calls under a condition and its opposite as one choice', () => {
  const calls: WrittenStep[] = [
    ['launch', 0],
    ['Cluster.run', 1, 'clustered?'],
    ['Single.run', 1, 'unless clustered?'],
    ['serve', 2],
  ]
  expect(pairMessages(entryOf(...calls), 'pair:0', 1).map(tell)[0]).toMatch(/^(?=.*clustered\? says yes)(?=.*Cluster\.run.*Single\.run)/)
  const [entry] = stepsOf(...calls)
  if (entry === undefined) throw new Error('a step was made')
  const between = { name: 'count', line: 5, resolved: null, when: null }
  // With a call between the two that hangs on neither, they are two questions.
  expect(pairMessages({ ...entry, symbol: { ...typeOf('launch', 'function'), calls: [between] } }, 'pair:0', 1)).toEqual([])
  // What is held without a condition of its own is the usual case.
  expect(spineOf(entryOf(...calls)).map(({ named }) => named.name)).toEqual(['launch', 'Single.run', 'serve'])
})

it('keeps in the order of calls what is called like its neighbours, whatever its name reminds of', () => {
  const row: [string, number][] = [
    ['Stack.create', 0],
    ['Middleware.httpErrors', 1],
    ['Middleware.redirect', 1],
    ['Middleware.cookies', 1],
  ]
  const message = orderMessage(entryOf(...row), 'order:0', 1, world)
  expect(tell(message)).toMatch(/httpErrors.*redirect.*cookies/)
  expect(tell(orderMessage(entryOf(['create', 0], ['log_error', 1], ['redirect', 1], ['cookies', 1]), 'order:0', 1, world))).not.toMatch(/log_error/)
})

const typeOf = (name: string, kind: CodeSymbol['kind'], bases: string[] = [], parent: string | null = null): CodeSymbol => ({
  name: name.split('.').at(-1) ?? name,
  qualified_name: name,
  kind,
  place,
  signature: name,
  doc: null,
  exported: true,
  parent,
  extends: bases,
  calls: [],
  reference_count: 1,
})

it('says whose answer it is where several types bring their own', () => {
  const answers = (...types: CodeSymbol[]): string | null => {
    const symbols = [typeOf('Transport', 'interface'), typeOf('Transport.send', 'method', [], 'Transport'), ...types]
    const own = createWorld(factsOf(snapshotOf({ [file]: '' }), { symbols }), 'documentary', [file])
    const [step] = readSteps(callPathOf(['Transport.send', 0]), own)
    return step === undefined ? null : tell(answersMessage(step, 'answers:0', 1, own))
  }
  const cable = [typeOf('Cable', 'class', ['Transport']), typeOf('Cable.send', 'method', [], 'Cable')]
  expect(answers(...cable, typeOf('Radio', 'class', ['Transport']), typeOf('Radio.send', 'method', [], 'Radio'))).toMatch(/Cable and Radio each/)
  expect(answers(...cable, typeOf('Radio', 'class', ['Transport']))).toBeNull()
  // One that has no such method may hold a function in a field: how many there are is not known.
  const radio = [typeOf('Radio', 'class', ['Transport']), typeOf('Radio.send', 'method', [], 'Radio')]
  expect(answers(...cable, ...radio, typeOf('Drum', 'class', ['Transport']))).toMatch(/to name some/)
  // Another base of the name, in another folder, has heirs of its own.
  const far = (symbol: CodeSymbol): CodeSymbol => ({ ...symbol, place: { ...place, file: 'far/app.py' } })
  const others = [typeOf('Transport', 'interface'), typeOf('Drum', 'class', ['Transport']), typeOf('Drum.send', 'method', [], 'Drum')].map(far)
  expect(answers(...cable, ...radio, ...others)).toMatch(/Cable and Radio each/)
})

it('tells where the code of users has its turn', () => {
  const [entry] = [entryOf(['loop', 0])]
  const texts = ['Model.Update → contract', 'handler → entry of options', 'h.ServeHTTP → found by FindRoute'].map((text) =>
    tell({ id: text, about: null, weight: 1, places: [place], forms: givenCallForms(text, entry.named) }),
  )
  expect(texts[0]).toMatch(/Update.*Model|Model.*Update/)
  expect(texts[1]).toMatch(/handler.*options|options.*handler/)
  expect(texts[2]).toMatch(/(?=.*FindRoute)(?=.*ServeHTTP)/)
})

it('goes past what a shell asks for, and takes what runs with a handler of errors for the work', () => {
  const calls: [string, number][] = [
    ['main', 0],
    ['shell_complete', 1],
    ['get_completions', 2],
    ['run_with_error_handler', 1],
    ['serve', 2],
  ]
  expect(spineOf(entryOf(...calls)).map(({ named }) => named.name)).toEqual(['main', 'run_with_error_handler', 'serve'])
})

it('says first only where nothing is called before, on whatever condition', () => {
  const order = (...calls: WrittenStep[]): string => {
    const entry = entryOf(...calls)
    return [1, 2, 3, 4, 5, 6].map((at) => createTellerOf(`${at}`).tell(orderMessage(entry, 'order:0', 1, world) ?? noMessage)?.text ?? '').join(' | ')
  }
  expect(order(['sell', 0], ['cup_one', 1], ['cup_two', 1])).toMatch(/first (?:to )?cup_one/)
  expect(order(['sell', 0], ['table', 1, 'isDirty'], ['cup_one', 1], ['cup_two', 1])).not.toMatch(/first/)
})

it('says of a method that only hands on to another of its name that it does so, and whose kinds answer of that one', () => {
  const symbols = [
    typeOf('Transport', 'class'),
    { ...typeOf('Transport.send', 'method', [], 'Transport'), calls: [{ name: 'send', line: 2, resolved: `${file}#Transport.send`, when: null }] },
    ...['Cable', 'Radio'].flatMap((name) => [typeOf(name, 'class', ['Transport']), typeOf(`${name}.send`, 'method', [], name)]),
  ]
  const own = createWorld(factsOf(snapshotOf({ [file]: '' }), { symbols }), 'documentary', [file])
  const [first, second] = readSteps(callPathOf(['Transport.send', 0], ['Transport.send', 1]), own)
  if (first === undefined || second === undefined) throw new Error('two steps were made')
  expect(answersMessage(first, 'answers:0', 1, own)).toBeNull()
  expect(tell(answersMessage(second, 'answers:1', 1, own))).toMatch(/Cable and Radio each/)
  expect(isOtherOverload(second)).toBe(true)
})
