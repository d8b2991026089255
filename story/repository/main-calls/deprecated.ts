// What its authors tell users to call no more: no way in, however far it leads.
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'

/** Of a parameter that is deprecated a comment speaks further on in its line. */
const mark =
  /^\s*(?:(?:\/\*\*?|\/\/+|\*|#+)\s*)?@[Dd]eprecated\b|^\s*#\[deprecated\b|^\s*\[Obsolete\b|@available\(\*,\s*deprecated|^\s*(?:\/\/|\*|#)\s*Deprecated:/
/** Annotations stand between a comment and what it is about. */
const linesAbove = 4

/** Is what begins in a line of this text, with its comment in `docLine`, marked as deprecated? */
export const readDeprecation = (text: string): ((line: number, docLine: number | null) => boolean) => {
  const lines = text.split('\n')
  const marked = new Set(lines.flatMap((line, at) => (mark.test(line) ? [at + 1] : [])))
  return (line, docLine) => {
    if (marked.size === 0) return false
    if (marked.has(line)) return true
    for (let at = line - 1; at >= Math.max(1, Math.min(docLine ?? line, line - linesAbove)); at -= 1) {
      // What is closed here belongs to what came before.
      if (/^\s*\}|;\s*$/.test(lines[at - 1] ?? '')) return false
      if (marked.has(at)) return true
    }
    return false
  }
}

/** Asked of many symbols of few files; a symbol is given up with the type that it belongs to. */
export const createDeprecation = (): ((symbol: ParsedSymbol, file: ParsedFile) => boolean) => {
  const known = new Map<string, ReturnType<typeof readDeprecation>>()
  const isMarked = ({ line, doc }: ParsedSymbol, { path, text }: ParsedFile): boolean => {
    const ask = known.get(path) ?? readDeprecation(text)
    known.set(path, ask)
    return ask(line, doc?.line ?? null)
  }
  return (symbol, file) => {
    const owner = symbol.parent === null ? undefined : file.symbols.find(({ qualifiedName }) => qualifiedName === symbol.parent)
    return isMarked(symbol, file) || (owner !== undefined && isMarked(owner, file))
  }
}
