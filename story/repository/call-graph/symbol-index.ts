// All symbols of a repository by their ids and by their names, and what those names tell without asking who wrote them.
import { hasOverloads } from '../languages.ts'
import { pushTo } from '../resolvers/resolver.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import { idOf, type LinkedSymbol, overloadId } from './call-graph.ts'
import { workingOverload } from './overloads.ts'

export interface SymbolIndex {
  symbols: ReadonlyMap<string, LinkedSymbol>
  byName: ReadonlyMap<string, readonly LinkedSymbol[]>
  byQualified: ReadonlyMap<string, readonly LinkedSymbol[]>
  /** Of one name, beside the one that does the work. */
  otherOverloads: ReadonlyMap<string, readonly LinkedSymbol[]>
  isTypeHere: (name: string) => boolean
  /** The type whose object a function speaks of. */
  ownerOf: (symbol: ParsedSymbol) => string | null
  /** As it is declared, within its module: `Puma.Launcher` of Launcher. */
  wholeName: (type: string) => string
}

export const indexSymbols = (files: readonly ParsedFile[]): SymbolIndex => {
  const symbols = new Map<string, LinkedSymbol>()
  const byName = new Map<string, LinkedSymbol[]>()
  const byQualified = new Map<string, LinkedSymbol[]>()
  const otherOverloads = new Map<string, LinkedSymbol[]>()
  for (const file of files) {
    const overloads = Map.groupBy(file.symbols, ({ qualifiedName }) => qualifiedName)
    for (const symbol of file.symbols) {
      const id = idOf(file.path, symbol.qualifiedName)
      const isWorking = workingOverload(overloads.get(symbol.qualifiedName) ?? [symbol], file) === symbol
      if (!isWorking && hasOverloads(file.language)) pushTo(otherOverloads, id, { file, symbol, id: overloadId(id, symbol.line) })
      if (!isWorking || symbols.has(id)) continue
      const linked = { file, symbol, id }
      symbols.set(id, linked)
      pushTo(byName, symbol.name, linked)
      pushTo(byQualified, symbol.qualifiedName, linked)
    }
  }
  return {
    symbols,
    byName,
    byQualified,
    otherOverloads,
    isTypeHere: (name) => (byName.get(name) ?? []).some(({ symbol }) => isType(symbol)),
    ownerOf: ({ parent }) => {
      // A function inside a method still speaks of the method's object.
      const around = parent === null ? undefined : byQualified.get(parent)?.[0]?.symbol
      return around?.kind === 'method' ? (around.parent ?? parent) : parent
    },
    wholeName: (type) => {
      const [only, other] = byName.get(lastName(type)) ?? []
      return only === undefined || other !== undefined ? type : only.symbol.qualifiedName
    },
  }
}

/** Between the names of a qualified name. */
export const separatorOf = (language: string): '.' | '::' => (language === 'Rust' || language === 'C++' || language === 'PHP' ? '::' : '.')

const typeKind = /^(?:class|struct|interface|trait|enum)$/
export const isType = ({ kind }: ParsedSymbol): boolean => typeKind.test(kind)
/** What is called by its name makes an object of it. */
export const isMade = ({ kind }: ParsedSymbol): boolean => kind === 'class' || kind === 'struct'
