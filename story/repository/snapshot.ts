// One commit of a repository, read-only: the only view of it that analysis, narrators and tools ever get. Links out of
// the tree, binaries and secrets are dealt with below this line, so that whoever reads cannot get at them.
import type { SkippedFile } from '../../shared/analysis.ts'
import type { ReadingOrder } from './read-files.ts'

export type FileKind = 'source' | 'test' | 'documentation' | 'manifest' | 'configuration' | 'data' | 'example' | 'generated' | 'vendored'

export interface SnapshotFile {
  /** Relative to the repository's root, with forward slashes. */
  path: string
  sizeBytes: number
  /** Linguist's name, or null where it is not known. */
  language: string | null
  kind: FileKind
  /** A module of a Python package that is made to be installed: told for the look and the parse. */
  isInstalled?: boolean
}

/** Where a snapshot comes from, as plain data: a process of the analysis opens its own view of the same files with it. */
export type SnapshotOrigin =
  | {
      kind: 'git'
      gitDirectory: string
      commit: string
      branch: string | null
      subfolder: string | null
      fullName: string
      linkTemplate: string | null
      readInPart?: boolean
    }
  | { kind: 'folder'; path: string }

export interface RepositorySnapshot {
  readonly origin: SnapshotOrigin
  /** owner/name, or the folder's name. */
  readonly fullName: string
  /** Null for a folder that is no git checkout. */
  readonly commit: string | null
  readonly branch: string | null
  /** `…/blob/<commit>/{file}#L{start}-L{end}`, or null. */
  readonly linkTemplate: string | null
  /** Only files below it are read; paths stay relative to the root. */
  readonly subfolder: string | null
  /** Sorted by path. Everything that can be read as text. */
  readonly files: readonly SnapshotFile[]
  readonly skipped: readonly SkippedFile[]
  readonly skippedCount: number
  readonly readInPart: boolean
  /** A git directory for history, or null. */
  readonly gitDirectory: string | null
  /** Text of a file in `files`, secrets taken out, bidirectional overrides and control characters removed; null where it is none of them. */
  read: (path: string) => Promise<string | null>
  /** The same for many, in any order, in bounded memory: blobs straight from the git directory. */
  readMany: (paths: readonly string[]) => AsyncIterable<{ path: string; text: string }>
  /** Removes what the snapshot left on disk. */
  close: () => Promise<void>
}

/** What the two views of a snapshot are made from: the listing, and how to read. Secrets and what cannot be seen are left in. */
export interface RawSnapshot extends Omit<RepositorySnapshot, 'read' | 'readMany'> {
  /** Those of the paths that are listed. */
  orderOf: (paths: readonly string[]) => ReadingOrder
}
