import { expect, it } from 'vitest'
import type { CodeSymbol, KeyFile } from '../../../../../shared/analysis.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { extensionMessages } from './extension-points.ts'

const symbol = (name: string, file: string, more: Partial<CodeSymbol> = {}): CodeSymbol => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind: 'class',
  place: { file, start_line: 1, end_line: 2 },
  signature: name,
  ...more,
})
const keyFile = (path: string, imports: string[] = []): KeyFile => ({
  path,
  language: 'Rust',
  lines: 50,
  score: 1,
  reasons: [],
  imported_by: 1,
  imports,
  doc: null,
})
const tell = (symbols: CodeSymbol[], files: KeyFile[] = []): string[] => {
  const world = createWorld(
    factsOf(snapshotOf({ 'a.rs': '' }), { name: 'till', symbols, key_files: files }),
    'documentary',
    files.map(({ path }) => path),
  )
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return extensionMessages(world).flatMap((message) => teller.tell(message)?.text ?? [])
}

it('finds an interface that several implement, and says what another one would be', () => {
  const told = tell([
    symbol('PaymentGate', 'gate.py', { kind: 'interface' }),
    ...['Card', 'Cash', 'Cheque'].map((name) => symbol(name, 'pay.py', { extends: ['PaymentGate'] })),
  ])
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(/payment gate.*implements.*PaymentGate.*Card, Cash and Cheque/)
})

it('does not take errors for something to add', () => {
  expect(tell([symbol('TillError', 'e.py'), ...['A', 'B', 'C'].map((name) => symbol(`${name}xError`, 'e.py', { extends: ['TillError'] }))])).toEqual([])
})

it('finds files that are built alike, the methods that they share and the file that names them', () => {
  const files = ['get', 'set', 'ping'].map((name) => `src/cmds/${name}.rs`)
  const symbols = files.flatMap((file) => {
    const name = (file.split('/').at(-1) ?? '').replace('.rs', '').replace(/^./, (letter) => letter.toUpperCase())
    return [symbol(name, file, { kind: 'struct' }), symbol('apply', file, { kind: 'method', qualified_name: `${name}::apply`, parent: name })]
  })
  const [told] = tell(symbols, [...files.map((file) => keyFile(file)), keyFile('src/cmds/mod.rs', files)])
  expect(told).toMatch(/command.*src\/cmds.*method apply, and .*mod\.rs has to name it, as get\.rs, set\.rs and ping\.rs show/)
})

it('finds the functions by which a caller decides, and none that only begin alike', () => {
  const row = (word: string) =>
    ['Tuple', 'Call', 'Name', 'List', 'Dict', 'Slice'].map((name) => symbol(`${word}${name}`, 'p.go', { kind: 'function', exported: true }))
  expect(tell(row('With'))[0]).toMatch(/option.*names begin with With/)
  expect(tell(row('use'))[0]).toMatch(/hook.*names begin with use/)
  expect(tell(row('parse'))).toEqual([])
})

it('has no place for a route in a library, whose routes are its users’', () => {
  const route = (path: string) => ({
    kind: 'route' as const,
    name: `GET ${path}`,
    symbol: null,
    reason: 'route',
    place: { file: 'a.rs', start_line: 1, end_line: 1 },
  })
  const facts = { name: 'till', entry_points: ['/a', '/b', '/c', '/d'].map(route) }
  const library = { kind: 'library' as const, name: 'till', symbol: null, reason: 'lib', place: { file: 'a.rs', start_line: 1, end_line: 1 } }
  const pointsOf = (entries: typeof facts.entry_points | (typeof library)[]): string[] =>
    extensionMessages(
      createWorld(factsOf(snapshotOf({ 'a.rs': '' }), { ...facts, entry_points: [...facts.entry_points, ...entries] }), 'documentary', ['a.rs']),
    ).map(({ id }) => id)
  expect(pointsOf([])).toContain('extend:routes')
  expect(pointsOf([library])).not.toContain('extend:routes')
  // Not every route is read: where most of them are, nobody knows.
  const world = createWorld(factsOf(snapshotOf({ 'a.rs': '' }), facts), 'documentary', ['a.rs'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  expect(extensionMessages(world).flatMap((message) => teller.tell(message)?.text ?? [])).toEqual([expect.stringMatching(/a\.rs, as others are/)])
})

it('takes of a folder that is called after a kind those that bear its name', () => {
  const handler = (name: string) => [
    symbol(name, `src/Handler/${name}.php`),
    symbol('send', `src/Handler/${name}.php`, { kind: 'method', parent: name, qualified_name: `${name}.send` }),
  ]
  const told = tell(['CurlFactory', 'CurlHandler', 'MockHandler', 'StreamHandler'].flatMap(handler)).join(' ')
  expect(told).toMatch(/CurlHandler\.php/)
  expect(told).not.toMatch(/CurlFactory/)
  expect(
    tell(
      ['LogEvent', 'Template', 'Scalar', 'Level'].flatMap((name) =>
        handler(name).map((one) => ({ ...one, place: { ...one.place, file: `src/Events/${name}.php` } })),
      ),
    ).join(' '),
  ).not.toMatch(/event/)
})

it('takes for the base of a type none that only bears the same last name', () => {
  const nested = symbol('Base', 'lib/logger.rb', { qualified_name: 'Till.Formatters.Base', parent: 'Till.Formatters' })
  const children = (parent: string) => ['Pretty', 'Plain', 'Load'].map((name) => symbol(name, 'bin/load.rb', { extends: [parent] }))
  expect(tell([nested, ...children('ActiveJob::Base')])).toEqual([])
  expect(tell([nested, ...children('Formatters::Base')])[0]).toMatch(/formatter.*Base in logger\.rb/)
  // Unqualified, what stands within another type is meant by nobody else.
  expect(tell([nested, ...children('Base')])).toEqual([])
})

it('counts nothing that is many already, tells an ability as one, and no helper as a kind', () => {
  const family = (name: string) =>
    tell([symbol(name, 'a.ts', { kind: 'interface' }), ...['One', 'Two', 'Three'].map((child) => symbol(`${child}X`, 'a.ts', { extends: [name] }))])
  expect(family('HTMLAttributes')).toEqual([])
  expect(family('DrawerMixin')).toEqual([])
  expect(family('TrustEvaluating')[0]).toMatch(/implementation of TrustEvaluating/)
})

it('takes a contract that widens another for nobody who fulfils it', () => {
  const one = (name: string, kind: CodeSymbol['kind']) => symbol(name, 'a.go', { kind, extends: ['Gate'] })
  expect(tell([symbol('Gate', 'a.go', { kind: 'interface' }), one('Wide', 'interface'), one('Card', 'struct'), one('Cash', 'struct')])).toEqual([])
})

it('finds no kind in files that only lie in one folder, but in those that are built alike', () => {
  const files = ['chain', 'modules', 'i18n', 'current'].map((name) => `lib/middleware/${name}.rb`)
  const having = (name: string, count: number) =>
    files.slice(0, count).map((file) => symbol(name, file, { kind: 'method', parent: 'X', qualified_name: `X.${name}` }))
  const keyFiles = files.map((file) => keyFile(file))
  expect(tell(having('call', 2), keyFiles)).toEqual([])
  expect(tell(having('call', 3), keyFiles)[0]).toMatch(/middleware.*one more file.*chain\.rb, modules\.rb and i18n\.rb/)
})

it('finds a folder for each of a kind, with the same file in it', () => {
  const files = ['cors', 'jwt', 'cache', 'etag', 'logger'].flatMap((name) => [`src/middleware/${name}/index.ts`, `src/middleware/${name}/index.test.ts`])
  expect(
    tell(
      [],
      files.map((file) => keyFile(file)),
    )[0],
  ).toMatch(/middleware.*each has a folder of its own in src\/middleware, with a file index\.ts in it, as cors, jwt and cache show/)
})

it('takes no file that holds or describes all of a kind for one of them, and reads a hyphen as a space', () => {
  const having = (files: string[]) => files.map((file) => symbol('parse', file, { kind: 'function' }))
  const languages = ['languages', 'language_type', 'syntax', 'embedding'].map((name) => `src/language/${name}.rs`)
  expect(
    tell(
      having(languages),
      languages.map((file) => keyFile(file)),
    ),
  ).toEqual([])
  const providers = ['teams', 'slack', 'mail'].map((name) => `server/notification-adapters/${name}.js`)
  const types = providers.flatMap((file) => {
    const name = (file.split('/').at(-1) ?? '').replace('.js', '')
    return [symbol(name, file), symbol('send', file, { kind: 'method', parent: name, qualified_name: `${name}.send` })]
  })
  expect(
    tell(
      types,
      providers.map((file) => keyFile(file)),
    )[0],
  ).toMatch(/notification adapter\b/)
})

it('adds no failure, and takes a setting for a thing', () => {
  const family = (name: string) =>
    tell([symbol(name, 'a.php', { kind: 'interface' }), ...['One', 'Two', 'Three'].map((child) => symbol(`${child}X`, 'a.php', { extends: [name] }))])
  expect(family('OperationFailed')).toEqual([])
  expect(family('Setting')[0]).toMatch(/\bsetting\b/)
})

it('counts a class that stands in several files once', () => {
  expect(tell(['a', 'b', 'c'].map((file) => symbol('CoinMapper', `src/${file}.cs`)))).toEqual([])
  expect(tell(['Coin', 'Slip', 'Lamp'].map((name) => symbol(`${name}Mapper`, `src/${name}.cs`)))).toHaveLength(1)
})

it('says what an interface asks for, and where those that fulfil it are made', () => {
  const call = (name: string) => ({ name, line: 1, resolved: `pay.py#${name}`, when: null })
  const [told] = tell([
    symbol('PaymentGate', 'gate.py', { kind: 'interface', place: { file: 'gate.py', start_line: 1, end_line: 9 } }),
    // What stands outside of it was added to it.
    symbol('shut', 'gate.py', {
      kind: 'method',
      parent: 'PaymentGate',
      qualified_name: 'PaymentGate.shut',
      place: { file: 'gate.py', start_line: 20, end_line: 21 },
    }),
    ...['open', 'pay'].map((name) => symbol(name, 'gate.py', { kind: 'method', parent: 'PaymentGate', qualified_name: `PaymentGate.${name}` })),
    ...['Card', 'Cash', 'Cheque'].map((name) => symbol(name, 'pay.py', { extends: ['PaymentGate'] })),
    symbol('pick', 'pick.py', { kind: 'function', calls: ['Card', 'Cash', 'Cheque'].map(call) }),
  ])
  expect(told).toMatch(/PaymentGate in gate\.py, whose methods are open and pay, as Card, Cash and Cheque show; several of them are made in .*pick/)
})

it('does not take a namesake far away for what something descends from', () => {
  const children = ['Card', 'Cash', 'Cheque'].map((name) => symbol(name, `pay/${name}.java`, { extends: ['Maker'] }))
  const inner = symbol('Maker', 'gate/Gate.java', { qualified_name: 'Gate.Maker', parent: 'Gate' })
  expect(tell([inner, symbol('Maker', 'other/Maker.java'), ...children])).toEqual([])
})
