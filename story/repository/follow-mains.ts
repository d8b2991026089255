// From parsed files to the calls that are followed. In a large repository the ranking reads what everybody imports, and of
// what a main call does itself it may have read nothing: then that is read as well, and the calls are linked once more.
import { createPathFinder } from './call-graph/call-paths.ts'
import { type CallGraph, linkCalls } from './call-graph/link-calls.ts'
import type { ImportGraph } from './import-graph.ts'
import type { MainCall, MainCallSources } from './main-calls/main-call.ts'
import { findMainCalls } from './main-calls/main-calls.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'

/** The story follows the first of them, and has a word for two more. */
const followedMains = 3
/** Fewer are a matter of the rest of the path, and not worth linking everything again. */
const fewestMissing = 3
const mostMissing = 60

interface FollowSources extends Omit<MainCallSources, 'parsed' | 'calls' | 'weightOf'> {
  /** Parses these files, as far as they are source. */
  parseMore: (paths: ReadonlySet<string>) => Promise<ParsedFile[]>
}

interface Followed {
  parsed: readonly ParsedFile[]
  calls: CallGraph
  paths: ReturnType<typeof createPathFinder>
  mains: MainCall[]
}

export const followMains = async (parsed: readonly ParsedFile[], { parseMore, ...sources }: FollowSources): Promise<Followed> => {
  const follow = (files: readonly ParsedFile[]): Followed => {
    const calls = linkCalls(files, sources.graph)
    const paths = createPathFinder(calls, sources.fileScore)
    return { parsed: files, calls, paths, mains: findMainCalls({ ...sources, parsed: [...files], calls, weightOf: paths.weightOf }) }
  }
  const first = follow(parsed)
  const missing = missingAround(first, sources.graph)
  if (missing.size < fewestMissing) return first
  return follow([...parsed, ...(await parseMore(missing))])
}

/** What the files of the main calls import and nobody has read. */
const missingAround = ({ parsed, mains }: Followed, graph: ImportGraph): Set<string> => {
  const known = new Set(parsed.map(({ path }) => path))
  const starts = mains.slice(0, followedMains).map(({ start }) => start.file.path)
  const near = starts.flatMap((path) => (graph.edgesFrom.get(path) ?? []).map(({ to }) => to))
  return new Set(near.filter((path) => !known.has(path)).slice(0, mostMissing))
}
