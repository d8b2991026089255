import { afterEach, expect, it } from 'vitest'
import { folderOf, type TestFolder } from '../../../test/support/folder-of.ts'
import { analyzeSnapshot } from '../analyze-snapshot.ts'
import { createHand } from '../hands.ts'
import { openSnapshots } from '../open-snapshot.ts'

/** One parser for all: grammars that are loaded anew for each end in a memory fault. */
const hand = createHand()

let folder: TestFolder | null = null
afterEach(async () => {
  await folder?.remove()
  folder = null
})

const kindOf = async (bin: string): Promise<string | undefined> => {
  folder = await folderOf({
    'package.json': '{ "name": "till", "main": "till.js", "bin": { "till": "bin.js" } }',
    'till.js': 'module.exports = function till() {}\n',
    'bin.js': bin,
  })
  const { snapshot, raw } = await openSnapshots({ kind: 'folder', path: folder.path })
  const facts = await analyzeSnapshot(snapshot, raw, { hands: [hand] })
  await folder.remove()
  return facts.entry_points.find(({ place }) => place.file === 'bin.js')?.kind
}

it('takes a command that only says that it is gone for no way in', async () => {
  expect(await kindOf("#!/usr/bin/env node\nconsole.error('till has been removed')\nprocess.exit(1)\n")).toBe('script')
  expect(await kindOf("#!/usr/bin/env node\nconst till = require('./till')\ntill() || process.exit(1)\n")).toBe('bin')
})
