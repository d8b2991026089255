// A repository on GitHub, or on what stands for it, as a snapshot: knock, settle the commit, clone, read.
import { join } from 'node:path'
import { CodeStoryError } from '../../../shared/coded-error.ts'
import type { RepoAddress } from '../../../shared/repo-address.ts'
import { cleanLine } from '../clean-text.ts'
import { openGitSnapshot } from '../git-snapshot.ts'
import type { RepositorySnapshot } from '../snapshot.ts'
import { cloneCommit, cloneLimits } from './clone.ts'
import type { CloneLimits } from './fetch-commit.ts'
import { GitError, runGitText } from './git.ts'
import { type GithubEnv, type GithubServer, githubServer } from './github-server.ts'
import { findRemote, type Remote } from './remote.ts'
import { type ResolvedRef, resolveRef } from './resolve-ref.ts'

export interface GithubSource {
  address: RepoAddress
  /** Stay on this one, whatever the branch has become. */
  commit?: string | null
  env: GithubEnv
  signal: AbortSignal
}

interface Located {
  server: GithubServer
  remote: Remote
  resolved: ResolvedRef
  /** The branch of the address is gone: which part of it was the folder, only the commit's tree can tell. */
  lostPath: string | null
}

const locate = async ({ address, commit, env, signal }: GithubSource): Promise<Located> => {
  const server = githubServer(env)
  const remote = await findRemote(address, server, signal)
  if (commit == null) return { server, remote, resolved: await resolveRef(address.ref, remote, server, signal), lostPath: null }
  if (address.ref?.kind !== 'branch') return { server, remote, resolved: { commit, branch: null, subfolder: null }, lostPath: null }
  try {
    return { server, remote, resolved: { ...(await resolveRef(address.ref, remote, server, signal)), commit }, lostPath: null }
  } catch (error) {
    if (!(error instanceof CodeStoryError) || error.code !== 'repository_not_found') throw error
    return { server, remote, resolved: { commit, branch: null, subfolder: null }, lostPath: address.ref.path }
  }
}

export type RepositoryLog = (action: string, details?: Record<string, string | number | boolean>, level?: 'info' | 'warning') => void

const isFolder = async (gitDirectory: string, commit: string, path: string, signal: AbortSignal): Promise<boolean> => {
  try {
    return (await runGitText(['cat-file', '-t', `${commit}:${path}`], { directory: gitDirectory, signal })).trim() === 'tree'
  } catch (error) {
    if (error instanceof GitError && error.reason === 'exit') return false
    throw error
  }
}

/** The folder of an address whose branch is gone: the longest end of its path that the commit has. */
const findLostFolder = async (gitDirectory: string, commit: string, path: string, signal: AbortSignal): Promise<string | null> => {
  const parts = path.split('/')
  for (let from = 1; from < parts.length; from += 1) {
    const folder = parts.slice(from).join('/')
    if (await isFolder(gitDirectory, commit, folder, signal)) return folder
  }
  return null
}

export interface GithubOpening extends GithubSource {
  /** For what is told of the history; without it the clone is quicker. */
  history: boolean
  log: RepositoryLog
  limits?: Partial<CloneLimits>
  /** An empty folder that is the caller's to remove. */
  folder: string
}

/** @throws {CodeStoryError} repository_not_found, repository_empty, repository_too_large, repository_unreachable, disk_full */
export const openGithubRepository = async (opening: GithubOpening, close: () => Promise<void>): Promise<RepositorySnapshot> => {
  const { address, signal, log, history, folder } = opening
  const { server, remote, resolved, lostPath } = await locate(opening)
  const fullName = `${remote.owner}/${remote.name}`
  log(`Fetching ${fullName}`, { server: server.name, commit: resolved.commit.slice(0, 12), ...(resolved.branch === null ? {} : { branch: resolved.branch }) })

  const gitDirectory = join(folder, 'repository.git')
  const limits = { ...cloneLimits, ...opening.limits }
  const { commit, readInPart } = await cloneCommit({ remote, server, commit: resolved.commit, directory: gitDirectory, history, limits, signal })
  if (readInPart) log('The repository is too large to be read whole: its most important files are read', { files: limits.partFiles }, 'warning')

  const subfolder = lostPath === null ? resolved.subfolder : await findLostFolder(gitDirectory, commit, lostPath, signal)
  if (subfolder !== null && !(await isFolder(gitDirectory, commit, subfolder, signal))) {
    const message = `${fullName} has no folder ${cleanLine(subfolder)}${resolved.branch === null ? '' : ` on ${resolved.branch}`}.`
    throw new CodeStoryError('repository_not_found', message, { details: [{ field: 'repoUrl', message }] })
  }
  // Whoever listens follows the links to where the address led, mirror or not.
  const host = address.host === 'github.com' ? 'https://github.com' : server.url
  const linkTemplate = `${host}/${fullName}/blob/${commit}/{file}#L{start}-L{end}`
  return openGitSnapshot({ gitDirectory, commit, branch: resolved.branch, subfolder, fullName, linkTemplate, readInPart }, { signal, close })
}
