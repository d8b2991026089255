// An address names a branch, a tag or a commit, and perhaps a folder after it: `tree/release/1.0/docs` may be the branch
// `release` or `release/1.0`. Only the server can say, and git allows one of them at most.
import { CodeStoryError } from '../../../shared/coded-error.ts'
import type { RepoAddress } from '../../../shared/repo-address.ts'
import { cleanLine } from '../clean-text.ts'
import { runGitText } from './git.ts'
import { translateGitError } from './git-failures.ts'
import { findCommit } from './github-metadata.ts'
import type { GithubServer } from './github-server.ts'
import type { Remote } from './remote.ts'

export interface ResolvedRef {
  /** Whole, or abbreviated where nobody but the history can complete it. */
  commit: string
  /** A branch or tag, for reading; null where the address names a commit. */
  branch: string | null
  subfolder: string | null
}

export const hashPattern = /^(?:[\da-f]{40}|[\da-f]{64})$/

/** Ref name → hash; an annotated tag has the hash of what it points to. `default` is the branch that HEAD stands for. */
interface Refs {
  hashes: Map<string, string>
  defaultBranch: string | null
}

export const listRefs = async (remote: Remote, server: GithubServer, names: readonly string[], signal: AbortSignal): Promise<Refs> => {
  let output: string
  try {
    output = await runGitText(['ls-remote', '--symref', '--', remote.url, ...names], { network: remote.network, signal, timeoutMs: 60_000 })
  } catch (error) {
    throw translateGitError(error, server, remote)
  }
  const hashes = new Map<string, string>()
  let defaultBranch: string | null = null
  for (const line of output.split('\n')) {
    const [value = '', name = ''] = line.split('\t')
    if (value.startsWith('ref: refs/heads/') && name === 'HEAD') defaultBranch = value.slice('ref: refs/heads/'.length)
    else if (hashPattern.test(value)) hashes.set(name.replace(/\^\{\}$/, ''), value)
  }
  return { hashes, defaultBranch }
}

const notThere = (what: string, remote: Remote): CodeStoryError => {
  const message = `${remote.owner}/${remote.name} has no ${what}.`
  return new CodeStoryError('repository_not_found', `${message} Check the address, or leave the branch out.`, { details: [{ field: 'repoUrl', message }] })
}

const resolveDefault = async (remote: Remote, server: GithubServer, signal: AbortSignal): Promise<ResolvedRef> => {
  const head = await listRefs(remote, server, ['HEAD'], signal)
  const commit = head.hashes.get('HEAD')
  if (commit !== undefined) return { commit, branch: head.defaultBranch === null ? null : cleanLine(head.defaultBranch), subfolder: null }
  // The default branch does not exist: either nothing was ever pushed, or it was deleted or renamed.
  const { hashes } = await listRefs(remote, server, ['refs/heads/*'], signal)
  const branches = [...hashes.keys()].filter((name) => name.startsWith('refs/heads/')).sort()
  const branch = ['refs/heads/main', 'refs/heads/master'].find((name) => hashes.has(name)) ?? branches[0]
  const found = branch === undefined ? undefined : hashes.get(branch)
  if (branch === undefined || found === undefined)
    throw new CodeStoryError('repository_empty', `${remote.owner}/${remote.name} is empty: nothing was pushed to it yet.`, {
      details: [{ field: 'repoUrl', message: 'The repository is empty.' }],
    })
  return { commit: found, branch: cleanLine(branch.slice('refs/heads/'.length)), subfolder: null }
}

// A ref with more parts is nobody's; the rest is folders.
const maxRefParts = 12

const resolvePath = async (path: string, remote: Remote, server: GithubServer, signal: AbortSignal): Promise<ResolvedRef> => {
  const parts = path.split('/')
  const candidates = parts.slice(0, maxRefParts).map((_, index) => parts.slice(0, index + 1).join('/'))
  const { hashes } = await listRefs(
    remote,
    server,
    candidates.flatMap((candidate) => [`refs/heads/${candidate}`, `refs/tags/${candidate}`, `refs/tags/${candidate}^{}`]),
    signal,
  )
  for (const kind of ['refs/heads/', 'refs/tags/']) {
    for (const candidate of candidates.toReversed()) {
      const commit = hashes.get(kind + candidate)
      if (commit !== undefined) return { commit, branch: cleanLine(candidate), subfolder: path.slice(candidate.length + 1) || null }
    }
  }
  const [first = ''] = parts
  if (hashPattern.test(first)) return { commit: first, branch: null, subfolder: path.slice(first.length + 1) || null }
  throw notThere(`branch or tag ${cleanLine(path)}`, remote)
}

const resolveTag = async (name: string, remote: Remote, server: GithubServer, signal: AbortSignal): Promise<ResolvedRef> => {
  const { hashes } = await listRefs(remote, server, [`refs/tags/${name}`, `refs/tags/${name}^{}`], signal)
  const commit = hashes.get(`refs/tags/${name}`)
  if (commit === undefined) throw notThere(`release ${cleanLine(name)}`, remote)
  return { commit, branch: cleanLine(name), subfolder: null }
}

const resolveCommit = async (hash: string, remote: Remote, server: GithubServer, signal: AbortSignal): Promise<ResolvedRef> => {
  const commit = hashPattern.test(hash) ? hash : await findCommit(remote, hash, server, signal)
  return { commit: commit ?? hash, branch: null, subfolder: null }
}

/** @throws {CodeStoryError} repository_not_found, repository_empty, repository_unreachable */
export const resolveRef = (ref: RepoAddress['ref'], remote: Remote, server: GithubServer, signal: AbortSignal): Promise<ResolvedRef> => {
  switch (ref?.kind) {
    case undefined:
      return resolveDefault(remote, server, signal)
    case 'branch':
      return resolvePath(ref.path, remote, server, signal)
    case 'tag':
      return resolveTag(ref.name, remote, server, signal)
    case 'commit':
      return resolveCommit(ref.sha, remote, server, signal)
  }
}
