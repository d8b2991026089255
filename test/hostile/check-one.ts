// One hostile repository, made, served and read, with a watch on everything around it: the home folder, the working
// directory, the temporary folders, a file outside, and a second server that nobody may reach.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { serveGithub } from '../support/github.ts'
import { canaries, type HostileRepository } from './hostile-repository.ts'

export interface Finding {
  outcome: string
  seconds: number
  megabytes: number
  files: number
  skipped: number
  message: string
  /** What must not have happened, and did. */
  violations: string[]
}

/** Every file below a folder with its size and time: two of these are the same, or something was touched. */
const photograph = async (folder: string): Promise<string> => {
  const lines: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const { size, mtimeMs } = await stat(path)
    lines.push(`${path} ${entry.isDirectory() ? '' : `${size} ${mtimeMs}`}`)
  }
  return lines.sort().join('\n')
}

const reader = fileURLToPath(new URL('./read-one.ts', import.meta.url))

// Invisible characters, and those that move the reader's eye or cursor.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const hidden = /[\u202a-\u202e\u2066-\u2069\u{e0001}-\u{e007f}]|\u001b|\u0007/u

const findViolations = (seen: string, expected: string, outcome: string): string[] => [
  ...(outcome === expected ? [] : [`ended as ${outcome}, not ${expected}`]),
  ...Object.entries(canaries).flatMap(([name, canary]) => (seen.includes(canary) ? [`shows the canary "${name}"`] : [])),
  ...(/root:x:0:0|PATH=\//.test(seen) ? ['shows a file of the machine'] : []),
  ...(hidden.test(seen) ? [`shows hidden characters: ${JSON.stringify(seen.slice(Math.max(0, seen.search(hidden) - 60), seen.search(hidden) + 20))}`] : []),
]

const crash = (everything: string): string => JSON.stringify({ outcome: 'crash', everything, seconds: 0 })

/** A worker with one slot has to live with a gigabyte beside Postgres and the page, and nobody waits for a minute for nothing. */
const most = { megabytes: 1024, seconds: 60 }
const overLimits = (used: typeof most): string[] =>
  (['megabytes', 'seconds'] as const).flatMap((unit) => (used[unit] > most[unit] ? [`took ${Math.round(used[unit])} ${unit}`] : []))

/** Runs it in a process group of its own, and looks ten times a second at how much memory the group has: it starts others. */
const runWatched = async (args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<{ stdout: string; megabytes: number }> => {
  const child = spawn(process.execPath, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let megabytes = 0
  const timer = setInterval(() => {
    execFile('ps', ['-o', 'rss=', '-g', String(child.pid)], (_, list) => {
      megabytes = Math.max(megabytes, list.split('\n').reduce((sum, line) => sum + Number(line), 0) / 1024)
    })
  }, 100)
  const overdue = setTimeout(() => child.kill('SIGKILL'), 300_000)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  clearInterval(timer)
  clearTimeout(overdue)
  return { stdout: code === 0 && stdout !== '' ? stdout : crash(`exit ${code}: ${stderr.slice(-2000)}`), megabytes }
}

export const checkOne = async (hostile: HostileRepository): Promise<Finding> => {
  const around = await mkdtemp(join(tmpdir(), 'hostile-'))
  const at = (name: string): string => join(around, name)
  const watched = ['home', 'work', 'tmp', 'clones', 'outside']
  for (const name of watched) await mkdir(at(name))
  const surroundings = { outsideFile: at('outside/canary.txt'), proofOfExecution: at('executed'), otherServer: '' }
  await writeFile(surroundings.outsideFile, `${canaries.outside}\n`)
  const other = await serveGithub({ repositories: {} })
  surroundings.otherServer = other.url
  const directory = at('repository.git')
  await hostile.make?.(directory, surroundings)
  const fault = hostile.fault?.(surroundings)
  const github = await serveGithub({ repositories: { 'eve/hostile': { directory } }, ...(fault === undefined ? {} : { fault }) })
  try {
    const photographs = await Promise.all(watched.map((name) => photograph(at(name))))
    const { stdout, megabytes } = await runWatched([reader, 'eve/hostile', github.url, at('clones'), JSON.stringify(hostile.limits ?? {})], {
      cwd: at('work'),
      env: { PATH: process.env.PATH, HOME: at('home'), TMPDIR: at('tmp') },
    })
    const { outcome, everything, seconds, files = 0, skipped = 0 } = JSON.parse(stdout)
    const violations = [...findViolations(everything, hostile.outcome, outcome), ...overLimits({ megabytes, seconds })]
    for (const [index, name] of watched.entries()) if ((await photograph(at(name))) !== photographs[index]) violations.push(`touched ${name}`)
    if ((await readFile(surroundings.outsideFile, 'utf8')) !== `${canaries.outside}\n`) violations.push('changed the file outside')
    if (existsSync(surroundings.proofOfExecution)) violations.push('ran something')
    if (other.requests.length > 0) violations.push('reached another server')
    return { outcome, seconds, megabytes, files, skipped, message: outcome === 'story' ? '' : everything, violations }
  } finally {
    await Promise.all([github.close(), other.close()])
    await rm(around, { recursive: true, force: true })
  }
}
