import { expect, it } from 'vitest'
import type { CodeSymbol, Setting } from '../../../../../shared/analysis.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import type { Message } from '../../telling/message.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { defaultMessages } from './defaults.ts'
import { documentedOptionMessages } from './documented-options.ts'
import { findSettingsFile, nothingOutsideMessages, settingMessages } from './from-outside.ts'
import { optionMessages } from './options.ts'
import { parameterMessages } from './parameters.ts'

const place = (line: number) => ({ file: 'lib/app.js', start_line: line, end_line: line })
const setting = (name: string, line: number, more: Partial<Setting>): Setting => ({
  name,
  kind: 'option',
  default: null,
  description: null,
  of: 'StoreOptions',
  place: place(line),
  ...more,
})
const worldOf = (settings: Setting[]) => createWorld(factsOf(snapshotOf({ 'lib/app.js': '' }), { settings }), 'documentary', ['lib/app.js'])
const tell = (messages: Message[]): string[] => {
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return messages.flatMap((message) => teller.tell(message)?.text ?? [])
}

it('tells an object of options once, then what its options are for and what holds without them', () => {
  const told = tell(
    optionMessages(
      worldOf([
        setting('name', 2, { description: { text: 'Name of the storage.', place: place(1) } }),
        setting('version', 4, { default: '3', description: { text: 'The version of what is stored.', place: place(3) } }),
      ]),
    ),
  )
  expect(told).toHaveLength(3)
  expect(told[0]).toMatch(/StoreOptions.*options such as name and version/)
  expect(told[2]).toMatch(/version.*version of what is stored; left alone, it is 3/i)
})

it('does not take the fields of what is handed over for choices', () => {
  expect(optionMessages(worldOf([setting('a', 1, { of: 'LogParams' }), setting('b', 2, { of: 'LogParams' })]))).toEqual([])
})

it('gathers the defaults of one place, and leaves out expressions', () => {
  const told = tell(
    defaultMessages(
      worldOf([
        setting('etag', 1, { kind: 'setting', of: 'configure', default: 'weak' }),
        setting('proxy', 2, { kind: 'setting', of: 'configure', default: 'false' }),
        setting('later', 3, { kind: 'setting', of: 'configure', default: 'makeIt({})' }),
      ]),
    ),
  )
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(/etag is weak and proxy is false/)
  const written = [
    setting('slots', 1, { kind: 'setting', of: 'configure', default: '10_000' }),
    setting('owner', 2, { kind: 'setting', of: 'configure', default: 'TILL_KEEPER' }),
  ]
  expect(tell(defaultMessages(worldOf(written)))[0]).toMatch(/slots is 10000 and owner is TILL_KEEPER/)
})

it('sends to the file that reads from outside before the one that has fields', () => {
  const outside = ['A', 'B', 'C'].map((name, at) => setting(name, at + 1, { kind: 'environment', of: null, place: { ...place(at + 1), file: 'lib/env.js' } }))
  const fields = ['a', 'b', 'c', 'd'].map((name, at) => setting(name, at + 1, {}))
  expect(findSettingsFile(worldOf([...fields, ...outside]))?.file).toBe('lib/env.js')
  expect(findSettingsFile(worldOf(fields))?.file).toBe('lib/app.js')
})

it('says what a setting is for in the words of a page, and what holds without it', () => {
  const documented = (name: string, text: string, line: number) =>
    setting(name, line, { kind: 'environment', of: null, description: { text, place: { ...place(line), file: 'README.md' } } })
  const told = tell(
    settingMessages(worldOf([documented('PORT', 'TCP port on which to listen (defaults to 4001).', 1), documented('HOST', 'Name of the host.', 2)])),
  )
  expect(told[0]).toMatch(/environment variables.*PORT and HOST.*app\.js|app\.js.*PORT and HOST/i)
  expect(told[1]).toMatch(/PORT.* TCP port on which to listen; unless it is set, 4001 holds/)
})

it('leaves out what a comment beside the code says of the code, and takes no example for a default', () => {
  const told = tell(
    settingMessages(
      worldOf([
        setting('TILL_KEY', 1, { kind: 'environment', of: null, default: 'my-key', place: { ...place(1), file: '.env.example' } }),
        setting('TILL_PATH', 2, { kind: 'environment', of: null, description: { text: 'This loop runs over all of the paths.', place: place(1) } }),
      ]),
    ),
  ).join(' ')
  expect(told).not.toMatch(/my-key|loop/)
  expect(told).toMatch(/TILL_PATH/)
})

it('tells options that are functions of one file, and options that are constants with words of their own', () => {
  const fn = (name: string, doc: string): CodeSymbol => ({
    name,
    qualified_name: name,
    kind: 'function',
    place: place(1),
    signature: `func ${name}()`,
    doc: { text: doc, place: place(1) },
    exported: true,
    parent: null,
    extends: [],
    calls: [],
    reference_count: 0,
  })
  const functions = [fn('WithInk', 'WithInk sets the ink which, by default, is black.'), fn('WithPaper', 'WithPaper sets the paper.'), fn('WithoutLamp', 'x')]
  const facts = factsOf(snapshotOf({ 'lib/app.js': '' }), { symbols: functions })
  const told = tell(optionMessages(createWorld(facts, 'documentary', ['lib/app.js'])))
  expect(told[0]).toMatch(/app\.js.*functions such as WithInk/)
  expect(told[1]).toMatch(/WithInk.* sets the ink which, by default, is black/)

  const constant = (name: string) => ({
    name,
    value: name.toLowerCase(),
    in_symbol: 'PrintOptions',
    doc: { text: `${name.toLowerCase()}: (bool) Controls the ${name.toLowerCase()}.`, place: place(1) },
    place: place(2),
  })
  const named = factsOf(snapshotOf({ 'lib/app.js': '' }), { constants: [constant('INK'), constant('PAPER'), constant('LAMP')] })
  expect(tell(optionMessages(createWorld(named, 'documentary', ['lib/app.js']))).join(' ')).toMatch(/PrintOptions.*ink, paper and lamp.*ink.*controls the ink/)
})

it('calls what is set by methods methods', () => {
  const method = (name: string): CodeSymbol => ({
    name,
    qualified_name: `Till.${name}`,
    kind: 'method',
    place: place(1),
    signature: `func (t *Till) ${name}(value bool) *Till`,
    doc: null,
    exported: true,
    parent: 'Till',
    extends: [],
    calls: [],
    reference_count: 0,
  })
  const setting = (name: string): Setting => ({ name, kind: 'option', default: null, description: null, of: 'Till', place: place(1) })
  const tells = (symbols: CodeSymbol[]): string =>
    tell(
      optionMessages(
        createWorld(factsOf(snapshotOf({ 'lib/app.js': '' }), { symbols, settings: [setting('Strict'), setting('Open')] }), 'documentary', ['lib/app.js']),
      ),
    ).join(' ')
  expect(tells([method('Strict'), method('Open')])).toMatch(/Till.*methods such as Strict and Open/)
  expect(tells([])).toMatch(/Till.*options such as Strict and Open/)
})

it('does not say of a flag that it is off unless it is given', () => {
  const flag = (name: string, value: string): Setting => ({ name, kind: 'flag', default: value, description: null, of: null, place: place(1) })
  const world = (value: string) =>
    createWorld(
      factsOf(snapshotOf({ 'lib/app.js': '' }), {
        settings: [flag('--paper', value)],
        entry_points: [{ kind: 'bin', name: 'till', symbol: null, reason: '', place: place(1) }],
      }),
      'documentary',
      ['lib/app.js'],
    )
  expect(tell(settingMessages(world('false'))).join(' ')).not.toMatch(/unless/)
  expect(tell(settingMessages(world('80'))).join(' ')).toMatch(/unless it is set, 80 holds/)
})

it('does not turn round a flag that switches something off, and reads out four flags at most', () => {
  const flag = (name: string, line: number, text: string) => setting(name, line, { kind: 'flag', of: null, description: { text, place: place(line) } })
  const told = tell(
    settingMessages(
      worldOf([
        flag('--no-panel', 1, 'Whether to display the panel on the left.'),
        ...['colour', 'border', 'width', 'offset', 'base'].map((what, at) => flag(`--${what}`, at + 2, `Sets the ${what} of the output on the page.`)),
      ]),
    ),
  )
  expect(told.join(' ')).toMatch(/--no-panel[^.]* makes it not display the panel on the left/)
  expect(told.join(' ')).not.toMatch(/--offset|--base/)
})

it('says that nothing is set from outside only where all of the code was read for it', () => {
  const keyFile = { path: 'lib/app.js', language: 'JavaScript', lines: 9, score: 1, reasons: [], imported_by: 0, imports: [], doc: null }
  const library = (settings: Setting[]) =>
    createWorld(factsOf(snapshotOf({ 'lib/app.js': '', 'package.json': '{"main": "lib/app.js"}' }), { settings, key_files: [keyFile] }), 'documentary', [
      'lib/app.js',
    ])
  expect(library([]).isLibrary).toBe(true)
  expect(tell(nothingOutsideMessages(library([]), { isWithoutEnvironment: true })).join()).toMatch(/neither a file|no file of settings/)
  expect(nothingOutsideMessages(library([]), { isWithoutEnvironment: false })).toEqual([])
  expect(nothingOutsideMessages(library([setting('PORT', 1, { kind: 'environment', of: null })]), { isWithoutEnvironment: true })).toEqual([])
})

it('names of a language of settings first those words that the pages of the project use', () => {
  const doc = { text: 'Opens it.', place: place(1) }
  const symbol = (name: string, kind: CodeSymbol['kind'], parent: string | null): CodeSymbol => ({
    name,
    qualified_name: parent === null ? name : `${parent}.${name}`,
    kind,
    place: place(1),
    signature: name,
    doc,
    exported: true,
    parent,
    extends: [],
    calls: [],
    reference_count: 1,
  })
  const symbols = [symbol('DSL', 'class', null), ...['lamp', 'drawer', 'paper', 'ink'].map((name) => symbol(name, 'method', 'DSL'))]
  const facts = factsOf(snapshotOf({ 'lib/app.js': '' }), {
    symbols,
    explanations: [{ topic: 'idea', heading: '', sentences: [{ text: 'Set ink before paper.', place: place(1) }], about: [], score: 3 }],
  })
  expect(tell(optionMessages(createWorld(facts, 'documentary', ['lib/app.js']))).join(' ')).toMatch(/paper, .*ink and .*lamp/)
})

it('takes the flags of a second command for nothing of the first', () => {
  const flags = ['--socket', '--command', '--wait'].map((name, at) =>
    setting(name, at + 1, { kind: 'flag', of: null, place: { ...place(at + 1), file: 'lib/control.js' } }),
  )
  const bin = (name: string, file: string) => ({ kind: 'bin' as const, name, symbol: null, reason: 'bin', place: { ...place(1), file } })
  const told = (...commands: ReturnType<typeof bin>[]) =>
    tell(
      settingMessages(
        createWorld(factsOf(snapshotOf({ 'lib/app.js': '' }), { name: 'till', settings: flags, entry_points: commands }), 'documentary', ['lib/control.js']),
      ),
    ).join(' ')
  expect(told(bin('till', 'lib/control.js'))).toContain('--socket')
  expect(told(bin('till', 'lib/app.js'), bin('tillc', 'lib/control.js'))).not.toContain('--socket')
})

it('takes no table of names for defaults, and a type that is called after settings before any other', () => {
  const one = (name: string, value: string, of: string, line: number) => setting(name, line, { kind: 'setting', of, default: value })
  const tabs = [one('Busy', 'busy', 'setupTabs', 1), one('Queues', 'queues', 'setupTabs', 2), one('Dead', 'morgue', 'setupTabs', 3)]
  expect(tell(defaultMessages(worldOf(tabs)))).toEqual([])
  const many = ['ink', 'paper', 'lamp'].map((name, at) => one(name, String(at + 3), 'makeTill', at + 4))
  const few = [one('timeout', '25', 'TillConfig', 8), one('concurrency', '5', 'TillConfig', 9)]
  expect(tell(defaultMessages(worldOf([...many, ...few])))[0]).toMatch(/timeout is 25 and concurrency is 5/)
})

it('tells the options of what the pages speak of before those of an edge', () => {
  const of = (name: string, file: string) => ['size', 'mode'].map((field, at) => setting(field, at + 1, { of: name, place: { ...place(at + 1), file } }))
  const settings = [...of('EdgeOptions', 'lib/edge.js'), ...of('DrawerOptions', 'lib/drawer.js')]
  const facts = factsOf(snapshotOf({ 'lib/app.js': '' }), {
    settings,
    usage_example: { language: 'js', code: 'open({} as DrawerOptions)', place: place(1) },
  })
  const told = tell(optionMessages(createWorld(facts, 'documentary', ['lib/edge.js', 'lib/drawer.js'])))
  expect(told[0]).toMatch(/DrawerOptions/)
})

it('tells what may be left out of a method that the call runs through, and of no type that only the code makes', () => {
  const symbol = (name: string, parent: string, signature: string): CodeSymbol => ({
    name,
    qualified_name: `${parent}.${name}`,
    kind: 'method',
    place: place(1),
    signature,
    doc: null,
    exported: true,
    parent,
    extends: [],
    calls: [],
    reference_count: 1,
  })
  const made = (parent: string): CodeSymbol => ({ ...symbol(parent, '', ''), qualified_name: parent, kind: 'class', parent: null })
  const request = symbol('request', 'Till', 'def request(self, coin, timeout=5, verify=True, proxies=None)')
  const step = { symbol: 'Till.request', place: place(1), called_from: null, when: null, depth: 0, doc: null, remarks: [] }
  const facts = factsOf(snapshotOf({ 'lib/app.js': '' }), {
    symbols: [made('Till'), made('Slip'), request, symbol('__init__', 'Slip', 'def __init__(self, path="/", size=3)')],
    call_paths: [{ entry: { kind: 'library', name: 'till', symbol: 'Till.request', reason: 'x', place: place(1) }, steps: [step] }],
  })
  const told = tell(parameterMessages(createWorld(facts, 'documentary', ['lib/app.js']))).join(' ')
  expect(told).toMatch(/Till\.request.*timeout, verify and proxies; timeout is 5/)
  expect(told).not.toMatch(/Slip/)
})

it('names a variable once where only the file that reads it is known', () => {
  const one = (name: string, line: number) => setting(name, line, { kind: 'environment', of: null })
  const told = tell(settingMessages(worldOf([one('TILL_PORT', 1), one('TILL_HOST', 2)]))).join(' ')
  expect(told.match(/TILL_PORT/g)).toHaveLength(1)
})

it('tells options that only a page lists, and not where a type holds them', () => {
  const listed = (name: string, line: number): Setting => ({
    name,
    kind: 'option',
    default: null,
    description: { text: `The length of the ${name}.`, place: { file: 'README.md', start_line: line, end_line: line + 8 } },
    of: 'till',
    place: { file: 'README.md', start_line: line, end_line: line },
  })
  const settings = [listed('width', 7), listed('skip', 11), listed('stream', 15)]
  const worldWith = (more: Setting[]) =>
    createWorld(factsOf(snapshotOf({ 'lib/app.js': '' }), { settings: [...settings, ...more] }), 'documentary', ['lib/app.js'])
  expect(tell(documentedOptionMessages(worldWith([]))).join(' ')).toMatch(/README\.md\b.*width, skip and stream.*width is the length of the width/i)
  expect(documentedOptionMessages(worldWith([{ ...listed('ink', 1), of: 'TillOptions', place: place(1) }]))).toEqual([])
})

it('takes the name at the beginning of a comment for no word that says what is done', () => {
  const option = (name: string, text: string): Setting => ({
    name,
    kind: 'option',
    default: null,
    description: { text, place: place(1) },
    of: 'TillOptions',
    place: { ...place(1), end_line: 4 },
  })
  const world = createWorld(
    factsOf(snapshotOf({ 'lib/app.js': '' }), { settings: [option('read_buffer_size', 'Read buffer capacity.'), option('skip', 'Skips the paper.')] }),
    'documentary',
    ['lib/app.js'],
  )
  const told = tell(optionMessages(world)).join(' ')
  expect(told).not.toMatch(/reads buffer/)
  expect(told).toMatch(/skips the paper/)
})
