import { expect, it } from 'vitest'
import type { EntryPoint, RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { audienceMessages } from './audience.ts'
import { createWorld } from './world.ts'

const snapshot = snapshotOf({ 'src/main.rs': '', 'src/lib.rs': '' })
const bin: EntryPoint = { kind: 'bin', name: 'sg', symbol: 'main', reason: '[[bin]] in Cargo.toml', place: { file: 'src/main.rs', start_line: 1, end_line: 2 } }
const library: EntryPoint = {
  kind: 'library',
  name: 'searcher',
  symbol: null,
  reason: 'lib.rs of a package',
  place: { file: 'src/lib.rs', start_line: 1, end_line: 1 },
}
const languages: RepositoryFacts['languages'] = [{ name: 'Rust', files: 2, lines: 20, share: 1 }]

const tell = (entry_points: EntryPoint[]): string => {
  const world = createWorld(factsOf(snapshot, { languages, entry_points }), 'documentary', ['src/main.rs', 'src/lib.rs'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return audienceMessages(world)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}

it('is at a terminal where the program comes first, though its code can be called, too', () => {
  expect(tell([bin, library])).toMatch(/terminal.*sg; Rust code can call/)
  expect(tell([bin])).toMatch(/terminal.*sg\.$/)
})

it('writes code where the library comes first, though there is a command', () => {
  expect(tell([library, bin])).toMatch(/Rust.*sg, a command for the terminal/)
})

it('is at a terminal where the program bears the name of the project, and not where people meet it by its routes', () => {
  const main: EntryPoint = { kind: 'main', name: 'shop', symbol: 'main', reason: 'func main', place: { file: 'src/main.rs', start_line: 1, end_line: 1 } }
  const routes = ['/a', '/b', '/c'].map((path): EntryPoint => ({ ...main, kind: 'route', name: `GET ${path}`, symbol: null, reason: 'route in the code' }))
  const told = (entry_points: EntryPoint[]): string => {
    const world = createWorld(factsOf(snapshot, { name: 'shop', languages, entry_points }), 'documentary', ['src/main.rs', 'src/lib.rs'])
    const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
    return audienceMessages(world)
      .flatMap((message) => teller.tell(message)?.text ?? [])
      .join(' ')
  }
  expect(told([main, library])).toMatch(/terminal.*shop; Rust code can call/)
  expect(told([main, ...routes])).not.toMatch(/terminal/)
})

it('builds web applications only with what says that it is of the web', () => {
  const told = (text: string): string => {
    const facts = factsOf(snapshot, { languages, entry_points: [library], purpose: [{ text, place: library.place }] })
    const teller = createTeller({ style: 'tutorial', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
    return audienceMessages(createWorld(facts, 'tutorial', ['src/lib.rs']))
      .flatMap((message) => teller.tell(message)?.text ?? [])
      .join(' ')
  }
  expect(told('A micro-framework for routing requests of the web.')).toMatch(/build web applications in Rust/)
  expect(told('A library and micro-framework that turns numbers into words.')).toMatch(/in Rust/)
  expect(told('A library and micro-framework that turns numbers into words.')).not.toMatch(/web/)
})
