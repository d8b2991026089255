// A call on something → the member that it means. What is surest is asked first: the caller's own object, the type of
// what it is called on, what its text says, a module of that name, and last the called name itself.

import type { ParsedFile } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import { idOf, type LinkedSymbol } from './call-graph.ts'
import type { CallSite, FindTarget } from './call-site.ts'
import { findSoleFulfiller } from './further-links.ts'
import { findInModule } from './module-calls.ts'
import type { NamesInSight } from './names-in-sight.ts'
import { createNamesakes } from './namesakes.ts'
import { asField, selfNames } from './own-object.ts'
import { createReceiverTypes } from './receiver-types.ts'
import type { SymbolIndex } from './symbol-index.ts'
import { findByTellingName } from './telling-names.ts'
import { createWrittenObjects } from './written-objects.ts'

export interface Outside {
  /** Of each file the names that it calls packages outside by. */
  externalNames: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** An interface's method → the one that fulfils it. */
  fulfilled: ReadonlyMap<string, LinkedSymbol>
}

interface Sources extends Outside {
  files: readonly ParsedFile[]
  index: SymbolIndex
  names: NamesInSight
  find: FindTarget
}

export type FindMember = (receiver: string, site: CallSite) => LinkedSymbol | null

export const createObjectCalls = ({ files, index, names, find, externalNames, fulfilled }: Sources): FindMember => {
  const { symbols, byName, byQualified, ownerOf } = index
  const { pick, memberOf } = names
  const { typeOf, typeOfElements } = createReceiverTypes({ files, index, names, find })
  const findByText = createWrittenObjects(index, names)
  const namesakes = createNamesakes(index, names)
  const forTelling = { byName, namesakes, externalNames, fulfilled }

  const ofOwnObject = (object: string, { file, symbol, call }: CallSite): LinkedSymbol | null => {
    const owner = ownerOf(symbol)
    if (owner === null) return null
    if (!/^super/.test(object)) return memberOf(owner, call.name, file)
    const base = pick(byQualified.get(owner), file)?.symbol.extends[0]
    return base === undefined ? null : memberOf(lastName(base), call.name, file)
  }

  return (receiver, site) => {
    const { file, symbol, call } = site
    const { name } = call
    const object = asField(receiver.replace(/[?!&]+$/, ''), file.language)
    if (call.ofEach) {
      const element = typeOfElements(object, symbol, file)
      return element === undefined ? null : memberOf(element, name, file)
    }
    if (object === 'exports' || object === 'module.exports') return symbols.get(idOf(file.path, name)) ?? null
    // A function may call what it takes by that name.
    if (selfNames.has(object) && !(ownerOf(symbol) === null && symbol.types.has(object))) return ofOwnObject(object, site)
    const type = typeOf(object, site)
    if (type !== undefined) {
      const typed = memberOf(type, name, file) ?? findSoleFulfiller(type, name, byName)
      if (typed !== null) return typed
      // The type is known, and has no such member here: then it is somebody else's. One letter is a type parameter.
      if (type.length > 2) return null
    }
    const namesake = namesakes.memberOfNamesake(object, name, file)
    if (namesake !== null) return namesake
    const written = findByText(object, name, file)
    if (written !== undefined) return written
    return findInModule(byName.get(name) ?? [], object, file) ?? findByTellingName(object, site, forTelling)
  }
}
