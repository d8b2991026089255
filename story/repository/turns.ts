// Where a history turns: long silences, the commits that close a project or open it again, the move to another language.
// Told by subjects that say so in as many words: a guess would put something into somebody's mouth.
import type { History } from '../../shared/analysis.ts'

interface Commit {
  commit: string
  date: string
  author: string
  subject: string
}

const dayMs = 24 * 60 * 60 * 1000
const longSilenceMs = 365 * dayMs
const mostSilences = 2
const mostTurns = 3

const closing =
  /^(?:\w+(?:\([^)]*\))?!?: )?(?:mark(?:ed)? as )?(?:archive mode|archived?(?: (?:this|the))? (?:repo(?:sitory)?|project)|(?:project |repo )?(?:is )?(?:unmaintained|no longer maintained)|(?:enter )?maintenance mode|deprecated? (?:this |the )?(?:project|package|repo(?:sitory)?))\b/i
const opening =
  /^(?:\w+(?:\([^)]*\))?!?: )?(?:reviv(?:e|ed|ing)(?: (?:the |this )?(?:project|repo(?:sitory)?|library|package|development))?[.!]?$|un-?archived?\b|new maintainers?\b|under new (?:maintenance|management)\b)/i
const language =
  /^(?:\[\w+\] |\w+(?:\([^)]*\))?!?: )?(?:rewrite|rewritten|rewrote|port(?:ed)?|convert(?:ed)?|migrat(?:e|ed)|switch(?:ed)?|move[d]?)(?: (?:code|codebase|everything|it|project|the \w+|all \w+))?(?: from \w+)? (?:in|to) (?:TypeScript|Rust|Go|Kotlin|ES ?modules|ESM|Swift|C\+\+|Python 3)(?![\w:-]|\s*\d|\.\d)/i

/** The whole, by a name that is a word of its own: "Rename to tea", "Renamed tea to coffee", "Name change: Tea => Coffee". */
const renaming =
  /^(?:\w+(?:\([^)]*\))?!?: )?(?:renam(?:e|ed|es|ing)|name change:?)(?: (?:the |this )?(?:project|package|library|repo(?:sitory)?|everything))?(?: (?:from )?["'`]?([A-Za-z][a-z\d-]{2,20})["'`]?)? ?(?:to|as|->|=>|>) ["'`]?([A-Z]?[a-z\d-]{2,20}(?: [A-Z][a-z]+)?)["'`]?(?: \([^)]*\))*[.!]?$/i
/** What has a name within a project. */
const within =
  /^(?:director(?:y|ies)|folders?|imports?|files?|modules?|types?|class(?:es)?|functions?|methods?|variables?|targets?|branch|tests?|main|master|fields?|tags?|binary|package|packages)$/i
const mostRenamed = 12

const kinds = [
  { kind: 'closed', pattern: closing },
  { kind: 'reopened', pattern: opening },
  { kind: 'language', pattern: language },
] as const

/** `commits`: newest first, as git lists them. */
export const findTurns = (commits: readonly Commit[]): Pick<History, 'silences' | 'turns'> => {
  const byDate = commits
    .map((commit) => ({ commit, ms: Date.parse(commit.date) }))
    .sort((a, b) => a.ms - b.ms)
    .map(({ commit }) => commit)
  const silences = byDate
    .flatMap((line, at) => {
      const next = byDate[at + 1]
      const ms = next === undefined ? 0 : Date.parse(next.date) - Date.parse(line.date)
      return next === undefined || ms < longSilenceMs ? [] : [{ from: line.date, until: next.date, resumed_by: next.author, ms }]
    })
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, mostSilences)
    .map(({ ms: _, ...silence }) => silence)
  const seen = new Set<string>()
  const turns = byDate.flatMap((line, at): NonNullable<History['turns']> => {
    const found = kinds.find(({ pattern }) => pattern.test(line.subject))
    if (found === undefined || seen.has(`${found.kind} ${line.subject}`)) return []
    seen.add(`${found.kind} ${line.subject}`)
    const next = byDate.slice(at + 1).find(({ subject }) => subject !== line.subject)
    return [
      {
        kind: found.kind,
        commit: line.commit,
        date: line.date,
        author: line.author,
        subject: line.subject,
        next: next === undefined ? null : { date: next.date, author: next.author },
      },
    ]
  })
  const renamed = byDate.flatMap((line, at): NonNullable<History['turns']> => {
    const [, from, to] = renaming.exec(line.subject) ?? []
    if (to === undefined || within.test(from ?? '')) return []
    // What went by the name before was not given it then.
    const isOld = byDate.findIndex(({ subject }) => subject.toLowerCase().includes(to.toLowerCase())) < at
    return isOld
      ? []
      : [
          {
            kind: 'renamed',
            commit: line.commit,
            date: line.date,
            author: line.author,
            subject: line.subject,
            next: null,
            to,
            ...(from === undefined ? {} : { from }),
          },
        ]
  })
  return { silences, turns: [...renamed.slice(0, mostRenamed), ...turns.slice(-mostTurns)] }
}
