// The first pass: every file that may matter gets a quick look, in a stream, so that memory holds no more than what the
// looks found. Too many files: the most promising come first, and the rest is told as not read.
import type { SkippedFile } from '../../shared/analysis.ts'
import { findInstalledModules } from './demo-block.ts'
import { isMinifiedName } from './file-kind.ts'
import type { Hand } from './hands.ts'
import { baseName, isProgrammingLanguage } from './languages.ts'
import { createInterner, type FileScan } from './lexers/scan.ts'
import { isConfiguration, type Look, mayBeCommand } from './look-at-file.ts'
import type { Manifest } from './manifests/manifest.ts'
import type { ScannedFile, ScannedRepository } from './resolvers/resolver.ts'
import type { RawSnapshot, SnapshotFile } from './snapshot.ts'

/** Of a first pass. About 60 MB of text a second can be looked at, so this stays within half a minute. */
const maxFiles = 60_000
const maxBytes = 320 * 1024 * 1024
/** Tests and examples beyond these add counts, not understanding. */
const maxTestFiles = 6000
const maxTestBytes = 32 * 1024 * 1024
const maxManifests = 3000

/** Handed out at a time: as many as keep every hand busy to the end, and few enough that git need not start often. */
const leastBytesAtATime = 4 * 1024 * 1024
const mostBytesAtATime = 16 * 1024 * 1024

interface RepositoryScan {
  repository: ScannedRepository
  skipped: SkippedFile[]
  readInPart: boolean
}

interface ScanOptions {
  signal?: AbortSignal | undefined
  onRead?: (files: number, of: number) => void
}

export const scanRepository = async (snapshot: RawSnapshot, hands: readonly Hand[], { signal, onRead }: ScanOptions = {}): Promise<RepositoryScan> => {
  const { wanted, left } = chooseFiles(snapshot.files)
  const headers = headerLanguage(snapshot.files)
  const isInstalled = findInstalledModules(snapshot.files)
  const files: ScannedFile[] = []
  const manifests: Manifest[] = []
  const configurations: [string, string][] = []
  const leftInside: SkippedFile[] = []
  const intern = createInterner()
  const note = ({ path, manifest, configuration, scanned, skipped }: Look): void => {
    if (configuration !== null) configurations.push([path, configuration])
    if (manifest !== null) manifests.push(manifest)
    if (skipped !== null) leftInside.push({ path, reason: skipped })
    if (scanned !== null) files.push({ ...scanned, scan: copyScan(scanned.scan, intern) })
  }
  let read = 0
  const portions = portionsOf(wanted, hands.length)
  const work = async (hand: Hand): Promise<void> => {
    for (const portion of portions) {
      signal?.throwIfAborted()
      const listed = portion.map((file) =>
        file.path.endsWith('.h') && file.language !== null ? { ...file, language: headers } : isInstalled(file) ? { ...file, isInstalled: true } : file,
      )
      const looks = await hand.look(snapshot.orderOf(portion.map(({ path }) => path)), listed, signal)
      looks.forEach(note)
      read += portion.length
      onRead?.(read, wanted.length)
    }
  }
  await Promise.all(hands.map(work))
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1)
  manifests.sort((a, b) => depth(a.file) - depth(b.file) || (a.file < b.file ? -1 : 1))
  return {
    repository: {
      files: new Map(files.sort(byPath).map((file) => [file.path, file])),
      paths: new Set(snapshot.files.map((file) => file.path)),
      manifests,
      configurations: new Map(configurations.sort(([a], [b]) => (a < b ? -1 : 1))),
    },
    skipped: [...left.map((file): SkippedFile => ({ path: file.path, reason: 'over the limit' })), ...leftInside.sort(byPath)],
    readInPart: left.length > 0,
  }
}

/** Large ones first: whoever is done early takes one of the small ones that are left. */
function* portionsOf(files: readonly SnapshotFile[], hands: number): Generator<SnapshotFile[]> {
  let rest = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  for (let from = 0; from < files.length; ) {
    const share = rest / (hands * 1.5)
    const most = hands === 1 ? mostBytesAtATime : Math.min(mostBytesAtATime, Math.max(leastBytesAtATime, share))
    const portion: SnapshotFile[] = []
    for (let bytes = 0; from < files.length && bytes < most; from += 1) {
      const file = files[from]
      if (file === undefined) break
      portion.push(file)
      bytes += file.sizeBytes
      rest -= file.sizeBytes
    }
    yield portion
  }
}

/** `.h` is C's ending and C++'s: what it is, the sources beside it tell. */
const headerLanguage = (files: readonly SnapshotFile[]): string => {
  const count = (language: string, ending: RegExp) => files.filter((file) => file.language === language && ending.test(file.path)).length
  return count('C++', /./) > count('C', /\.c$/) ? 'C++' : 'C'
}

const depth = (path: string): number => path.split('/').length

const chooseFiles = (files: readonly SnapshotFile[]): { wanted: SnapshotFile[]; left: SnapshotFile[] } => {
  const wanted: SnapshotFile[] = []
  const left: SnapshotFile[] = []
  const take = (candidates: SnapshotFile[], most: number, mostBytes: number): void => {
    let bytes = 0
    let count = 0
    const promises = new Map(candidates.map((file) => [file, promise(file)]))
    const promiseOf = (file: SnapshotFile) => promises.get(file) ?? 0
    for (const file of candidates.sort((a, b) => promiseOf(a) - promiseOf(b) || (a.path < b.path ? -1 : 1))) {
      if (count < most && bytes + file.sizeBytes <= mostBytes) {
        wanted.push(file)
        count += 1
        bytes += file.sizeBytes
      } else left.push(file)
    }
  }
  const isCode = (file: SnapshotFile) => isProgrammingLanguage(file.language) && !isMinifiedName(file.path)
  take(
    files.filter((file) => file.kind === 'manifest' || isConfiguration(file.path)),
    maxManifests,
    maxBytes / 10,
  )
  take(
    files.filter((file) => (file.kind === 'source' && isCode(file)) || mayBeCommand(file)),
    maxFiles,
    maxBytes,
  )
  take(
    files.filter((file) => (file.kind === 'test' || file.kind === 'example') && isCode(file)),
    maxTestFiles,
    maxTestBytes,
  )
  // Objects lie in the pack by path: reading in that order is what git does fastest.
  return { wanted: wanted.sort((a, b) => (a.path < b.path ? -1 : 1)), left }
}

/** Lower is more promising: near the root, with a telling name, of a size that people write. */
const promise = (file: SnapshotFile): number => {
  const telling = /^(?:index|main|mod|lib|app|core|server|cli|__init__|engine|router)\./.test(baseName(file.path)) ? -2 : 0
  return depth(file.path) + telling + (file.sizeBytes < 400 ? 2 : 0) + (file.sizeBytes > 400_000 ? 4 : 0)
}

const copyScan = (scan: FileScan, intern: (text: string) => string): FileScan => ({
  ...scan,
  packageName: scan.packageName === null ? null : intern(scan.packageName),
  imports: scan.imports.map((raw) => ({ ...raw, target: intern(raw.target), ...(raw.names === undefined ? {} : { names: raw.names.map(intern) }) })),
  declares: scan.declares.map(intern),
  routes: scan.routes.map((route) => ({ ...route, method: intern(route.method), path: intern(route.path) })),
})
