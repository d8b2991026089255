// One commit of a remote repository into a bare git directory, in as few bytes as tell the story:
//
// 1. The commit alone, without blobs too large to be read. Where even that is over the limit, the trees alone, and then
//    the most important files' blobs by their hashes: the repository is read in part.
// 2. The history, as an extra with limits of its own: with all contents where that is small (most repositories), else
//    the latest commits with their trees only, else none.
//
// A server that knows no filters sends everything, and the limits hold all the same. In the end the git directory gets a
// config of our own: it knows no server any more, so that a blob that is missing is missing, and never a download.
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodeStoryError } from '../../../shared/coded-error.ts'
import { chooseImportantBlobs } from './choose-blobs.ts'
import { type GitCall, GitError, runGit, runGitText } from './git.ts'
import { translateGitError } from './git-failures.ts'
import type { GithubServer } from './github-server.ts'
import type { Remote } from './remote.ts'
import { hashPattern, listRefs } from './resolve-ref.ts'

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

export const cloneLimits: CloneLimits = {
  packBytes: 400 * 1024 ** 2,
  timeoutMs: 240_000,
  blobBytes: 4 * 1024 ** 2 + 1,
  partFiles: 12_000,
  historyBytes: 48 * 1024 ** 2,
  historyTimeoutMs: 20_000,
  partHistoryCommits: 1500,
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

export interface Clone {
  /** Whole. */
  commit: string
  readInPart: boolean
}

const commitRef = 'refs/heads/story'

const configOf = (commit: string, remote: Remote | null): string => {
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

const fetchInto = (
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

const initialise = async (directory: string, commit: string, remote: Remote): Promise<void> => {
  await runGit(['init', '--quiet', '--bare', '--template=', `--object-format=${commit.length === 64 ? 'sha256' : 'sha1'}`, directory])
  await writeFile(join(directory, 'config'), configOf(commit, remote))
}

/** What a fetch that was ended leaves behind. */
const sweep = async (directory: string): Promise<void> => {
  const packs = join(directory, 'objects', 'pack')
  const left = await readdir(packs)
  await Promise.all(left.filter((name) => name.startsWith('tmp_')).map((name) => rm(join(packs, name), { force: true })))
  await rm(join(directory, 'shallow.lock'), { force: true })
}

const isOverLimit = (error: unknown): boolean => error instanceof GitError && (error.reason === 'file size' || error.reason === 'time')

/** The whole hash of an abbreviated one, from the history of every branch: commits only, which are small. */
const completeHash = async ({ remote, server, commit, directory, limits, signal }: CloneRequest): Promise<string> => {
  const lookup = `${directory}-lookup`
  const absent = () =>
    new CodeStoryError('repository_not_found', `${remote.owner}/${remote.name} has no commit ${commit}.`, {
      details: [{ field: 'repoUrl', message: 'The repository has no such commit.' }],
    })
  try {
    await initialise(lookup, commit, remote)
    await fetchInto(
      lookup,
      { remote, signal },
      { filter: 'tree:0', maxBytes: limits.packBytes, timeoutMs: limits.timeoutMs, wanted: '+refs/heads/*:refs/heads/*\n' },
    )
    await writeFile(join(lookup, 'config'), configOf(commit, null))
    return (await runGitText(['rev-parse', '--verify', '--quiet', `${commit}^{commit}`], { directory: lookup, signal })).trim()
  } catch (error) {
    if (error instanceof GitError && error.reason === 'exit' && error.stderr.trim() === '') throw absent()
    throw translateGitError(error, server, remote)
  } finally {
    await rm(lookup, { recursive: true, force: true })
  }
}

const fetchPart = async (request: CloneRequest, commit: string): Promise<void> => {
  const { directory, limits, signal } = request
  const wanted = `+${commit}:${commitRef}\n`
  await sweep(directory)
  await fetchInto(directory, request, { depth: 1, filter: 'blob:none', maxBytes: limits.packBytes, timeoutMs: limits.timeoutMs, wanted })
  const blobs = await chooseImportantBlobs(directory, commit, limits.partFiles, signal)
  const batchSize = Math.ceil(limits.partFiles / partBatches)
  for (let from = 0; from < blobs.length; from += batchSize) await fetchBlobs(request, blobs.slice(from, from + batchSize), limits.packBytes / partBatches)
}

const partBatches = 4

/**
 * Named blobs pass every filter, whatever their size, so one of gigabytes may be among them: what is over the limit is
 * tried again by halves, until that one is alone and left out.
 */
const fetchBlobs = async (request: CloneRequest, blobs: readonly string[], maxBytes: number): Promise<void> => {
  const { directory, limits } = request
  try {
    await fetchInto(directory, request, {
      filter: 'blob:none',
      maxBytes,
      timeoutMs: limits.timeoutMs / partBatches,
      wanted: `${blobs.join('\n')}\n`,
      // The server must not take it that whoever has the commit has its blobs.
      settings: { 'fetch.negotiationAlgorithm': 'noop' },
    })
  } catch (error) {
    if (!isOverLimit(error)) throw error
    await sweep(directory)
    if (blobs.length === 1) return
    const half = Math.ceil(blobs.length / 2)
    const halfBytes = Math.max(maxBytes / 2, limits.blobBytes)
    await fetchBlobs(request, blobs.slice(0, half), halfBytes)
    await fetchBlobs(request, blobs.slice(half), halfBytes)
  }
}

/** History and tags are extras: whatever goes wrong with them but the caller's own end costs the story nothing. */
const tryExtra = async (signal: AbortSignal, extra: () => Promise<unknown>): Promise<boolean> => {
  try {
    await extra()
    return true
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof GitError || error instanceof CodeStoryError)) throw error
    return false
  }
}

/** False where there is nothing but the commit itself. */
const fetchHistory = async (request: CloneRequest, commit: string): Promise<boolean> => {
  const { directory, limits, signal } = request
  const common = { maxBytes: limits.historyBytes, timeoutMs: limits.historyTimeoutMs, wanted: `+${commit}:${commitRef}\n` }
  const attempts = [
    { ...common, depth: 2_147_483_647 },
    { ...common, depth: limits.partHistoryCommits, filter: 'blob:none' },
  ]
  for (const attempt of attempts) {
    if (await tryExtra(signal, () => fetchInto(directory, request, attempt))) return true
    await sweep(directory)
  }
  return false
}

const tagPattern = /^refs\/tags\/(?!.*\.\.)[\w.+@/-]{1,200}$/

/** Names for commits that are here already: fetching tags would bring the branches that they lie on. */
const keepTags = async ({ remote, server, directory, signal }: CloneRequest): Promise<void> => {
  const { hashes } = await listRefs(remote, server, ['refs/tags/*'], signal)
  const tags = [...hashes].filter(([name]) => tagPattern.test(name))
  const input = tags.map(([, hash]) => `${hash}\n`).join('')
  const answers = (await runGitText(['cat-file', '--batch-check=%(objecttype)'], { directory, input, signal })).split('\n')
  const lines = tags.flatMap(([name, hash], index) => (answers[index] === 'commit' ? [`${hash} ${name}\n`] : []))
  if (lines.length > 0) await writeFile(join(directory, 'packed-refs'), lines.join(''))
}

/** @throws {CodeStoryError} repository_not_found, repository_too_large, repository_unreachable, disk_full */
export const cloneCommit = async (request: CloneRequest): Promise<Clone> => {
  const { remote, server, directory, limits, signal } = request
  const wantedCommit = hashPattern.test(request.commit) ? request.commit : await completeHash(request)
  let readInPart = false
  try {
    await initialise(directory, wantedCommit, remote)
    try {
      const wanted = `+${wantedCommit}:${commitRef}\n`
      await fetchInto(directory, request, {
        depth: 1,
        filter: `blob:limit=${limits.blobBytes}`,
        maxBytes: limits.packBytes,
        timeoutMs: limits.timeoutMs,
        wanted,
      })
    } catch (error) {
      if (!isOverLimit(error)) throw error
      readInPart = true
      await fetchPart(request, wantedCommit)
    }
    const hasHistory = request.history && !readInPart && (await fetchHistory(request, wantedCommit))
    await writeFile(join(directory, 'config'), configOf(wantedCommit, null))
    await writeFile(join(directory, 'HEAD'), `ref: ${commitRef}\n`)
    if (hasHistory) await tryExtra(signal, () => keepTags(request))
    const commit = (await runGitText(['rev-parse', '--verify', `${commitRef}^{commit}`], { directory, signal })).trim()
    return { commit, readInPart }
  } catch (error) {
    throw translateGitError(error, server, remote)
  }
}
