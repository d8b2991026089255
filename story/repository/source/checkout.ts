// A local folder that is a git checkout. Its `.git` may have come with it, in an archive from a stranger, and a config in
// there can name programs for git to run (filters, monitors, hooks). So git is never run on it to look at files: it gets
// a git directory of our own that borrows the checkout's objects, index, branch and tags, and nothing else.
import { copyFile, lstat, mkdtemp, readFile, realpath, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { CodeStoryError } from '../../../shared/coded-error.ts'
import { GitError, runGit, runGitText } from './git.ts'

export interface Checkout {
  /** Ours, with theirs inside: for history, and for listing the work tree. */
  gitDirectory: string
  /** Null before the first commit. */
  commit: string | null
  branch: string | null
  /** `owner/name` in the address that it was cloned from; null where that is none on a server. */
  originName: string | null
  /** Lines of the work tree are those of the commit, so that places may be cited at it. */
  clean: boolean
  close: () => Promise<void>
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

const readIfThere = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/**
 * `.git` is a folder, or in a linked work tree or a submodule a file that names one. Such a file is believed only where
 * the folder that it names points back: otherwise an archive could have us read any repository on this machine.
 */
const findGitDirectory = async (root: string): Promise<string | null> => {
  const dotGit = join(root, '.git')
  const found = await lstat(dotGit).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (found?.isDirectory()) return dotGit
  if (!found?.isFile()) return null
  const named = /^gitdir: (.+)$/m.exec(await readFile(dotGit, 'utf8'))?.[1]?.trim()
  if (named === undefined) return null
  const directory = resolve(root, named)
  const backLink = (await readIfThere(join(directory, 'gitdir')))?.trim()
  if (backLink !== undefined && (await isSame(resolve(directory, backLink), dotGit))) return directory
  const workTree = /^\s*worktree\s*=\s*"?([^"\n]+?)"?\s*$/m.exec((await readIfThere(join(directory, 'config'))) ?? '')?.[1]
  return workTree !== undefined && (await isSame(resolve(directory, workTree), root)) ? directory : null
}

const isSame = async (a: string, b: string): Promise<boolean> => {
  try {
    return (await realpath(a)) === (await realpath(b))
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** What git answers, or null where it says that there is none. */
const ask = async (directory: string, signal: AbortSignal | undefined, ...args: string[]): Promise<string | null> => {
  try {
    return (await runGitText(args, { directory, signal })).trim()
  } catch (error) {
    if (error instanceof GitError && error.reason === 'exit') return null
    throw error
  }
}

/**
 * With its time: git reads a file again where that changed no earlier than the index was written. A copy from now would
 * pass for an index that knows of every change until now.
 */
const copyIfThere = async (from: string, to: string): Promise<void> => {
  try {
    const { atime, mtime } = await stat(from)
    await copyFile(from, to)
    await utimes(to, atime, mtime)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

/** `https://host/owner/name.git`, `git@host:owner/name`: what the folder is called beside it is its owner's choice. */
export const nameInAddress = (address: string): string | null => {
  const path = /^(?:https?|ssh|git):\/\/[^/]+\/(.+)$/.exec(address)?.[1] ?? /^[\w.-]+@[\w.-]+:(?!\/)(.+)$/.exec(address)?.[1]
  return /^(?:.*\/)?([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(path ?? '')?.[1] ?? null
}

type Borrowed = Pick<Checkout, 'commit' | 'branch' | 'originName'>

const borrow = async (theirs: string, ours: string, signal: AbortSignal | undefined): Promise<Borrowed> => {
  const answer = await ask(theirs, signal, 'rev-parse', '--show-object-format', '--git-path', 'objects', '--git-path', 'shallow', '--git-path', 'index')
  const [format, objects, shallow, index] = answer?.split('\n') ?? []
  if (format === undefined || objects === undefined || shallow === undefined || index === undefined)
    throw new CodeStoryError('repository_not_found', 'git cannot read this checkout: its .git folder is damaged.')
  const absolute = (path: string): string => (isAbsolute(path) ? path : join(theirs, path))
  const commit = await ask(theirs, signal, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}')
  const branch = await ask(theirs, signal, 'symbolic-ref', '--short', '--quiet', 'HEAD')
  // Of its own file alone: an include could name any other.
  const origin = await ask(theirs, signal, 'config', '--local', '--no-includes', '--get', 'remote.origin.url')
  const tags = (await ask(theirs, signal, 'for-each-ref', '--format=%(objectname) %(refname)', 'refs/tags')) ?? ''

  await runGit(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, ours], { signal })
  await writeFile(join(ours, 'objects', 'info', 'alternates'), `${absolute(objects)}\n`)
  await copyIfThere(absolute(shallow), join(ours, 'shallow'))
  await copyIfThere(absolute(index), join(ours, 'index'))
  const head = commit === null ? [] : [`${commit} refs/heads/story`]
  await writeFile(join(ours, 'packed-refs'), `${[...head, ...tags.split('\n').filter((line) => line !== '')].join('\n')}\n`)
  await writeFile(join(ours, 'HEAD'), 'ref: refs/heads/story\n')
  return { commit, branch, originName: origin === null ? null : nameInAddress(origin) }
}

/** Null where the folder is no checkout. Whoever opens it closes it. */
export const openCheckout = async (root: string, signal?: AbortSignal): Promise<Checkout | null> => {
  const theirs = await findGitDirectory(root)
  return theirs === null ? null : openBorrowed(theirs, root, signal)
}

/** A git directory without a work tree, as `git clone --bare` makes it; null where the folder is none. Whoever opens it closes it. */
export const openBareRepository = async (root: string, signal?: AbortSignal): Promise<Omit<Checkout, 'clean'> | null> => {
  const kinds = await Promise.all(['HEAD', 'objects', 'refs'].map((name) => lstat(join(root, name)).catch(() => null)))
  const isGitDirectory = kinds[0]?.isFile() === true && kinds[1]?.isDirectory() === true && kinds[2]?.isDirectory() === true
  return isGitDirectory ? openBorrowed(root, null, signal) : null
}

const openBorrowed = async (theirs: string, workTree: string | null, signal: AbortSignal | undefined): Promise<Checkout> => {
  const folder = await mkdtemp(join(tmpdir(), 'code-story-checkout-'))
  const gitDirectory = join(folder, 'repository.git')
  const close = () => rm(folder, { recursive: true, force: true, maxRetries: 3 })
  try {
    const borrowed = await borrow(theirs, gitDirectory, signal)
    const clean =
      borrowed.commit !== null &&
      (workTree === null || (await runGitText(['status', '--porcelain', '-z'], { directory: gitDirectory, workTree, signal })) === '')
    return { gitDirectory, ...borrowed, clean, close }
  } catch (error) {
    await close()
    throw error
  }
}
