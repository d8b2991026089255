import { describe, expect, it } from 'vitest'
import type { CodeSymbol, RepositoryFacts } from '../../../../../shared/analysis.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { journeys } from './journeys.ts'

const file = 'till/app.py'
const place = (line: number) => ({ file, start_line: line, end_line: line + 2 })
const symbolOf = (name: string, line: number, taken: string): CodeSymbol => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind: 'function',
  place: place(line),
  signature: `def ${name}(${taken})`,
})
const pathOf = (entry: string, line: number, step: string, stepLine: number): RepositoryFacts['call_paths'][number] => ({
  entry: { kind: 'library', name: 'till', symbol: entry, reason: 'public', place: place(line) },
  steps: [
    { symbol: entry, place: place(line), called_from: null, when: null, depth: 0, doc: null, remarks: [] },
    { symbol: step, place: place(stepLine), called_from: place(line), when: null, depth: 1, doc: null, remarks: [] },
  ],
})
const told = (secondTakes: string): string[] => {
  const facts = factsOf(snapshotOf({ [file]: '' }), {
    name: 'till',
    purpose: [{ text: 'Till is a web framework.', place: { file: 'README.md', start_line: 1, end_line: 1 } }],
    symbols: [symbolOf('serve', 1, 'self, scope, send'), symbolOf('build', 5, 'self'), symbolOf('route', 9, secondTakes), symbolOf('answer', 13, 'self')],
    call_paths: [pathOf('serve', 1, 'build', 5), pathOf('route', 9, 'answer', 13)],
  })
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return journeys(createWorld(facts, 'documentary', [file]))[0]?.messages.flatMap((message) => teller.tell(message)?.text ?? []) ?? []
}

describe('the way of a request', () => {
  it('goes on where the next path takes the very same arguments', () => {
    expect(told('self, scope, send').join(' ')).toMatch(/scope and send.*answer/)
  })

  it('comes in where a request is given to something, before anything that merely runs', () => {
    const facts = factsOf(snapshotOf({ [file]: '' }), {
      name: 'till',
      purpose: [{ text: 'Till is a web framework.', place: { file: 'README.md', start_line: 1, end_line: 1 } }],
      symbols: [symbolOf('Parser.run', 1, 'self'), symbolOf('build', 5, 'self'), symbolOf('routeHandler', 9, 'self'), symbolOf('answer', 13, 'self')],
      call_paths: [pathOf('Parser.run', 1, 'build', 5), pathOf('routeHandler', 9, 'answer', 13)],
    })
    expect(journeys(createWorld(facts, 'documentary', [file]))[0]?.entry.name).toBe('routeHandler')
  })

  it('gives other people’s code its turn however late it comes, and less where it only hears of a failure', () => {
    const path = pathOf('serve', 1, 'build', 5)
    const remark = (text: string, line: number) => ({ kind: 'calls_given' as const, text, place: place(line) })
    const conditions = Array.from({ length: 9 }, (_, at) => ({ kind: 'condition' as const, text: `a${at} → b${at}()`, place: place(at + 1) }))
    path.steps[0]?.remarks.push(...conditions, remark('OnError → field → err != nil', 11), remark('Action → field', 12))
    const facts = factsOf(snapshotOf({ [file]: '' }), {
      name: 'till',
      symbols: [symbolOf('serve', 1, 'self'), symbolOf('build', 5, 'self')],
      call_paths: [path],
    })
    const given = journeys(createWorld(facts, 'documentary', [file]))[0]?.messages.filter(({ id }) => id.startsWith('remark-calls_given')) ?? []
    const [failure, action] = given.map(({ weight }) => weight)
    expect(action).toBeGreaterThan(0.9)
    expect(failure).toBeLessThan((action ?? 0) - 0.3)
  })

  it('ends where nothing shows that it goes on', () => {
    expect(told('self, name').join(' ')).not.toMatch(/route|answer/)
  })

  it('does not tell a call as a branch and as a step', () => {
    const path = pathOf('serve', 1, 'build', 5)
    const [first, second] = path.steps
    if (first === undefined || second === undefined) throw new Error('two steps were made')
    const condition = 'self.stack is None'
    const steps = [
      { ...first, remarks: [{ kind: 'condition' as const, text: `${condition} → self.stack = self.build()`, place: place(2) }] },
      { ...second, when: condition },
    ]
    const facts = factsOf(snapshotOf({ [file]: '' }), {
      symbols: [symbolOf('serve', 1, 'self'), symbolOf('build', 5, 'self')],
      call_paths: [{ ...path, steps }],
    })
    const ids = journeys(createWorld(facts, 'documentary', [file]))[0]?.messages.map(({ id }) => id.split(':')[0])
    expect(ids).toEqual(['step', 'step'])
  })

  it('does not end where something bears the name that it began with', () => {
    const other = 'till/core.py'
    const path = pathOf('main', 1, 'main', 5)
    const [first, second] = path.steps
    if (first === undefined || second === undefined) throw new Error('two steps were made')
    const steps = [first, { ...second, place: { ...second.place, file: other } }, { ...second, symbol: 'answer', place: place(9) }]
    const facts = factsOf(snapshotOf({ [file]: '', [other]: '' }), {
      symbols: [symbolOf('main', 1, ''), { ...symbolOf('main', 5, ''), place: { ...place(5), file: other } }, symbolOf('answer', 9, '')],
      call_paths: [{ ...path, steps }],
    })
    expect(journeys(createWorld(facts, 'documentary', [file, other]))[0]?.end.name).toBe('answer')
  })

  it('says that a call may be made where its condition cannot be said, and takes the absence of errors for the usual way', () => {
    const toldWhen = (when: string, taken = 'self') => {
      const path = pathOf('serve', 1, 'build', 5)
      const steps = path.steps.map((step) => (step.depth === 1 ? { ...step, when, doc: { text: 'Builds the whole chain.', place: place(5) } } : step))
      const facts = factsOf(snapshotOf({ [file]: '' }), {
        symbols: [symbolOf('serve', 1, taken), symbolOf('build', 5, 'self')],
        call_paths: [{ ...path, steps }],
      })
      const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
      return journeys(createWorld(facts, 'documentary', [file]))[0]?.messages.flatMap((message) => teller.tell(message)?.text ?? []) ?? []
    }
    expect(toldWhen('(depth & 3) == level[1]').join(' ')).toMatch(/serve may go on to .*build|on one of its branches serve calls .*build/i)
    // Within a function that it only makes.
    expect(toldWhen('the function of line 7 is called').join(' ')).not.toContain('build')
    expect(toldWhen('match.MatchErr == nil').join(' ')).toMatch(/build/)
    expect(toldWhen('match.MatchErr == nil').join(' ')).not.toMatch(/error|may|branches/)
    // A switch that is on unless somebody turns it off.
    expect(toldWhen('boot_tea').join(' ')).toMatch(/if boot_tea is set/i)
    expect(toldWhen('boot_tea', 'self, boot_tea=True').join(' ')).not.toMatch(/if boot_tea/i)
    expect(toldWhen('rv is None').join(' ')).toMatch(/if there is no result yet, .*build/i)
  })

  it('says of one of many calls without a plain condition that it may be made: the one on which most hangs', () => {
    const when = '(depth & 3) == level[1]'
    const steps = ['serve', 'pour_green', 'pour_black', 'heat_it', 'pour_white'].map((name, at) => ({
      symbol: name,
      place: place(at * 4 + 1),
      called_from: at === 0 ? null : place(at),
      when: at === 0 || name === 'heat_it' ? null : when,
      depth: at === 0 ? 0 : name === 'heat_it' ? 2 : 1,
      doc: { text: 'Builds the whole pot.', place: place(at * 4 + 1) },
      remarks: [],
    }))
    const facts = factsOf(snapshotOf({ [file]: '' }), {
      symbols: steps.map(({ symbol, place: { start_line } }) => symbolOf(symbol, start_line, 'self')),
      call_paths: [{ ...pathOf('serve', 1, 'build', 5), steps }],
    })
    const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
    const texts = journeys(createWorld(facts, 'documentary', [file]))[0]
      ?.messages.flatMap((message) => teller.tell(message)?.text ?? [])
      .join(' ')
    expect(texts).toMatch(/pour_black/)
    expect(texts).not.toMatch(/pour_green|pour_white/)
  })

  it('calls nothing a sequence that a function does which is only handed out', () => {
    const path = pathOf('serve', 1, 'build', 5)
    const steps = path.steps.map((step) => (step.depth === 1 ? { ...step, when: 'the function app is called' } : step))
    const facts = factsOf(snapshotOf({ [file]: '' }), {
      symbols: [symbolOf('serve', 1, 'self'), symbolOf('build', 5, 'self')],
      call_paths: [{ ...path, steps }],
    })
    const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
    const texts = journeys(createWorld(facts, 'documentary', [file]))[0]?.messages.flatMap((message) => teller.tell(message)?.text ?? [])
    expect(texts?.join(' ')).toMatch(/the function app, which serve makes and hands out/i)
  })

  it('calls no sequence what is done instead, behind a branch that does its work and returns', () => {
    const toldOf = (remarks: RepositoryFacts['call_paths'][number]['steps'][number]['remarks']) => {
      const path = pathOf('serve', 1, 'build', 5)
      const [first, second] = path.steps
      if (first === undefined || second === undefined) throw new Error('two steps were made')
      const steps = [{ ...first, remarks }, second, { ...second, symbol: 'answer', place: place(9), called_from: place(30) }]
      const facts = factsOf(snapshotOf({ [file]: '' }), {
        symbols: [symbolOf('serve', 1, 'self'), symbolOf('build', 5, 'self'), symbolOf('answer', 9, 'self')],
        call_paths: [{ ...path, steps }],
      })
      return journeys(createWorld(facts, 'documentary', [file]))[0]?.messages.map(({ id }) => id.split(':')[0])
    }
    expect(toldOf([])).toContain('order')
    expect(toldOf([{ kind: 'early_return', text: 'found → self.next(); return', place: place(20) }])).not.toContain('order')
  })
})

it('begins with what users call on an object, and not with the call that only makes it', () => {
  const path = (entry: string, ...steps: string[]): RepositoryFacts['call_paths'][number] => ({
    entry: { kind: 'library', name: 'till', symbol: entry, reason: 'public', place: place(1) },
    steps: [entry, ...steps].map((symbol, at) => ({
      symbol,
      place: place(at * 4 + 1),
      called_from: at === 0 ? null : place(1),
      when: null,
      depth: at === 0 ? 0 : 1,
      doc: null,
      remarks: [],
    })),
  })
  const facts = factsOf(snapshotOf({ [file]: '' }), {
    name: 'till',
    purpose: [{ text: 'Till is a REST API client.', place: { file: 'README.md', start_line: 1, end_line: 1 } }],
    symbols: [{ ...symbolOf('Drawer', 5, ''), kind: 'class' }],
    call_paths: [path('Till.new', 'Drawer', 'one', 'two'), path('Drawer.sell', 'a', 'b', 'c', 'd', 'e', 'f', 'g')],
  })
  expect(journeys(createWorld(facts, 'documentary', [file]))[0]?.entry.name).toBe('Drawer.sell')
})

it('stays with the command of the own name, though all that others may call stands in a module of that name', () => {
  const steps = (names: readonly string[]): RepositoryFacts['call_paths'][number]['steps'] =>
    names.map((symbol, at) => ({
      symbol,
      place: place(at * 4 + 1),
      called_from: at === 0 ? null : place(at * 4),
      when: null,
      depth: Math.min(at, 1),
      doc: null,
      remarks: [],
    }))
  const others = ['Drawer.open', 'check', 'count', 'weigh', 'pack', 'seal', 'note', 'close', 'rest'].map((name) => `Tills.${name}`)
  const facts = factsOf(snapshotOf({ [file]: '' }), {
    name: 'tills',
    call_paths: [
      {
        entry: { kind: 'bin', name: 'tills', symbol: null, reason: 'executable of the gem', place: { file: 'bin/tills', start_line: 1, end_line: 1 } },
        steps: steps(['Tills.Shop.run', 'Tills.Shop.open', 'Tills.Shop.serve', 'Tills.Shop.close']),
      },
      { entry: { kind: 'library', name: 'tills', symbol: 'Tills.Drawer.open', reason: 'public', place: place(1) }, steps: steps(others) },
    ],
  })
  expect(journeys(createWorld(facts, 'documentary', [file]))[0]?.entry.name).toBe('Shop.run')
})
