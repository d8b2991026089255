// `npm run story` as somebody types it: the command itself, as a process of its own, on a real database.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { folderOf, type TestFolder } from '../support/folder-of.ts'

const lastLineSchema = z.object({ id: z.uuid(), mp3: z.string(), transcript: z.string(), cover: z.string(), script: z.string() })

const command = fileURLToPath(new URL('../../cli/story.ts', import.meta.url))
const loader = new URL('../../shared/node/load-modules.mjs', import.meta.url).href

let database: TestDatabase
let home: string
let repository: TestFolder

beforeAll(async () => {
  database = await cloneDatabase(inject('postgresUrl'))
  home = await mkdtemp(join(tmpdir(), 'story-command-'))
  repository = await folderOf({
    'package.json': '{"name":"kettle","main":"index.js","description":"Boils water in a given time"}',
    'README.md': '# kettle\n\nKettle boils water in a given time.\n',
    'index.js':
      "const { heat } = require('./heat.js')\n\n/** Boils water. */\nfunction boil(litres) {\n  return heat(litres, 100)\n}\n\nmodule.exports = boil\n",
    'heat.js': '/** Heats so many litres to a temperature. */\nfunction heat(litres, degrees) {\n  return litres * degrees\n}\n\nmodule.exports = { heat }\n',
  })
})
afterAll(async () => {
  await repository.remove()
  await rm(home, { recursive: true, force: true })
  await database.drop()
})

/** @param atFirstWord is called once, as soon as the command says that it is at work */
const runStory = async (out: string, atFirstWord: () => Promise<void> = async () => undefined) => {
  const args = [command, repository.path, '--duration', '5', '--out', out, '--json']
  // Neither keys of whoever runs the tests nor a .env in the project's folder may be used.
  const env = { PATH: process.env.PATH, DATA_DIR: join(home, 'data'), DATABASE_URL: database.url }
  const child = spawn(process.execPath, ['--import', loader, ...args], { env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  let answer = ''
  let said = ''
  child.stdout.on('data', (text) => {
    answer += text
  })
  child.stderr.on('data', (text) => {
    said += text
  })
  await Promise.race([once(child.stderr, 'data'), ended])
  await atFirstWord()
  const [code] = z.tuple([z.number(), z.unknown()]).parse(await ended)
  return { code, answer, said }
}

test('a story whose files could not be written is not made again: the same command writes them', async () => {
  const out = join(home, 'out')
  const failed = await runStory(out, async () => {
    await rm(out, { recursive: true })
    await writeFile(out, 'in the way')
  })
  expect(failed).toMatchObject({ code: 73, answer: '' })
  expect(failed.said).toContain(`${out} could not be written`)
  const early = await runStory(out)
  expect(early).toMatchObject({ code: 73, answer: '' })
  expect(early.said).not.toContain('Synthesizer')

  await rm(out)
  const written = await runStory(out)
  expect(written).toMatchObject({ code: 0 })
  expect(written.said).not.toContain('Synthesizer')
  const { mp3, transcript, script } = lastLineSchema.parse(JSON.parse(written.answer.trim().split('\n').at(-1) ?? ''))
  expect((await readdir(out)).map((name) => name.replace(/^.*\./, '')).sort()).toEqual(['md', 'mp3', 'png', 'vtt'])
  expect((await readFile(mp3)).subarray(0, 3).toString()).toBe('ID3')
  expect(await readFile(transcript, 'utf8')).toMatch(/^WEBVTT/)
  expect(await readFile(script, 'utf8')).toMatch(/^# .+\n[\s\S]*Kettle/)
})
