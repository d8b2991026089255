// `export const load = getLoad(parse)`: what users call as `load` is the function that `getLoad` makes and gives back.
import type { CallGraph } from '../call-graph/link-calls.ts'
import { findMadeFunction } from '../call-graph/made-functions.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

const script = /^(?:JavaScript|TypeScript|TSX)$/

/** Id of the inner function → the name under which it is handed out. */
export const findMadeForUsers = (parsed: readonly ParsedFile[], { byName, symbols }: CallGraph): Map<string, string> => {
  const found = new Map<string, string>()
  for (const file of parsed) {
    if (!script.test(file.language)) continue
    for (const [variable, { name, receiver }] of file.script.madeBy) {
      if (receiver !== null || !new RegExp(`^export\\s+(?:const|let|var)\\s+${variable.replaceAll('$', '\\$')}\\b`, 'm').test(file.text)) continue
      const [maker, other] = (byName.get(name) ?? []).filter(({ symbol }) => symbol.kind === 'function' && symbol.parent === null)
      const made = maker === undefined || other !== undefined ? null : findMadeFunction(maker, symbols)
      if (made !== null && !found.has(made.id)) found.set(made.id, variable)
    }
  }
  return found
}
