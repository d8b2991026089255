// The types of what calls give back, by what the function called says of itself.
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import type { LinkedSymbol } from './call-graph.ts'
import { type CallSite, type FindTarget, innerSite, mostFollowed } from './call-site.ts'
import { readCall, type WrittenCall } from './call-text.ts'
import type { NamesInSight } from './names-in-sight.ts'
import { isMade, type SymbolIndex, separatorOf } from './symbol-index.ts'

export interface ResultTypes {
  /** What it gives back, or is when it is a type: a nested one with what it is nested in. Empty where that is not known. */
  typeMadeBy: (maker: LinkedSymbol) => string
  /** `get_command(app)(args)`, `this.builder().build()`: of what the function called there says that it gives back. */
  typeOfResult: (object: string, site: CallSite) => string | undefined
  /** `registry.instance().get(name)`: of what is made by the call there. */
  typeOfCall: (object: string, site: CallSite) => string | undefined
  /** `CLI.instance`: of what there is one only, it is that one. */
  singletonOf: (maker: WrittenCall, file: ParsedFile) => string | undefined
}

interface Sources {
  index: SymbolIndex
  names: NamesInSight
  find: FindTarget
}

/** Whose types are read as written: elsewhere what is chained is followed by its own rules. */
const chains = /^(?:Python|TypeScript|TSX|PHP)$/
const resultOf = /^(?:await\s+)?((?:[\w$]+\.)*)([\w$]+)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)$/s
const singleton = /^(?:get_?)?[iI]nstance$/
const mostChained = 4

export const createResultTypes = ({ index: { byQualified }, names: { pickType }, find }: Sources): ResultTypes => {
  const typeMadeBy = ({ symbol, file }: LinkedSymbol): string => {
    if (isMade(symbol)) return symbol.qualifiedName
    if (symbol.returns === 'Self') return symbol.parent ?? ''
    const separator = separatorOf(file.language)
    for (let around = symbol.parent ?? ''; around !== ''; around = around.split(separator).slice(0, -1).join(separator))
      if (symbol.returns !== '' && byQualified.has(`${around}${separator}${symbol.returns}`)) return `${around}${separator}${symbol.returns}`
    return symbol.returns
  }

  return {
    typeMadeBy,
    typeOfResult: (object, site) => {
      const [, owner, name = ''] = (chains.test(site.file.language) && site.depth <= mostFollowed && resultOf.exec(object)) || []
      if (name === '') return undefined
      const maker = find(innerSite(site, { name, receiver: owner === undefined || owner === '' ? null : owner.slice(0, -1) }))
      const type = maker === null || isMade(maker.symbol) ? '' : maker.symbol.returns
      return type === '' ? undefined : type === 'Self' ? (maker?.symbol.parent ?? undefined) : type
    },
    typeOfCall: (object, site) => {
      const inner = site.depth > mostChained ? null : readCall(object)
      const made = inner === null ? null : find(innerSite(site, inner))
      const type = made === null ? '' : typeMadeBy(made)
      return type === '' ? undefined : type
    },
    singletonOf: ({ name, receiver }, file) => {
      const type = receiver !== null && singleton.test(name) ? pickType(lastName(receiver), file) : null
      return type !== null && isMade(type.symbol) ? type.symbol.qualifiedName : undefined
    },
  }
}
