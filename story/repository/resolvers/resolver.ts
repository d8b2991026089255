// An import as written → the files it leads to, the way its ecosystem resolves it.
import type { FileScan, RawImport } from '../lexers/scan.ts'
import type { Manifest } from '../manifests/manifest.ts'
import type { FileKind } from '../snapshot.ts'

export interface ScannedFile {
  path: string
  kind: FileKind
  language: string
  sizeBytes: number
  lines: number
  scan: FileScan
}

export interface ScannedRepository {
  /** What got a quick look, sorted by path. */
  files: ReadonlyMap<string, ScannedFile>
  /** All that is listed, whether looked at or not. */
  paths: ReadonlySet<string>
  manifests: readonly Manifest[]
  /** Text of small configuration files that resolvers need: tsconfig.json. */
  configurations: ReadonlyMap<string, string>
}

interface Resolution {
  /** Files of the repository, the most specific first. */
  files: readonly string[]
  /** Package or module outside, as its ecosystem names it. */
  external: string | null
  /** Comes with the language. */
  standard: boolean
}

export const unresolved: Resolution = { files: [], external: null, standard: false }
export const inside = (files: readonly string[]): Resolution => ({ files, external: null, standard: false })
export const outside = (external: string, standard: boolean): Resolution => ({ files: [], external, standard })

/** Prepared once per repository; null: this isn't an import at all, and nobody should count it. */
export type Resolve = (file: ScannedFile, raw: RawImport) => Resolution | null
export type CreateResolver = (repository: ScannedRepository) => Resolve
/** For languages whose names are free within a package or module: the files whose names this one uses. */
export type CreateNeighbours = (repository: ScannedRepository) => (file: ScannedFile) => readonly string[]

export const pushTo = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
