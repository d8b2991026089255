// In Go, Java, C#, Swift and PHP a file sees the names of its package or module without an import. Who uses whom there
// is told by the names themselves: those declared in one file and seen in another.
import { type CreateNeighbours, pushTo, type ScannedFile } from './resolver.ts'

/** Names that say nothing about where they come from, declared in half of all files. */
const tooCommon = 6

export const neighboursWithin =
  (languages: ReadonlySet<string>, groupOf: (file: ScannedFile) => string | null): CreateNeighbours =>
  ({ files }) => {
    const groups = new Map<string, Map<string, string[]>>()
    for (const file of files.values()) {
      if (!languages.has(file.language) || file.kind !== 'source') continue
      const group = groupOf(file)
      if (group === null) continue
      const names = groups.get(group) ?? new Map<string, string[]>()
      groups.set(group, names)
      for (const name of file.scan.declares) pushTo(names, name, file.path)
    }
    return (file) => {
      const group = groupOf(file)
      const names = group === null ? undefined : groups.get(group)
      return names === undefined ? [] : filesOfNames(file, names)
    }
  }

/** Kotlin for several platforms: what is expected of all of them stands in the common sources, and each has its own beside it. */
const sourceSet = (path: string): string | null => /(?:^|\/)src\/(\w+)Main\//.exec(path)?.[1] ?? null
const inSight = (from: string, declaring: readonly string[]): readonly string[] => {
  const own = sourceSet(from)
  if (own === null) return declaring
  const common = declaring.filter((path) => sourceSet(path) === 'common')
  if (common.length > 0) return common
  // No platform sees another's, be the name declared nowhere else: it has one of its language's own.
  return declaring.filter((path) => sourceSet(path) === own || sourceSet(path) === null)
}

export const filesOfNames = (file: ScannedFile, names: ReadonlyMap<string, readonly string[]>): string[] => {
  const own = new Set(file.scan.declares)
  const found = new Set<string>()
  for (const written of file.scan.uses.split(' ')) {
    // `drawer.Open` of Go: within its package the first word is the name.
    const name = written.includes('.') ? written.slice(0, written.indexOf('.')) : written
    if (own.has(name)) continue
    const declaring = names.get(name)
    if (declaring === undefined || declaring.length >= tooCommon) continue
    for (const path of inSight(file.path, declaring)) if (path !== file.path) found.add(path)
  }
  return [...found]
}
