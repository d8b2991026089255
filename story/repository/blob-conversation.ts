// A git that stays and is asked for a few files again and again. To start one holds up the thread that does, by a hundredth of
// a second or more once the analysis has grown: as much as it takes to parse a file.
import { createBlobSplitter } from './git-objects.ts'
import { type RunningGit, spawnGit } from './source/git.ts'

/** Nobody says that it was the last time. */
const longestIdleMs = 1500

interface Conversation {
  git: RunningGit
  answers: AsyncIterator<Buffer>
}

type AskForBlobs = (objectIds: readonly string[], signal?: AbortSignal) => AsyncGenerator<(Buffer | null)[]>

/** One question after the other, each whole before the next. The git ends when nothing has been asked for `idleMs`. */
export const openBlobConversation = (gitDirectory: string, idleMs = longestIdleMs): AskForBlobs => {
  let open: Conversation | null = null
  let turn: Promise<void> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined
  const begin = (): Conversation => {
    const git = spawnGit(['cat-file', '--batch'], { directory: gitDirectory })
    return { git, answers: (git.stdout as AsyncIterable<Buffer>)[Symbol.asyncIterator]() }
  }
  const end = (): void => {
    open?.git.stdin.end()
    open = null
  }
  return async function* (objectIds, signal) {
    const before = turn
    const { promise, resolve: leave } = Promise.withResolvers<void>()
    turn = promise
    await before
    clearTimeout(idle)
    let left = objectIds.length
    try {
      signal?.throwIfAborted()
      open ??= begin()
      const { git, answers } = open
      if (left > 0) git.stdin.write(`${objectIds.join('\n')}\n`)
      const blobsIn = createBlobSplitter()
      while (left > 0) {
        const { value, done } = await answers.next()
        if (done === true) {
          await git.finished
          throw new Error('git ended in the middle of an answer.')
        }
        signal?.throwIfAborted()
        const blobs = blobsIn(value)
        left -= blobs.length
        if (blobs.length > 0) yield blobs
      }
    } finally {
      // What was not read to its end would be taken for the answer to the next question.
      if (left > 0) {
        open?.git.kill()
        open = null
      }
      idle = setTimeout(end, idleMs)
      leave()
    }
  }
}
