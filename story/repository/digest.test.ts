import { describe, expect, it } from 'vitest'
import { factsOf } from '../../test/support/facts-of.ts'
import { snapshotOf } from '../../test/support/snapshot-of.ts'
import { packDigest, showsLines } from './digest.ts'

const functions = (name: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `export function ${name}${at}(request) {\n  return request.${name}${at}\n}\n`).join('\n')
const texts = { 'lib/app.js': functions('answer', 400), 'lib/small.js': functions('ask', 3) }
const snapshot = snapshotOf(texts)
const keyFile = (path: string) => ({ path, language: 'JavaScript', lines: 1, score: 1, reasons: [], imported_by: 0, imports: [], doc: null })
const facts = factsOf(snapshot, { key_files: Object.keys(texts).map(keyFile) })

describe('a digest', () => {
  it('shows at least the beginning of a central file that is too long for it even without its bodies', async () => {
    const digest = await packDigest(snapshot, facts, { tokenBudget: 2000 })
    expect(digest).toContain('function answer0(request)')
    expect(digest).not.toContain('function answer399(request)')
    expect(digest.length).toBeLessThan(2000 * 3.5)
  })

  it('is known to show the lines that it shows, under their own file', async () => {
    const digest = await packDigest(snapshot, facts, { tokenBudget: 2000 })
    const lines = { path: 'lib/small.js', text: texts['lib/small.js'], first: 2, last: 5 }
    expect(showsLines(digest, lines)).toBe(true)
    expect(showsLines(digest, { ...lines, path: 'lib/app.js', text: texts['lib/app.js'] })).toBe(false)
    expect(showsLines(digest, { ...lines, path: 'lib/other.js' })).toBe(false)
  })
})
