// Links that no name in the text gives: through an interface to the one type that fulfils it, through a function that is
// made inside another and handed out, and through a field that holds a method.
import { folderOf } from '../languages.ts'
import { lineCounter } from '../lexers/scan.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { lastName, typeName } from '../syntax/row.ts'
import { idOf, type LinkedCall, type LinkedSymbol } from './call-graph.ts'

const typeKind = /^(?:class|struct|interface|trait|enum)$/
const mostBases = 4
/** Without a body in a type that has others with one. */
const isAbstract = /\babstract\b|=\s*0\s*;?$/
const standIn = /^(?:Null|No[oO]p|Silent|Empty|Dummy|Fake|Mock|Stub)(?=[A-Z]|$)|(?:Null|No[oO]p|Dummy|Fake|Mock|Stub)$/

/** Does a type descend from one of this name, be it through others? */
export const createDescent = (byName: ReadonlyMap<string, readonly LinkedSymbol[]>) => {
  const descends = (type: ParsedSymbol | undefined, from: string, steps = 0): boolean =>
    type?.extends.some((written) => {
      const base = lastName(written)
      return (
        base === from || (steps < mostBases && (byName.get(base) ?? []).some(({ symbol }) => typeKind.test(symbol.kind) && descends(symbol, from, steps + 1)))
      )
    }) === true
  return descends
}

/**
 * A method without a body that exactly one type of the repository fulfils, be it by what it descends from → that type's: whoever calls the first runs the
 * second. Go's methods may stand in another file of the folder than their type. With two such types it depends, and the declaration is all that is true.
 */
export const fulfilments = (symbols: ReadonlyMap<string, LinkedSymbol>, byName: ReadonlyMap<string, readonly LinkedSymbol[]>): Map<string, LinkedSymbol> => {
  const owners = new Map<string, ParsedSymbol>()
  // Go's methods stand anywhere in the folder, those of C++ anywhere at all.
  const keyOf = (file: ParsedFile, name: string): string => `${file.language === 'Go' ? folderOf(file.path) : file.language === 'C++' ? '' : file.path}#${name}`
  for (const { file, symbol } of symbols.values()) if (typeKind.test(symbol.kind)) owners.set(keyOf(file, symbol.qualifiedName), symbol)
  const found = new Map<string, LinkedSymbol>()
  const descends = createDescent(byName)
  for (const linked of symbols.values()) {
    const { symbol, file, id } = linked
    const owner = symbol.parent === null ? undefined : owners.get(keyOf(file, symbol.parent))
    if (
      owner === undefined ||
      symbol.kind !== 'method' ||
      symbol.calls.length > 0 ||
      !(/^(?:interface|trait)$/.test(owner.kind) || isAbstract.test(symbol.signature))
    )
      continue
    const fulfilling = (byName.get(symbol.name) ?? []).filter(
      (other) => other.symbol.parent !== null && other.id !== id && descends(owners.get(keyOf(other.file, other.symbol.parent)), lastName(symbol.parent ?? '')),
    )
    // What stands in for nothing at all is not what usually runs.
    const working = fulfilling.filter(({ symbol: { parent } }) => !standIn.test(lastName(parent ?? '')))
    const [only] = working
    if (working.length === 1 && only !== undefined) found.set(id, only)
  }
  return found
}

/** A type of the repository that inherits the method from outside, and the one type here that has it. */
export const findSoleFulfiller = (type: string, name: string, byName: ReadonlyMap<string, readonly LinkedSymbol[]>): LinkedSymbol | null => {
  if (!(byName.get(type) ?? []).some(({ symbol }) => /^(?:interface|trait)$/.test(symbol.kind))) return null
  const found = (byName.get(name) ?? []).filter(
    ({ file, symbol }) =>
      symbol.parent !== null && file.symbols.some((owner) => owner.qualifiedName === symbol.parent && owner.extends.some((base) => lastName(base) === type)),
  )
  return found.length === 1 ? (found[0] ?? null) : null
}

/** C++: `using sink_ptr = std::shared_ptr<sinks::sink>`, under names that mean one thing only. */
export const typeAliases = (files: readonly ParsedFile[]): Map<string, string> => {
  const meant = new Map<string, Set<string>>()
  for (const { language, text } of files)
    if (language === 'C++')
      for (const [, name = '', written = ''] of text.matchAll(/^[ \t]*using\s+(\w+)\s*=\s*(?:typename\s+)?([^;={}]{2,160});/gm))
        meant.set(name, (meant.get(name) ?? new Set()).add(typeName(written)))
  return new Map([...meant].flatMap(([name, [type, other]]) => (type === undefined || type === '' || other !== undefined ? [] : [[name, type] as const])))
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
    const { line, endLine } = symbol
    const later = made.map((linked) => ({
      ...linked,
      call: { ...linked.call, when: `the function ${symbol.name} is called`, closure: { line, endLine } },
    }))
    // After its own: what it hands out runs when it is done.
    callsOf.set(maker.id, [...(callsOf.get(maker.id) ?? []), ...later])
  }
}

/**
 * JavaScript: `{ [writeSym]: write }` and `this[writeSym](line)`: under a key that only one function is ever put, calling
 * the key calls the function.
 */
export const keyedFunctions = (files: readonly ParsedFile[], findNamed: (name: string, file: ParsedFile) => LinkedSymbol | null): Map<string, LinkedSymbol> => {
  const held = new Map<string, Set<LinkedSymbol | null>>()
  for (const file of files)
    if (/^(?:JavaScript|TypeScript|TSX)$/.test(file.language))
      for (const [, key = '', name = ''] of file.text.matchAll(/^[ \t]*\[([A-Za-z_$][\w$]*)\]: ?([A-Za-z_$][\w$]*),?[ \t]*$/gm))
        held.set(key, (held.get(key) ?? new Set()).add(findNamed(name, file)))
  return new Map([...held].flatMap(([key, [linked, other]]) => (linked == null || other !== undefined ? [] : [[key, linked] as const])))
}

const assignment = /\b(this|self|\$this|[a-z]\w*)(?:\.|->)(\w+)\s*=(?![=>])\s*([^\n;]+)/g

/**
 * `self.stack = self.app`, `mx.handler = chain(mx.routeHTTP)`: a field that only one method of its object is ever put into.
 * Whoever calls what the field holds runs that method. `Type.field` → the method, for the types of one file.
 */
export const heldMethods = (file: ParsedFile, symbols: ReadonlyMap<string, LinkedSymbol>): Map<string, LinkedSymbol> => {
  const held = new Map<string, Set<LinkedSymbol>>()
  const methods = file.symbols.filter(({ kind, parent }) => kind === 'method' && parent !== null)
  const makers = file.symbols.filter(({ kind, parent, types }) => kind === 'function' && parent === null && types.size > 0)
  if (methods.length === 0) return new Map()
  const lineAt = lineCounter(file.text)
  for (const match of file.text.matchAll(assignment)) {
    const [, object = '', field = '', value = ''] = match
    if (!value.includes(`${object}.`) && !value.includes(`${object}->`)) continue
    const named = value.matchAll(new RegExp(`\\b${object.replace('$', '\\$')}(?:\\.|->)(\\w+)\\b(?!\\s*[(.\\[])`, 'g'))
    const line = lineAt(match.index + 1)
    const around = ({ line: from, endLine: to }: ParsedSymbol): boolean => from <= line && line <= to
    // Go makes its objects in functions: `e.serve = e.serveAll` in `New`, where `e := &Echo{}`.
    const owner = methods.find(around)?.parent ?? makers.find(around)?.types.get(object)
    if (owner == null) continue
    for (const [, name = ''] of named) {
      const method = methods.find((other) => other.name === name && other.parent === owner)
      const linked = method === undefined ? undefined : symbols.get(idOf(file.path, method.qualifiedName))
      if (linked !== undefined && name !== field) {
        const key = `${owner}.${field}`
        held.set(key, (held.get(key) ?? new Set()).add(linked))
      }
    }
  }
  return new Map([...held].flatMap(([key, [first, second]]) => (first === undefined || second !== undefined ? [] : [[key, first] as const])))
}
