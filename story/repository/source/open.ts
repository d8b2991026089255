// The one place that knows both sources of a repository: GitHub, for everyone; a local folder, for the command that
// names it and nobody else.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CodeStoryError } from '../../../shared/coded-error.ts'
import type { RepoAddress } from '../../../shared/repo-address.ts'
import { openFolderSnapshot } from '../folder-snapshot.ts'
import type { RepositorySnapshot } from '../snapshot.ts'
import type { CloneLimits } from './fetch-commit.ts'
import { openGithubRepository, type RepositoryLog } from './github.ts'
import type { GithubEnv } from './github-server.ts'

export interface OpenRepositoryOptions {
  source: { address: RepoAddress } | { folder: string }
  /** Stay on this commit; the newest of the address otherwise. A folder is what it is now. */
  commit?: string | null
  env: GithubEnv
  /** Clones are made below it, one folder each, gone when the snapshot is closed. */
  temporaryFolder: string
  signal: AbortSignal
  log: RepositoryLog
  /** Default true. What only looks (an estimate, a chat) does without. */
  history?: boolean
  limits?: Partial<CloneLimits>
}

/**
 * Opens a repository for reading. Whoever opens it closes it.
 * @throws {CodeStoryError} repository_not_found, repository_empty, repository_too_large, repository_unreachable, disk_full
 */
export const openRepository = async ({ source, history = true, ...options }: OpenRepositoryOptions): Promise<RepositorySnapshot> => {
  const { signal, temporaryFolder } = options
  if ('folder' in source) return refuseEmpty(await openFolderSnapshot(source.folder, { signal }))
  await mkdir(temporaryFolder, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(temporaryFolder, 'repository-'))
  const close = () => rm(folder, { recursive: true, force: true, maxRetries: 3 })
  try {
    return await refuseEmpty(await openGithubRepository({ ...options, address: source.address, history, folder }, close))
  } catch (error) {
    await close()
    throw error
  }
}

const refuseEmpty = async (snapshot: RepositorySnapshot): Promise<RepositorySnapshot> => {
  if (snapshot.files.length > 0) return snapshot
  await snapshot.close()
  const where = snapshot.subfolder === null ? snapshot.fullName : `${snapshot.fullName}/${snapshot.subfolder}`
  throw new CodeStoryError('repository_empty', `${where} has no file that can be read as text.`, {
    details: [{ field: 'repoUrl', message: 'There is no file that can be read as text.' }],
  })
}
