// Which calls to follow. A program's is plain: its main function. A server's is what it does for a request. A library has
// neither: there it is what its users call, as README, documentation, examples and tests show, and among those the call
// that leads through most of the code.
import type { EntryPoint } from '../../shared/analysis.ts'
import { findDoors } from './doors.ts'
import type { ImportGraph } from './import-graph.ts'
import { folderOf } from './languages.ts'
import type { CallGraph, LinkedSymbol } from './link-calls.ts'
import { pushTo } from './resolvers/resolver.ts'
import type { ParsedFile, ParsedSymbol } from './syntax/read-file.ts'
import { lastName } from './syntax/row.ts'
import { answersRequest, isAsideSymbol, preparing, telling } from './telling-names.ts'
import type { KnownTypes, Usage } from './usage.ts'

const maxMains = 6
const maxReach = 400
/** What leads to fewer functions of the repository tells least. */
const shortReach = 3
/** A door that leads to a call of this reach is told instead of it: the call alone would be over before it began. */
const slightReach = 8
const thinLines = 8
/** As much as one README, or a few pages and examples: users do call it. */
const shownWeight = 2.5

export interface MainCall {
  entry: EntryPoint
  start: LinkedSymbol
}

interface MainCallSources {
  parsed: readonly ParsedFile[]
  entries: readonly EntryPoint[]
  calls: CallGraph
  graph: ImportGraph
  fileScore: (path: string) => number
  weightOf: (linked: LinkedSymbol) => number
  name: string
  usage: Usage
}

export const findMainCalls = (sources: MainCallSources): MainCall[] => {
  const { calls } = sources
  const reachOf = createReach(calls)
  const programs = findPrograms(sources)
  const doors = findDoors(sources.entries, sources.parsed)
  const handlers = findHandlers(sources)
  // A framework's main function hands itself over in one line; what happens then is in the handlers.
  const isStarter = handlers.length > 0 && programs.every(({ start }) => reachOf(start).size < shortReach)
  const leads = !isStarter && isProgram(programs, sources)
  const first = leads ? programs : handlers
  const covered = new Set(first.flatMap(({ start }) => [...reachOf(start)]))
  const pick = createPicker(sources, { covered, doors, reachOf })
  const candidates = weighCandidates(sources, doors)
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
  const others = pick(
    candidates.filter(({ linked }) => !answersRequest(linked.symbol, linked.file.language)),
    maxMains,
  )
  const isShort = ({ start }: MainCall) => reachOf(start).size < shortReach
  const seen = new Set<string>()
  return [...first, ...opening, ...alone, ...others, ...(leads ? [] : programs)]
    .filter(({ start }) => (calls.callsOf.get(start.id) ?? []).length > 0 && !seen.has(start.id) && seen.add(start.id))
    .toSorted((a, b) => Number(isShort(a)) - Number(isShort(b)))
}

interface Candidate {
  linked: LinkedSymbol
  weight: number
  /** How much users call it. */
  used: number
  inReadme: boolean
}

const knownTypes = (parsed: readonly ParsedFile[]): KnownTypes => {
  const returnedBy = new Map<string, Set<string>>()
  for (const { symbols } of parsed)
    for (const { name, returns } of symbols) if (returns !== '') returnedBy.set(name, (returnedBy.get(name) ?? new Set()).add(returns))
  return { returnedBy, heldBy: new Map(parsed.flatMap(({ variableTypes }) => [...variableTypes])) }
}

/** What the world outside may call, the likeliest first. */
const weighCandidates = ({ parsed, calls, fileScore, weightOf, usage, name }: MainCallSources, doors: ReadonlyMap<string, string>): Candidate[] => {
  const share = new Map<string, number>()
  for (const { file } of calls.symbols.values()) share.set(file.language, (share.get(file.language) ?? 0) + 1)
  const isMain = (language: string) => (share.get(language) ?? 0) >= calls.symbols.size * 0.1
  const known = knownTypes(parsed)
  const candidates = [...calls.symbols.values()]
    .filter(
      ({ symbol, file, id }) =>
        isMain(file.language) &&
        (symbol.exported || doors.has(id) || symbol.name === name || answersRequest(symbol, file.language)) &&
        /^(?:function|method)$/.test(symbol.kind) &&
        !isAsideSymbol(file.path, symbol),
    )
    .map((linked) => {
      // Users call a package's door by the package's name.
      const bases = linked.file.symbols.find((other) => other.qualifiedName === linked.symbol.parent)?.extends.map(lastName) ?? []
      const { all, readme } = usage.weightOf(
        { ...linked.symbol, ...(linked.symbol.name === name ? { parent: null } : {}), bases, rivals: calls.byName.get(linked.symbol.name)?.length ?? 1 },
        known,
      )
      const used = doors.has(linked.id) ? Math.max(all, usage.weightOf({ name, parent: null }, known).all) : all
      return { linked, used, inReadme: readme >= shownWeight }
    })
  const isShown = candidates.some(({ used }) => used >= shownWeight)
  const weigh = ({ symbol, file, id }: LinkedSymbol, used: number): number => {
    const callers = (calls.callersOf.get(id) ?? []).filter(({ caller }) => caller.file.path !== file.path || caller.symbol.parent !== symbol.parent).length
    return (
      // How far it leads decides among what users call alike, not over what they call.
      weightOf({ symbol, file, id }) ** 0.6 *
      (1 + fileScore(file.path)) *
      (callers === 0 ? 1.4 : 1 / (1 + Math.log2(1 + callers) * 0.3)) *
      (telling.test(symbol.name) ? 2 : preparing.test(symbol.name) ? 0.5 : 1) *
      (isShown && used === 0 ? 0.4 : 1 + 1.5 * used) *
      (doors.has(id) ? 3 : 1) *
      (/^(?:build|make)$|(?:^|[.:])Builder(?:$|[.:])/.test(symbol.qualifiedName) || symbol.name === 'build' ? 0.5 : 1) *
      // What fulfils a contract of the project's own is called through that, from inside.
      (isContract(symbol, file, calls) && used < shownWeight ? 0.4 : 1) *
      // Of twins the plain one is what most users call.
      (/(?:^|\.)Async\w|Async(?:$|\.)/.test(symbol.qualifiedName) ? 0.6 : 1) *
      (symbol.doc === null ? 0.8 : 1)
    )
  }
  return candidates
    .map((candidate) => ({ ...candidate, weight: weigh(candidate.linked, candidate.used) }))
    .sort((a, b) => b.weight - a.weight || (a.linked.id < b.linked.id ? -1 : 1))
    .filter(isCentralNamesake(fileScore))
}

/** One name in several files, for platforms or for types: the one in the most central file stands for all. */
const isCentralNamesake =
  (fileScore: (path: string) => number) =>
  ({ linked }: Candidate, _: number, all: readonly Candidate[]): boolean => {
    const score = fileScore(linked.file.path)
    return !all.some(
      (other) =>
        other.linked.symbol.qualifiedName === linked.symbol.qualifiedName && other.linked.id !== linked.id && fileScore(other.linked.file.path) > score,
    )
  }

/** What runs for a request: in the central file, of the type that users meet, leading through the most. */
const findAnswers = (
  candidates: readonly Candidate[],
  { calls, fileScore, usage }: MainCallSources,
  reachOf: (start: LinkedSymbol) => ReadonlySet<string>,
): LinkedSymbol[] => {
  const answers = candidates.map(({ linked }) => linked).filter(({ symbol, file }) => answersRequest(symbol, file.language))
  const ids = new Set(answers.map(({ id }) => id))
  // `__call__` that only hands on to `wsgi_app` is not where it happens.
  const isThin = ({ id, symbol }: LinkedSymbol) => {
    const made = (calls.callsOf.get(id) ?? []).filter(({ target }) => target !== null)
    const target = made[0]?.target
    return made.length === 1 && target != null && target.symbol.parent === symbol.parent && symbol.endLine - symbol.line <= thinLines && ids.has(target.id)
  }
  // `$app = AppFactory::create()` shows an App without its name.
  const given = new Set([...calls.symbols.values()].flatMap(({ symbol }) => (symbol.returns !== '' && usage.isInReadme(symbol.name) ? [symbol.returns] : [])))
  const weigh = (linked: LinkedSymbol) => {
    const owner = linked.symbol.parent?.split(/\.|::/).at(-1)
    const isMet = owner !== undefined && (usage.mentions(owner) || given.has(owner))
    // A station on the way is one of many; what holds them all is where the way begins.
    const part =
      owner !== undefined && /Middleware|Filter|Decorator|Plugin|Strategy/.test(owner)
        ? 0.5
        : /^(?:App|Application|Server|Engine|Kernel)$/.test(owner ?? '')
          ? 1.5
          : 1
    return (1 + 3 * fileScore(linked.file.path)) * Math.log2(2 + reachOf(linked).size) * (isMet ? 2 : 1) * part
  }
  return answers
    .filter((linked) => !isThin(linked))
    .map((linked) => ({ linked, weight: weigh(linked) }))
    .toSorted((a, b) => b.weight - a.weight || (a.linked.id < b.linked.id ? -1 : 1))
    .map(({ linked }) => linked)
}

/** Does its owner inherit from a type of the repository that declares the same method? */
const isContract = (symbol: ParsedSymbol, file: ParsedFile, calls: CallGraph): boolean => {
  const owner = file.symbols.find((other) => other.qualifiedName === symbol.parent)
  if (owner === undefined || owner.extends.length === 0) return false
  const bases = new Set(owner.extends.map(lastName))
  return (calls.byName.get(symbol.name) ?? []).some(
    (other) => other.symbol.parent !== null && other.symbol.parent !== symbol.parent && bases.has(lastName(other.symbol.parent)),
  )
}

/** Takes from the list what leads to something that was not told yet, and says of each why. */
const createPicker = (
  { entries, calls, graph, name }: MainCallSources,
  { covered, doors, reachOf }: { covered: Set<string>; doors: ReadonlyMap<string, string>; reachOf: (start: LinkedSymbol) => Set<string> },
) => {
  const packages = entries.filter((entry) => entry.kind === 'library')
  return (candidates: readonly Candidate[], most: number): MainCall[] => {
    const found: MainCall[] = []
    for (const { linked, inReadme } of candidates.slice(0, maxMains * 20)) {
      if (found.length >= most) break
      const { symbol, file } = linked
      const reached = reachOf(linked)
      if (covered.has(linked.id) || [...reached].filter((id) => covered.has(id)).length > reached.size * 0.6) continue
      for (const id of reached) covered.add(id)
      const library = packages.find((entry) => entry.place.file === file.path) ?? nearestPackage(file.path, packages, graph)
      const callers = calls.callersOf.get(linked.id)?.length ?? 0
      const door = doors.get(linked.id)
      const shown = door !== undefined ? `what ${door} hands out` : inReadme ? 'the README calls it' : callers === 0 ? 'nothing inside calls it' : 'public'
      found.push({
        entry: {
          // Of a program without a package nobody outside can call anything: it is only a way into its code.
          kind: packages.length > 0 ? 'library' : 'export',
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

const findPrograms = ({ entries, calls, fileScore }: MainCallSources): MainCall[] => {
  const inFile = new Map<string, LinkedSymbol[]>()
  for (const linked of calls.symbols.values()) pushTo(inFile, linked.file.path, linked)
  return entries
    .flatMap((entry): MainCall[] => {
      if (entry.kind !== 'bin' && entry.kind !== 'main') return []
      const own = inFile.get(entry.place.file) ?? []
      const start =
        own.find(({ symbol }) => symbol.name === (entry.symbol?.split('.').at(-1) ?? 'main')) ?? own.find(({ symbol }) => /^[mM]ain$/.test(symbol.name))
      return start === undefined ? [] : [{ entry, start }]
    })
    .toSorted((a, b) => Number(b.entry.kind === 'bin') - Number(a.entry.kind === 'bin') || fileScore(b.start.file.path) - fileScore(a.start.file.path))
}

/** Does the README show it on a command line more than in code? Where it shows neither, a main function decides. */
const isProgram = (programs: readonly MainCall[], { entries, calls, usage, name }: MainCallSources): boolean => {
  if (programs.length === 0) return false
  const names = new Set([name, ...programs.map(({ entry }) => entry.name)])
  const typed = [...names].reduce((sum, program) => sum + (usage.commands.get(program) ?? 0), 0)
  const called = new Set([...calls.symbols.values()].filter(({ symbol }) => symbol.exported && usage.isInReadme(symbol.name)).map(({ symbol }) => symbol.name))
    .size
  if (typed !== called) return typed > called
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, '')
  const isLibrary = entries.some((entry) => entry.kind === 'library' && plain(entry.name) === plain(name))
  return !isLibrary || programs.some(({ entry }) => entry.kind === 'bin' && typed > 0)
}

/** An application answers by its routes: of those the handler that leads through most of it. */
const findHandlers = ({ entries, calls, weightOf, usage }: MainCallSources): MainCall[] => {
  const routes = entries.filter((entry) => entry.kind === 'route')
  const isLibrary = entries.some((entry) => entry.kind === 'library') && [...calls.symbols.values()].some(({ symbol }) => usage.isInReadme(symbol.name))
  if (routes.length < 3 || isLibrary) return []
  const found = routes.flatMap((entry): (MainCall & { weight: number })[] => {
    const near = [...calls.symbols.values()].filter(
      ({ file, symbol }) =>
        file.path === entry.place.file &&
        /^(?:function|method)$/.test(symbol.kind) &&
        symbol.endLine >= entry.place.start_line &&
        symbol.line <= entry.place.start_line + 6,
    )
    // A decorator stands above its function; a registration stands in one that isn't the handler.
    const start = near.toSorted((a, b) => a.symbol.endLine - a.symbol.line - (b.symbol.endLine - b.symbol.line))[0]
    const beside = routes.filter(({ place }) => place.file === entry.place.file).length
    return start === undefined
      ? []
      : [
          {
            entry: { ...entry, symbol: start.symbol.qualifiedName },
            start,
            weight: weightOf(start) ** 0.6 * Math.log2(1 + beside) * (/^(?:GET|ROUTE) /.test(entry.name) ? 1.5 : 1),
          },
        ]
  })
  return found
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map(({ entry, start }) => ({ entry, start }))
}

/** Of several packages the one whose folder it lies in; of those at the root the one whose start imports it. */
const nearestPackage = (path: string, packages: readonly EntryPoint[], graph: ImportGraph): EntryPoint | undefined => {
  const near = (entry: EntryPoint) => {
    const folder = folderOf(entry.place.file)
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
  return packages.toSorted((a, b) => near(b) - near(a))[0]
}
