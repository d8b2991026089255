// A snapshot from its origin, in whichever process.
import { openFolderSnapshot } from './folder-snapshot.ts'
import { type OpenOptions, openGitSnapshot } from './git-snapshot.ts'
import type { RepositorySnapshot, SnapshotOrigin } from './snapshot.ts'

export const openSnapshot = (origin: SnapshotOrigin, options: OpenOptions = {}): Promise<RepositorySnapshot> =>
  origin.kind === 'git' ? openGitSnapshot(origin, options) : openFolderSnapshot(origin.path, options)
