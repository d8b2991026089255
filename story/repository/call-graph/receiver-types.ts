// The type of what a call is made on: as it is written where it can be, and else by what made it, what it is an element of,
// or the field that it is in.
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { elementMark, lastName } from '../syntax/row.ts'
import { boundTypeOf } from './bound-types.ts'
import { type CallSite, type FindTarget, innerSite, mostFollowed } from './call-site.ts'
import { readElement } from './call-text.ts'
import { findElementTypes } from './element-types.ts'
import { createFieldTypes } from './field-types.ts'
import type { NamesInSight } from './names-in-sight.ts'
import { asField, selfNames } from './own-object.ts'
import { createResultTypes } from './result-types.ts'
import type { SymbolIndex } from './symbol-index.ts'

export interface ReceiverTypes {
  typeOf: (object: string, site: CallSite) => string | undefined
  /** Of each element of a list: only what is a type here. */
  typeOfElements: (list: string, symbol: ParsedSymbol, file: ParsedFile) => string | undefined
}

interface Sources {
  files: readonly ParsedFile[]
  index: SymbolIndex
  names: NamesInSight
  find: FindTarget
}

export const createReceiverTypes = ({ files, index, names, find }: Sources): ReceiverTypes => {
  const { byQualified, isTypeHere, ownerOf, wholeName } = index
  const { typeMadeBy, typeOfResult, typeOfCall, singletonOf } = createResultTypes({ index, names, find })
  const fields = createFieldTypes({ files, index, names, typeMadeBy, find })
  const { fieldTypeOf, bareFieldTypeOf } = fields
  const elementTypes = findElementTypes(files)

  const typeOfElements = (list: string, symbol: ParsedSymbol, file: ParsedFile): string | undefined => {
    const [head = '', field, ...more] = list.split('.')
    const owner = selfNames.has(head) ? ownerOf(symbol) : symbol.types.get(head)
    const kept = owner == null || field === undefined || more.length > 0 ? undefined : elementTypes.get(`${wholeName(owner)}.${field}`)
    const noted = `${list}${elementMark}`
    const type =
      kept ??
      symbol.types.get(noted) ??
      fieldTypeOf(noted, symbol, file) ??
      bareFieldTypeOf(noted, symbol, file) ??
      fieldTypeOf(list, symbol, file) ??
      symbol.types.get(list) ??
      bareFieldTypeOf(list, symbol, file)
    return type !== undefined && (byQualified.has(type) || isTypeHere(lastName(type)) || names.aliases.has(type)) ? type : undefined
  }

  /** `for _, route := range r.routes`, where `routes []*Route`. */
  const elementTypeOf = (object: string, symbol: ParsedSymbol, file: ParsedFile): string | undefined => {
    const source = symbol.elementsOf.get(object)
    return source === undefined ? undefined : typeOfElements(asField(source, file.language), symbol, file)
  }

  /** Ruby: `launcher.run`, where `attr_reader :launcher` gives what is in `@launcher`. */
  const accessedTypeOf = (object: string, symbol: ParsedSymbol, file: ParsedFile): string | undefined =>
    file.language === 'Ruby' && /^[a-z]\w*$/.test(object) && !symbol.madeBy.has(object) ? fieldTypeOf(`self.${object}`, symbol, file) : undefined

  /** `registry.instance().get(name)`, `interceptors[index].intercept(chain)`. */
  const typeOfOutcome = (object: string, site: CallSite): string | undefined => {
    const list = readElement(object)
    return list === null ? typeOfCall(object, site) : typeOfElements(list, site.symbol, site.file)
  }
  const forBound = { ownerOf, fields, typeOfOutcome }

  const typeOf = (object: string, site: CallSite): string | undefined => {
    const { file, symbol } = site
    const maker = symbol.madeBy.get(object)
    const made = maker === undefined || site.depth > mostFollowed ? null : find(innerSite(site, maker))
    const returned = made === null ? '' : typeMadeBy(made)
    const chainedOn = maker === undefined ? typeOfResult(object, site) : undefined
    return (
      symbol.types.get(object) ??
      (returned !== '' ? returned : maker === undefined ? undefined : singletonOf(maker, file)) ??
      file.variableTypes.get(object) ??
      elementTypeOf(object, symbol, file) ??
      chainedOn ??
      fieldTypeOf(object, symbol, file) ??
      accessedTypeOf(object, symbol, file) ??
      (file.language === 'Rust' ? boundTypeOf(object, site, forBound) : undefined) ??
      bareFieldTypeOf(object, symbol, file) ??
      typeOfOutcome(object, site)
    )
  }

  return { typeOf, typeOfElements }
}
