// Which calls to follow. A program's is plain: its main function. A server's is what it does for a request. A library has
// neither: there it is what its users call, as README, documentation, examples and tests show, and among those the call
// that leads through most of the code.
import type { EntryPoint } from '../../../shared/analysis.ts'
import { overloadId } from '../call-graph/call-graph.ts'
import type { CallGraph, LinkedSymbol } from '../call-graph/link-calls.ts'
import type { ImportGraph } from '../import-graph.ts'
import { folderOf, hasOverloads } from '../languages.ts'
import { lastName } from '../syntax/row.ts'
import { answersRequest } from '../telling-names.ts'
import { findAnswers } from './answers.ts'
import { type Candidate, shownWeight, slightReach, weighCandidates } from './candidates.ts'
import { findDoors } from './doors.ts'
import type { MainCall, MainCallSources } from './main-call.ts'
import { findHandlers, findPrograms, isProgram, isStarted } from './programs.ts'
import type { Usage } from './usage.ts'

const maxMains = 6
const maxReach = 400
/** So many functions that answer routes are an application's; one or two are a page about its health. */
const fewestHandlers = 3
/** What leads to fewer functions of the repository tells least. */
const shortReach = 3

export const findMainCalls = (sources: MainCallSources): MainCall[] => {
  const { calls } = sources
  const reachOf = createReach(calls)
  const programs = findPrograms(sources)
  const doors = findDoors(sources.entries, sources.parsed)
  const handlers = findHandlers(sources)
  // A framework's main function hands itself over in one line; what happens then is in the handlers.
  const isStarter = handlers.length > 0 && programs.every(({ start }) => reachOf(start).size < shortReach)
  const leads = !isStarter && isProgram(programs, sources)
  // A program that answers requests all its life: what starts it is told once, what it does is in its handlers.
  const [handler] = handlers
  const isAnswering = handlers.length >= fewestHandlers && (!programs.some(isStarted) || (handler !== undefined && reachOf(handler.start).size >= slightReach))
  const first = !leads ? handlers : isAnswering ? [...handlers.slice(0, 1), ...programs.slice(0, 1), ...handlers.slice(1)] : programs
  const covered = new Set(first.flatMap(({ start }) => [...reachOf(start)]))
  const pick = createPicker(sources, { covered, doors, reachOf })
  const candidates = weighCandidates(sources, { doors, reachOf })
  const answers = pick(
    findAnswers(candidates, sources, reachOf).map((linked) => ({ linked, used: 0, weight: 0, inReadme: false })),
    2,
  )
  const [answer] = answers
  // `express()` makes what answers, `App::run` calls it: told from there, the little that happens for a request has its beginning.
  const isSlight = answer !== undefined && reachOf(answer.start).size < slightReach
  const leading = isSlight
    ? candidates.filter(
        ({ linked, used }) => (used >= shownWeight / 2 || doors.has(linked.id)) && linked.id !== answer.start.id && reachOf(linked).has(answer.start.id),
      )
    : []
  if (leading.length > 0 && answer !== undefined) for (const id of reachOf(answer.start)) covered.delete(id)
  const opening = pick(leading, 1)
  const alone = opening.length > 0 ? answers.filter(({ start }) => !opening.some((door) => reachOf(door.start).has(start.id))) : answers
  const called = candidates.filter(({ linked }) => !answersRequest(linked.symbol, linked.file.language))
  const leadsOn = ({ linked }: Candidate): boolean => reachOf(linked).size >= shortReach
  const far = pick(called.filter(leadsOn), maxMains)
  const others = [
    ...far,
    ...pick(
      called.filter((candidate) => !leadsOn(candidate)),
      maxMains - far.length,
    ),
  ]
  const isShort = ({ start }: MainCall) => reachOf(start).size < shortReach
  const seen = new Set<string>()
  // A server's own middleware answers requests as well, in three lines: what the server does is told elsewhere.
  const isBeside = isSlight && opening.length === 0 && lastName(answer.start.symbol.parent ?? '').toLowerCase() !== sources.name.toLowerCase()
  const all = [...first, ...opening, ...(isBeside ? [...others, ...alone] : [...alone, ...others]), ...(leads ? [] : programs)].filter(
    ({ start }) => (calls.callsOf.get(start.id) ?? []).length > 0 && !seen.has(start.id) && seen.add(start.id),
  )
  // Where anything leads on, what leads nowhere is not worth a word.
  const long = all.filter((main) => !isShort(main))
  return long.length > 0 ? long : all
}

/** Takes from the list what leads to something that was not told yet, and says of each why. */
const createPicker = (
  { entries, calls, graph, name, usage }: MainCallSources,
  { covered, doors, reachOf }: { covered: Set<string>; doors: ReadonlyMap<string, string>; reachOf: (start: LinkedSymbol) => Set<string> },
) => {
  const packages = entries.filter((entry) => entry.kind === 'library')
  return (candidates: readonly Candidate[], most: number): MainCall[] => {
    const found: MainCall[] = []
    for (const candidate of candidates.slice(0, maxMains * 20)) {
      if (found.length >= most) break
      const { linked: working, inReadme } = findPlain(candidate, candidates, { usage, reachOf }) ?? candidate
      const linked = firstOverload(working, reachOf)
      const { symbol, file } = linked
      const reached = reachOf(linked)
      if (covered.has(linked.id) || [...reached].filter((id) => covered.has(id)).length > reached.size * 0.6) continue
      for (const id of reached) covered.add(id)
      const library = packages.find((entry) => entry.place.file === file.path) ?? nearestPackage(file.path, packages, graph)
      const callers = calls.callersOf.get(working.id)?.length ?? 0
      const door = doors.get(working.id)
      const shown = door !== undefined ? `what ${door} hands out` : inReadme ? 'the README calls it' : callers === 0 ? 'nothing inside calls it' : 'public'
      found.push({
        entry: {
          // Of a program without a package nobody outside can call anything: it is only a way into its code.
          kind: library !== undefined ? 'library' : 'export',
          name: library?.name ?? name,
          symbol: symbol.qualifiedName,
          reason: `${shown}, and it leads to ${reached.size - 1} other ${reached.size === 2 ? 'function' : 'functions'}`,
          place: { file: file.path, start_line: symbol.line, end_line: symbol.endLine },
        },
        start: linked,
      })
    }
    return found
  }
}

/** Of overloads what their authors thought of first, as long as it leads to about as much: `parse(html)` before `parse(url, millis)`. */
const firstOverload = (working: LinkedSymbol, reachOf: (start: LinkedSymbol) => Set<string>): LinkedSymbol => {
  const { file, symbol, id } = working
  if (!hasOverloads(file.language)) return working
  const first = file.symbols.find(
    (other) =>
      other.qualifiedName === symbol.qualifiedName &&
      other.exported === symbol.exported &&
      (other === symbol || reachOf({ file, symbol: other, id: overloadId(id, other.line) }).size >= reachOf(working).size * aboutAsMuch),
  )
  return first === undefined || first === symbol ? working : { file, symbol: first, id: overloadId(id, first.line) }
}
const aboutAsMuch = 0.5

/** `parse` for `parseWithLength`: of calls that lead to the same work the one that the README names first, if its name is in the other's. */
const findPlain = (
  { linked, inReadme }: Candidate,
  candidates: readonly Candidate[],
  { usage, reachOf }: { usage: Usage; reachOf: (start: LinkedSymbol) => Set<string> },
): Candidate | undefined => {
  const { symbol, file } = linked
  const isVariantOf = (plain: string): boolean => symbol.name.startsWith(plain) && /^[A-Z_]/.test(symbol.name.slice(plain.length))
  const beyond = [...reachOf(linked)].filter((id) => id !== linked.id)
  return candidates.find(
    (other) =>
      inReadme &&
      other.inReadme &&
      other.linked.file.path === file.path &&
      other.linked.symbol.parent === symbol.parent &&
      isVariantOf(other.linked.symbol.name) &&
      usage.rankInReadme(other.linked.symbol.name) < usage.rankInReadme(symbol.name) &&
      beyond.filter((id) => reachOf(other.linked).has(id)).length >= beyond.length * sameWork,
  )
}
const sameWork = 0.8

/** All that a symbol leads to, itself included. */
const createReach = (calls: CallGraph): ((start: LinkedSymbol) => Set<string>) => {
  const known = new Map<string, Set<string>>()
  return (start) => {
    const found = known.get(start.id)
    if (found !== undefined) return found
    const reached = new Set([start.id])
    for (const id of reached) for (const { target } of calls.callsOf.get(id) ?? []) if (target !== null && reached.size < maxReach) reached.add(target.id)
    known.set(start.id, reached)
    return reached
  }
}

const manifest = /\.(?:json|toml|gemspec|podspec|xml|csproj|gradle|kts)$/

/** Of several packages the one whose folder it lies in; of those at the root the one whose start imports it. */
const nearestPackage = (path: string, packages: readonly EntryPoint[], graph: ImportGraph): EntryPoint | undefined => {
  const near = (entry: EntryPoint) => {
    const folder = folderOf(entry.place.file)
    // Where a package is known by its manifest alone, its code lies below that.
    if (manifest.test(entry.place.file)) return path.startsWith(`${folder}/`) ? folder.length + 1 : 0
    const reaches = (graph.edgesFrom.get(entry.place.file) ?? []).some((edge) => edge.to === path)
    // Its own folder, or one above it that both lie in: `okio/src/commonMain` and `okio/src/jvmMain` are one package's.
    const own = path.split('/')
    let shared = 0
    for (const [index, part] of folder.split('/').entries()) {
      if (part === '' || own[index] !== part) break
      shared += part.length + 1
    }
    return shared + (reaches ? 0.5 : 0)
  }
  // A package in a folder of its own is not whose code lies elsewhere.
  const possible = packages.filter((entry) => folderOf(entry.place.file) === '' || near(entry) > 0)
  return possible.toSorted((a, b) => near(b) - near(a))[0]
}
