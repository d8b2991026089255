// Links that no name in the text gives: through an interface to the one type that fulfils it, and through a function that is
// made inside another and handed out.
import type { ParsedSymbol } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import { idOf, type LinkedCall, type LinkedSymbol } from './link-calls.ts'

/**
 * A method without a body that exactly one type of the repository fulfils → that type's: whoever calls the first runs the
 * second. With two such types it depends, and the declaration is all that is true.
 */
export const fulfilments = (symbols: ReadonlyMap<string, LinkedSymbol>, byName: ReadonlyMap<string, readonly LinkedSymbol[]>): Map<string, LinkedSymbol> => {
  const owners = new Map<string, ParsedSymbol>()
  for (const { file, symbol } of symbols.values())
    if (/^(?:class|struct|interface|trait|enum)$/.test(symbol.kind)) owners.set(`${file.path}#${symbol.qualifiedName}`, symbol)
  const found = new Map<string, LinkedSymbol>()
  for (const linked of symbols.values()) {
    const { symbol, file, id } = linked
    const owner = symbol.parent === null ? undefined : owners.get(`${file.path}#${symbol.parent}`)
    if (owner === undefined || symbol.kind !== 'method' || !/^(?:interface|trait)$/.test(owner.kind) || symbol.calls.length > 0) continue
    const fulfilling = (byName.get(symbol.name) ?? []).filter(
      (other) =>
        other.symbol.parent !== null &&
        other.id !== id &&
        owners.get(`${other.file.path}#${other.symbol.parent}`)?.extends.some((base) => lastName(base) === lastName(symbol.parent ?? '')) === true,
    )
    if (fulfilling.length === 1 && fulfilling[0] !== undefined) found.set(id, fulfilling[0])
  }
  return found
}

/** A named function that is made inside another and called by no name is handed out: what it calls, its maker's work leads to. */
export const hoistUncalled = (
  symbols: ReadonlyMap<string, LinkedSymbol>,
  callsOf: Map<string, LinkedCall[]>,
  callersOf: Map<string, { caller: LinkedSymbol; line: number }[]>,
): void => {
  for (const inner of symbols.values()) {
    const { symbol, file, id } = inner
    const maker = symbol.parent === null ? undefined : symbols.get(idOf(file.path, symbol.parent))
    if (maker === undefined || symbol.kind !== 'function' || !/^(?:function|method)$/.test(maker.symbol.kind) || (callersOf.get(id) ?? []).length > 0) continue
    const made = (callsOf.get(id) ?? []).filter(({ target }) => target !== null && target.id !== maker.id)
    if (made.length === 0) continue
    const later = made.map((linked) => ({ ...linked, call: { ...linked.call, later: true } }))
    // After its own: what it hands out runs when it is done.
    callsOf.set(maker.id, [...(callsOf.get(maker.id) ?? []), ...later])
  }
}
