// What the analysis finds in the files that a test writes: in a folder of their own, which is gone when the facts are there.
import type { RepositoryFacts } from '../../shared/analysis.ts'
import { analyzeSnapshot } from '../../story/repository/analyze-snapshot.ts'
import { createHand } from '../../story/repository/hands.ts'
import { openSnapshots } from '../../story/repository/open-snapshot.ts'
import { folderOf } from './folder-of.ts'

/** One for all tests of a process, so that each grammar is compiled once. */
const hand = createHand()

export const analyzeFiles = async (files: Record<string, string>): Promise<RepositoryFacts> => {
  const folder = await folderOf(files)
  try {
    const { snapshot, raw } = await openSnapshots({ kind: 'folder', path: folder.path })
    return await analyzeSnapshot(snapshot, raw, { hands: [hand] })
  } finally {
    await folder.remove()
  }
}

/** `[callee, condition]` of each call of a symbol that was linked. */
export const linkedCallsOf = ({ symbols }: RepositoryFacts, name: string) =>
  symbols
    .find(({ qualified_name }) => qualified_name === name)
    ?.calls.flatMap(({ resolved, when }) => (resolved === null ? [] : [[resolved.slice(resolved.indexOf('#') + 1), when]]))

/** The symbols of the first call path. */
export const followedSymbolsOf = ({ call_paths: [path] }: RepositoryFacts) => path?.steps.map(({ symbol }) => symbol)
