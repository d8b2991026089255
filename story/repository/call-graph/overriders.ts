// A method that only says what its heirs have to do: `run` of a Worker raises NotImplementedError, and whoever calls it runs
// the `run` of a kind of worker. Of a few of them each is a way, under the question of which kind it is.
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import type { LinkedCall, LinkedSymbol } from './call-graph.ts'
import { createDescent } from './further-links.ts'

/** Elsewhere an interface says so. */
const languages = new Set(['Python', 'Ruby', 'PHP', 'JavaScript', 'TypeScript', 'TSX'])
/** More kinds are for a sentence about all of them, and not for a way. */
const mostKinds = 4
const refusal = /\b(?:NotImplementedError|NotImplemented|AbstractMethodError)\b|not implemented|must be (?:implemented|overrid)/i
const longestStub = 30

/** Has it nothing to do but to refuse? */
const isLeftOpen = ({ line, endLine, calls, kind }: ParsedSymbol, { text }: ParsedFile): boolean => {
  if (kind !== 'method' || endLine - line > longestStub || calls.length > 1) return false
  const lines = text.split('\n')
  const isAbstract = /@(?:abc\.)?abstractmethod|\babstract\b/.test(lines.slice(Math.max(0, line - 2), line).join('\n'))
  return isAbstract || refusal.test(lines.slice(line - 1, endLine).join('\n'))
}

/** For each method that is left open, those of the types that descend from its own. */
export const findOverriders = (
  symbols: ReadonlyMap<string, LinkedSymbol>,
  byName: ReadonlyMap<string, readonly LinkedSymbol[]>,
): Map<string, readonly LinkedSymbol[]> => {
  const descends = createDescent(byName)
  const ownerOf = ({ symbol, file }: LinkedSymbol): ParsedSymbol | undefined => file.symbols.find(({ qualifiedName }) => qualifiedName === symbol.parent)
  const found = new Map<string, readonly LinkedSymbol[]>()
  for (const linked of symbols.values()) {
    const { symbol, file, id } = linked
    const rivals = byName.get(symbol.name) ?? []
    if (symbol.parent === null || rivals.length < 2 || !languages.has(file.language) || !isLeftOpen(symbol, file)) continue
    const type = lastName(symbol.parent)
    const kinds = rivals.filter((other) => other.id !== id && descends(ownerOf(other), type) && !isLeftOpen(other.symbol, other.file))
    if (kinds.length > 0 && kinds.length <= mostKinds) found.set(id, kinds)
  }
  return found
}

/** `worker.run()` → of each kind of worker its own, when the worker is one of those. */
export const callsOfKinds = (made: LinkedCall, kinds: readonly LinkedSymbol[]): LinkedCall[] => {
  const [only, other] = kinds
  if (only !== undefined && other === undefined) return [{ ...made, target: only }]
  // Two of one name, each in its own backend: no word for the kind tells which of them is meant.
  if (new Set(kinds.map((target) => lastName(target.symbol.parent ?? ''))).size < kinds.length) return [{ ...made, target: null }]
  // "When the application is a WSGIApplication": a kind of BaseApplication.
  const asked = (/[A-Z]+[a-z\d]*$/.exec(lastName(made.target?.symbol.parent ?? ''))?.[0] ?? 'object').toLowerCase()
  return kinds.map((target) => ({ ...made, target, call: { ...made.call, when: `${asked} is ${lastName(target.symbol.parent ?? '')}` } }))
}
