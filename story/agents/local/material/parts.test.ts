import { expect, it } from 'vitest'
import type { Part, RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { fileMessages } from './files.ts'
import { partMessages } from './parts.ts'
import { partsOverview } from './parts-overview.ts'
import { tellableFacts } from './tellable-facts.ts'
import { createWorld, type World } from './world.ts'

const place = { file: 'src/till.py', start_line: 1, end_line: 1 }
const link = (part: string) => ({ part, imports: 1, example: place })
const part = (name: string, more: Partial<Part> = {}): Part => ({
  name,
  path: `src/${name}`,
  kind: 'file',
  description: null,
  files: 1,
  lines: 100,
  main_language: 'Python',
  depends_on: [],
  used_by: [],
  central_files: [],
  place,
  ...more,
})
const counts = { files: 9, source_files: 6, test_files: 0, source_lines: 1000, test_lines: 0, packages: 1, imports: 20, imports_resolved: 20 }
const worldOf = (facts: Partial<RepositoryFacts>): World =>
  createWorld(
    factsOf(snapshotOf({ 'src/till.py': '' }), { name: 'till', languages: [{ name: 'Python', files: 6, lines: 1000, share: 1 }], counts, ...facts }),
    'documentary',
    ['src/till.py'],
  )
/** Every form of every message. */
const told = (messages: ReturnType<typeof partsOverview>): string =>
  messages
    .flatMap((message) =>
      message.forms.flatMap((form) => {
        const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
        return teller.tell({ ...message, forms: [form] })?.text ?? []
      }),
    )
    .join(' ')

const files = ['till.py', 'coin.py', 'drawer.py'].map((name) => part(name))
const folders = ['bin', 'cmd'].map((name) => part(name, { kind: 'folder' }))

it('says that most of the code lies in single files only where most of its lines do', () => {
  expect(told(partsOverview(worldOf({ parts: [...files, ...folders] })))).toMatch(/part of the code lies in single files/i)
  const large = files.map((file) => ({ ...file, lines: 250 }))
  expect(told(partsOverview(worldOf({ parts: [...large, ...folders] })))).toMatch(/most of the code lies in single files in src, with bin and cmd/i)
})

it('says that nobody else imports a part of no more than was looked at, and nothing where imports were not understood', () => {
  const parts = [part('coin.py', { used_by: [link('till.py')] }), part('till.py', { depends_on: [link('coin.py')] })]
  expect(told(partMessages(worldOf({ parts })))).toMatch(/aside, only till\.py imports/)
  const unsure = { ...counts, imports_resolved: 12 }
  expect(told(partMessages(worldOf({ parts, counts: unsure })))).not.toMatch(/only till|alone|none of/)
  const folders = parts.map((one) => ({ ...one, kind: 'folder' as const }))
  const sharp = [{ name: 'C#', files: 6, lines: 1000, share: 1 }]
  expect(told(partMessages(worldOf({ parts: folders, languages: sharp })))).not.toMatch(/only till|alone|none of/)
})

it('names what a part needs as examples where there is more of it', () => {
  const others = ['a.py', 'b.py', 'c.py', 'd.py'].map((name) => part(name))
  const all = [...others.toReversed(), part('till.py', { depends_on: others.map(({ name }) => link(name)) })]
  expect(told(partMessages(worldOf({ parts: all })))).toMatch(/d\.py, c\.py and b\.py, among others/)
  const listed = part('ipc', { description: { text: 'sendMessage(), getOneMessage(), ipcOutput, ipc option, ipcInput option.', place } })
  expect(told(partMessages(worldOf({ parts: [listed] })))).not.toMatch(/sendMessage/)
})

it('counts who imports a file only where files are imported', () => {
  const key = (path: string, imported_by: number) => ({ path, language: 'Python', lines: 90, score: 1, reasons: [], imported_by, imports: [], doc: null })
  const symbol = (name: string) => ({
    ...plainSymbol,
    name,
    qualified_name: name,
    kind: 'class' as const,
    place,
    signature: name,
  })
  const facts = { key_files: [key('src/till.py', 4), key('src/coin.py', 4)], symbols: [symbol('Till'), symbol('Order')] }
  expect(told(fileMessages(worldOf(facts)))).toMatch(/four source files import.*as many as any/i)
  expect(told(fileMessages(worldOf(facts)))).not.toMatch(/more than any other/)
  expect(told(fileMessages(worldOf({ ...facts, languages: [{ name: 'Go', files: 6, lines: 1000, share: 1 }] })))).not.toMatch(/four/i)
})

const typed = (name: string, file: string, more: Partial<RepositoryFacts['symbols'][number]> = {}): RepositoryFacts['symbols'][number] => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind: 'class',
  place: { file, start_line: 3, end_line: 9 },
  signature: name,
  ...more,
})
it('counts of those who lean on a part no more than are told apart', () => {
  const users = ['bin', 'cmd', 'tool'].map((name) => part(name, { kind: 'folder' }))
  const base = part('model', { kind: 'folder', used_by: users.map(({ name }) => link(name)) })
  expect(told(partsOverview(worldOf({ parts: [base, ...users] })))).toMatch(/Many roads lead to the folder model, which at least three other folders import/)
})

const keyFile = (path: string) => ({ path, language: 'Python', lines: 90, score: 1, reasons: [], imported_by: 1, imports: [], doc: null })

it('shows how the parts hang together from where a typical call comes in', () => {
  const parts = [
    part('cli.py', { depends_on: [link('launcher.py'), link('config.py'), link('utils.py')] }),
    part('launcher.py', { depends_on: [link('manager.py'), link('poller.py')] }),
    part('config.py'),
    part('manager.py'),
    part('poller.py'),
    part('utils.py'),
  ]
  const entry_points = [{ kind: 'bin' as const, name: 'till', symbol: null, reason: '', place: { file: 'src/cli.py', start_line: 1, end_line: 1 } }]
  const [first, second, ...others] = partsOverview(worldOf({ parts, entry_points })).filter(({ id }) => id.startsWith('inward:'))
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  const text = [first, second].flatMap((message) => (message === undefined ? [] : (teller.tell(message)?.text ?? []))).join(' ')
  expect(text).toMatch(/cli\.py.*imports launcher\.py and config\.py, among others.*launcher\.py in turn imports manager\.py and poller\.py/i)
  expect(others).toEqual([])
})

it('says of a folder what its types are built on, and of one that is divided what into', () => {
  const one = { kind: 'folder' as const }
  const facts = {
    parts: [part('tabs', one), part('middleware', one)],
    key_files: ['src/base.py', 'src/tabs/busy.py', 'src/middleware/cors/a.py'].map(keyFile),
    symbols: [typed('BaseTab', 'src/base.py'), ...['Busy', 'Queues', 'Dead'].map((name) => typed(name, 'src/tabs/busy.py', { extends: ['BaseTab'] }))],
  }
  const paths = ['cors', 'jwt', 'etag', 'cache', 'utils'].map((name) => `src/middleware/${name}/a.py`)
  const world = createWorld(worldOf(facts).facts, 'documentary', paths)
  const text = told(partMessages(world))
  expect(text).toMatch(/tabs stand types that are built on the class BaseTab in src.base\.py, such as Busy, Queues and Dead/)
  expect(text).toMatch(/middleware is divided into five folders, cors, cache, etag and jwt among them/)
  const twice = { ...facts, symbols: [...facts.symbols, typed('BaseTab', 'src/middleware/cors/a.py')] }
  expect(told(partMessages(worldOf(twice)))).not.toMatch(/built on/)
})

it('tells the role of what a part holds, where its comment gives one', () => {
  const doc = { text: 'The Launcher starts the managers and the poller.', place }
  const facts = {
    parts: [part('launcher.py')],
    key_files: [keyFile('src/launcher.py')],
    symbols: [typed('Launcher', 'src/launcher.py', { doc }), typed('Beat', 'src/launcher.py')],
  }
  expect(told(partMessages(worldOf(facts)))).toMatch(/launcher\.py holds the class Launcher, which starts the managers and the poller; beside it stands Beat/)
})

it('takes no role from a declaration file', () => {
  const doc = { text: 'Fastify server instance.', place }
  const facts = {
    parts: [part('types', { kind: 'folder' })],
    key_files: [keyFile('src/types/instance.d.ts')],
    symbols: [typed('Instance', 'src/types/instance.d.ts', { doc }), typed('Options', 'src/types/instance.d.ts')],
  }
  expect(told(partMessages(worldOf(facts)))).not.toMatch(/fastifies/)
})

it('counts the package at the root among the packages', () => {
  const own = { kind: 'package' as const, central_files: ['src/till.py'] }
  const packages = [part('core', { ...own, path: '' }), part('ftp', { ...own, depends_on: [link('core')] })]
  const { parts } = tellableFacts(worldOf({ parts: packages }).facts)
  expect(parts.map(({ name }) => name)).toEqual(['core', 'ftp'])
})

it('says in one breath what the parts are for that say it themselves', () => {
  const folders = [
    ['drawer', 'Keeps the money.'],
    ['paper', 'Prints receipts.'],
    ['shop', 'Holds the goods.'],
    ['rest', null],
  ] as const
  const parts = folders.map(([name, text]) => part(name, { kind: 'folder', description: text === null ? null : { text, place } }))
  expect(told(partsOverview(worldOf({ parts })))).toMatch(/drawer keeps the money, paper prints receipts and shop holds the goods/)
})

it('begins with the files that a typical call passes', () => {
  const step = (file: string) => ({ symbol: 'sell', place: { ...place, file }, called_from: null, when: null, depth: 0, doc: null, remarks: [] })
  const entry = { kind: 'library' as const, name: 'till', symbol: null, reason: '', place }
  const call_paths = [{ entry, steps: [step('src/drawer.py'), step('src/till.py')] }]
  expect(told(partsOverview(worldOf({ parts: files, call_paths })))).toMatch(/begin with drawer\.py, till\.py and coin\.py/)
})

it('calls what a few types of a part are built on not what unites it, and leaves out a corner', () => {
  const symbol = (name: string, base?: string) => ({
    ...plainSymbol,
    qualified_name: name,
    signature: `class ${name}`,
    name,
    kind: 'class' as const,
    exported: true,
    place: { ...place, file: 'src/paper/a.py' },
    extends: base === undefined ? [] : [base],
  })
  const coins = ['Cent', 'Euro', 'Pound'].map((name) => symbol(name, 'Coin'))
  const many = Array.from({ length: 12 }, (_, at) => symbol(`Thing${'abcdefghijkl'[at]}`))
  const key = (path: string) => ({ path, language: 'Python', lines: 10, score: 1, reasons: [], imported_by: 0, imports: [], doc: null })
  const world = (symbols: ReturnType<typeof symbol>[]) => worldOf({ parts: [part('paper', { kind: 'folder' })], symbols, key_files: [key('src/paper/a.py')] })
  expect(told(partMessages(world([symbol('Coin'), ...coins])))).toMatch(/what unites .*paper is .*Coin/i)
  expect(told(partMessages(world([symbol('Coin'), ...coins, ...many])))).not.toMatch(/unites|built on/)
})
