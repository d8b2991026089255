// What holds around a piece of code: whose it is, and on which condition it runs.
import type { ParsedCall, ParsedFile, ParsedSymbol } from './parsed-file.ts'

export interface Context {
  symbol: ParsedSymbol | null
  owner: string | null
  /** The type whose object `this` is. */
  type: string | null
  when: string | null
  /** Within what is left by a question, that which holds around it: another question right there is the next of a row. */
  around: string | null
  closure: ParsedCall['closure']
  /** The line of Go's `defer` that it stands in: it runs when the function is left. */
  deferredBy: number | null
  isRare: boolean
}

export const outside: Context = { symbol: null, owner: null, type: null, when: null, around: null, closure: null, deferredBy: null, isRare: false }

/** Whose the code here is: outside of all functions the script's; null in the body of a type. */
export const callerIn = ({ symbol, owner }: Context, file: ParsedFile): ParsedSymbol | null => symbol ?? (owner === null ? file.script : null)

/** Kinds of symbols whose objects `this` may be. */
export const typeKind = /^(?:class|struct|interface|trait|enum)$/
