import { expect, it } from 'vitest'
import type { CodeSymbol, EntryPoint } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { gives } from '../language/signature.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { madeByMessages } from './made-by.ts'
import { createWorld } from './world.ts'

const file = 'till/app.py'
const place = (line: number) => ({ file, start_line: line, end_line: line + 2 })
const symbol = (name: string, line: number, more: Partial<CodeSymbol> = {}): CodeSymbol => ({
  ...plainSymbol,
  name: name.split('.').at(-1) ?? name,
  qualified_name: name,
  kind: 'function',
  place: place(line),
  signature: `def ${name.split('.').at(-1)}()`,
  ...more,
})
const entry: EntryPoint = { kind: 'library', name: 'till', symbol: 'Program.run', reason: 'public', place: place(9) }
const told = (...symbols: CodeSymbol[]): string => {
  const facts = factsOf(snapshotOf({ [file]: '' }), {
    symbols: [symbol('Program', 1, { kind: 'class', signature: 'class Program' }), symbol('Program.run', 9, { kind: 'method', parent: 'Program' }), ...symbols],
  })
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return madeByMessages(entry, createWorld(facts, 'documentary', [file]))
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}

it('says which function gives the object that the followed call is made on', () => {
  expect(told(symbol('new_program', 20, { signature: 'def new_program(model) -> "Program"' }))).toMatch(/Program.*new_program/)
  // Of two, neither of them shown, nothing says which is meant.
  expect(told(symbol('new_program', 20, { signature: 'def new_program() -> Program' }), symbol('open_it', 30, { signature: 'def open_it() -> Program' }))).toBe(
    '',
  )
  expect(told(symbol('new_program', 20, { signature: 'def new_program(program: Program) -> int' }))).toBe('')
})

it('says what the constructor calls, with the condition where there is one, and nothing under one that cannot be said', () => {
  const made = (when: string | null) =>
    symbol('Program.__init__', 3, {
      kind: 'method',
      parent: 'Program',
      calls: [{ name: 'open_input', line: 4, resolved: `${file}#open_input`, when }],
    })
  expect(told(made(null), symbol('open_input', 40))).toMatch(/constructor calls open_input/)
  expect(told(made('!isset($config["handler"])'), symbol('open_input', 40))).toMatch(/calls open_input if handler is not set/)
  expect(told(made('(a & 3) == b[1]'), symbol('open_input', 40))).toBe('')
})

it('says nothing of a constructor that only its builder calls, nor of one for a call on the type itself', () => {
  const made = (signature: string) =>
    symbol('Program.__init__', 3, {
      kind: 'method',
      signature,
      parent: 'Program',
      calls: [{ name: 'open_input', line: 4, resolved: `${file}#open_input`, when: null }],
    })
  expect(told(made('public Program(Builder builder)'), symbol('open_input', 40))).toMatch(/constructor calls open_input/)
  expect(told(made('private Program(Builder builder)'), symbol('open_input', 40))).toBe('')
  expect(told(made('static Program()'), symbol('open_input', 40))).toBe('')
  const facts = { ...entry, symbol: 'Program.of' }
  const world = createWorld(
    factsOf(snapshotOf({ [file]: '' }), {
      symbols: [
        symbol('Program', 1, { kind: 'class', signature: 'class Program' }),
        symbol('Program.of', 9, { kind: 'method', parent: 'Program', signature: 'public static Builder of(String name)' }),
        made('public Program(Builder builder)'),
        symbol('open_input', 40),
      ],
    }),
    'documentary',
    [file],
  )
  expect(madeByMessages(facts, world)).toEqual([])
})

it('reads from a signature what a function gives back', () => {
  expect(gives('func NewProgram(model Model) *Program', 'NewProgram', 'Program')).toBe(true)
  expect(gives('public static Javalin create(Consumer<Config> config)', 'create', 'Javalin')).toBe(true)
  expect(gives('pub fn open(path: &str) -> crate::Result<Program>', 'open', 'Program')).toBe(true)
  expect(gives('def get(name: str) -> "Template"', 'get', 'Template')).toBe(true)
  expect(gives('def get(template: Template) -> str', 'get', 'Template')).toBe(false)
})
