// Rust: the types of the names that a pattern binds, by the condition that a call stands under.
import { nestedConditions } from '../nested-conditions.ts'
import type { CallSite } from './call-site.ts'
import type { FieldTypes } from './field-types.ts'

interface Sources {
  ownerOf: (symbol: CallSite['symbol']) => string | null
  fields: FieldTypes
  typeOfOutcome: (object: string, site: CallSite) => string | undefined
}

/** `match self { Get(cmd) => cmd.apply(db) }`: what the variant carries. */
export const boundTypeOf = (object: string, site: CallSite, { ownerOf, fields, typeOfOutcome }: Sources): string | undefined => {
  const { file, symbol } = site
  const { when } = site.call
  if (when === null || !/^[a-z_]\w*$/.test(object)) return undefined
  const given = presentIn(object, when)
  if (given !== null) return symbol.types.get(given) ?? fields.fieldTypeOf(given, symbol, file) ?? typeOfOutcome(given, site)
  const [, owner, variant] = new RegExp(`(?:(\\w+)::)?\\b([A-Z]\\w*)\\(\\s*(?:ref\\s+|mut\\s+)*${object}\\s*\\)`).exec(when) ?? []
  const enclosing = owner === undefined || owner === 'Self' ? ownerOf(symbol) : owner
  return enclosing === null || variant === undefined ? undefined : fields.declaredType(`${enclosing}.${variant}`, file)
}

/** `match args.command { Some(cmd) => … }`, `if let Some(cmd) = args.command`: what is there, without what says that it may not be. */
const presentIn = (name: string, when: string): string | null => {
  const bound = `(?:Some|Ok)\\(\\s*(?:ref |mut )*${name}\\s*\\)`
  for (const condition of nestedConditions(when)) {
    const found = new RegExp(`^(.+?) is ${bound}$`).exec(condition)?.[1] ?? new RegExp(`^let ${bound} = (.+)$`).exec(condition)?.[1]
    if (found !== undefined) return found.replace(/^[&*]*(?:mut )?/, '').replace(/(?:\.(?:as_ref|as_mut|as_deref|take|clone|await)(?:\(\))?|\?)+$/, '')
  }
  return null
}
