// A call as written → the symbol that it means, as far as that can be known without running or compiling: by the owner
// of `this`, by written types, by what the file imports, and last by a name that only one symbol of the reach bears.
// What stays ambiguous stays unresolved: a wrong link would become a wrong sentence.
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { createBareCalls } from './bare-calls.ts'
import type { FindTarget } from './call-site.ts'
import type { NamesInSight } from './names-in-sight.ts'
import { createObjectCalls, type Outside } from './object-calls.ts'
import type { SymbolIndex } from './symbol-index.ts'

interface Sources extends Outside {
  files: readonly ParsedFile[]
  index: SymbolIndex
  names: NamesInSight
}

/** What a call is made on may hang on the meaning of other calls: both kinds ask for it here. */
export const createTargetFinder = ({ files, index, names, externalNames, fulfilled }: Sources): FindTarget => {
  const find: FindTarget = (site) => (site.call.receiver === null ? findBare(site) : findMember(site.call.receiver, site))
  const findBare = createBareCalls({ index, names, find })
  const findMember = createObjectCalls({ files, index, names, find, externalNames, fulfilled })
  return find
}
