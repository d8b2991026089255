// One fetch of one commit into a bare git directory of our own, held to its limits by git.ts.
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type GitCall, GitError, runGit } from './git.ts'
import type { GithubServer } from './github-server.ts'
import type { Remote } from './remote.ts'

export interface CloneLimits {
  /** Of a pack as it arrives, which is about a third of the files' size. The largest repositories' commits have 0.5 to 3 GB. */
  packBytes: number
  timeoutMs: number
  /** A blob of this size is not fetched at all; the snapshot reads none that is larger. */
  blobBytes: number
  /** How many files of a repository that is over the limits are read. */
  partFiles: number
  /** The history is worth this much and no more: it is a chapter at most. */
  historyBytes: number
  historyTimeoutMs: number
  /** How many commits are read of a history that is over these limits. */
  partHistoryCommits: number
}

export interface CloneRequest {
  remote: Remote
  server: GithubServer
  /** Whole, or abbreviated. */
  commit: string
  /** Does not exist yet. */
  directory: string
  history: boolean
  limits: CloneLimits
  signal: AbortSignal
}

export const commitRef = 'refs/heads/story'

export const configOf = (commit: string, remote: Remote | null): string => {
  const sha256 = commit.length === 64
  const lines = ['[core]', `\trepositoryformatversion = ${sha256 ? 1 : 0}`, '\tbare = true']
  if (sha256) lines.push('[extensions]', '\tobjectFormat = sha256')
  // A promisor is who may be asked for what a filter left out: without one git refuses filters.
  if (remote !== null) lines.push('[remote "origin"]', `\turl = ${remote.url}`, '\tpromisor = true')
  return `${lines.join('\n')}\n`
}

interface FetchOptions {
  depth?: number
  filter?: string
  maxBytes: number
  timeoutMs: number
  /** What to fetch, one refspec a line. */
  wanted: string
  settings?: GitCall['settings']
}

export const fetchInto = (
  directory: string,
  { remote, signal }: Pick<CloneRequest, 'remote' | 'signal'>,
  { depth, filter, maxBytes, timeoutMs, wanted, settings }: FetchOptions,
) =>
  runGit(
    [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      '--no-show-forced-updates',
      ...(depth === undefined ? [] : [`--depth=${depth}`]),
      ...(filter === undefined ? [] : [`--filter=${filter}`]),
      '--stdin',
      'origin',
    ],
    { directory, network: remote.network, input: wanted, maxFileBytes: maxBytes, timeoutMs, settings, signal },
  )

export const initialise = async (directory: string, commit: string, remote: Remote): Promise<void> => {
  await runGit(['init', '--quiet', '--bare', '--template=', `--object-format=${commit.length === 64 ? 'sha256' : 'sha1'}`, directory])
  await writeFile(join(directory, 'config'), configOf(commit, remote))
}

/** What a fetch that was ended leaves behind. */
export const sweep = async (directory: string): Promise<void> => {
  const packs = join(directory, 'objects', 'pack')
  const left = await readdir(packs)
  await Promise.all(left.filter((name) => name.startsWith('tmp_')).map((name) => rm(join(packs, name), { force: true })))
  await rm(join(directory, 'shallow.lock'), { force: true })
}

export const isOverLimit = (error: unknown): boolean => error instanceof GitError && (error.reason === 'file size' || error.reason === 'time')
