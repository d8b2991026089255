// How long git may take to tell of the past.
import { GitError } from './source/git.ts'

/** Null where it takes longer, or git fails: the history is a chapter at most, and one that does was made to. */
export const withinLimit = async <Result>(
  limitMs: number,
  read: (limited: AbortSignal) => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result | null> => {
  const limit = AbortSignal.timeout(limitMs)
  try {
    return await read(signal === undefined ? limit : AbortSignal.any([signal, limit]))
  } catch (error) {
    signal?.throwIfAborted()
    if (limit.aborted || error instanceof GitError) return null
    throw error
  }
}
