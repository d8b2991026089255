// A repository larger than any that one would read whole: `node bench/make-large-repository.ts <git directory> [--files 100000]
// [--kilobytes 30]`. Written as streams to git fast-import, so that neither memory nor a checkout is needed. Most of the
// time goes into zlib and SHA-1, so there is a stream for each processor, and a last one that puts what they wrote into a tree.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isMainThread, Worker, workerData } from 'node:worker_threads'

interface Plan {
  directory: string
  files: number
  targetBytes: number
}
interface Share extends Plan {
  from: number
  to: number
  marksFile: string
}

/** Packages of fifty modules each; a module imports its neighbour, its package's first and the first of another package. */
const modulesInPackage = 50
const pathOf = (index: number): string => `packages/p${Math.floor(index / modulesInPackage)}/src/m${index % modulesInPackage}.ts`
const sourceOf = (index: number, { files, targetBytes }: Plan): string => {
  const inPackage = Math.floor(index / modulesInPackage)
  const head = [
    `import { first${inPackage} } from './m0.ts'`,
    `import { next } from './m${(index + 1) % modulesInPackage}.ts'`,
    `import { other } from '../../p${(inPackage * 7 + 3) % Math.max(1, Math.ceil(files / modulesInPackage))}/src/m0.ts'`,
    `/** Module ${index}: adds what its neighbours give. */`,
    `export function add${index}(value: number): number {`,
    `  if (value > ${index}) throw new RangeError('too much')`,
    `  return next(value) + other(value) + first${inPackage}(value)`,
    '}\n',
  ].join('\n')
  const lines: string[] = []
  for (let size = head.length, at = 0; size < targetBytes; at += 1) {
    const line = `export const value${at} = ${(index * 2654435761 + at * 40503) % 4294967296} // ${((index + 1) * (at + 7)).toString(36)}`
    lines.push(line)
    size += line.length + 1
  }
  return `${head}${lines.join('\n')}\n`
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`

const finish = async (git: ChildProcess, name: string): Promise<void> => {
  const code = git.exitCode ?? (await once(git, 'exit'))[0]
  if (code !== 0) throw new Error(`git ${name} ended with ${code}`)
}

const run = async (args: string[]): Promise<void> => finish(spawn('git', args, { stdio: 'inherit' }), args.at(-1) ?? '')

const importStream = async (directory: string, options: string[], pieces: Iterable<string>): Promise<void> => {
  // Neighbours are alike, but looking for deltas between them takes longer than what it saves; and the fastest zlib does.
  const settings = ['-c', 'core.compression=1', '-c', 'pack.compression=1']
  const git = spawn('git', [`--git-dir=${directory}`, ...settings, 'fast-import', '--quiet', '--depth=0', ...options], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  for (const piece of pieces) if (!git.stdin.write(piece)) await once(git.stdin, 'drain')
  git.stdin.end()
  await finish(git, 'fast-import')
}

/** A file's mark is its number and one. */
function* blobsOf(share: Share): Generator<string> {
  for (let index = share.from; index < share.to; index += 1) yield `blob\nmark :${index + 1}\n${data(sourceOf(index, share))}`
}

function* commitOf({ files }: Plan, objectIds: ReadonlyMap<number, string>): Generator<string> {
  yield `commit refs/heads/main\ncommitter Bench <bench@example.com> 1600000000 +0000\n${data('Make it large')}`
  yield `M 100644 inline README.md\n${data('# Large\n\nLarge is a repository that is larger than one would read.\n')}`
  yield `M 100644 inline package.json\n${data('{"name":"large","private":true,"workspaces":["packages/*"]}\n')}`
  for (let index = 0; index < files; index += 1) {
    const inPackage = index / modulesInPackage
    if (Number.isInteger(inPackage)) yield `M 100644 inline packages/p${inPackage}/package.json\n${data(`{"name":"p${inPackage}","main":"src/m0.ts"}\n`)}`
    yield `M 100644 ${objectIds.get(index + 1)} ${pathOf(index)}\n`
  }
}

const readMarks = async (file: string): Promise<[number, string][]> =>
  (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => [Number(line.slice(1, line.indexOf(' '))), line.slice(line.indexOf(' ') + 1)])

const make = async (plan: Plan): Promise<void> => {
  await run(['init', '-q', '--bare', plan.directory])
  const streams = Math.min(availableParallelism(), plan.files)
  const shares = Array.from({ length: streams }, (_, turn): Share => {
    const edge = (of: number) => Math.round((plan.files * of) / streams)
    return { ...plan, from: edge(turn), to: edge(turn + 1), marksFile: join(plan.directory, `marks-${turn}`) }
  })
  await Promise.all(shares.map((share) => once(new Worker(new URL(import.meta.url), { workerData: share }), 'exit')))
  const objectIds = new Map((await Promise.all(shares.map(({ marksFile }) => readMarks(marksFile)))).flat())
  await Promise.all(shares.map(({ marksFile }) => rm(marksFile)))
  await importStream(plan.directory, [], commitOf(plan, objectIds))
  await run([`--git-dir=${plan.directory}`, 'symbolic-ref', 'HEAD', 'refs/heads/main'])
}

if (isMainThread) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { files: { type: 'string', default: '100000' }, kilobytes: { type: 'string', default: '30' } },
  })
  const [directory] = positionals
  if (directory === undefined) throw new Error('Say where the git directory shall be.')
  await make({ directory, files: Number(values.files), targetBytes: Number(values.kilobytes) * 1024 })
} else {
  const share = workerData as Share
  await importStream(share.directory, [`--export-marks=${share.marksFile}`], blobsOf(share))
}
