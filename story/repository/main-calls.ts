// Which call to follow. A program's is plain: its main function. A library has none; there it is the public call that
// leads through most of the code and that nobody inside calls, which is to say: that the world outside calls.
import type { EntryPoint } from '../../shared/analysis.ts'
import type { ImportGraph } from './import-graph.ts'
import type { CallGraph, LinkedSymbol } from './link-calls.ts'

const maxMains = 6
/** Names under which frameworks are called back, and libraries called. */
const telling =
  /^(?:ServeHTTP|__call__|wsgi_app|asgi|handle|handleRequest|handle_request|call|call!|run|main|execute|process|parse|compile|render|search|serve|listen|request|send|dispatch|start|transform|format|build|create\w*|invoke|generate\w*|stream\w*|fetch|load|toJson|fromJson|vformat|open)$/i
/** Called by tests, tools and the curious. */
const aside =
  /(?:^|\/)(?:testing|debug\w*|bench\w*|mock\w*|deprecated|compat|legacy|fixtures?|internal\/test\w*)(?:\/|\.)|(?:^|[._])(?:test|debug|dump|deprecated|String|toString|__repr__|__str__|format|fmt)$/i

export interface MainCall {
  entry: EntryPoint
  start: LinkedSymbol
}

export interface MainCallSources {
  entries: readonly EntryPoint[]
  calls: CallGraph
  graph: ImportGraph
  fileScore: (path: string) => number
  weightOf: (linked: LinkedSymbol) => number
  name: string
}

export const findMainCalls = ({ entries, calls, graph, fileScore, weightOf, name }: MainCallSources): MainCall[] => {
  const mains: MainCall[] = []
  const started = new Set<string>()
  const add = (entry: EntryPoint, start: LinkedSymbol | undefined) => {
    if (start === undefined || started.has(start.id) || (calls.callsOf.get(start.id) ?? []).length === 0) return
    started.add(start.id)
    mains.push({ entry, start })
  }
  const inFile = new Map<string, LinkedSymbol[]>()
  for (const linked of calls.symbols.values()) inFile.set(linked.file.path, [...(inFile.get(linked.file.path) ?? []), linked])
  for (const entry of entries) {
    if (entry.kind !== 'bin' && entry.kind !== 'main') continue
    const own = inFile.get(entry.place.file) ?? []
    add(entry, own.find(({ symbol }) => symbol.name === (entry.symbol?.split('.').at(-1) ?? 'main')) ?? own.find(({ symbol }) => symbol.name === 'main'))
  }
  const libraries = entries.filter((entry) => entry.kind === 'library')
  const roots = [...calls.symbols.values()]
    .filter(({ symbol, file }) => symbol.exported && /^(?:function|method)$/.test(symbol.kind) && !aside.test(file.path) && !aside.test(symbol.qualifiedName))
    .map((linked) => ({ linked, weight: rootWeight(linked) }))
    .sort((a, b) => b.weight - a.weight || (a.linked.id < b.linked.id ? -1 : 1))
  for (const { linked } of roots.slice(0, maxMains * 2)) {
    if (mains.length >= maxMains) break
    const { symbol, file } = linked
    const library = libraries.find((entry) => entry.place.file === file.path) ?? libraries.find((entry) => reaches(entry.place.file, file.path)) ?? libraries[0]
    const callers = calls.callersOf.get(linked.id)?.length ?? 0
    const reason = `${callers === 0 ? 'called from outside only' : 'public'}, and leads through the most of the code${library === undefined ? '' : ` (${library.reason})`}`
    add(
      {
        kind: 'library',
        name: library?.name ?? name,
        symbol: symbol.qualifiedName,
        reason,
        place: { file: file.path, start_line: symbol.line, end_line: symbol.endLine },
      },
      linked,
    )
  }
  return mains

  function rootWeight(linked: LinkedSymbol): number {
    const callers = (calls.callersOf.get(linked.id) ?? []).filter(
      ({ caller }) => caller.file.path !== linked.file.path || caller.symbol.parent !== linked.symbol.parent,
    ).length
    return (
      weightOf(linked) *
      (1 + fileScore(linked.file.path)) *
      (callers === 0 ? 1.4 : 1 / (1 + Math.log2(1 + callers) * 0.3)) *
      (telling.test(linked.symbol.name) ? 1.6 : 1) *
      (linked.symbol.doc === null ? 0.8 : 1)
    )
  }
  function reaches(from: string, to: string): boolean {
    return (graph.edgesFrom.get(from) ?? []).some((edge) => edge.to === to)
  }
}
