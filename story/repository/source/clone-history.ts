// The history of a clone, and its tags: worth a chapter at most, and never worth failing for.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodeStoryError } from '../../../shared/coded-error.ts'
import { type CloneRequest, commitRef, fetchInto, sweep } from './fetch-commit.ts'
import { GitError, runGitText } from './git.ts'
import { listRefs } from './resolve-ref.ts'

/** History and tags are extras: whatever goes wrong with them but the caller's own end costs the story nothing. */
export const tryExtra = async (signal: AbortSignal, extra: () => Promise<unknown>): Promise<boolean> => {
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
export const fetchHistory = async (request: CloneRequest, commit: string): Promise<boolean> => {
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
export const keepTags = async ({ remote, server, directory, signal }: CloneRequest): Promise<void> => {
  const { hashes } = await listRefs(remote, server, ['refs/tags/*'], signal)
  const tags = [...hashes].filter(([name]) => tagPattern.test(name))
  const input = tags.map(([, hash]) => `${hash}\n`).join('')
  const answers = (await runGitText(['cat-file', '--batch-check=%(objecttype)'], { directory, input, signal })).split('\n')
  const lines = tags.flatMap(([name, hash], index) => (answers[index] === 'commit' ? [`${hash} ${name}\n`] : []))
  if (lines.length > 0) await writeFile(join(directory, 'packed-refs'), lines.join(''))
}
