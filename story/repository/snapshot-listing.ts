// Turns a listing of paths, from git or from a folder, into what a snapshot shows and what it leaves out.
import type { SkippedFile } from '../../shared/analysis.ts'
import { createClassifier, findSkipReason } from './file-kind.ts'
import { findLanguage, isProgrammingLanguage } from './languages.ts'
import type { SnapshotFile } from './snapshot.ts'
import { maxOtherBytes, maxSourceBytes } from './text-of-bytes.ts'

/** More files than any repository that we know of; a limit on memory, not on taste. */
export const maxListedFiles = 500_000
const maxSkippedTold = 500

export interface Listing {
  files: SnapshotFile[]
  skipped: SkippedFile[]
  skippedCount: number
  readInPart: boolean
}

export interface ListedEntry {
  path: string
  /** Null: the content isn't here. */
  sizeBytes: number | null
  kind: 'file' | 'submodule' | 'link outside' | 'link inside'
}

interface OpenListing {
  listing: Listing
  /** False where it is left out. */
  add: (entry: ListedEntry) => boolean
  skip: (path: string, reason: SkippedFile['reason']) => void
}

/** @param absent why a file is left out whose content isn't here */
export const startListing = (absent: SkippedFile['reason'] = 'unreadable'): OpenListing => {
  const classify = createClassifier()
  const listing: Listing = { files: [], skipped: [], skippedCount: 0, readInPart: false }
  const skip = (path: string, reason: SkippedFile['reason']) => {
    listing.skippedCount += 1
    if (listing.skipped.length < maxSkippedTold) listing.skipped.push({ path: reason === 'unsafe name' ? shown(path) : path, reason })
  }
  const add = (entry: ListedEntry): boolean => {
    const { path, sizeBytes } = entry
    // What an inside link leads to is listed under its own name.
    if (entry.kind === 'link inside') return false
    const reason = findEntryReason(entry) ?? (listing.files.length >= maxListedFiles ? 'over the limit' : null)
    if (reason !== null || sizeBytes === null) {
      if (reason === 'over the limit') listing.readInPart = true
      skip(path, reason ?? absent)
      return false
    }
    listing.files.push({ path, sizeBytes, language: findLanguage(path), kind: classify(path) })
    return true
  }
  return { listing, add, skip }
}

/** Every character of a name that nobody can see is written out, and no name fills a page. */
const shown = (path: string): string =>
  JSON.stringify(path.slice(0, 200)).replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

const findEntryReason = ({ kind, path, sizeBytes }: ListedEntry): SkippedFile['reason'] | null => {
  const byName = findSkipReason(path)
  if (byName === 'unsafe name') return byName
  if (kind === 'submodule') return 'submodule'
  if (kind === 'link outside') return 'outside the repository'
  if (byName !== null) return byName
  if (sizeBytes === null) return null
  if (sizeBytes > (isProgrammingLanguage(findLanguage(path)) ? maxSourceBytes : maxOtherBytes)) return 'too large'
  return null
}
