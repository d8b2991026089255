// Looks names, literals and quotations up in a whole repository, reading each file once at most and none when nothing is
// wanted. What is wanted is small (a chapter's names) and the repository may not be, so nothing of its text is kept.
import type { RepositorySnapshot } from '../repository/snapshot.ts'
import { hasName, plainText } from './searchable-text.ts'

export interface Wanted {
  names: ReadonlySet<string>
  literals: ReadonlySet<string>
  quotations: ReadonlySet<string>
}

// Reading stops here: whoever names what stands only beyond it cites the file, and cited files are always read.
const mostBytes = 128 * 1024 * 1024

/** The word of a quotation that fewest files hold, as far as length tells: without it there is no need to look closer. */
const longestWord = (quotation: string): string =>
  quotation
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .reduce((longest, word) => (word.length > longest.length ? word : longest), '')

export interface RepositorySearch {
  /** What of it stands somewhere in the repository. */
  find: (wanted: Wanted) => Promise<ReadonlySet<string>>
}

type Kind = keyof Wanted

/** One pass over the files, for all that is open. */
const scan = async (snapshot: RepositorySnapshot, open: ReadonlyMap<string, Kind>): Promise<Set<string>> => {
  const found = new Set<string>()
  const left = new Map([...open].map(([subject, kind]) => [subject, { kind, text: plainText(subject).trim(), word: longestWord(subject) }]))
  let bytes = 0
  for await (const { text } of snapshot.readMany(snapshot.files.map((file) => file.path))) {
    let lower: string | null = null
    let plain: string | null = null
    for (const [subject, wanted] of left) {
      let stands: boolean
      if (wanted.kind === 'names') stands = hasName(text, subject)
      else if (wanted.kind === 'literals') stands = text.includes(subject)
      else {
        lower ??= text.toLowerCase()
        if (lower.includes(wanted.word)) plain ??= plainText(text)
        stands = plain?.includes(wanted.text) ?? false
      }
      if (!stands) continue
      found.add(subject)
      left.delete(subject)
    }
    bytes += text.length
    if (left.size === 0 || bytes > mostBytes) break
  }
  return found
}

/**
 * Remembers what it found and what it didn't: the versions of a chapter name much the same. Chapters that ask while a pass is
 * under way share the next one.
 */
export const openSearch = (snapshot: RepositorySnapshot): RepositorySearch => {
  const known = new Map<string, boolean>()
  let running: Promise<void> = Promise.resolve()
  let next: { open: Map<string, Kind>; done: Promise<void> } | null = null

  const pass = (): NonNullable<typeof next> => {
    const open = new Map<string, Kind>()
    const done = running.then(async () => {
      next = null
      for (const subject of known.keys()) open.delete(subject)
      if (open.size === 0) return
      const found = await scan(snapshot, open)
      for (const subject of open.keys()) known.set(subject, found.has(subject))
    })
    // A pass that failed fails whoever asked for it, and not those who ask after.
    running = done.catch(() => undefined)
    return { open, done }
  }

  const find = async (wanted: Wanted): Promise<ReadonlySet<string>> => {
    const kinds: readonly Kind[] = ['names', 'literals', 'quotations']
    const asked = kinds.flatMap((kind) => [...wanted[kind]].map((subject) => ({ subject, kind })))
    const unknown = asked.filter(({ subject }) => !known.has(subject))
    if (unknown.length > 0) {
      next ??= pass()
      for (const { subject, kind } of unknown) next.open.set(subject, kind)
      await next.done
    }
    return new Set(asked.flatMap(({ subject }) => (known.get(subject) === true ? subject : [])))
  }
  return { find }
}
