// How the repository grew, as far as this clone knows. A shallow clone says so; a clone without old file contents still
// knows which files a commit touched, but not how many lines.
import type { History } from '../../shared/analysis.ts'
import { cleanLine } from './clean-text.ts'
import { splitBatches, streamGit } from './git-objects.ts'
import { redactSecrets } from './secrets.ts'
import { GitError, runGitText } from './source/git.ts'

/** Of one commit: beyond this the number says nothing more. */
const mostTouched = 50_000
/** Enough to know what changes most; the whole of a long history takes longer than it tells, most of all over a large tree. */
const maxDetailedCommits = 3000
const maxDetailedOfLarge = 1000
const largeTreeFiles = 3000
const maxBigChanges = 8

interface HistoryReading {
  history: History
  /** Path → commits of the recent ones that touched it. */
  commitsByFile: ReadonlyMap<string, number>
}

interface CommitLine {
  commit: string
  date: string
  author: string
  subject: string
}

// The history is a chapter at most. One that takes longer than this, or more memory than git may have, was made to; the
// longest honest ones are read in half of it.
const limitMs = 60_000

/** Null where it cannot be read within its limits: then nothing is told of it. */
export const readHistory = async (directory: string, commit: string, current: ReadonlySet<string>, signal?: AbortSignal): Promise<HistoryReading | null> => {
  const limit = AbortSignal.timeout(limitMs)
  try {
    return await readWithin(directory, commit, current, signal === undefined ? limit : AbortSignal.any([signal, limit]))
  } catch (error) {
    signal?.throwIfAborted()
    if (limit.aborted || error instanceof GitError) return null
    throw error
  }
}

const readWithin = async (directory: string, commit: string, current: ReadonlySet<string>, signal: AbortSignal): Promise<HistoryReading> => {
  const [commits, shallow, changes, tags] = await Promise.all([
    listCommits(directory, commit, signal),
    runGitText(['rev-parse', '--is-shallow-repository'], { directory, ...(signal ? { signal } : {}) }),
    readChanges(directory, commit, current, signal),
    listReleases(directory, commit, signal),
  ])
  const complete = shallow.trim() === 'false'
  const authors = new Map<string, number>()
  const years = new Map<number, number>()
  for (const { author, date } of commits) {
    authors.set(author, (authors.get(author) ?? 0) + 1)
    const year = Number(date.slice(0, 4))
    years.set(year, (years.get(year) ?? 0) + 1)
  }
  const first = commits.at(-1) ?? null
  const last = commits[0] ?? null
  const firstDay = first === null || !complete ? [] : commits.filter(({ date }) => date.slice(0, 10) === first.date.slice(0, 10)).reverse()
  const about = (line: CommitLine | null) => (line === null ? null : { commit: line.commit, date: line.date, subject: line.subject })
  const byCommit = new Map(commits.map((line) => [line.commit, line]))
  const big = await measureBigChanges(directory, changes.big.slice(0, maxBigChanges), byCommit, signal)
  return {
    commitsByFile: changes.commitsByFile,
    history: {
      complete,
      commits: commits.length,
      // In a shallow clone the oldest commit is where the cut is, not where the project began.
      first: complete ? about(first) : null,
      last: about(last),
      contributors: authors.size,
      top_contributors: [...authors]
        .sort(byCount)
        .slice(0, 10)
        .map(([name, commits]) => ({ name, commits })),
      commits_by_year: [...years].sort(([a], [b]) => a - b).map(([year, commits]) => ({ year, commits })),
      first_day_subjects: firstDay.slice(0, 40).map(({ commit, subject }) => ({ commit, subject })),
      changes_most: [...changes.commitsByFile]
        .filter(([, count]) => count > 1)
        .sort(byCount)
        .slice(0, 20)
        .map(([file, commits]) => ({ file, commits })),
      changes_together: changes.together,
      big_changes: big,
      releases: tags,
    },
  }
}

const byCount = ([a, countA]: [string, number], [b, countB]: [string, number]): number => countB - countA || (a < b ? -1 : 1)

const listCommits = async (directory: string, commit: string, signal?: AbortSignal): Promise<CommitLine[]> => {
  const lines: CommitLine[] = []
  const authors = new Map<string, string>()
  const cleanAuthor = (written: string): string => {
    const author = authors.get(written) ?? cleanLine(written, 100)
    authors.set(written, author)
    return author
  }
  for await (const batch of splitBatches(streamGit(directory, ['log', '-z', '--format=%H%x09%aI%x09%aN%x09%s', commit], { signal }), 0))
    for (const line of batch) {
      const [hash = '', date = '', author = '', ...subject] = line.split('\t')
      if (/^\d{4}-/.test(date)) lines.push({ commit: hash, date: validDate(date), author: cleanAuthor(author), subject: cleanLine(subject.join(' '), 200) })
    }
  return withoutSecrets(lines)
}

/** Somebody once committed with a key in the subject. All at once, a line each: the search keeps line ends. */
const withoutSecrets = async (lines: CommitLine[]): Promise<CommitLine[]> => {
  const text = lines.flatMap(({ author, subject }) => [author, subject]).join('\n')
  const clean = await redactSecrets('history', text)
  if (clean === text) return lines
  const told = clean.split('\n')
  return lines.map((line, index) => ({ ...line, author: told[2 * index] ?? '', subject: told[2 * index + 1] ?? '' }))
}

/** git prints offsets like +00:00 or Z; years beyond four digits are somebody's joke. */
const validDate = (date: string): string => (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-][01]\d:\d\d)$/.test(date) ? date : `${date.slice(0, 10)}T00:00:00Z`)

interface Changes {
  commitsByFile: Map<string, number>
  together: History['changes_together']
  big: { commit: string; files: number; deleted: number; deletedFolder: string | null }[]
}

const readChanges = async (directory: string, commit: string, current: ReadonlySet<string>, signal?: AbortSignal): Promise<Changes> => {
  const commitsByFile = new Map<string, number>()
  const pairs = createPairs()
  const big: Changes['big'] = []
  // Trees only: contents may not be here, and comparing them would take most of the time.
  const output = streamGit(
    directory,
    [
      'log',
      '-z',
      '--raw',
      '--no-renames',
      '--no-merges',
      '--abbrev=1',
      `--max-count=${current.size > largeTreeFiles ? maxDetailedOfLarge : maxDetailedCommits}`,
      '--format=%x01%H',
      commit,
    ],
    { signal },
  )
  let commitNow = ''
  let touched: string[] = []
  let deleted: string[] = []
  const finish = () => {
    const here = touched.filter((path) => current.has(path))
    for (const path of here) commitsByFile.set(path, (commitsByFile.get(path) ?? 0) + 1)
    // A change of half the tree couples nothing with anything.
    if (here.length >= 2 && here.length <= 12) pairs.add(here)
    if (commitNow !== '' && (touched.length >= 20 || deleted.length >= 3))
      big.push({ commit: commitNow, files: touched.length, deleted: deleted.length, deletedFolder: commonFolder(deleted) })
    touched = []
    deleted = []
  }
  let status = ''
  const note = (piece: string): void => {
    const text = piece.startsWith('\n') ? piece.slice(1) : piece
    if (text.startsWith('\u0001')) {
      finish()
      commitNow = text.slice(1, 41)
      const rest = text.slice(41).replace(/^\n/, '')
      status = rest.startsWith(':') ? (rest.at(-1) ?? '') : ''
    } else if (text.startsWith(':')) status = text.at(-1) ?? ''
    else if (text !== '' && touched.length < mostTouched) {
      touched.push(text)
      if (status === 'D') deleted.push(text)
    }
  }
  for await (const pieces of splitBatches(output, 0)) pieces.forEach(note)
  finish()
  const together = pairs.list()
  // Whole folders of source that went are what a listener would want to know first.
  big.sort((a, b) => weight(b) - weight(a) || (a.commit < b.commit ? -1 : 1))
  return { commitsByFile, together, big }
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
    list: (): History['changes_together'] =>
      [...counts]
        .filter(([, count]) => count >= 4)
        .map(([pair, count]): [string, number] => {
          const [a = '', b = ''] = [Math.floor(pair / mostNumbers), pair % mostNumbers].map((number) => paths[number] ?? '')
          return [a < b ? `${a}\0${b}` : `${b}\0${a}`, count]
        })
        .sort(byCount)
        .slice(0, 20)
        .map(([key, commits]) => ({ files: key.split('\0') as [string, string], commits })),
  }
}
/** More than a listing has; two of them fit into a number that is exact. */
const mostNumbers = 2 ** 26

const weight = ({ files, deleted, deletedFolder }: Changes['big'][number]): number =>
  Math.min(deleted, 60) *
    (deletedFolder === null ? 1 : 3) *
    (deletedFolder !== null && /^(?:src|lib|packages|crates|app)(?:\/|$)|\/(?:src|lib)\//.test(deletedFolder) ? 8 : 1) +
  Math.min(files, 100) / 10

const commonFolder = (paths: readonly string[]): string | null => {
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

const measureBigChanges = async (
  directory: string,
  changes: Changes['big'],
  byCommit: ReadonlyMap<string, CommitLine>,
  signal?: AbortSignal,
): Promise<History['big_changes']> => {
  const sizes = await measure(
    directory,
    changes.map(({ commit }) => commit),
    signal,
  )
  return changes.flatMap(({ commit, files, deletedFolder }) => {
    const line = byCommit.get(commit)
    const size = sizes.get(commit)
    if (line === undefined || size === undefined) return []
    return [{ commit, date: line.date, subject: line.subject, files, ...size, deleted_folder: deletedFolder }]
  })
}

/** Lines by commit; nothing where the clone holds no old contents, since then there is nothing to tell of their sizes. */
const measure = async (
  directory: string,
  commits: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, { insertions: number; deletions: number }>> => {
  const sizes = new Map<string, { insertions: number; deletions: number }>()
  if (commits.length === 0) return sizes
  try {
    const text = await runGitText(['diff-tree', '--stdin', '--shortstat', '--no-renames', '--root'], {
      directory,
      input: `${commits.join('\n')}\n`,
      timeoutMs: 10_000,
      ...(signal ? { signal } : {}),
    })
    for (const match of text.matchAll(/^([\da-f]{40,64})\n+ (.*)$/gm))
      sizes.set(match[1] ?? '', {
        insertions: Number(/(\d+) insertion/.exec(match[2] ?? '')?.[1] ?? 0),
        deletions: Number(/(\d+) deletion/.exec(match[2] ?? '')?.[1] ?? 0),
      })
  } catch (error) {
    if (!(error instanceof GitError)) throw error
  }
  return sizes
}

const listReleases = async (directory: string, commit: string, signal?: AbortSignal): Promise<History['releases']> => {
  const text = await runGitText(
    [
      'for-each-ref',
      '--merged',
      commit,
      '--sort=-creatordate',
      '--count=60',
      '--format=%(refname:short)%09%(creatordate:short)%09%(objectname)%09%(*objectname)',
      'refs/tags',
    ],
    {
      directory,
      ...(signal ? { signal } : {}),
    },
  )
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
  const names = (await redactSecrets('history', rows.map(([name = '']) => cleanLine(name, 100)).join('\n'))).split('\n')
  return rows.map(([, date = '', object = '', peeled = ''], index) => ({
    name: names[index] ?? '',
    date: date === '' ? null : date,
    place: null,
    commit: peeled === '' ? object : peeled,
  }))
}
