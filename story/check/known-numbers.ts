// The numbers that a repository as a whole bears out: what was counted by the analysis, and what its file list gives.
import { dirname, extname } from 'node:path/posix'
import type { RepositoryFacts } from '../../shared/analysis.ts'
import type { SnapshotFile } from '../repository/snapshot.ts'
import { numbersIn } from './numbers.ts'

// Line numbers of places are where something stands, not how much there is of it; a constant is borne out by the lines that
// hold it, which have to be cited; and quoted words are looked up as words.
const notQuantities = new Set(
  'place places start_line end_line line called_from example evidence version calls code reference_count score constants settings remarks symbols rationales skipped'.split(
    ' ',
  ),
)

/** Of what is listed up to a limit, the length of the list is no count of it. */
const listedInPart = new Set(
  'key_files entry_points errors explanations call_paths changes_most changes_together big_changes releases top_contributors subjects cases purpose features audience used_in raised_in caught_in central_files turns silences'.split(
    ' ',
  ),
)

const addFrom = (value: unknown, known: Set<number>, isCounted = true): void => {
  if (typeof value === 'number') {
    known.add(value)
    if (value > 0 && value < 1) known.add(Math.round(value * 100))
  } else if (typeof value === 'string') {
    // Dates, constants, subjects of commits; prose is found by the lookup in the files themselves.
    if (value.length < 200) for (const number of numbersIn(value)) known.add(number)
  } else if (Array.isArray(value)) {
    if (isCounted) known.add(value.length)
    for (const item of value) addFrom(item, known)
  } else if (value !== null && typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) if (!notQuantities.has(name)) addFrom(item, known, !listedInPart.has(name))
  }
}

const countBy = (keys: Iterable<string>, known: Set<number>): void => {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const count of counts.values()) known.add(count)
}

const foldersAbove = (path: string): string[] => {
  const folders: string[] = []
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder)
    if (folder === '.') return folders
  }
}

export const findKnownNumbers = (files: readonly SnapshotFile[], facts: RepositoryFacts | null): Set<number> => {
  const known = new Set<number>([files.length])
  countBy(
    files.map((file) => file.kind),
    known,
  )
  countBy(
    files.map((file) => `${file.language}`),
    known,
  )
  countBy(
    files.map((file) => `${file.kind} ${file.language}`),
    known,
  )
  countBy(
    files.map((file) => `${dirname(file.path)}/*${extname(file.path)}`),
    known,
  )
  countBy(
    files.map((file) => dirname(file.path)),
    known,
  )
  countBy(
    files.flatMap((file) => foldersAbove(file.path)),
    known,
  )
  if (facts === null) return known
  addFrom(facts, known)
  countBy(
    facts.dependencies.map((dependency) => dependency.scope),
    known,
  )
  countBy(
    facts.dependencies.map((dependency) => dependency.purpose),
    known,
  )
  countBy(
    facts.dependencies.map((dependency) => dependency.place.file),
    known,
  )
  countBy(
    facts.dependencies.map((dependency) => `${dependency.place.file} ${dependency.scope}`),
    known,
  )
  countBy(
    facts.errors.map(({ kind, place }) => `${kind} in ${place.file}`),
    known,
  )
  for (const kind of new Set(facts.errors.map((error) => error.kind))) {
    const functions = facts.errors.flatMap((error) => (error.kind === kind && error.in_symbol !== null ? [`${error.place.file} ${error.in_symbol}`] : []))
    known.add(new Set(functions).size)
  }
  const members = facts.symbols.filter(({ parent }) => parent !== null)
  countBy(
    members.map(({ place, parent, kind }) => `${place.file} ${parent} ${kind}`),
    known,
  )
  countBy(
    facts.symbols.flatMap((symbol) => symbol.extends.map((parent) => parent.split(/::|[.]/).at(-1) ?? parent)),
    known,
  )
  known.add(facts.counts.source_lines + facts.counts.test_lines)
  const dates = [facts.history?.first?.date, facts.history?.last?.date].flatMap((date) => date ?? [])
  const [first, last] = dates.map((date) => Number(date.slice(0, 4)))
  // "Fifteen years": counted from any part of a year to any other.
  if (first !== undefined && last !== undefined) for (const slack of [-1, 0, 1]) known.add(last - first + slack)
  return known
}
