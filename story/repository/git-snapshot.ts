// A commit in a git directory as a snapshot: read straight from the object database, without a checkout.

import { listTree, readBlobBatches } from './git-objects.ts'
import { redactSnapshot } from './redacted-snapshot.ts'
import type { RawSnapshot, RepositorySnapshot } from './snapshot.ts'
import { type Listing, maxListedFiles, startListing } from './snapshot-listing.ts'

interface GitSnapshotOptions {
  gitDirectory: string
  commit: string
  branch: string | null
  subfolder: string | null
  fullName: string
  linkTemplate: string | null
  /** The clone holds only the most important files of a repository that is too large. */
  readInPart?: boolean
}

export interface OpenOptions {
  signal?: AbortSignal | undefined
  /** Removes what was made for the snapshot. */
  close?: () => Promise<void>
}

export const openGitSnapshot = async (options: GitSnapshotOptions, more: OpenOptions = {}): Promise<RepositorySnapshot> =>
  redactSnapshot(await openRawGitSnapshot(options, more), more.signal)

/** Secrets and what cannot be seen are left in: see `redacted-snapshot.ts`. */
export const openRawGitSnapshot = async (options: GitSnapshotOptions, { signal, close }: OpenOptions = {}): Promise<RawSnapshot> => {
  const { gitDirectory } = options
  const objectIds = new Map<string, string>()
  const listing = await listCommit(options, objectIds, signal)

  return {
    ...options,
    ...listing,
    readInPart: listing.readInPart || options.readInPart === true,
    origin: { kind: 'git', ...options },
    orderOf: (paths) => ({
      kind: 'git',
      gitDirectory,
      files: paths.flatMap((path) => {
        const objectId = objectIds.get(path)
        return objectId === undefined ? [] : [{ path, objectId }]
      }),
    }),
    close: close ?? (async () => {}),
  }
}

const listCommit = async (
  { gitDirectory, commit, subfolder, readInPart }: GitSnapshotOptions,
  objectIds: Map<string, string>,
  signal?: AbortSignal,
): Promise<Listing> => {
  // What a clone in part lacks was left out for its size all told, what a whole one lacks for its own.
  const { listing, add } = startListing(readInPart === true ? 'over the limit' : 'too large')
  let entries = 0
  const links: { path: string; objectId: string }[] = []
  for await (const batch of listTree(gitDirectory, commit, subfolder, signal)) {
    for (const { mode, objectId, sizeBytes, path } of batch) {
      if (mode === '120000' && sizeBytes !== null && sizeBytes <= longestLinkBytes) links.push({ path, objectId })
      else if (mode === '120000') add({ path, sizeBytes: 0, kind: 'link outside' })
      else if (add({ path, sizeBytes, kind: mode === '160000' ? 'submodule' : 'file' })) objectIds.set(path, objectId)
    }
    // A few trees that name each other ten times each make 10^10 files: whoever listed them to the end would never get there.
    entries += batch.length
    if (entries > maxListedFiles) {
      listing.readInPart = true
      break
    }
  }
  if (links.length > 0) await addLinks(gitDirectory, links, add, signal)
  return listing
}

const addLinks = async (
  gitDirectory: string,
  links: readonly { path: string; objectId: string }[],
  add: ReturnType<typeof startListing>['add'],
  signal?: AbortSignal,
): Promise<void> => {
  const ids = links.map((link) => link.objectId)
  let index = 0
  for await (const targets of readBlobBatches(gitDirectory, ids, signal))
    for (const target of targets) {
      const path = links[index++]?.path ?? ''
      add({ path, sizeBytes: 0, kind: target !== null && staysInside(path, target.toString('utf8')) ? 'link inside' : 'link outside' })
    }
}

/** No system follows a longer one. */
const longestLinkBytes = 4096

/** Does a link's target, by its text alone, end within the repository? */
export const staysInside = (path: string, target: string): boolean => {
  if (target.startsWith('/') || target.includes('\\') || target.includes('\0')) return false
  let depth = path.split('/').length - 1
  for (const part of target.split('/')) {
    if (part === '..') depth -= 1
    else if (part !== '.' && part !== '') depth += 1
    if (depth < 0) return false
  }
  return true
}
