// The fields of a type with the comments that stand above or behind them: where a struct is explained at all, it is there.
// Read line by line, since what declares a field looks alike in most languages.
import type { Place } from '../../../../shared/analysis.ts'

export interface CommentedField {
  /** More than one where they share a comment: `next` and `prev`. */
  names: string[]
  /** On one line, markers removed. */
  comment: string
  place: Place
}

const modifiers =
  '(?:(?:pub(?:\\([^)]*\\))?|public|private|protected|internal|static|readonly|final|override|lateinit|open|const|volatile|mut|@[\\w.]+(?:\\([^)]*\\))?)\\s+)*'
const declarations: readonly (readonly [languages: RegExp, field: RegExp])[] = [
  // `struct cJSON *next;`, `char name[8];`, `void *(*malloc_fn)(size_t size);`
  [
    /\.(?:c|h|cc|cpp|hpp|hh)$/,
    /^(?!return\b|typedef\b)[A-Za-z_][\w:<>,\s*&]*?(?:\(\s*(?:\w+\s+)?\*\s*(\w+)\)\s*\(.*\)|[\s*&](\w+)(?:\s*\[[^\]]*\]|\s*=[^;]*|\s*:\s*\d+)?)\s*;/,
  ],
  // `err error`, `a, b int`
  [/\.go$/, /^([A-Za-z_]\w*(?:,\s*\w+)*)\s+[[\]*\w.<(-].*$/],
  // `val router: Router`, `pub name: String,`, `readonly name?: string;`, `name: str`
  [
    /\.(?:rs|[cm]?tsx?|kts?|py|swift|scala)$/,
    new RegExp(`^${modifiers}(?:(?:va[lr]|let)\\s+([A-Za-z_$]\\w*)\\s*=|(?:va[lr]\\s+|let\\s+)?([A-Za-z_$]\\w*)[?!]?\\s*:\\s*[^:]).*$`),
  ],
  // `private final String name;`
  [/\.(?:java|cs|php)$/, new RegExp(`^${modifiers}[\\w.<>?,[\\] ]+\\s\\$?([A-Za-z_]\\w*)\\s*(?:=.*)?;`)],
]

const commentOnly = /^(?:\/\/[/!]?|\/\*+!?|\*(?!\w)|#(?!\[))/
const stripped = (line: string): string =>
  line
    .replace(/^\s*(?:\/\/+[/!]*<?|\/\*+[!<]*|\*+(?!\/)|#:?)\s?/, '')
    .replace(/\s*\*+\/\s*$/, '')
    .trim()
/** As long as before, so that what is found in it stands at the same place in the line. */
const withoutTexts = (code: string): string => code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)'/g, (text) => '_'.repeat(text.length))
const depthChange = (code: string): number => {
  const bare = withoutTexts(code)
  return (bare.match(/[{(]/g)?.length ?? 0) - (bare.match(/[})]/g)?.length ?? 0)
}

const longestHeading = 40
/** A short line without an end, before one that begins anew, is a heading. */
const inSentences = (lines: readonly string[]): string =>
  lines
    .map((line, at) => (line.length < longestHeading && /\w$/.test(line) && /^[A-Z][a-z]+ /.test(lines[at + 1] ?? '') ? `${line}.` : line))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()

interface Pending {
  lines: readonly string[]
  start: number
}
const nothingPending: Pending = { lines: [], start: 0 }

/** Of the type that stands at `place`; `text` is the whole file. */
export const readCommentedFields = (text: string, place: Place): CommentedField[] => {
  const all = readFields(text, place)
  const lines = text.split('\n')
  return all.filter(({ comment, names, place: own }, at) => {
    const next = all[at + 1]
    // Above a group of fields it is the heading of them all.
    const isHeading = /^\s*(?:\/\/(?!\/)|#(?!:))/.test(lines[own.start_line - 1] ?? '') && next?.comment === '' && next.place.start_line === own.end_line + 1
    return comment !== '' && !(isHeading && names.length === 1)
  })
}

/** Those without a comment, too. */
export const readFields = (text: string, place: Place): CommentedField[] => {
  const declaration = declarations.find(([languages]) => languages.test(place.file))?.[1]
  if (declaration === undefined) return []
  const lines = text.split('\n')
  const isIndented = place.file.endsWith('.py')
  const fields: CommentedField[] = []
  let depth = isIndented ? 1 : 0
  let pending = nothingPending
  let inBlock = false
  /** The field right above, with the comment that it was given, which the next may share. */
  let last: { field: CommentedField; line: number } | null = null
  for (let at = place.start_line; at <= Math.min(place.end_line, lines.length); at += 1) {
    const line = (lines[at - 1] ?? '').trim()
    if (inBlock || commentOnly.test(line)) {
      // A block is a comment of its own, whatever stands above it.
      if (!inBlock && line.startsWith('/*')) pending = nothingPending
      pending = { lines: [...pending.lines, stripped(line)], start: pending.lines.length === 0 ? at : pending.start }
      inBlock = (inBlock || line.startsWith('/*')) && !line.includes('*/')
      continue
    }
    const isFirst = at === place.start_line
    const behind = withoutTexts(line).search(/\/\*.*\*\/\s*$|\/\/.*$/)
    const code = behind < 0 ? line : line.slice(0, behind).trim()
    const match = !isFirst && depth === 1 ? declaration.exec(code) : null
    if (match !== null) {
      const names = (match[1] ?? match[2] ?? '').split(',').map((name) => name.trim())
      const comment = inSentences(pending.lines.length > 0 ? pending.lines : [behind < 0 ? '' : stripped(line.slice(behind))])
      const isShared = comment === '' && last !== null && last.line === at - 1 && names.every((name) => last?.field.comment.includes(name) === true)
      if (!isShared) {
        const field = { names, comment, place: { file: place.file, start_line: pending.lines.length > 0 ? pending.start : at, end_line: at } }
        fields.push(field)
        last = { field, line: at }
      } else if (last !== null) {
        last.field.names.push(...names)
        last.field.place.end_line = at
        last.line = at
      }
    }
    // An annotation stands between a comment and what it is for.
    if (!/^(?:#\[|@\w+(?:\(.*\))?$)/.test(line)) pending = nothingPending
    depth += depthChange(code)
    if (!isIndented && depth <= 0 && /[})]/.test(code)) break
  }
  return fields
}
