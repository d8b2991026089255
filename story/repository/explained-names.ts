// Names that the project explains itself: a list or a table, in its README, its pages or the comment at the head of a file,
// whose entries are a name and what that is: settings and flags, packages that it needs, parts that it consists of.
import type { Dependency, Part, Quote, Setting } from '../../shared/analysis.ts'
import { addressesModel, plainInline } from './prose.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'

export interface ExplainedName {
  name: string
  meaning: Quote
}

const maxNames = 600
/** Names in the marks of code, or a link whose text is a name. */
const namePattern = /(?:\*\*|__)?\[?`{1,2}([^`]{2,60})`{1,2}\]?(?:\([^)\s]*\))?(?:\*\*|__)?|\[([\w@./:-]{2,60})\]\([^)\s]*\)|\*\*([\w@./:-]{2,60})\*\*/g
const entryName = new RegExp(`^(?:${namePattern.source})`)
const between = /^\s*(?:(?:,|or|and|\/|&)\s*)/
const separator = /^\s*(?:[:–—-]{1,2}|\([^)]{0,60}\)\s*[:–—-]{1,2})\s+/

/** `--port <number>`, `PORT=4001`, `config.level`: the name alone. */
const bareName = (code: string): string => code.trim().split(/[\s=<[(,]/)[0] ?? ''

const readEntry = (text: string): { names: string[]; meaning: string } | null => {
  let rest = text
  const names: string[] = []
  for (;;) {
    const match = entryName.exec(rest)
    if (match === null) break
    names.push(bareName(match[1] ?? match[2] ?? match[3] ?? ''))
    rest = rest.slice(match[0].length)
    const joint = between.exec(rest)
    if (joint === null || !entryName.test(rest.slice(joint[0].length))) break
    rest = rest.slice(joint[0].length)
  }
  const colon = /^\s*:\s*(?=\S)/.exec(rest) ?? separator.exec(rest)
  return names.length === 0 || colon === null ? null : { names, meaning: rest.slice(colon[0].length) }
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\s*\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())

const meaningHeader = /meaning|descri|purpose|explan|what|effect|usage|detail|notes?/i

/** Of a row, the cell whose column says what it means; else the longest. */
const readRow = (cells: readonly string[], header: readonly string[]): { names: string[]; meaning: string } | null => {
  const names = [...(cells[0] ?? '').matchAll(namePattern)].map((match) => bareName(match[1] ?? match[2] ?? match[3] ?? '')).filter((name) => name !== '')
  const column = header.findIndex((cell, index) => index > 0 && meaningHeader.test(cell))
  const meaning = column > 0 ? cells[column] : cells.slice(1).toSorted((a, b) => b.length - a.length)[0]
  return names.length === 0 || meaning === undefined ? null : { names, meaning }
}

const isMeaning = (text: string): boolean => /[a-z]{3}\s+\S+/i.test(text) && text.length <= 400 && !addressesModel(text) && !/https?:|[{}<>]|^\W/.test(text)

export const readExplainedNames = (file: string, text: string): ExplainedName[] => {
  const lines = text.split('\n')
  const found: ExplainedName[] = []
  let header: string[] = []
  let isFenced = false
  for (let at = 0; at < lines.length && found.length < maxNames; at += 1) {
    const line = lines[at] ?? ''
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced
    if (isFenced) continue
    const item = /^\s*(?:[-*+•])\s+(.*)$/.exec(line)?.[1]
    let end = at
    let entry: { names: string[]; meaning: string } | null = null
    if (item !== undefined) {
      let whole = item
      while (end + 1 < lines.length && /^\s{2,}\S/.test(lines[end + 1] ?? '') && !/^\s*[-*+•]\s/.test(lines[end + 1] ?? '')) whole += ` ${lines[++end]?.trim()}`
      entry = readEntry(whole)
    } else if (/^\s*\|.*\|/.test(line)) {
      if (/^\s*\|?[\s:|-]+\|?\s*$/.test(lines[at + 1] ?? '')) header = cellsOf(line)
      else if (!/^[\s:|-]+$/.test(line)) entry = readRow(cellsOf(line), header)
    } else header = []
    if (entry === null) continue
    const meaning = plainInline(entry.meaning)
    if (!isMeaning(meaning)) continue
    const place = { file, start_line: at + 1, end_line: end + 1 }
    for (const name of entry.names) found.push({ name, meaning: { text: meaning, place } })
    at = end
  }
  return found
}

/** Of the README, then of the heads of files, most central first, then of the pages: the first to explain a name is believed. */
export const explainedIn = (
  texts: readonly { source: string; path: string; text: string }[],
  files: readonly Pick<ParsedFile, 'path' | 'heading' | 'comments'>[],
): ExplainedName[] => [
  ...texts.filter(({ source }) => source === 'readme').flatMap(({ path, text }) => readExplainedNames(path, text)),
  ...files.flatMap(({ path, heading, comments }) =>
    comments
      .filter((comment) => heading !== null && comment.line >= heading.line && comment.endLine <= heading.endLine)
      .flatMap((comment) =>
        readExplainedNames(path, comment.text).map(({ name, meaning }) => ({
          name,
          meaning: { ...meaning, place: { file: path, start_line: comment.line, end_line: comment.endLine } },
        })),
      ),
  ),
  ...texts
    .filter(({ source }) => source === 'documentation')
    .flatMap(({ path, text }) => readExplainedNames(path, text).filter(({ name }) => !(lesson.test(path) && fileName.test(name)))),
]

/** Where readers write files of their own: their main.py is none of the project's. */
const lesson = /(?:^|\/)(?:tutorials?|lessons?|learn|guides?|how-?tos?|examples?)(?:\/|\.)/i
const fileName = /^[\w-]+\.[a-z]{1,4}$/

const plain = (name: string): string => name.toLowerCase().replace(/^-+/, '')

const findMeaning = (explained: readonly ExplainedName[], name: string): Quote | null => explained.find((entry) => entry.name === name)?.meaning ?? null

const findMeaningOf = (explained: readonly ExplainedName[], names: readonly string[]): Quote | null => {
  const wanted = new Set(names.map(plain))
  return explained.find((entry) => wanted.has(plain(entry.name)))?.meaning ?? null
}

/** A line of code beside a setting speaks of the code; what the documentation says is said of the setting. */
export const withMeanings = (settings: readonly Setting[], explained: readonly ExplainedName[]): Setting[] =>
  settings.map((setting) => {
    if (setting.kind === 'setting' || (setting.kind === 'option' && setting.description !== null)) return setting
    const names = setting.kind === 'flag' ? [setting.name, setting.name.replace(/^--/, '-')] : [setting.name]
    const meaning = setting.kind === 'flag' ? findMeaningOf(explained, names) : findMeaning(explained, setting.name)
    return meaning === null || (setting.kind === 'flag' && setting.description !== null) ? setting : { ...setting, description: meaning }
  })

/** So near to each other that they stand in one list. */
const nearLines = 20
const isNearAnother = ({ place }: Quote, places: readonly Quote['place'][]): boolean =>
  places.some((other) => other !== place && other.file === place.file && Math.abs(other.start_line - place.start_line) <= nearLines)

/**
 * By its whole name, or by the last word of it: `sync` may also be a command of the project. The short name counts where
 * the list explains another of its packages, too.
 */
export const describeDependencies = (dependencies: readonly Dependency[], explained: readonly ExplainedName[]): Dependency[] => {
  const found = dependencies.map((dependency) => {
    const whole = findMeaningOf(explained, [dependency.name])
    const last = dependency.name.split('/').at(-1) ?? dependency.name
    return { dependency, whole, short: whole === null && last.length > 3 ? findMeaningOf(explained, [last]) : null }
  })
  const places = found.flatMap(({ whole, short }) => whole?.place ?? short?.place ?? [])
  return found.map(({ dependency, whole, short }) => {
    const description = whole ?? (short !== null && isNearAnother(short, places) ? short : null)
    return description === null ? dependency : { ...dependency, description }
  })
}

/**
 * A part's own heading says it best; else the list in which the project explains its parts. By its path, or by the whole name of
 * a file: `command` may be a parameter of something beside command.js. The bare name of a folder counts where another stands near.
 */
export const describeParts = (parts: readonly Part[], explained: readonly ExplainedName[]): Part[] => {
  const found = parts.map((part) => {
    const isBare = part.kind === 'folder' && !part.name.includes('/')
    const whole = part.description === null ? findMeaningOf(explained, [part.path, `${part.path}/`, ...(isBare ? [] : [part.name])]) : null
    return { part, whole, short: part.description === null && isBare && whole === null ? findMeaningOf(explained, [part.name]) : null }
  })
  const places = found.flatMap(({ whole, short }) => whole?.place ?? short?.place ?? [])
  return found.map(({ part, whole, short }) => {
    const description = whole ?? (short !== null && isNearAnother(short, places) ? short : null)
    return description === null ? part : { ...part, description }
  })
}
