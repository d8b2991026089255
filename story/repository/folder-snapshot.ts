// A local folder as a snapshot. In a git checkout git says what belongs to it (ignored files don't); elsewhere all that
// lies in the folder does. Links are never followed, so nothing outside of it can be read. A git directory without a work
// tree is read as the commit that its HEAD names.
import { lstat, readdir, readlink, realpath, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { CodeStoryError } from '../../shared/coded-error.ts'
import { splitStream, streamGit } from './git-objects.ts'
import { type OpenOptions, openRawGitSnapshot, staysInside } from './git-snapshot.ts'
import { redactSnapshot } from './redacted-snapshot.ts'
import type { RawSnapshot, RepositorySnapshot } from './snapshot.ts'
import { type ListedEntry, startListing } from './snapshot-listing.ts'
import { openBareRepository, openCheckout } from './source/checkout.ts'

/** Never part of a project, and large. */
const ignoredFolders = new Set([
  '.git',
  'node_modules',
  '.hg',
  '.svn',
  '__pycache__',
  '.venv',
  'venv',
  '.tox',
  '.mypy_cache',
  '.pytest_cache',
  '.gradle',
  '.idea',
])

export const openFolderSnapshot = async (path: string, more: OpenOptions = {}): Promise<RepositorySnapshot> =>
  redactSnapshot(await openRawFolderSnapshot(path, more), more.signal)

/** Secrets and what cannot be seen are left in: see `redacted-snapshot.ts`. */
export const openRawFolderSnapshot = async (path: string, { signal, close }: OpenOptions = {}): Promise<RawSnapshot> => {
  const asked = resolve(path)
  const found = await stat(asked).catch(() => null)
  if (!found?.isDirectory()) throw new CodeStoryError('repository_not_found', `There is no folder at ${path}.`)
  const root = await realpath(asked)
  const checkout = await openCheckout(root, signal)
  const bare = checkout === null ? await openBareRepository(root, signal) : null
  if (bare !== null) return openBare(root, bare, { signal, close })
  const { listing, add, skip } = startListing()
  const paths = checkout === null ? walk(root, '', skip) : listWorkTree(root, checkout.gitDirectory, signal)
  const known = new Set<string>()
  const all = await Array.fromAsync(paths)
  for (const path of all.sort(byBytes)) {
    const entry = await inspect(root, path)
    if (entry !== null && add(entry)) known.add(path)
  }

  return {
    ...listing,
    fullName: checkout?.originName ?? basename(root),
    commit: checkout?.clean ? checkout.commit : null,
    branch: checkout?.branch ?? null,
    linkTemplate: null,
    subfolder: null,
    gitDirectory: checkout?.gitDirectory ?? null,
    origin: { kind: 'folder', path: root },
    orderOf: (wanted) => ({ kind: 'folder', root, paths: wanted.filter((path) => known.has(path)) }),
    close: async () => {
      await checkout?.close()
      await close?.()
    },
  }
}

/** What is in it is its newest commit: there are no files to be listed. */
const openBare = async (
  root: string,
  { gitDirectory, commit, branch, originName, close: closeBare }: NonNullable<Awaited<ReturnType<typeof openBareRepository>>>,
  { signal, close }: OpenOptions,
): Promise<RawSnapshot> => {
  try {
    if (commit === null) throw new CodeStoryError('repository_empty', `The git directory at ${root} has no commit yet.`)
    const fullName = originName ?? basename(root).replace(/\.git$/, '')
    return await openRawGitSnapshot(
      { gitDirectory, commit, branch, subfolder: null, fullName, linkTemplate: null },
      {
        signal,
        close: async () => {
          await closeBare()
          await close?.()
        },
      },
    )
  } catch (error) {
    await closeBare()
    throw error
  }
}

/** git's order, which is also JavaScript's by code unit for all but astral characters. */
const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

async function* listWorkTree(root: string, gitDirectory: string, signal?: AbortSignal): AsyncGenerator<string> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '-z']
  for await (const path of splitStream(streamGit(gitDirectory, args, { workTree: root, signal }), 0)) yield path
}

async function* walk(root: string, folder: string, skip: (path: string, reason: 'ignored') => void): AsyncGenerator<string> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory() && ignoredFolders.has(entry.name)) skip(`${path}/`, 'ignored')
    else if (entry.isDirectory()) yield* walk(root, path, skip)
    else if (entry.isFile() || entry.isSymbolicLink()) yield path
  }
}

const inspect = async (root: string, path: string): Promise<ListedEntry | null> => {
  const found = await lstat(join(root, path)).catch(() => null)
  if (found === null) return null
  if (found.isSymbolicLink()) return { path, sizeBytes: 0, kind: staysInside(path, await readlink(join(root, path))) ? 'link inside' : 'link outside' }
  // A submodule is a folder in git's listing.
  if (found.isDirectory()) return { path, sizeBytes: null, kind: 'submodule' }
  return found.isFile() ? { path, sizeBytes: found.size, kind: 'file' } : null
}
