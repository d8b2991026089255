// A call with what it stands in, and the calls that it takes to know what it means: who made the variable that it is
// called on, what stands before its dot.
import type { ParsedCall, ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import type { LinkedSymbol } from './call-graph.ts'
import type { WrittenCall } from './call-text.ts'

export interface CallSite {
  file: ParsedFile
  symbol: ParsedSymbol
  call: ParsedCall
  /** How many calls were followed to get here. */
  depth: number
}

/** The symbol that the call means; null where that is not known, or is none of the repository's. */
export type FindTarget = (site: CallSite) => LinkedSymbol | null

export const mostFollowed = 2

/** Of a call that stands nowhere in the code. */
const unmarked = { given: null, ofModule: false, ofEach: false, handed: [] } as const

/** Where a call stands there is another, which that one hangs on. */
export const innerSite = ({ file, symbol, call, depth }: CallSite, { name, receiver }: WrittenCall): CallSite => ({
  file,
  symbol,
  call: { ...call, name, receiver, ...unmarked },
  depth: depth + 1,
})

/** A call that is only asked about, from within a symbol. */
export const siteWithin = ({ file, symbol }: Pick<CallSite, 'file' | 'symbol'>, { name, receiver }: WrittenCall): CallSite => ({
  file,
  symbol,
  call: { name, receiver, line: 0, when: null, closure: null, deferredBy: null, isRare: false, ...unmarked },
  depth: 0,
})
