// The table of docs/understanding.md: `node bench/understanding.ts <git directory>… [--script] [--runs 1]`.
// For each repository: Repomix on a checkout, and the analysis straight from the git directory, one after the other on the
// same machine; then what the analysis found. --script adds a ten minute documentary of the local narrator and its checks.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cpus, tmpdir, totalmem } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { type RepositoryFacts, repositoryFactsSchema } from '../shared/analysis.ts'
import { listTree } from '../story/repository/git-objects.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { script: { type: 'boolean', default: false }, runs: { type: 'string', default: '1' }, 'no-repomix': { type: 'boolean', default: false } },
})

const nameOf = (directory: string): string =>
  basename(directory) === 'repo' ? basename(dirname(directory)).replace('+', '/') : basename(directory).replace(/\.git$/, '')

/** Adds the peak of each process below the root, as the kernel keeps it, to what is known. Linux only, as this bench is. */
const notePeaks = (root: number, peaks: Map<number, number>): void => {
  const parents = new Map<number, number>()
  const sizes = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    let status: string
    try {
      status = readFileSync(`/proc/${entry}/status`, 'utf8')
    } catch {
      // It ended between the listing and the look.
      continue
    }
    parents.set(Number(entry), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0))
    sizes.set(Number(entry), Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024)
  }
  const isBelow = (pid: number): boolean => pid === root || (parents.has(pid) && isBelow(parents.get(pid) ?? 0))
  for (const [pid, bytes] of sizes) if (isBelow(pid)) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, bytes))
}

interface Measured {
  seconds: number
  /** Of all processes together: what a busy machine changes least. */
  cpuSeconds: number
  peakBytes: number
  output: string
}

/** A shell around the command knows, when it has ended, what it and all that it started have used. */
const start = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess =>
  spawn('/bin/sh', ['-c', '"$@" 3>&-; code=$?; times >&3; exit $code', 'sh', command, ...args], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'], env })

/** `0m0.52s 0m0.10s`, once for the shell and once for its children. */
const readTimes = (told: string): number =>
  [...(told.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  )

const measure = async (child: ChildProcess): Promise<Measured> => {
  const begin = performance.now()
  const peaks = new Map<number, number>()
  const timer = setInterval(() => notePeaks(child.pid ?? 0, peaks), 20)
  const ended = new Promise<void>((done, fail) => child.once('error', fail).once('exit', (code) => (code === 0 ? done() : fail(new Error(`exit ${code}`)))))
  const [output, times] = await Promise.all([child.stdout, child.stdio[3]].map((stream) => (stream instanceof Readable ? text(stream) : '')))
  await ended
  clearInterval(timer)
  return { seconds: (performance.now() - begin) / 1000, cpuSeconds: readTimes(times ?? ''), peakBytes: Math.max(0, ...peaks.values()), output: output ?? '' }
}

const best = async (run: () => Promise<Measured>): Promise<Measured> => {
  let fastest: Measured | null = null
  for (let turn = 0; turn < Number(values.runs); turn += 1) {
    const measured = await run()
    if (fastest === null || measured.seconds < fastest.seconds) fastest = measured
  }
  if (fastest === null) throw new Error('--runs wants a number above 0')
  return fastest
}

/** git archives nothing behind the first blob that a clone lacks, so those are left out by name, and a failure is one. */
const unpack = async (directory: string, folder: string): Promise<void> => {
  const absent: string[] = []
  for await (const entries of listTree(directory, 'HEAD', null))
    for (const { mode, path, sizeBytes } of entries) if (sizeBytes === null && mode !== '160000') absent.push(`:(top,exclude,literal)${path}`)
  const archive = `${folder}.tar`
  try {
    for (const [command, ...args] of [
      ['git', `--git-dir=${directory}`, 'archive', `--output=${archive}`, 'HEAD', '--', '.', ...absent],
      ['tar', 'xf', archive, '-C', folder],
    ] as const)
      await new Promise<void>((done, fail) =>
        spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
          .once('error', fail)
          .once('exit', (code) => (code === 0 ? done() : fail(new Error(`${command}: exit ${code}`)))),
      )
  } finally {
    await rm(archive, { force: true })
  }
}

const repomixOf = async (directory: string): Promise<Measured> => {
  const folder = await mkdtemp(join(tmpdir(), 'understanding-'))
  try {
    await unpack(directory, folder)
    const program = join(dirname(createRequire(import.meta.url).resolve('repomix')), '../bin/repomix.cjs')
    return await best(() =>
      measure(
        start(process.execPath, [program, '--quiet', '--style', 'xml', '--output', join(folder, '..', `${basename(folder)}.xml`), folder], {
          ...process.env,
          REPOMIX_TOKEN_CACHE: '0',
        }),
      ),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
    await rm(`${folder}.xml`, { force: true })
  }
}

/** Repomix keeps what Node has compiled of it between runs; so may we. */
const compileCache = join(import.meta.dirname, '../node_modules/.cache/code-story')

const analysisOf = (directory: string): Promise<Measured> =>
  best(() => measure(start(process.execPath, [join(import.meta.dirname, 'facts.ts'), directory], { ...process.env, NODE_COMPILE_CACHE: compileCache })))

const scriptOf = async (directory: string, facts: string): Promise<string> => {
  const file = join(tmpdir(), `understanding-facts-${process.pid}.json`)
  await writeFile(file, facts)
  try {
    const { output } = await measure(start(process.execPath, [join(import.meta.dirname, 'narration.ts'), directory, '--facts', file]))
    return output.trim().split('\n').at(-1) ?? ''
  } finally {
    await rm(file, { force: true })
  }
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)

const row = (directory: string, facts: RepositoryFacts, ours: Measured, theirs: Measured | null): string[] => [
  nameOf(directory),
  facts.languages[0]?.name ?? '',
  String(facts.counts.files),
  ours.seconds.toFixed(2),
  theirs?.seconds.toFixed(2) ?? '',
  ours.cpuSeconds.toFixed(2),
  theirs?.cpuSeconds.toFixed(2) ?? '',
  megabytes(ours.peakBytes),
  theirs === null ? '' : megabytes(theirs.peakBytes),
  facts.counts.imports === 0 ? '–' : `${((facts.counts.imports_resolved / facts.counts.imports) * 100).toFixed(1)} %`,
  String(facts.entry_points.length),
  `${facts.call_paths[0]?.steps[0]?.symbol ?? '–'} (${facts.call_paths[0]?.steps.length ?? 0})`,
  String(facts.settings.length),
  String(facts.surprises.length),
  facts.read_in_part ? 'in part' : 'whole',
]

console.log(
  `${cpus().length} processors, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}; seconds from start to end of the process, memory of the largest process, as GNU time has it\n`,
)
const header = [
  'repository',
  'language',
  'files',
  's',
  'Repomix s',
  'CPU s',
  'Repomix CPU s',
  'MB',
  'Repomix MB',
  'imports resolved',
  'entry points',
  'first call (steps)',
  'settings',
  'surprises',
  'read',
]
console.log(`| ${header.join(' | ')} |\n|${header.map(() => '---').join('|')}|`)
const scripts: string[] = []
for (const given of positionals) {
  const directory = resolve(given)
  await stat(directory)
  const theirs = values['no-repomix'] ? null : await repomixOf(directory)
  const ours = await analysisOf(directory)
  const facts = repositoryFactsSchema.parse(JSON.parse(ours.output))
  console.log(`| ${row(directory, facts, ours, theirs).join(' | ')} |`)
  if (values.script) scripts.push(`${nameOf(directory)}: ${await scriptOf(directory, ours.output)}`)
}
if (scripts.length > 0) console.log(`\n${scripts.join('\n')}`)
