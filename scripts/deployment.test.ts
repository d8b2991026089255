// The files that no program here runs: what they say of our settings, files and commands is held against the tree.
import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { envNames, readEnv } from '../shared/node/env.ts'

const root = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

const serviceSchema = z.looseObject({
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()),
})
const compose = z
  .object({ services: z.object({ api: serviceSchema, worker: serviceSchema, postgres: serviceSchema }), volumes: z.record(z.string(), z.null()) })
  .parse(parse(read('docker-compose.yml'), { merge: true }))
const dockerfile = read('Dockerfile').replaceAll(/\\\n\s*/g, ' ')
const listed = (instruction: string): string[][] =>
  [...dockerfile.matchAll(new RegExp(`^\\s*${instruction} (\\[.*\\])$`, 'gm'))].map((match) => z.array(z.string()).parse(JSON.parse(match[1] ?? '')))

// What the image itself sets is not the compose file's to pass on.
const setByImage = new Set(['PORT', 'HOST', 'DATA_DIR'])

it('passes every setting into the containers, and nothing that is no setting', () => {
  const passed = Object.keys(compose.services.api.environment)
  expect([...passed].sort()).toEqual(envNames.filter((name) => !setByImage.has(name)).sort())
  expect(compose.services.worker.environment).toEqual(compose.services.api.environment)
  for (const [name, value] of Object.entries(compose.services.api.environment))
    if (value !== `\${${name}:-}`) expect(['DATABASE_URL', 'PUBLIC_URL', 'LOG_LEVEL']).toContain(name)
})

it('gives the API and the worker the same files, in a volume that is declared', () => {
  expect(compose.services.worker.volumes).toEqual(compose.services.api.volumes)
  for (const volume of [...compose.services.api.volumes, ...compose.services.postgres.volumes])
    expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
})

it('starts programs that exist, as a user who is not root', () => {
  const commands = [...listed('CMD'), compose.services.worker.command ?? []]
  expect(commands).toHaveLength(2)
  const files = commands.flat().filter((part) => /^[\w./-]+\.m?[tj]s$/.test(part))
  expect(files.length).toBeGreaterThanOrEqual(4)
  for (const file of files) expect(existsSync(new URL(file, root)), file).toBe(true)
  expect(dockerfile).toMatch(/^USER node$/m)
})

it('copies only what is there', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap((match) => (match[1] ?? '').split(' ').slice(0, -1))
  expect(copied).toContain('package-lock.json')
  for (const path of copied) expect(existsSync(new URL(path, root)), path).toBe(true)
})

it('lists every setting in .env.example with a value that is accepted', () => {
  const lines = read('.env.example').split('\n')
  const example = parseEnv(lines.map((line) => line.replace(/^# (?=[A-Z][A-Z\d_]*=)/, '')).join('\n'))
  expect(Object.keys(example).sort()).toEqual([...envNames].sort())
  expect(() => readEnv(example, 'no such file')).not.toThrow()
})
