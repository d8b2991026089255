import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../../shared/analysis.ts'
import { callPathFile, callPathOf, type WrittenStep } from '../../../../../test/support/call-path.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { readSteps, unspoken } from './read-steps.ts'
import { spineMessage, spineOf } from './spine.ts'

const stepsOf = (...calls: WrittenStep[]) =>
  readSteps(callPathOf(...calls), createWorld(factsOf(snapshotOf({ [callPathFile]: '' }), {}), 'documentary', [callPathFile]))
const names = (...calls: WrittenStep[]) => spineOf(stepsOf(...calls)[0]).map(({ named }) => named.name)

it('follows what carries the work on, past checks, logs, memory and what is put back at the end', () => {
  expect(
    names(
      ['order_tea', 0],
      ['check_label', 1],
      ['measure_label', 2],
      ['brew_tea', 1],
      ['boil_water', 2],
      ['send_cup', 2],
      ['free_label', 3],
      ['restore_state', 1],
    ),
  ).toEqual(['order_tea', 'brew_tea', 'send_cup'])
})

it('takes a check for the work where much hangs on it, and what decodes all of something for no completion', () => {
  const claims = ['_check_age', '_check_shop', '_check_time', '_check_till', '_check_tea', '_check_cup'].map((name): WrittenStep => [name, 2])
  expect(names(['sell', 0], ['validate_label', 1], ...claims)).toEqual(['sell', 'validate_label'])
  expect(names(['sell', 0], ['validate_label', 1], ...claims.slice(1))).toEqual(['sell'])
  expect(names(['decode', 0], ['decode_complete', 1], ['load_parts', 2])).toEqual(['decode', 'decode_complete'])
  expect(names(['serve', 0], ['complete_words', 1], ['load_parts', 2])).toEqual(['serve'])
})

it('is told in one breath, and not at all where it has no stations', () => {
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  const message = spineMessage(spineOf(stepsOf(['order_tea', 0], ['brew_tea', 1], ['send_cup', 2])[0]), 'spine:0', 'call')
  const told = message === null ? '' : (teller.tell(message)?.text ?? '')
  expect(told).toMatch(/order_tea.*brew_tea.*send_cup, which sends the cup\.$/)
  expect(spineMessage(spineOf(stepsOf(['order_tea', 0], ['brew_tea', 1])[0]), 'spine:0', 'call')).toBeNull()
})

it('ends where the way forks on conditions that cannot be said, and little lies on each', () => {
  const when = '(byte & 3) == level[1]'
  expect(names(['order_tea', 0], ['brew_tea', 1], ['pour_green', 2, when], ['pour_black', 2, when], ['pour_white', 2, when])).toEqual(['order_tea', 'brew_tea'])
})

it('takes printing for the work where much hangs on it', () => {
  const calls: [string, number][] = [
    ['order_tea', 0],
    ['print_all', 1],
    ['pour_first', 2],
    ['pour_second', 2],
    ['pour_third', 2],
  ]
  expect(names(...calls).slice(0, 2)).toEqual(['order_tea', 'print_all'])
  expect(names(...calls.slice(0, 3))).toEqual(['order_tea'])
})

it('goes on by the first of several cases on which something lies, and past what is only made ready', () => {
  const arm = (name: string): string => `command is ${name}`
  expect(
    names(
      ['main', 0],
      ['run', 1],
      ['close_till', 2, arm('Close')],
      ['sell', 2, arm('Sell')],
      ['weigh', 3],
      ['send_bill', 3],
      ['lend', 2, arm('Lend')],
      ['write', 3],
      ['wait', 3],
    ),
  ).toEqual(['main', 'run', 'sell', 'send_bill'])
  const inLoop: [string, number, string?][] = [
    ['serve', 0],
    ['watch', 1],
    ['suspend', 2, 'message is Suspend'],
    ['wait', 3],
    ['wake', 3],
    ['resize', 2, 'message is Resize'],
    ['leave', 2, 'message is Leave'],
  ]
  expect(names(...inLoop)).toEqual(['serve', 'watch'])
  expect(names(['main', 0], ['start_till', 1], ['wire', 2], ['light', 3], ['serve_all', 1], ['pour', 2])).toEqual(['main', 'serve_all'])
})

it('begins behind a main that only hands over to the next one, and goes past what is only made for the work', () => {
  expect(names(['main', 0], ['main', 1], ['sell_all', 2], ['make_context', 3], ['read_label', 4], ['invoke', 3], ['pour_tea', 4], ['send_cup', 5])).toEqual([
    'main',
    'sell_all',
    'invoke',
    'pour_tea',
    'send_cup',
  ])
})

it('has no line through a script that only sets one thing up after the other', () => {
  const script = (...calls: WrittenStep[]) => names([callPathFile, 0], ...calls)
  expect(script(['init_book', 1], ['open_book', 2], ['read_pages', 3], ['start_till', 1])).toEqual([callPathFile])
  expect(script(['init_book', 1], ['open_book', 2], ['serve_all', 1], ['sell_tea', 2], ['send_cup', 3])).toEqual([
    callPathFile,
    'serve_all',
    'sell_tea',
    'send_cup',
  ])
})

it('goes by what is got where much hangs on getting it, and not by what only makes ready for the user’s own function', () => {
  const below = ['one', 'two', 'three', 'four', 'five', 'six'].map((name): [string, number] => [`brew_${name}`, 2])
  expect(names(['order_tea', 0], ['get_tea', 1], ...below, ['print_bill', 1], ['sum_bill', 2]).slice(0, 2)).toEqual(['order_tea', 'get_tea'])
  const steps = stepsOf(['order_tea', 0], ['setup_table', 1], ...below, ['pour', 1])
  const [entry] = steps
  entry?.step.remarks.push({ kind: 'calls_given', text: 'drink → field', place: entry.step.place })
  expect(spineOf(entry).map(({ named }) => named.name)).not.toContain('setup_table')
})

it('follows no call that is made after a failure, nor far down one on a condition that cannot be said', () => {
  expect(names(['order_tea', 0], ['handle_spill', 1, 'err != nil'], ['wipe_table', 2], ['mop_floor', 2], ['brew_tea', 1])).toEqual(['order_tea', 'brew_tea'])
  const when = '(byte & 3) == level[1]'
  const deep = ['brew_tea', 'boil_water', 'fill_kettle'].map((name, at): [string, number] => [name, at + 1])
  expect(names(['order_tea', 0], ...deep, ['send_drops', 4, when]).at(-1)).toBe('fill_kettle')
})

it('does not end at what answers where nothing was found', () => {
  expect(names(['order_tea', 0], ['brew_tea', 1], ['send_cup', 2], ['not_found', 1], ['send_note', 2], ['send_page', 2])).toEqual([
    'order_tea',
    'brew_tea',
    'send_cup',
  ])
})

it('takes what stands behind a loop that may return for a call of some cases', () => {
  const path = callPathOf(['order_tea', 0], ['brew_tea', 1], ['close_shop', 1])
  const [first, , last] = path.steps
  const within = (start_line: number, end_line: number) => ({ file: callPathFile, start_line, end_line })
  if (first === undefined || last === undefined) throw new Error('The path has no steps.')
  first.remarks = [
    { kind: 'loop', text: 'for tea in teas', place: within(2, 4) },
    { kind: 'early_return', text: 'tea.fits → return tea', place: within(3, 4) },
  ]
  const world = createWorld(factsOf(snapshotOf({ [callPathFile]: '' }), {}), 'documentary', [callPathFile])
  expect(readSteps(path, world).map(({ condition }) => condition)).toEqual([null, null, unspoken])
})

it('goes on by what is done where nothing out of the ordinary is there, before what is left for later', () => {
  expect(
    names(
      ['order_tea', 0],
      ['send_note', 1, 'the function of line 7 is called'],
      ['fold_note', 2],
      ['seal_note', 2],
      ['brew_tea', 1, 'unless order.wish !== null'],
      ['boil_water', 2],
      ['send_cup', 2],
    ),
  ).toEqual(['order_tea', 'brew_tea', 'send_cup'])
})

it('takes the address of a request for no request', () => {
  expect(names(['order_tea', 0], ['brew_tea', 1], ['boil_water', 2], ['request_url', 3])).toEqual(['order_tea', 'brew_tea', 'boil_water'])
})

it('ends at no small helper, and reads arguments for its work where much hangs on that', () => {
  expect(names(['order_tea', 0], ['brew_tea', 1], ['tail', 2], ['length', 3])).toEqual(['order_tea', 'brew_tea'])
  const below = ['one', 'two', 'three', 'four', 'five', 'six'].map((name): WrittenStep => [`word_${name}`, 2])
  expect(names(['order_tea', 0], ['parse_flags', 1], ...below)).toEqual(['order_tea', 'parse_flags'])
  expect(names(['order_tea', 0], ['parse_flags', 1], ...below.slice(1))).toEqual(['order_tea'])
})

it('does not go by a question, unless its name says that it does something', () => {
  const asking = (name: string) => {
    const symbol: CodeSymbol = {
      ...plainSymbol,
      kind: 'function',
      name,
      qualified_name: name,
      signature: `func ${name}(cup string) bool`,
      place: { file: callPathFile, start_line: 4, end_line: 5 },
    }
    const world = createWorld(factsOf(snapshotOf({ [callPathFile]: '' }), { symbols: [symbol] }), 'documentary', [callPathFile])
    return spineOf(readSteps(callPathOf(['order_tea', 0], [name, 1], ['boil_water', 2]), world)[0]).map(({ named }) => named.name)
  }
  expect(asking('wants_milk')).toEqual(['order_tea'])
  expect(asking('send_cup')[1]).toBe('send_cup')
})

it('follows of the commands of a program the one that leads through most, and no list of its arguments', () => {
  const arm = (name: string): string => `command is "${name}"`
  expect(
    names(
      ['main', 0],
      ['create_clap_command', 1],
      ['name_flags', 2],
      ['describe_flags', 2],
      ['init.execute', 1, arm('init')],
      ['draw_plan', 2],
      ['hang_sign', 2],
      ['sell.execute', 1, arm('sell')],
      ['brew_tea', 2],
      ['boil_water', 3],
      ['send_cup', 3],
      ['clean.execute', 1, arm('clean')],
      ['sweep', 2],
    ).slice(0, 3),
  ).toEqual(['main', 'sell.execute', 'brew_tea'])
})

it('goes on by what does the work rather than by what makes an object for it', () => {
  expect(names(['serve', 0], ['load_all', 1], ['read_pages', 2], ['send_cup', 2], ['NewMonitor', 1], ['scan_shop', 2], ['look_around', 2])[1]).toBe('load_all')
})

it('ends where other people’s code has its turn, however little hangs on it', () => {
  const steps = stepsOf(['serve', 0], ['find_route', 1], ['redirect', 2], ['clean_path', 3], ['next_one', 2])
  const last = steps.at(-1)
  last?.step.remarks.push({ kind: 'calls_given', text: 'handlers → element', place: last.step.place })
  expect(spineOf(steps[0]).map(({ named }) => named.name)).toEqual(['serve', 'find_route', 'next_one'])
})

it('goes by what is done for all before what only those meet who have set something', () => {
  expect(
    names(
      ['serve', 0],
      ['manage_all', 1],
      ['read_pages', 2],
      ['send_cup', 2],
      ['spawn_other', 1, 'self.cfg.others > 0'],
      ['scan_shop', 2],
      ['look_around', 2],
    )[1],
  ).toBe('manage_all')
})
