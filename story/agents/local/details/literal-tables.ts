// Large tables that are written out in the code: whoever wants one more of what they hold adds a line there.
import type { Place } from '../../../../shared/analysis.ts'

export interface LiteralTable {
  /** Of the variable; null where a function hands the table out. */
  name: string | null
  place: Place
  entries: number
  /** Objects and functions do something; texts and names stand for something. */
  holds: 'types' | 'objects' | 'functions' | 'values'
  /** As they stand there, the first first. */
  keys: readonly string[]
}

const fewestEntries = 8
/** Of types: a few are a family by themselves. */
const fewestTypes = 4
/** A line that is no entry may be a comment's rest or a condition; of more, it is no table. */
const leastShare = 0.9
/** So much of it holds values of one shape, or it is a list of options. */
const leastAlike = 0.7

/** What is set, shown or exported is a list, but nobody adds one of its kind. */
const noFamily =
  /default|option|config|setting|state|props|colou?r|style|theme|export|string|message|locale|translation|env|fixture|sample|icon|charset|escape|const|json|result|response|opts|allowed|valid|kwargs|^(?:obj|data|info|row|body|payload|params|args|values?)$/i
const opening = /(?:^|[\s.*&$@])([A-Za-z_]\w*)\s*(?:\[[^\]]*\]\s*)*(?::[^=]*)?(?::=|=(?![=>]))\s*[^;'"]*$/
const handedOut = /^\s*return\s+(?:[^;'"]*)?[{[]\s*$/
const declaresType = /^\s*(?:export\s+)?(?:declare\s+)?(?:type|interface|enum|struct|namespace|if|for|while|elif|else)\b/

interface EntryForm {
  files: RegExp
  /** Of an entry without its indent: the key, then the value. */
  pattern: RegExp
  needs?: RegExp
}
const any = /\.\w+$/
const entryForms: readonly EntryForm[] = [
  { files: /\.cs$/, pattern: /^\[typeof\(([\w?.[\]<>]+)\)\]\s*=\s*(\S.*)/ },
  { files: any, pattern: /^[[{(]?\s*["'`]([^"'`]{1,40})["'`]\]?\s*(?::|=>|=|,|to\b|->)\s*(\S.*)/ },
  { files: /\.(?:c|h|cc|cpp|hpp)$/, pattern: /^\{\s*\w+\s*,\s*"([^"]{1,40})"\s*,?\s*(\S.*)/ },
  // A struct's fields have the same look where a language writes them so.
  { files: /\.(?:[cm]?[jt]sx?|py|rb)$/, pattern: /^([A-Za-z_$][\w$.]*)\s*:\s*(\S.*)/ },
  { files: /\.(?:rb|php)$/, pattern: /^:?([a-zA-Z_][\w:]*)\s*=>\s*(\S.*)/ },
  { files: any, pattern: /^(?:new\s+|&)?([A-Z]\w*)(\(.*\)),?\s*$/, needs: /[[(]\s*$/ },
]

const shapes: readonly (readonly [RegExp, string])[] = [
  [/^["'`]/, 'text'],
  [/^(?:-?\d|true\b|false\b|null\b|nil\b|None\b|undefined\b)/, 'plain'],
  [/^(?:async\b|function\b|fn\b|func\b|lambda\b|\(.*\)\s*=>|\w+\s*=>|->|\|)/, 'function'],
  [/^(?:new\s+)?[A-Z][\w.:]*\s*[({<]/, 'made'],
  [/^[{[]/, 'group'],
  [/^[\w.$:&*]+\s*[,}\])]?/, 'name'],
]
const shapeOf = (value: string): string => shapes.find(([pattern]) => pattern.test(value))?.[1] ?? 'other'

/** `GZipDecoder,`, and no constant in capitals. */
const typeName = /^[A-Z]\w*[a-z]\w*(?:::class|\.class)?,?\s*(?:(?:#|\/\/).*)?$/
const isCopy = (key: string, value: string): boolean => /^(?:this|self|that|\w+)[.[]/.test(value) && bare(value).includes(bare(key))
const bare = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '')

const indentOf = (line: string): number => (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length
/** Lines for a preprocessor stand where they like. */
const isSkipped = (line: string): boolean => line.trim() === '' || /^#(?:if|el|end)/.test(line)
const mostOpeningLines = 6
const comment = /^(?:\/\/|#|\/?\*|--|"""|''')/
const sayableKey = /^[\w.+#/-]{2,24}$/

const readTable = (file: string, lines: readonly string[], start: number, opens: string, from: number, name: string | null): LiteralTable | null => {
  const outer = indentOf(lines[start] ?? '')
  const body: string[] = []
  let end = from
  while (end < lines.length && (isSkipped(lines[end] ?? '') || indentOf(lines[end] ?? '') > outer)) {
    body.push(lines[end] ?? '')
    end += 1
  }
  const indents = body.filter((line) => line.trim() !== '' && !comment.test(line.trim())).map(indentOf)
  const indent = Math.min(...indents)
  const own = body.filter((line) => indentOf(line) === indent).map((line) => line.trim())
  const rows = own.filter((line) => line !== '' && !comment.test(line) && !/^[\]})]/.test(line))
  if (rows.length < fewestTypes) return null
  for (const { files, pattern, needs } of entryForms) {
    if (!files.test(file) || needs?.test(opens) === false) continue
    const found = rows.flatMap((row) => {
      const match = pattern.exec(row)
      return match === null
        ? []
        : [
            {
              key: match[1] ?? '',
              shape: needs === undefined ? shapeOf(match[2] ?? '') : 'made',
              isCopied: isCopy(match[1] ?? '', match[2] ?? ''),
              isHandedOn: /^(?:require|import)\(/.test(match[2] ?? ''),
              isType: typeName.test(match[2] ?? ''),
            },
          ]
    })
    const isOfTypes = found.every(({ isType }) => isType)
    if (found.length < (isOfTypes ? fewestTypes : fewestEntries) || found.length < rows.length * leastShare) continue
    const [most] = [...Map.groupBy(found, ({ shape }) => shape)].toSorted(([, a], [, b]) => b.length - a.length)
    if (most === undefined || most[0] === 'plain' || most[1].length < found.length * leastAlike) continue
    // A list of what a package hands out makes nothing work that is not there already.
    if (found.every(({ isHandedOn }) => isHandedOn)) continue
    // What is copied under its own name is no table, but an object on its way.
    if (found.filter(({ isCopied }) => isCopied).length > found.length / 2 || (name === null && most[0] !== 'made' && most[0] !== 'function')) continue
    const keys = [...new Set(found.map(({ key }) => key).filter((key) => sayableKey.test(key) && /[A-Za-z]{2}/.test(key)))]
    if (keys.length < found.length / 2) continue
    return {
      name,
      place: { file, start_line: start + 1, end_line: end + 1 },
      entries: found.length,
      holds: isOfTypes ? 'types' : most[0] === 'made' ? 'objects' : most[0] === 'function' ? 'functions' : 'values',
      keys,
    }
  }
  return null
}

const setsUpData = /(?:^|\/)(?:\w*migrations?|seeds?|locales?|i18n|l10n)(?:\/|\.\w+$)/i

/** Of one file, in its order. */
export const readLiteralTables = (file: string, text: string): LiteralTable[] => {
  if (setsUpData.test(file)) return []
  const lines = text.split('\n')
  return lines.flatMap((line, at): LiteralTable[] => {
    if (comment.test(line.trim()) || declaresType.test(line)) return []
    const named = opening.exec(line)
    if (named === null && !handedOut.test(line)) return []
    const name = named?.[1] ?? null
    const opensHere = /[{[]\(?\s*$|\(\s*$/.test(line) && !/new\b.*\(\d*\s*$/.test(line)
    const below = opensHere ? 0 : lines.slice(at + 1, at + 1 + mostOpeningLines).findIndex((next) => /^\s*\{$/.test(next)) + 1
    if ((name !== null && noFamily.test(name)) || (!opensHere && below === 0)) return []
    // A struct that is filled has the look of a table, and is none.
    if (/\.go$/.test(file) && !/\bmap\[|\[\]/.test(line)) return []
    const table = readTable(file, lines, at, lines[at + below] ?? '', at + below + 1, name)
    return table === null ? [] : [table]
  })
}
