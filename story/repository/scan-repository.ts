// The first pass: every file that may matter gets a quick look, in a stream, so that memory holds no more than what the
// looks found. Too many files: the most promising come first, and the rest is told as not read.
import type { SkippedFile } from '../../shared/analysis.ts'
import { isMinifiedName } from './file-kind.ts'
import { baseName, isProgrammingLanguage } from './languages.ts'
import { lexers } from './lexers/lexers.ts'
import { createInterner, emptyScan, type FileScan } from './lexers/scan.ts'
import type { Manifest } from './manifests/manifest.ts'
import { findManifestReader } from './manifests/readers.ts'
import type { ScannedFile, ScannedRepository } from './resolvers/resolver.ts'
import type { RepositorySnapshot, SnapshotFile } from './snapshot.ts'

/** Of a first pass. About 60 MB of text a second can be looked at, so this stays within half a minute. */
const maxFiles = 60_000
const maxBytes = 320 * 1024 * 1024
/** Tests and examples beyond these add counts, not understanding. */
const maxTestFiles = 6000
const maxTestBytes = 32 * 1024 * 1024
const maxManifests = 3000

interface RepositoryScan {
  repository: ScannedRepository
  skipped: SkippedFile[]
  readInPart: boolean
}

export const scanRepository = async (
  snapshot: RepositorySnapshot,
  { signal, onRead }: { signal?: AbortSignal | undefined; onRead?: (files: number, of: number) => void },
): Promise<RepositoryScan> => {
  const { wanted, left } = chooseFiles(snapshot.files)
  const skipped: SkippedFile[] = left.map((file) => ({ path: file.path, reason: 'over the limit' }))
  const headers = headerLanguage(snapshot.files)
  const byPath = new Map(wanted.map((file) => [file.path, file]))
  const files = new Map<string, ScannedFile>()
  const manifests: Manifest[] = []
  const configurations = new Map<string, string>()
  const intern = createInterner()
  let read = 0
  for await (const { path, text } of snapshot.readMany(wanted.map((file) => file.path))) {
    read += 1
    if (read % 200 === 0) {
      signal?.throwIfAborted()
      onRead?.(read, wanted.length)
    }
    const file = byPath.get(path)
    if (file === undefined) continue
    if (/(?:^|\/)[tj]sconfig[^/]*\.json$/.test(path)) configurations.set(path, text)
    const manifest = findManifestReader(path)?.(path, text) ?? null
    if (manifest !== null) manifests.push(manifest)
    if (file.language === null || (file.kind !== 'source' && file.kind !== 'test' && file.kind !== 'example')) continue
    const content = contentReason(path, text)
    if (content !== null) {
      skipped.push({ path, reason: content })
      continue
    }
    const { kind, sizeBytes } = file
    const language = path.endsWith('.h') ? headers : file.language
    files.set(path, { path, kind, language, sizeBytes, lines: countLines(text), scan: copyScan(lexers[language]?.(text) ?? emptyScan(), intern) })
  }
  const sorted = new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
  manifests.sort((a, b) => depth(a.file) - depth(b.file) || (a.file < b.file ? -1 : 1))
  return {
    repository: { files: sorted, paths: new Set(snapshot.files.map((file) => file.path)), manifests, configurations },
    skipped,
    readInPart: left.length > 0,
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
    for (const file of candidates.sort((a, b) => promise(a) - promise(b) || (a.path < b.path ? -1 : 1))) {
      if (count < most && bytes + file.sizeBytes <= mostBytes) {
        wanted.push(file)
        count += 1
        bytes += file.sizeBytes
      } else left.push(file)
    }
  }
  const isCode = (file: SnapshotFile) => isProgrammingLanguage(file.language) && !isMinifiedName(file.path)
  take(
    files.filter((file) => file.kind === 'manifest' || /(?:^|\/)[tj]sconfig[^/]*\.json$/.test(file.path)),
    maxManifests,
    maxBytes / 10,
  )
  take(
    files.filter((file) => file.kind === 'source' && isCode(file)),
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

const generatedMark =
  /\b(?:code generated|@generated|auto-?generated|do not edit|this file (?:is|was) (?:automatically|auto-?)? ?generated|a bison parser, made by|lexical scanner generated by flex)\b/i

const contentReason = (path: string, text: string): SkippedFile['reason'] | null => {
  if (generatedMark.test(text.slice(0, 600)) && /generated|bison/i.test(text.slice(0, 600))) return 'generated'
  if (text.length > 20_000 && /\.(?:[cm]?js|css)$/.test(path) && text.length / countLines(text) > 250) return 'minified'
  return null
}

const countLines = (text: string): number => {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return text === '' || text.endsWith('\n') ? lines : lines + 1
}

const copyScan = (scan: FileScan, intern: (text: string) => string): FileScan => ({
  ...scan,
  packageName: scan.packageName === null ? null : intern(scan.packageName),
  imports: scan.imports.map((raw) => ({ ...raw, target: intern(raw.target), ...(raw.names === undefined ? {} : { names: raw.names.map(intern) }) })),
  declares: scan.declares.map(intern),
  uses: scan.uses.map(intern),
  routes: scan.routes.map((route) => ({ ...route, method: intern(route.method), path: intern(route.path) })),
})
