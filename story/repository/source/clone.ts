// One commit of a remote repository into a bare git directory, in as few bytes as tell the story:
//
// 1. The commit alone, without blobs too large to be read. Where even that is over the limit, the trees alone, and then
//    the most important files' blobs by their hashes: the repository is read in part.
// 2. The history, as an extra with limits of its own: with all contents where that is small (most repositories), else
//    the latest commits with their trees only, else none.
//
// A server that knows no filters sends everything, and the limits hold all the same. In the end the git directory gets a
// config of our own: it knows no server any more, so that a blob that is missing is missing, and never a download.
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodeStoryError } from '../../../shared/coded-error.ts'
import { fetchHistory, keepTags, tryExtra } from './clone-history.ts'
import { fetchPart } from './clone-part.ts'
import { type CloneLimits, type CloneRequest, commitRef, configOf, fetchInto, initialise, isOverLimit } from './fetch-commit.ts'
import { GitError, runGitText } from './git.ts'
import { translateGitError } from './git-failures.ts'
import { hashPattern } from './resolve-ref.ts'

export const cloneLimits: CloneLimits = {
  packBytes: 400 * 1024 ** 2,
  timeoutMs: 240_000,
  blobBytes: 4 * 1024 ** 2 + 1,
  partFiles: 12_000,
  historyBytes: 48 * 1024 ** 2,
  historyTimeoutMs: 20_000,
  partHistoryCommits: 1500,
}

export interface Clone {
  /** Whole. */
  commit: string
  readInPart: boolean
}

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
