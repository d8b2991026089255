// Where no types are written, a variable is called after what it holds: `monitor.start()` is a Monitor's.
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import type { LinkedSymbol } from './call-graph.ts'
import { everyday } from './everyday-names.ts'
import type { NamesInSight } from './names-in-sight.ts'
import { isMade, type SymbolIndex } from './symbol-index.ts'

export interface Namesakes {
  /** `builder.build_response`, where only RackBuilder has such a method: the variable is called after the type. */
  isNamedAfterOwner: (object: string, name: string) => boolean
  /** `monitor.start()`, where the file knows a Monitor that has it. */
  memberOfNamesake: (object: string, name: string, from: ParsedFile) => LinkedSymbol | null
  /** `worker.init_process()`, where a Worker has it, and others have their own: the variable is called after the one type of that name. */
  rootOfFamily: (object: string, name: string) => LinkedSymbol | null
}

export const untyped: ReadonlySet<string> = new Set(['JavaScript', 'Python', 'PHP', 'Ruby'])

/** Of a method whose owner is known by nothing but a variable's name. */
const shortestTelling = 7

const plain = (name: string): string => name.replaceAll('_', '').toLowerCase()
/** What the last of `self.render_worker` says that it is. */
const roleOf = (object: string): string => plain(object.split('.').at(-1) ?? '')

export const createNamesakes = ({ symbols, byName }: SymbolIndex, { memberOf, isNear }: NamesInSight): Namesakes => {
  const typesByPlainName = Map.groupBy(
    [...symbols.values()].filter(({ symbol }) => isMade(symbol)),
    ({ symbol }) => plain(symbol.name),
  )
  const membersNamed = (name: string): LinkedSymbol[] => (byName.get(name) ?? []).filter(({ symbol }) => symbol.parent !== null)

  return {
    isNamedAfterOwner: (object, name) => {
      const members = membersNamed(name)
      const role = roleOf(object)
      return (
        members.length === 1 &&
        /._./.test(name) &&
        role.length > 4 &&
        lastName(members[0]?.symbol.parent ?? '')
          .toLowerCase()
          .endsWith(role)
      )
    },
    memberOfNamesake: (object, name, from) => {
      if (!untyped.has(from.language) || !/^[a-z]\w{4,}$/.test(object)) return null
      const [type, other] = typesByPlainName.get(plain(object)) ?? []
      return type === undefined || other !== undefined || !isNear(type.file.path, from) ? null : memberOf(type.symbol.qualifiedName, name, from)
    },
    rootOfFamily: (object, name) => {
      const members = membersNamed(name)
      const role = roleOf(object)
      const root = members.find(({ symbol }) => lastName(symbol.parent ?? '').toLowerCase() === role)
      const isSole = root !== undefined && role.length >= 4 && (typesByPlainName.get(role)?.length ?? 0) === 1
      return isSole && members.length > 1 && name.length >= shortestTelling && !everyday.has(name) ? root : null
    },
  }
}
