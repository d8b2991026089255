// What the last commits changed: the files that change most, those that change together, and the commits that changed most
// at once. Trees only: contents may not be here, and comparing them would take most of the time.
import type { History } from '../../shared/analysis.ts'
import { splitBatches, streamGit } from './git-objects.ts'
import { withinLimit } from './history-limits.ts'
import { createMoves, type Touch } from './moved-files.ts'
import { pushTo } from './resolvers/resolver.ts'

/** Of one commit: beyond this the number says nothing more. */
const mostTouched = 50_000
/** Enough to know what changes most; the whole of a long history takes longer than it tells, most of all over a large tree. */
const maxDetailedCommits = 3000
const maxDetailedOfLarge = 1000
const largeTreeFiles = 3000
const maxBigChanges = 8

/** What the recent commits touched: known sooner than the rest, and what the ranking waits for. */
export interface Changes {
  /** Path → commits that touched it, by this name or by one that it had before. */
  commitsByFile: ReadonlyMap<string, number>
  most: History['changes_most']
  together: History['changes_together']
  /** How many of the newest commits all of this was read from; null where it was all of them. */
  readOf: number | null
  /** The commit that brought the oldest of the present source files, with how many; null where they were moved, or it lies too far back. */
  oldestCode: { commit: string; files: number } | null
  /** Renames not told apart: a file that was moved went here, and came there. */
  big: { commit: string; files: number; deleted: number; deletedFolder: string | null }[]
}

/** The longest honest ones take a quarter of it. */
const limitMs = 20_000

/** Null where it cannot be read within its limits: then the files are ranked without. */
export const readChanges = async (directory: string, commit: string, current: ReadonlySet<string>, signal?: AbortSignal): Promise<Changes | null> =>
  withinLimit(limitMs, (limited) => listChanges(directory, commit, current, limited), signal)

const listChanges = async (directory: string, commit: string, current: ReadonlySet<string>, signal: AbortSignal): Promise<Changes> => {
  const commitsOf = new Map<string, number[]>()
  const pairs = createPairs()
  const arrivals = createArrivals(current)
  const mostCommits = current.size > largeTreeFiles ? maxDetailedOfLarge : maxDetailedCommits
  let commits = 0
  const big: Changes['big'] = []
  const output = streamGit(
    directory,
    ['log', '-z', '--raw', '--no-renames', '--no-merges', '--abbrev=8', `--max-count=${mostCommits}`, '--format=%x01%H', commit],
    { signal },
  )
  const moves = createMoves()
  let commitNow = ''
  let touches: Touch[] = []
  const finish = () => {
    const withStatus = (wanted: string): string[] => touches.flatMap(({ path, status }) => (status === wanted ? [path] : []))
    const [deleted, added] = [withStatus('D'), withStatus('A')]
    const names = new Map(touches.map(({ path }) => [path, moves.nameOf(path)]))
    const here = [...new Set(names.values())].filter((path) => current.has(path))
    for (const path of here) pushTo(commitsOf, path, commits)
    // A change of half the tree couples nothing with anything.
    if (here.length >= 2 && here.length <= 12) pairs.add(here)
    if (commitNow !== '' && (touches.length >= 20 || deleted.length >= 3))
      big.push({ commit: commitNow, files: touches.length, deleted: deleted.length, deletedFolder: commonFolder(deleted) })
    // What was moved here came long before, by another name.
    const moved = moves.add(touches)
    arrivals.add(
      commitNow,
      added.filter((path) => !moved.has(path)).map((path) => names.get(path) ?? path),
      deleted,
    )
    if (commitNow !== '') commits += 1
    touches = []
  }
  let raw = ''
  const note = (piece: string): void => {
    const text = piece.startsWith('\n') ? piece.slice(1) : piece
    if (text.startsWith('\u0001')) {
      finish()
      commitNow = text.slice(1, 41)
      const rest = text.slice(41).replace(/^\n/, '')
      raw = rest.startsWith(':') ? rest : ''
    } else if (text.startsWith(':')) raw = text
    else if (text !== '' && touches.length < mostTouched) {
      const [, , before = '', after = '', status = ''] = raw.split(' ')
      touches.push({ path: text, status, before, after })
    }
  }
  for await (const pieces of splitBatches(output, 0)) pieces.forEach(note)
  finish()
  const commitsByFile = new Map([...commitsOf].map(([path, all]) => [path, all.length]))
  const together = pairs.list(commitsOf)
  // Whole folders of source that went are what a listener would want to know first.
  big.sort((a, b) => weight(b) - weight(a) || (a.commit < b.commit ? -1 : 1))
  const most = [...commitsByFile]
    .filter(([, count]) => count > 1)
    .sort(byCount)
    .slice(0, 20)
    .map(([file, commits]) => ({ file, commits }))
  const isWhole = commits < mostCommits
  return { commitsByFile, most, together, readOf: isWhole ? null : commits, oldestCode: isWhole ? arrivals.oldest() : null, big: big.slice(0, maxBigChanges) }
}

const codeFile = /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|cs|c|h|cc|cpp|hpp|rb|php|swift)$/
/** What stands at the top or among tests outlives what it was written for. */
const besideCode = /^[^/]+$|(?:^|\/)(?:tests?|__tests__|specs?|docs?|website|examples?|bench\w*|scripts?|\.\w+)\/|\.config\.\w+$|(?:^|\/)setup\.py$/
const fewestArrived = 3
const stemOf = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\..*$/, '')

/** Which commit brought the present source files, seen from the newest commit to the oldest. */
const createArrivals = (current: ReadonlySet<string>) => {
  const order = new Map<string, number>()
  const arrivedIn = new Map<string, string>()
  const moves = new Set<string>()
  return {
    add: (commit: string, added: readonly string[], deleted: readonly string[]): void => {
      const code = added.filter((path) => current.has(path) && codeFile.test(path) && !besideCode.test(path))
      if (commit === '' || code.length === 0) return
      order.set(commit, order.size)
      for (const path of code) arrivedIn.set(path, commit)
      const gone = new Set(deleted.map(stemOf))
      if (code.filter((path) => gone.has(stemOf(path))).length >= code.length / 2) moves.add(commit)
    },
    oldest: (): Changes['oldestCode'] => {
      const commit = [...new Set(arrivedIn.values())].toSorted((a, b) => (order.get(b) ?? 0) - (order.get(a) ?? 0))[0]
      const files = [...arrivedIn.values()].filter((one) => one === commit).length
      return commit === undefined || moves.has(commit) || files < fewestArrived ? null : { commit, files }
    },
  }
}

/** Counted by number: as text, the pairs of a long history would be most of what it costs. */
const createPairs = () => {
  const numbers = new Map<string, number>()
  const paths: string[] = []
  const counts = new Map<number, number>()
  const numberOf = (path: string): number => {
    const known = numbers.get(path)
    if (known !== undefined) return known
    numbers.set(path, paths.length)
    return paths.push(path) - 1
  }
  return {
    add: (files: readonly string[]): void => {
      const here = files.map(numberOf)
      for (const [index, one] of here.entries())
        for (const other of here.slice(index + 1)) {
          const pair = Math.min(one, other) * mostNumbers + Math.max(one, other)
          counts.set(pair, (counts.get(pair) ?? 0) + 1)
        }
    },
    /** Which pairs belong together the small commits tell; how often they changed together, all of them. */
    list: (commitsOf: ReadonlyMap<string, readonly number[]>): History['changes_together'] =>
      [...counts]
        .filter(([, count]) => count >= 4)
        .map(([pair, count]): [string, number] => {
          const [a = '', b = ''] = [Math.floor(pair / mostNumbers), pair % mostNumbers].map((number) => paths[number] ?? '')
          return [a < b ? `${a}\0${b}` : `${b}\0${a}`, count]
        })
        .sort(byCount)
        .slice(0, 20)
        .map(([key]) => {
          const [a = '', b = ''] = key.split('\0')
          const others = new Set(commitsOf.get(b))
          return { files: [a, b], commits: (commitsOf.get(a) ?? []).filter((commit) => others.has(commit)).length }
        }),
  }
}
/** More than a listing has; two of them fit into a number that is exact. */
const mostNumbers = 2 ** 26

const weight = ({ files, deleted, deletedFolder }: Changes['big'][number]): number =>
  Math.min(deleted, 60) *
    (deletedFolder === null ? 1 : 3) *
    (deletedFolder !== null && /^(?:src|lib|packages|crates|app)(?:\/|$)|\/(?:src|lib)\//.test(deletedFolder) ? 8 : 1) +
  Math.min(files, 100) / 10

export const commonFolder = (paths: readonly string[]): string | null => {
  if (paths.length < 3) return null
  let common = (paths[0] ?? '').split('/').slice(0, -1)
  for (const path of paths.slice(1)) {
    const parts = path.split('/')
    let length = 0
    while (length < common.length && common[length] === parts[length]) length += 1
    common = common.slice(0, length)
  }
  return common.length === 0 ? null : common.join('/')
}

/** The most first; ties by name, so that the order is the same everywhere. */
export const byCount = ([a, countA]: [string, number], [b, countB]: [string, number]): number => countB - countA || (a < b ? -1 : 1)
