// What the graph of the calls is made of, and the ids under which it keeps what calls and is called.
import type { ParsedCall, ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'

export interface LinkedSymbol {
  file: ParsedFile
  symbol: ParsedSymbol
  /** file#qualified_name */
  id: string
}

export interface LinkedCall {
  call: ParsedCall
  target: LinkedSymbol | null
  /** The package outside that the call goes to, where that's plain. */
  external: string | null
}

export interface CallGraph {
  symbols: ReadonlyMap<string, LinkedSymbol>
  byName: ReadonlyMap<string, readonly LinkedSymbol[]>
  callsOf: ReadonlyMap<string, readonly LinkedCall[]>
  callersOf: ReadonlyMap<string, readonly { caller: LinkedSymbol; line: number }[]>
}

export const idOf = (file: string, qualifiedName: string): string => `${file}#${qualifiedName}`

/** Of a nameless function within a symbol, by the line where it begins. */
export const closureId = (id: string, line: number): string => `${id}@${line}`

const overloadMark = '#overload:'
export const overloadId = (id: string, mark: string | number): string => `${id}${overloadMark}${mark}`
/** Of an overload the id that all of its name share. */
export const withoutOverload = (id: string): string => id.split(overloadMark)[0] ?? id

/** What a file does when it is run. */
export const scriptId = (file: string): string => `${file}#`
/** Of that, what it does from the top to the bottom, without what it leaves to functions for later. */
export const scriptRunId = (file: string): string => `${file}#@`
