// What its authors tell users to call no more: no way in, however far it leads.
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'

/** Of a parameter that is deprecated a comment speaks further on in its line. */
const mark =
  /^\s*(?:(?:\/\*\*?|\/\/+|\*|#+)\s*)?@[Dd]eprecated\b|^\s*#\[deprecated\b|^\s*\[Obsolete\b|@available\(\*,\s*deprecated|^\s*(?:\/\/|\*|#)\s*Deprecated:/
/** Annotations stand between a comment and what it is about. */
const linesAbove = 4

/** Asked of many symbols of few files. */
export const createDeprecation = (): ((symbol: ParsedSymbol, file: ParsedFile) => boolean) => {
  const markedLines = new Map<string, { lines: readonly string[]; marked: ReadonlySet<number> }>()
  const linesOf = ({ path, text }: ParsedFile) => {
    const known = markedLines.get(path)
    if (known !== undefined) return known
    const lines = text.split('\n')
    const read = { lines, marked: new Set(lines.flatMap((line, at) => (mark.test(line) ? [at + 1] : []))) }
    markedLines.set(path, read)
    return read
  }
  const isMarked = ({ line, doc }: ParsedSymbol, file: ParsedFile): boolean => {
    const { lines, marked } = linesOf(file)
    if (marked.size === 0) return false
    if (marked.has(line)) return true
    for (let at = line - 1; at >= Math.max(1, doc === null ? line - linesAbove : Math.min(doc.line, line - linesAbove)); at -= 1) {
      // What is closed here belongs to what came before.
      if (/^\s*\}|;\s*$/.test(lines[at - 1] ?? '')) return false
      if (marked.has(at)) return true
    }
    return false
  }
  return (symbol, file) => {
    const owner = symbol.parent === null ? undefined : file.symbols.find(({ qualifiedName }) => qualifiedName === symbol.parent)
    return isMarked(symbol, file) || (owner !== undefined && isMarked(owner, file))
  }
}
