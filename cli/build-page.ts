// Builds the page where it is missing or older than its sources: a fresh clone has none, and an update brings a new one.
// Whoever starts the server calls this afterwards, because a build takes the better part of a minute on a small machine
// and the API has no need to wait for it. Until it is done, the server says that it is not.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { childEnvironment } from '../shared/node/child-environment.ts'
import { compressPage } from './compress-page.ts'

interface BuildPageOptions {
  /** The repository's folder. */
  root: string
  /** Told what the build is doing, a line at a time. */
  onProgress: (line: string) => void
  signal?: AbortSignal
}

// What the page is made of. Its packages count by the lock file: they change only with it.
const sourcePatterns = ['web/**/*.{ts,tsx,css,mjs,json,svg,png,webmanifest}', 'shared/*.ts', 'package-lock.json']
const isOutput = (path: string): boolean => /^web\/(?:out|\.next|node_modules)(?:\/|$)|^web\/next-env\.d\.ts$|\.test\.ts$/.test(path)

/** Lower than anything that serves a request or makes a story. */
const niceness = 15
const lastLines = 20

const hashSources = async (root: string): Promise<string> => {
  const paths = (await Array.fromAsync(glob(sourcePatterns, { cwd: root, exclude: isOutput }))).map((path) => path.replaceAll('\\', '/'))
  const hash = createHash('sha256')
  for (const path of paths.filter((candidate) => !isOutput(candidate)).sort()) hash.update(`\0${path}\0`).update(await readFile(join(root, path)))
  return hash.digest('hex')
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const runNext = async ({ root, onProgress, signal }: BuildPageOptions): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const child = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: join(root, 'web'),
    env: childEnvironment({ NEXT_TELEMETRY_DISABLED: '1', CI: '1' }),
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  // Its threads are made later and inherit this.
  if (child.pid !== undefined) setPriority(child.pid, niceness)
  const tail: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      tail.push(line)
      if (tail.length > lastLines) tail.shift()
      if (/\b(?:Creating|Compiled|Generating|Finalizing)\b/.test(line)) onProgress(line.replace(/^[^A-Za-z]+/, '').trim())
    })
  }
  child.on('error', reject)
  child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`The page could not be built:\n${tail.join('\n')}`))))
  await promise
}

/**
 * Makes sure that web/out is there and as new as its sources.
 * @returns whether something had to be built
 */
export const buildPage = async (options: BuildPageOptions): Promise<boolean> => {
  const { root } = options
  const stamp = join(root, 'web/.next/built-from')
  const hash = await hashSources(root)
  const built = (await exists(stamp)) ? await readFile(stamp, 'utf8') : null
  if (built === hash && (await exists(join(root, 'web/out/index.html')))) return false
  await runNext(options)
  await compressPage(join(root, 'web/out'))
  // Sources that changed during the build make it stale again, as they should: the hash is of what was there before.
  await mkdir(join(root, 'web/.next'), { recursive: true })
  await writeFile(stamp, hash)
  return true
}
