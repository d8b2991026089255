// Where nothing tells what a call is made on, a name that only one symbol bears means that one, as long as the name is
// telling: everybody has an `update`, and few a `render_invoice`.
import { lastName } from '../syntax/row.ts'
import type { LinkedSymbol } from './call-graph.ts'
import type { CallSite } from './call-site.ts'
import { everyday } from './everyday-names.ts'
import { moduleOf } from './module-calls.ts'
import { type Namesakes, untyped } from './namesakes.ts'
import { selfNames } from './own-object.ts'
import { isOfStandardLibrary } from './standard-members.ts'

interface Sources {
  byName: ReadonlyMap<string, readonly LinkedSymbol[]>
  namesakes: Namesakes
  /** Of each file the names that it calls packages outside by. */
  externalNames: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** An interface's method → the one that fulfils it. */
  fulfilled: ReadonlyMap<string, LinkedSymbol>
}

const shortest = 5
const shortestUntyped = 7

export const findByTellingName = (object: string, { file, symbol, call }: CallSite, sources: Sources): LinkedSymbol | null => {
  const { byName, namesakes, externalNames, fulfilled } = sources
  const { language } = file
  const { name } = call
  // `Psr7\\Utils::modifyRequest()`: a type is named, and it is none of those that have such a member here.
  if (call.ofModule || /(?:^|[\\.:])[A-Z]\w*[a-z]\w*$/.test(object)) return null
  // What somebody else's object gives is somebody else's too: `r.Context().Value()` of a request.
  const held = symbol.types.get(object.split(/[.(]/)[0] ?? '')
  if (held !== undefined && held.length > 2 && !byName.has(lastName(held))) return null
  // Without types a name must be telling to mean one thing: Ruby's core answers to most of them.
  if (
    language === 'Ruby'
      ? !namesakes.isNamedAfterOwner(object, name) && namesakes.rootOfFamily(object, name) === null
      : untyped.has(language) && name.length < shortestUntyped
  )
    return null
  if (everyday.has(name) || isOfStandardLibrary(name, language) || name.length < shortest || externalNames.get(file.path)?.has(moduleOf(object, file)))
    return null
  const inherited = untyped.has(language) ? namesakes.rootOfFamily(object, name) : null
  if (inherited !== null) return inherited
  // An interface's method and the one that fulfils it are one.
  const members = [...new Set((byName.get(name) ?? []).map((candidate) => fulfilled.get(candidate.id) ?? candidate))].filter(
    (candidate) => candidate.symbol.parent !== null && candidate.file.language === language,
  )
  const [member] = members
  // `astimezone`, which itself calls `self._datetime.astimezone`: somebody else's object has it, too.
  if (member?.symbol.calls.some((inner) => inner.name === name && inner.receiver !== null && !selfNames.has(inner.receiver)) === true) return null
  // What wraps somebody else's object has methods of the same names: `c.conn.SetWriteDeadline` within `Conn`.
  if (member !== undefined && /[.>]/.test(object) && member.symbol.parent === symbol.parent) return null
  // An extension of somebody else's type is called by all who hold one of those: `toLong()` of a number.
  return member !== undefined && members.length === 1 && byName.has(lastName(member.symbol.parent ?? '')) ? member : null
}
