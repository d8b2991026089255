// Files keep their history when they move. Seen from the newest commit to the oldest: what a file of today was called
// before. Trees only, as with all that is read of many commits: a move is known by the same contents, or by a name that
// went from one folder and came to another in one commit.
import { baseName } from './languages.ts'

/** One path of one commit, as `git log --raw` lists it. */
export interface Touch {
  path: string
  /** A, D, M, T. */
  status: string
  /** Of the contents before and after, shortened. */
  before: string
  after: string
}

/** Every folder may have one of these: that one went and another came says nothing. */
const everyFolderHasOne =
  /^(?:index|mod|main|lib|__init__|__main__|init|types?|utils?|common|base|core|doc|errors?|config|package|setup|Makefile|CMakeLists|README|readme|helpers?|constants|pom|build|Cargo|go|options)\.\w+$|^[^.]+$/
/** All files without contents have the same. */
const empty = /^e69de29/

export const createMoves = () => {
  /** What a path of the commits still to come is called today. */
  const names = new Map<string, string>()
  return {
    nameOf: (path: string): string => names.get(path) ?? path,
    /** Gives back what came by a move. */
    add: (touches: readonly Touch[]): ReadonlySet<string> => {
      const come = touches.filter(({ status }) => status === 'A')
      if (come.length === 0) return new Set()
      const gone = touches.filter(({ status }) => status === 'D')
      // All at once: of two files that change places, each is the other before.
      const moved = movesAmong(gone, come)
      const today = moved.map(([from, to]) => [from, names.get(to) ?? to] as const)
      // Before it came, the path was another file's.
      for (const { path } of come) names.delete(path)
      for (const [from, name] of today) names.set(from, name)
      return new Set(moved.map(([, to]) => to))
    },
  }
}

const movesAmong = (gone: readonly Touch[], come: readonly Touch[]): [from: string, to: string][] => {
  const left = new Set(gone)
  const moves: [string, string][] = []
  const take = (from: Touch | undefined, to: Touch): boolean => {
    if (from === undefined) return false
    left.delete(from)
    moves.push([from.path, to.path])
    return true
  }
  const goneByContents = Map.groupBy(gone, ({ before }) => before)
  const renamed = come.filter((to) => {
    const same = empty.test(to.after) ? [] : (goneByContents.get(to.after) ?? []).filter((from) => left.has(from))
    return !take(same.find(({ path }) => baseName(path) === baseName(to.path)) ?? (same.length === 1 ? same[0] : undefined), to)
  })
  const goneByName = Map.groupBy(left, ({ path }) => baseName(path))
  for (const [name, [to, other]] of Map.groupBy(renamed, ({ path }) => baseName(path))) {
    const [from, another] = goneByName.get(name) ?? []
    if (to !== undefined && other === undefined && another === undefined && !everyFolderHasOne.test(name)) take(from, to)
  }
  return moves
}
