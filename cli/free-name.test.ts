import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findFreeName } from './free-name.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'free-name-'))
})
afterEach(() => rm(folder, { recursive: true }))

const put = (name: string) => writeFile(join(folder, name), '')

test('an empty folder gives the name as it is', async () => {
  await put('app.txt')
  expect(await findFreeName(folder, 'app', ['mp3', 'vtt'])).toBe('app')
})

test('a name is taken as soon as one of its files is there, and the next number is given', async () => {
  await put('app.vtt')
  expect(await findFreeName(folder, 'app', ['mp3', 'vtt'])).toBe('app-2')
  await put('app-2.mp3')
  expect(await findFreeName(folder, 'app', ['mp3', 'vtt'])).toBe('app-3')
})
