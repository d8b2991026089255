import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildPage } from './build-page.ts'

// Stands where Next.js is installed: does what counts for us, and counts how often it was asked.
const builder = `
const fs = require('node:fs')
if (fs.existsSync('broken')) { console.error('Type error in app/page.tsx'); process.exit(1) }
console.log('  Creating an optimized production build ...')
const before = fs.existsSync('../builds') ? fs.readFileSync('../builds', 'utf8') : ''
fs.writeFileSync('../builds', before + process.env.NEXT_TELEMETRY_DISABLED + (process.env.SECRET ?? ''))
fs.mkdirSync('out', { recursive: true })
fs.writeFileSync('out/index.html', '<!doctype html>'.padEnd(2000))
`

let root: string
const builds = async () => (await readFile(join(root, 'builds'), 'utf8')).length
const build = async () => {
  const lines: string[] = []
  return { built: await buildPage({ root, onProgress: (line) => lines.push(line) }), lines }
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-page-'))
  for (const folder of ['web/app', 'shared', 'node_modules/next/dist/bin']) await mkdir(join(root, folder), { recursive: true })
  await writeFile(join(root, 'node_modules/next/dist/bin/next'), builder)
  await writeFile(join(root, 'web/app/page.tsx'), 'first')
  await writeFile(join(root, 'shared/story.ts'), 'contract')
})
afterEach(() => rm(root, { recursive: true }))

test('a page that is missing is built, with its progress told, and then left alone', async () => {
  expect(await build()).toEqual({ built: true, lines: ['Creating an optimized production build ...'] })
  expect(await build()).toEqual({ built: false, lines: [] })
  expect(await builds()).toBe(1)
})

test('what goes over the wire is compressed by the build, not by the server', async () => {
  await build()
  const whole = await readFile(join(root, 'web/out/index.html'))
  expect(brotliDecompressSync(await readFile(join(root, 'web/out/index.html.br')))).toEqual(whole)
  expect(gunzipSync(await readFile(join(root, 'web/out/index.html.gz')))).toEqual(whole)
})

test.each(['web/app/page.tsx', 'shared/story.ts'])('a change in %s makes the page stale', async (file) => {
  await build()
  await writeFile(join(root, file), 'second')
  expect((await build()).built).toBe(true)
})

test('a page that was removed is built again', async () => {
  await build()
  await rm(join(root, 'web/out'), { recursive: true })
  expect((await build()).built).toBe(true)
})

test('what is not a source changes nothing', async () => {
  await build()
  await writeFile(join(root, 'web/app/page.test.ts'), 'a test')
  await writeFile(join(root, 'web/out/index.html'), 'edited')
  expect((await build()).built).toBe(false)
})

test('a build that fails says why, and is tried again', async () => {
  await writeFile(join(root, 'web/broken'), '')
  await expect(build()).rejects.toThrow('Type error in app/page.tsx')
  await rm(join(root, 'web/broken'))
  expect((await build()).built).toBe(true)
})

test('the build gets none of our secrets', async () => {
  process.env.SECRET = 'secret'
  try {
    await build()
  } finally {
    delete process.env.SECRET
  }
  expect(await readFile(join(root, 'builds'), 'utf8')).toBe('1')
})
