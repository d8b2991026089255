// Which call to follow. A program's is plain: its main function. A library has none; there it is the public call that
// leads through most of the code and that nobody inside calls, which is to say: that the world outside calls.
import type { EntryPoint } from '../../shared/analysis.ts'
import type { ImportGraph } from './import-graph.ts'
import { folderOf } from './languages.ts'
import type { CallGraph, LinkedSymbol } from './link-calls.ts'
import { pushTo } from './resolvers/resolver.ts'

const maxMains = 6
const maxReach = 400
/** Names under which frameworks are called back, and libraries called. */
const telling =
  /^(?:call!?|run|main|execute|process|parse|compile|render|search|serve|listen|request|send|dispatch|start|transform|format|build|create\w*|invoke|generate\w*|stream\w*|fetch|load|toJson|fromJson|vformat|open)$/i
/** What a server calls for each request: by name, or by what it takes. */
const calledBack = /^(?:ServeHTTP|__call__|wsgi_app|asgi_app|handle|handleRequest|handle_request|service|doFilter|process_request|dispatch_request|call)$/
const requestSignature =
  /\(\s*(?:req(?:uest)?\w*(?::[^,]+)?\s*,\s*res(?:ponse)?\w*|w\s+http\.ResponseWriter|(?:self,\s*)?environ\b|(?:&self,\s*|&mut self,\s*)?req(?:uest)?\s*:|ServerRequestInterface \$\w+|HttpServletRequest|env\))/

/** Called by tests, tools and the curious. */
const aside =
  /(?:^|\/)(?:support|scripts?|tools?|metrics|perf|testing|test_?helpers?|testutils?|debug\w*|bench\w*|mock\w*|deprecated|compat|legacy|fixtures?|internal\/test\w*)(?:\/|\.)|(?:^|[._])(?:test|debug|dump|deprecated|String|toString|__repr__|__str__|format|fmt)$/i

interface MainCall {
  entry: EntryPoint
  start: LinkedSymbol
}

interface MainCallSources {
  entries: readonly EntryPoint[]
  calls: CallGraph
  graph: ImportGraph
  fileScore: (path: string) => number
  weightOf: (linked: LinkedSymbol) => number
  name: string
  /** The README's own example: what it calls is what users call. */
  usage: string
}

export const findMainCalls = ({ entries, calls, graph, fileScore, weightOf, name, usage }: MainCallSources): MainCall[] => {
  const mains: MainCall[] = []
  const used = new Set([...usage.matchAll(/([A-Za-z_]\w*)\s*\(/g)].map((match) => match[1] ?? ''))
  const started = new Set<string>()
  const add = (entry: EntryPoint, start: LinkedSymbol | undefined) => {
    if (start === undefined || started.has(start.id) || (calls.callsOf.get(start.id) ?? []).length === 0) return
    started.add(start.id)
    mains.push({ entry, start })
  }
  const inFile = new Map<string, LinkedSymbol[]>()
  for (const linked of calls.symbols.values()) pushTo(inFile, linked.file.path, linked)
  for (const entry of entries) {
    if (entry.kind !== 'bin' && entry.kind !== 'main') continue
    const own = inFile.get(entry.place.file) ?? []
    add(entry, own.find(({ symbol }) => symbol.name === (entry.symbol?.split('.').at(-1) ?? 'main')) ?? own.find(({ symbol }) => symbol.name === 'main'))
  }
  const covered = new Set(mains.flatMap(({ start }) => [...reachOf(start)]))
  const libraries = entries.filter((entry) => entry.kind === 'library')
  const share = new Map<string, number>()
  for (const { file } of calls.symbols.values()) share.set(file.language, (share.get(file.language) ?? 0) + 1)
  const isMain = (language: string) => (share.get(language) ?? 0) >= calls.symbols.size * 0.1
  const roots = [...calls.symbols.values()]
    .filter(({ file }) => isMain(file.language))
    .filter(
      ({ symbol, file }) =>
        (symbol.exported || requestSignature.test(symbol.signature)) &&
        /^(?:function|method)$/.test(symbol.kind) &&
        !aside.test(file.path) &&
        !aside.test(symbol.qualifiedName),
    )
    .map((linked) => ({ linked, weight: rootWeight(linked) }))
    .sort((a, b) => b.weight - a.weight || (a.linked.id < b.linked.id ? -1 : 1))
  for (const { linked } of roots.slice(0, maxMains * 20)) {
    if (mains.length >= maxMains) break
    const { symbol, file } = linked
    const reached = reachOf(linked)
    if (covered.has(linked.id) || [...reached].filter((id) => covered.has(id)).length > reached.size * 0.6) continue
    for (const id of reached) covered.add(id)
    const library = libraries.find((entry) => entry.place.file === file.path) ?? nearestLibrary(file.path)
    const callers = calls.callersOf.get(linked.id)?.length ?? 0
    const reason = `${callers === 0 ? 'nothing inside calls it' : 'public'}, and it leads to ${reached.size - 1} other ${reached.size === 2 ? 'function' : 'functions'}`
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
  // One that leads nowhere within the repository tells least.
  const isAnswer = ({ start, entry }: MainCall) =>
    entry.kind !== 'library' || requestSignature.test(start.symbol.signature) || calledBack.test(start.symbol.name)
  return mains.sort((a, b) => Number(reachOf(a.start).size < 3) - Number(reachOf(b.start).size < 3) || Number(isAnswer(b)) - Number(isAnswer(a)))

  /** All that it leads to, itself included. */
  function reachOf(start: LinkedSymbol): Set<string> {
    const reached = new Set([start.id])
    for (const id of reached) for (const { target } of calls.callsOf.get(id) ?? []) if (target !== null && reached.size < maxReach) reached.add(target.id)
    return reached
  }
  function rootWeight(linked: LinkedSymbol): number {
    const callers = (calls.callersOf.get(linked.id) ?? []).filter(
      ({ caller }) => caller.file.path !== linked.file.path || caller.symbol.parent !== linked.symbol.parent,
    ).length
    return (
      weightOf(linked) *
      (1 + fileScore(linked.file.path)) *
      (callers === 0 ? 1.4 : 1 / (1 + Math.log2(1 + callers) * 0.3)) *
      (calledBack.test(linked.symbol.name) ? 2 : telling.test(linked.symbol.name) ? 1.4 : 1) *
      (requestSignature.test(linked.symbol.signature) ? 4 : 1) *
      (used.has(linked.symbol.name) ? 1.5 : 1) *
      (linked.symbol.doc === null ? 0.8 : 1)
    )
  }
  /** Of several packages the one whose folder it lies in; of those at the root the one whose start imports it. */
  function nearestLibrary(path: string): EntryPoint | undefined {
    const near = (entry: EntryPoint) => {
      const folder = folderOf(entry.place.file)
      const reaches = (graph.edgesFrom.get(entry.place.file) ?? []).some((edge) => edge.to === path)
      return (folder === '' || path.startsWith(`${folder}/`) ? folder.length : -1) + (reaches ? 0.5 : 0)
    }
    return libraries.toSorted((a, b) => near(b) - near(a))[0]
  }
}
