// A snapshot from its origin, in whichever process: as everybody sees it, and as the lexers need it.
import { openRawFolderSnapshot } from './folder-snapshot.ts'
import { openRawGitSnapshot } from './git-snapshot.ts'
import { redactSnapshot } from './redacted-snapshot.ts'
import type { RawSnapshot, RepositorySnapshot, SnapshotOrigin } from './snapshot.ts'

export const openSnapshots = async (origin: SnapshotOrigin): Promise<{ snapshot: RepositorySnapshot; raw: RawSnapshot }> => {
  const raw = origin.kind === 'git' ? await openRawGitSnapshot(origin) : await openRawFolderSnapshot(origin.path)
  return { snapshot: redactSnapshot(raw), raw }
}
