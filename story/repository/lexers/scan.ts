// What one quick look at a file finds: no parse, only patterns anchored well enough to be right. Every source file of a
// repository gets this look; the full parse is for the files that the ranking picks.

export interface RawImport {
  /** As written, or for a language with nested imports one path of it: `./app`, `flask.ctx`, `crate::flags::parse`. */
  target: string
  line: number
  /** Names taken from the target where the language tells them apart from it: `from x import a, b`. */
  names?: readonly string[]
  /** How it was written where that matters to the resolver. */
  form?: 'module' | 'use' | 'path' | 'include' | 'system' | 'relative' | 'wildcard' | 'reexport' | 'type'
}

export interface Route {
  method: string
  path: string
  line: number
}

export interface FileScan {
  imports: RawImport[]
  /** Go's package, Java's, Kotlin's and PHP's namespace, C#'s namespace. */
  packageName: string | null
  /** Top-level names that other files may use without an import, in the languages that allow it. */
  declares: string[]
  /** Identifiers seen, for the same languages: one text with spaces between, since each on its own would be most of the memory. */
  uses: string
  /** The line where a program starts, if one does here. */
  mainLine: number | null
  routes: Route[]
}

export const emptyScan = (): FileScan => ({ imports: [], packageName: null, declares: [], uses: '', mainLine: null, routes: [] })

export type Lexer = (text: string) => FileScan

/** Line numbers for growing offsets, in one pass over the text. */
export const lineCounter = (text: string): ((offset: number) => number) => {
  let line = 1
  let at = 0
  return (offset) => {
    if (offset < at) {
      line = 1
      at = 0
    }
    for (let next = text.indexOf('\n', at); next !== -1 && next < offset; next = text.indexOf('\n', at)) {
      line += 1
      at = next + 1
    }
    return line
  }
}

/**
 * Ranges of the text that a pattern covers, and whether an offset lies in one: comments and long strings, mostly. They are
 * looked for as far as somebody asks, which is mostly the head of a file.
 */
export const spansOf = (text: string, pattern: RegExp): ((offset: number) => boolean) => {
  const matches = text.matchAll(pattern)
  const starts: number[] = []
  const ends: number[] = []
  let known = -1
  const lookUpTo = (offset: number): void => {
    while (known <= offset) {
      const { value: match } = matches.next()
      if (match === undefined) known = Number.POSITIVE_INFINITY
      else {
        starts.push(match.index)
        ends.push(match.index + match[0].length)
        known = match.index
      }
    }
  }
  return (offset) => {
    lookUpTo(offset)
    let low = 0
    let high = starts.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) > offset) high = middle - 1
      else if ((ends[middle] ?? 0) <= offset) low = middle + 1
      else return true
    }
    return false
  }
}

/** A substring keeps its whole file alive in V8; a copy doesn't. One copy of each name for the whole repository. */
export const createInterner = (): ((text: string) => string) => {
  const known = new Map<string, string>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const copy = text.length < 13 ? text : Buffer.from(text).toString()
    known.set(copy, copy)
    return copy
  }
}

export const matchLines = (text: string, pattern: RegExp, isMasked: (offset: number) => boolean = () => false): { match: RegExpExecArray; line: number }[] => {
  const lineAt = lineCounter(text)
  const found: { match: RegExpExecArray; line: number }[] = []
  for (const match of text.matchAll(pattern)) {
    if (isMasked(match.index)) continue
    const lead = /^\s*/.exec(match[0])?.[0].length ?? 0
    found.push({ match, line: lineAt(match.index + lead + 1) })
  }
  return found
}

/** Distinct matches of the pattern's whole, with spaces between. */
export const distinct = (text: string, pattern: RegExp): string => [...new Set(text.match(pattern) ?? [])].join(' ')
