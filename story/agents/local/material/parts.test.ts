import { expect, it } from 'vitest'
import type { Part, RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { fileMessages } from './files.ts'
import { partMessages, partsOverview } from './parts.ts'
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
    name,
    qualified_name: name,
    kind: 'class' as const,
    place,
    signature: name,
    doc: null,
    exported: true,
    parent: null,
    extends: [],
    calls: [],
    reference_count: 1,
  })
  const facts = { key_files: [key('src/till.py', 4), key('src/coin.py', 4)], symbols: [symbol('Till'), symbol('Order')] }
  expect(told(fileMessages(worldOf(facts)))).toMatch(/four source files import.*as many as any/i)
  expect(told(fileMessages(worldOf(facts)))).not.toMatch(/more than any other/)
  expect(told(fileMessages(worldOf({ ...facts, languages: [{ name: 'Go', files: 6, lines: 1000, share: 1 }] })))).not.toMatch(/four/i)
})
