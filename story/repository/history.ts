// How the repository grew, as far as this clone knows. A shallow clone says so; a clone without old file contents still
// knows which files a commit touched, but not how many lines.
import type { History } from '../../shared/analysis.ts'
import { cleanLine } from './clean-text.ts'
import { type CommitSize, measureCommits } from './commit-sizes.ts'
import { splitBatches, streamGit } from './git-objects.ts'
import { withinLimit } from './history-limits.ts'
import { fullNameOf, listPeople } from './people.ts'
import type { Changes } from './recent-changes.ts'
import { listReleaseTags, type TaggedCommit } from './release-tags.ts'
import { redactSecrets } from './secrets.ts'
import { runGitText } from './source/git.ts'
import { findTurns } from './turns.ts'

interface CommitLine extends TaggedCommit {
  date: string
  author: string
  email: string
  subject: string
}

/** The longest honest ones are read in half of it. */
const limitMs = 40_000

/** Null where it cannot be read within its limits: then nothing is told of it. */
export const readHistory = async (directory: string, commit: string, changes: Omit<Changes, 'commitsByFile'>, signal?: AbortSignal): Promise<History | null> =>
  withinLimit(limitMs, (limited) => tellHistory(directory, commit, changes, limited), signal)

const tellHistory = async (directory: string, commit: string, changes: Omit<Changes, 'commitsByFile'>, signal: AbortSignal): Promise<History> => {
  const listing = listCommits(directory, commit, signal)
  const [commits, shallow, sizes, tags] = await Promise.all([
    listing,
    runGitText(['rev-parse', '--is-shallow-repository'], { directory, signal }),
    measureCommits(
      directory,
      changes.big.map((change) => change.commit),
      signal,
    ),
    listReleaseTags(directory, listing, signal),
  ])
  const complete = shallow.trim() === 'false'
  const signatures = commits.map(({ author, email }) => ({ name: author, email }))
  const people = listPeople(signatures)
  const years = new Map<number, number>()
  for (const { date } of commits) {
    const year = Number(date.slice(0, 4))
    years.set(year, (years.get(year) ?? 0) + 1)
  }
  const first = findFirst(commits)
  const last = commits[0] ?? null
  const firstDay = first === null || !complete ? [] : commits.filter(({ date }) => date.slice(0, 10) === first.date.slice(0, 10)).reverse()
  const about = (line: CommitLine | null) => (line === null ? null : { commit: line.commit, date: line.date, subject: line.subject })
  const beginner = first === null ? '' : fullNameOf({ name: first.author, email: first.email }, signatures)
  const byCommit = new Map(commits.map((line) => [line.commit, line]))
  return {
    complete,
    commits: commits.length,
    // In a shallow clone the oldest commit is where the cut is, not where the project began.
    first: complete && first !== null ? { commit: first.commit, date: first.date, subject: first.subject, author: beginner } : null,
    last: about(last),
    contributors: people.length,
    top_contributors: people.slice(0, 10),
    commits_by_year: [...years].sort(([a], [b]) => a - b).map(([year, commits]) => ({ year, commits })),
    ...(complete && first !== null ? findTurns(commits.filter(({ date }) => Date.parse(date) >= Date.parse(first.date))) : {}),
    rewrite: complete ? tellRewrite(changes.oldestCode, first, byCommit) : null,
    first_day_subjects: firstDay.slice(0, 40).map(({ commit, subject }) => ({ commit, subject })),
    ...(changes.readOf === null ? {} : { changes_read_of: changes.readOf }),
    changes_most: changes.most,
    changes_together: changes.together,
    big_changes: tellBigChanges(changes.big, sizes, byCommit),
    releases: tags,
  }
}

const fewestOlder = 3

/**
 * The root, unless commits above it are older: then a history was laid on top of a new root, as imports from elsewhere are, and it
 * began with the oldest. One with a wrong clock is no history.
 */
const findFirst = (commits: readonly CommitLine[]): CommitLine | null => {
  const root = commits.at(-1)
  if (root === undefined) return null
  const older = commits.filter(({ date }) => Date.parse(date) < Date.parse(root.date) - 24 * 60 * 60 * 1000)
  if (older.length < fewestOlder) return root
  return older.reduce((oldest, commit) => (Date.parse(commit.date) <= Date.parse(oldest.date) ? commit : oldest), older[0] ?? root)
}

const yearMs = 365 * 24 * 60 * 60 * 1000
const yearsBefore = 2

/** What is there today came in with one commit, when the project was years old. */
const tellRewrite = (oldest: Changes['oldestCode'], first: CommitLine | null, byCommit: ReadonlyMap<string, CommitLine>): History['rewrite'] => {
  const line = oldest === null ? undefined : byCommit.get(oldest.commit)
  if (oldest === null || line === undefined || first === null) return null
  if (Date.parse(line.date) - Date.parse(first.date) < yearsBefore * yearMs) return null
  return { commit: line.commit, date: line.date, subject: line.subject, files: oldest.files }
}

const listCommits = async (directory: string, commit: string, signal: AbortSignal): Promise<CommitLine[]> => {
  const lines: CommitLine[] = []
  const authors = new Map<string, string>()
  const cleanAuthor = (written: string): string => {
    const author = authors.get(written) ?? cleanLine(written, 100)
    authors.set(written, author)
    return author
  }
  // A git directory that stands alone does not find the project's own list of its people's names.
  const settings = { 'mailmap.blob': `${commit}:.mailmap` }
  for await (const batch of splitBatches(streamGit(directory, ['log', '-z', '--format=%H%x09%cI%x09%aI%x09%aN%x09%aE%x09%s', commit], { signal, settings }), 0))
    for (const line of batch) {
      const [hash = '', committed = '', date = '', author = '', email = '', ...subject] = line.split('\t')
      if (/^\d{4}-/.test(date))
        lines.push({ commit: hash, committed, date: validDate(date), author: cleanAuthor(author), email, subject: cleanLine(subject.join(' '), 200) })
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

const tellBigChanges = (changes: Changes['big'], sizes: ReadonlyMap<string, CommitSize>, byCommit: ReadonlyMap<string, CommitLine>): History['big_changes'] => {
  // What was taken back is no part of how it became what it is.
  const takenBack = new Set([...byCommit.values()].flatMap(({ subject }) => /^Revert "(.+)"$/.exec(subject)?.[1] ?? []))
  return changes.flatMap(({ commit }) => {
    const line = byCommit.get(commit)
    const size = sizes.get(commit)
    if (line === undefined || size === undefined || takenBack.has(line.subject)) return []
    const { deletedFolder, ...counts } = size
    return [{ commit, date: line.date, subject: line.subject, ...counts, deleted_folder: deletedFolder }]
  })
}
