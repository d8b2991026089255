// What of the code a line stands in.
import type { ParsedFile, ParsedSymbol } from './syntax/parsed-file.ts'

/** The innermost of the file's symbols around a line; none outside of all. */
export const enclosingOf = (file: ParsedFile, line: number): ParsedSymbol | undefined =>
  file.symbols.findLast((symbol) => symbol.line <= line && symbol.endLine >= line)
