import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { exitCodes, exitReasonOf } from './exit-codes.ts'
import { parseStoryCommand } from './story-arguments.ts'

test('a repository alone gives the documented defaults', () => {
  expect(parseStoryCommand(['expressjs/express'], [])).toMatchObject({
    name: 'expressjs/express',
    source: { address: { owner: 'expressjs', name: 'express' } },
    request: { style: 'documentary', duration: 10, voice: 'Rachel', focusAreas: [], technicalDepth: 'intermediate' },
    json: false,
    outFolder: process.cwd(),
  })
})

test('every option arrives, and focus areas are parted by commas', () => {
  const args = [
    'o/r',
    '--style',
    'podcast',
    '--duration',
    '20',
    '--voice',
    'Drew',
    '--focus',
    'routing, sessions,',
    '--depth',
    'advanced',
    '--out',
    '/tmp/x',
    '--json',
  ]
  expect(parseStoryCommand(args, [])).toMatchObject({
    request: { style: 'podcast', duration: 20, voice: 'Drew', focusAreas: ['routing', 'sessions'], technicalDepth: 'advanced' },
    outFolder: '/tmp/x',
    json: true,
  })
})

test('a folder that is there is read as a folder, and one that is not is told so', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'story-')))
  expect(parseStoryCommand([folder], [])).toMatchObject({ source: { folder }, name: basename(folder) })
  await writeFile(join(folder, 'file'), '')
  expect(() => parseStoryCommand([join(folder, 'file')], [])).toThrow(/is a file/)
  expect(() => parseStoryCommand(['./nowhere-at-all'], [])).toThrow(/no folder/)
  await rm(folder, { recursive: true })
})

test('a wrong value is refused with the values that are right', () => {
  const said: string[] = []
  const errors = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  expect(() => parseStoryCommand(['o/r', '--style', 'opera'], [])).toThrow()
  expect(() => parseStoryCommand(['o/r', '--duration', '7'], [])).toThrow()
  expect(() => parseStoryCommand([], [])).toThrow()
  errors.mockRestore()
  expect(said.join('')).toMatch(/documentary, tutorial, podcast, fiction, technical/)
  expect(said.join('')).toMatch(/5, 10, 15, 20/)
})

test('what ended the story decides the exit code', () => {
  expect(exitCodes[exitReasonOf('repository_not_found')].code).toBe(65)
  expect(exitCodes[exitReasonOf('over_budget')].code).toBe(79)
  expect(exitCodes[exitReasonOf('internal')].code).toBe(1)
  const codes = Object.values(exitCodes).map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
})
