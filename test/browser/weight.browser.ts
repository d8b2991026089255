import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const out = join(import.meta.dirname, '../../web/out')
const limitBytes = 200_000

/** What a page's HTML asks for at once; what only old browsers load does not count. */
const scriptsOf = (html: string): Set<string> => new Set([...html.matchAll(/<script(?![^>]*\snomodule)[^>]*\ssrc="([^"?]+)/gi)].map(([, path = '']) => path))

test.each(globSync('**/index.html', { cwd: out }))('the first load of %s is under 200 kB of JavaScript, compressed', (page) => {
  const bytes = [...scriptsOf(readFileSync(join(out, page), 'utf8'))].map((path) => gzipSync(readFileSync(join(out, path)), { level: 9 }).length)
  expect(bytes.length).toBeGreaterThan(0)
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(limitBytes)
})
