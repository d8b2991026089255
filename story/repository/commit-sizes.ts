// How much a commit changed, as git counts it: a file that was moved is one file, and none that went.
import { commonFolder } from './recent-changes.ts'
import { GitError, runGitText } from './source/git.ts'

export interface CommitSize {
  files: number
  insertions: number
  deletions: number
  /** In which all lay that went, where several did. */
  deletedFolder: string | null
}

const limitMs = 10_000

/** By commit; nothing where the clone holds no old contents, since then there is nothing to tell of their sizes. */
export const measureCommits = async (directory: string, commits: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, CommitSize>> => {
  const sizes = new Map<string, CommitSize>()
  if (commits.length === 0) return sizes
  try {
    const text = await runGitText(['diff-tree', '--stdin', '-r', '--raw', '--shortstat', '--find-renames', '--root'], {
      directory,
      input: `${commits.join('\n')}\n`,
      timeoutMs: limitMs,
      signal,
    })
    for (const part of text.split(/^(?=[\da-f]{40,64}$)/m)) {
      const [commit = ''] = part.split('\n')
      const count = (of: RegExp): number => Number(of.exec(part)?.[1] ?? 0)
      // git puts a name into quotation marks where it is no plain one.
      const deleted = [...part.matchAll(/^:\d+ \d+ [\da-f]+ [\da-f]+ D\t"?([^\n"]+)"?$/gm)].map(([, path = '']) => path)
      const files = count(/^ (\d+) files? changed/m)
      if (files > 0)
        sizes.set(commit, { files, insertions: count(/, (\d+) insertion/), deletions: count(/, (\d+) deletion/), deletedFolder: commonFolder(deleted) })
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error
  }
  return sizes
}
