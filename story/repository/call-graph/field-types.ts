// The types of what fields hold: as they are declared, as they are inherited, or as the call says that made what is in them.
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { elementMark, lastName } from '../syntax/row.ts'
import type { LinkedSymbol } from './call-graph.ts'
import { idOf } from './call-graph.ts'
import { type FindTarget, siteWithin } from './call-site.ts'
import type { NamesInSight } from './names-in-sight.ts'
import { bareFields, selfNames } from './own-object.ts'
import { type SymbolIndex, separatorOf } from './symbol-index.ts'

export interface FieldTypes {
  /** Of `Type.field`, by what its declaration says. */
  declaredType: (field: string, file: ParsedFile) => string | undefined
  /** `this.engine.pool`, `engine.pool` */
  fieldTypeOf: (object: string, symbol: ParsedSymbol, file: ParsedFile) => string | undefined
  /** A field of the object that is named without it: `sinks` in a method of a Logger, or of what a Logger inherits from. */
  bareFieldTypeOf: (written: string, symbol: ParsedSymbol, file: ParsedFile) => string | undefined
}

interface Sources {
  files: readonly ParsedFile[]
  index: SymbolIndex
  names: NamesInSight
  typeMadeBy: (maker: LinkedSymbol) => string
  find: FindTarget
}

const mostBases = 3

export const createFieldTypes = ({ files, index, names: { pick, pickType }, typeMadeBy, find }: Sources): FieldTypes => {
  const { symbols, byQualified, ownerOf, wholeName } = index
  const types = new Map<string, string>()
  const madeBy = new Map<string, { file: ParsedFile; name: string; receiver: string | null; within: string }>()
  for (const file of files) {
    for (const [field, type] of file.fieldTypes) types.set(field, type)
    for (const [field, made] of file.fieldsMadeBy) madeBy.set(field, { ...made, file })
  }

  // Another file may have a type of that name.
  const declaredType = (field: string, file: ParsedFile): string | undefined => file.fieldTypes.get(field) ?? types.get(field)

  const typeInField = (field: string, file: ParsedFile): string | undefined => {
    const known = declaredType(field, file)
    const made = madeBy.get(field)
    if (known !== undefined || made === undefined) return known
    // Asked once: what a field holds may hang on the field itself.
    madeBy.delete(field)
    const within = symbols.get(idOf(made.file.path, made.within))?.symbol
    const maker = within === undefined ? null : find(siteWithin({ file: made.file, symbol: within }, made))
    const type = maker === null ? '' : typeMadeBy(maker)
    if (type !== '') types.set(field, type)
    return types.get(field)
  }

  const inheritedField = (type: string, field: string, file: ParsedFile, depth = 0): string | undefined => {
    const own = typeInField(`${wholeName(type)}.${field}`, file)
    if (own !== undefined || depth > mostBases) return own
    for (const base of pickType(type, file)?.symbol.extends ?? []) {
      const inherited = inheritedField(lastName(base), field, file, depth + 1)
      if (inherited !== undefined) return inherited
    }
    const around = type.split(/\.|::/).slice(0, -1).join(separatorOf(file.language))
    return around === '' ? undefined : inheritedField(around, field, file, depth + 1)
  }

  const bareFieldTypeOf = (written: string, symbol: ParsedSymbol, file: ParsedFile): string | undefined => {
    const name = written.replace(elementMark, '')
    if (!bareFields.has(file.language) || !/^\w+$/.test(name) || symbol.types.has(name) || symbol.elementsOf.has(name)) return undefined
    const owner = ownerOf(symbol)
    // A variable of the function's own hides the field.
    const made = symbol.madeBy.get(name)
    return owner === null || (made !== undefined && pick(byQualified.get(owner), file)?.symbol.madeBy.get(name) !== made)
      ? undefined
      : inheritedField(owner, written, file)
  }

  const fieldTypeOf = (object: string, symbol: ParsedSymbol, file: ParsedFile): string | undefined => {
    const [head = '', ...fields] = object.split('.')
    if (fields.length === 0) return undefined
    let type: string | undefined = selfNames.has(head) ? (ownerOf(symbol) ?? head) : (symbol.types.get(head) ?? bareFieldTypeOf(head, symbol, file) ?? head)
    for (const field of fields) type = type === undefined ? undefined : typeInField(`${wholeName(type)}.${field}`, file)
    return type
  }

  return { declaredType, fieldTypeOf, bareFieldTypeOf }
}
