// Of several functions of one name the one that a call means, as far as the number of its arguments tells. Java, Kotlin, C#
// and C++ tell them apart by the types as well: where two take as many, the one that does the work stands for both.
import { hasOverloads } from '../languages.ts'
import type { ParsedCall, ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'

/** `_req: Request`: what it is given is not looked at. */
const takesForForm = /[(,]\s*_\w+\s*:/

/** Of overloads the one that does the work: those that only call another of their name have other parameters to offer. */
export const workingOverload = ([first, ...others]: readonly ParsedSymbol[], { symbols }: Pick<ParsedFile, 'symbols'>): ParsedSymbol | undefined => {
  if (others.length === 0) return first
  const own = new Set(symbols.map(({ name }) => name))
  // Its file's own functions do the work, and what it takes from elsewhere only prepares it.
  const work = (one: ParsedSymbol) =>
    (one.exported ? 100 : 0) -
    (takesForForm.test(one.signature) ? 6 : 0) +
    one.calls.reduce((sum, { name }) => sum + (name === one.name ? 0 : own.has(name) ? 3 : 1), 0) +
    (one.endLine - one.line) / 10
  return others.reduce((most, other) => (most !== undefined && work(other) > work(most) ? other : most), first)
}

/** @param working what the call means where its arguments do not tell */
export const overloadOf = <Linked extends { symbol: ParsedSymbol }>(
  working: Linked,
  others: readonly Linked[],
  { given }: Pick<ParsedCall, 'given'>,
  steps = 0,
): Linked => {
  if (given === null || steps > mostHandingOn || fits(working.symbol, given)) return working
  const fitting = others.filter(({ symbol }) => fits(symbol, given))
  const [first] = fitting
  // Of several that do some work the first is what its authors thought of first.
  const doing = fitting.find(({ symbol }) => handedTo(symbol) === undefined)
  if (first === undefined || doing !== undefined) return doing ?? working
  // One that hands on to another of its name leads to the one that does the work.
  return overloadOf(working, others, { given: handedTo(first.symbol)?.given ?? null }, steps + 1)
}
const mostHandingOn = 3

const handedTo = ({ calls, name }: ParsedSymbol): ParsedCall | undefined => calls.find((call) => call.name === name)

const fits = (symbol: ParsedSymbol, given: number): boolean => {
  const taken = parametersOf(symbol)
  return taken === null || (given >= taken.least && given <= taken.most)
}

/** Whether it is called again, or another that bears its name, then only the types of its arguments tell. */
export const isOverloaded = ({ symbol, file }: { symbol: ParsedSymbol; file: ParsedFile }): boolean =>
  hasOverloads(file.language) && file.symbols.some((other) => other !== symbol && other.qualifiedName === symbol.qualifiedName)

const opening = '([{<'
const closing = ')]}>'

/** How many it takes; null where its signature was cut short. */
const parametersOf = ({ signature, name }: ParsedSymbol): { least: number; most: number } | null => {
  const start = new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\s*\\(`).exec(signature)
  if (start === null) return null
  const text = signature.slice(start.index + start[0].length).replace(/[-=]>/g, '  ')
  const parameters: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (depth === 0 && (character === ')' || character === ',')) {
      parameters.push(text.slice(from, at).trim())
      from = at + 1
      if (character === ')') return countOf(parameters.filter((parameter) => parameter !== ''))
    } else if (opening.includes(character)) depth += 1
    else if (closing.includes(character)) depth -= 1
  }
  return null
}

const countOf = (parameters: readonly string[]): { least: number; most: number } => {
  const isAnyNumber = parameters.some((parameter) => /\.\.\.|^(?:@\w+ )*(?:vararg|params)\b/.test(parameter))
  const needed = parameters.filter((parameter) => !/\s=\s|\.\.\.|^(?:@\w+ )*(?:vararg|params)\b/.test(parameter) && parameter !== 'void')
  return { least: needed.length, most: isAnyNumber ? Number.POSITIVE_INFINITY : parameters.length }
}
