import { expect, it } from 'vitest'
import { analyzeFiles } from '../../../test/support/analyze-files.ts'

const kindOf = async (bin: string): Promise<string | undefined> => {
  const facts = await analyzeFiles({
    'package.json': '{ "name": "till", "main": "till.js", "bin": { "till": "bin.js" } }',
    'till.js': 'module.exports = function till() {}\n',
    'bin.js': bin,
  })
  return facts.entry_points.find(({ place }) => place.file === 'bin.js')?.kind
}

it('takes a command that only says that it is gone for no way in', async () => {
  expect(await kindOf("#!/usr/bin/env node\nconsole.error('till has been removed')\nprocess.exit(1)\n")).toBe('script')
  expect(await kindOf("#!/usr/bin/env node\nconst till = require('./till')\ntill() || process.exit(1)\n")).toBe('bin')
})
