// What the world outside may call, weighed by how much its users do, how central it is and how far it leads.
import type { CallGraph, LinkedSymbol } from '../call-graph/link-calls.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import { answersRequest, ending, isAsidePath, isAsideSymbol, isPreparation, preparing, telling } from '../telling-names.ts'
import { createDeprecation } from './deprecated.ts'
import { findMadeForUsers } from './made-for-users.ts'
import type { MainCallSources } from './main-call.ts'
import type { KnownTypes } from './usage.ts'

/** As much as one README, or a few pages and examples: users do call it. */
export const shownWeight = 2.5
/** A call of this reach is over before it began: what leads to it, or beside it, tells more. */
export const slightReach = 8

/** What leads to so much more has the other on its way. */
const stationReach = 2

export interface Candidate {
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

/** What is not open to others here says so, or lacks the word that opens it. Elsewhere a name may be handed out by another line. */
const saysWhoMayCall = new Set(['Rust', 'Go', 'Java', 'Kotlin', 'C#', 'Swift'])

/** What the world outside may call, the likeliest first. */
export const weighCandidates = (
  { parsed, entries, calls, fileScore, weightOf, usage, name }: MainCallSources,
  { doors, reachOf }: { doors: ReadonlyMap<string, string>; reachOf: (start: LinkedSymbol) => ReadonlySet<string> },
): Candidate[] => {
  const share = new Map<string, number>()
  for (const { file } of calls.symbols.values()) share.set(file.language, (share.get(file.language) ?? 0) + 1)
  const isMain = (language: string) => (share.get(language) ?? 0) >= calls.symbols.size * 0.1
  const known = knownTypes(parsed)
  const isDeprecated = createDeprecation()
  const madeForUsers = findMadeForUsers(parsed, calls)
  const packageNames = [...new Set([name, ...entries.flatMap((entry) => (entry.kind === 'library' ? [lastName(entry.name.replace(/^.*\//, ''))] : []))])]
  const ownNames = new Set(packageNames.map((own) => own.toLowerCase()))
  // What bears the name within another function cannot be called from outside.
  const isNamesake = ({ name: own, parent, exported }: ParsedSymbol, { symbols, language }: ParsedFile): boolean =>
    own === name &&
    (exported || !saysWhoMayCall.has(language)) &&
    (parent === null || symbols.some((other) => other.qualifiedName === parent && !/^(?:function|method)$/.test(other.kind)))
  const candidates = [...calls.symbols.values()]
    .filter(
      ({ symbol, file, id }) =>
        isMain(file.language) &&
        (symbol.exported || doors.has(id) || madeForUsers.has(id) || isNamesake(symbol, file) || answersRequest(symbol, file.language)) &&
        /^(?:function|method)$/.test(symbol.kind) &&
        !/^[_#]/.test(lastName(symbol.parent ?? '')) &&
        !isAsideSymbol(file.path, symbol, file.language) &&
        !isDeprecated(symbol, file),
    )
    .map((linked) => {
      // Users call a package's door by the package's name.
      const bases = linked.file.symbols.find((other) => other.qualifiedName === linked.symbol.parent)?.extends.map(lastName) ?? []
      const { all, readme } = usage.weightOf(
        {
          ...linked.symbol,
          ...(isNamesake(linked.symbol, linked.file) ? { parent: null } : {}),
          ...(madeForUsers.has(linked.id) ? { name: madeForUsers.get(linked.id) ?? linked.symbol.name, parent: null } : {}),
          bases,
          isExtension: isExtension(linked, calls),
          rivals: calls.byName.get(linked.symbol.name)?.length ?? 1,
        },
        known,
      )
      const used =
        doors.has(linked.id) && reachOf(linked).size >= slightReach
          ? Math.max(all, ...packageNames.map((own) => usage.weightOf({ name: own, parent: null }, known).all))
          : all
      return { linked, used, inReadme: readme >= shownWeight }
    })
  const isShown = candidates.some(({ used }) => used >= shownWeight)
  const weigh = ({ symbol, file, id }: LinkedSymbol, used: number, inReadme: boolean): number => {
    // A tool for tests calls it as users do, and so does the script of a command, and what wraps it under the same name.
    const callers = (calls.callersOf.get(id) ?? []).filter(
      ({ caller }) =>
        caller.symbol.name !== '' &&
        !isWrapper(caller.symbol, symbol) &&
        !isAsidePath(caller.file.path) &&
        (caller.file.path !== file.path || caller.symbol.parent !== symbol.parent),
    ).length
    return (
      // How far it leads decides among what users call alike, not over what they call.
      weightOf({ symbol, file, id }) ** 0.6 *
      (1 + fileScore(file.path)) *
      // What the README calls is a way in, even where the project calls it as well.
      (callers === 0 ? (inReadme ? 1.2 : 1.4) : inReadme ? Math.max(0.75, callerShare(callers)) : callerShare(callers)) *
      (telling.test(symbol.name) ? 2 : isPreparation('', symbol.name) ? 0.25 : preparing.test(symbol.name) || ending.test(symbol.name) ? 0.5 : 1) *
      // Nobody shows it, and nobody speaks of what it belongs to.
      (isShown && used === 0 ? (symbol.parent !== null && usage.isShown(lastName(symbol.parent)) ? 0.7 : 0.4) : 1 + 1.5 * used) *
      (inReadme ? 1.6 * (1 + 1 / (1 + usage.rankInReadme(symbol.name) / 4)) * (1 + 0.3 * Math.log2(Math.max(1, usage.timesInReadme(symbol.name)))) : 1) *
      (doors.has(id) && reachOf({ symbol, file, id }).size >= slightReach ? 3 : 1) *
      // What makes a maker, or makes something with one, is over before the thing is used.
      (builds.test(symbol.qualifiedName) || /Builder$/.test(symbol.returns) ? 0.25 : 1) *
      // What fulfils a contract of the project's own is called through that, from inside.
      contractShare(contractOf(symbol, file, calls), calls, used) *
      // What bears the project's name is what people come for: Axios itself, and not its headers.
      (symbol.parent !== null && ownNames.has(lastName(symbol.parent).toLowerCase()) ? 2.5 : 1) *
      // `axios.get(url)` is no `get` of the headers.
      (symbol.parent !== null && !ownNames.has(lastName(symbol.parent).toLowerCase()) && usage.isCalledOnPackage(symbol.name) ? 0.3 : 1) *
      // Of twins the plain one is what most users call.
      (/(?:^|\.)Async\w|Async(?:$|\.)/.test(symbol.qualifiedName) || hasPlainTwin(symbol.name, calls) ? 0.6 : 1) *
      (/^(?:App|Application|Server|Engine|CLI|Launcher)$/.test(lastName(symbol.parent ?? '')) && /^(?:run|start|serve|listen|main)$/i.test(symbol.name)
        ? 2
        : 1) *
      (symbol.doc === null ? 0.8 : 1) *
      // What writes the log is beside the work, unless logging is the work.
      (logPath.test(file.path) && !/log/i.test(name) ? 0.3 : 1) *
      ((calls.callsOf.get(id) ?? []).some(({ target }) => target !== null && isWrapper(symbol, target.symbol)) ? 0.7 : 1)
    )
  }
  const ids = new Set(candidates.map(({ linked }) => linked.id))
  /** `write` of a Site, where its `process` reads, renders and writes: a station of that one's way. */
  const isStation = ({ linked: { id, symbol }, used }: (typeof candidates)[number]): boolean =>
    used < shownWeight &&
    (calls.callersOf.get(id) ?? []).some(
      ({ caller }) =>
        symbol.parent !== null &&
        caller.symbol.parent === symbol.parent &&
        ids.has(caller.id) &&
        telling.test(caller.symbol.name) &&
        reachOf(caller).size >= reachOf({ id, symbol, file: caller.file }).size * stationReach,
    )
  return candidates
    .map((candidate) => ({ ...candidate, weight: weigh(candidate.linked, candidate.used, candidate.inReadme) * (isStation(candidate) ? 0.3 : 1) }))
    .sort((a, b) => b.weight - a.weight || (a.linked.id < b.linked.id ? -1 : 1))
    .filter(isCentralNamesake(fileScore))
}

/** `write` of a MountManager, which calls `write` of a Filesystem: both are the way in, and the work is done by the second. */
const isWrapper = (symbol: ParsedSymbol, wrapped: ParsedSymbol): boolean =>
  symbol.name === wrapped.name && symbol.parent !== null && wrapped.parent !== null && symbol.parent !== wrapped.parent

const logPath = /(?:^|\/)logg(?:ers?|ing)(?:\/|\.\w+$)/
const callerShare = (callers: number): number => 1 / (1 + Math.log2(1 + callers) * 0.3)
const builds = /(?:^|[.:])(?:[bB]uild|make|new)$|Builder(?:$|[.:])/

/** C#'s `Query(this IDbConnection connection, …)`; in Kotlin and Swift a method of a type that is not declared here. */
const isExtension = ({ symbol, file }: LinkedSymbol, { byName }: CallGraph): boolean =>
  file.language === 'C#'
    ? /\(\s*this\s/.test(symbol.signature)
    : /^(?:Kotlin|Swift)$/.test(file.language) && symbol.parent !== null && !byName.has(lastName(symbol.parent))

/** `redisAsyncCommand` beside `redisCommand`. */
const hasPlainTwin = (name: string, { byName }: CallGraph): boolean => {
  const plain = name.replace(/_?[Aa]sync_?(?=[A-Z]|$|[a-z])/, '')
  return plain !== name && plain !== '' && byName.has(plain)
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

/** The same method of a type of the repository that its owner inherits from; null where it fulfils none. */
const contractOf = (symbol: ParsedSymbol, file: ParsedFile, calls: CallGraph): LinkedSymbol | null => {
  const owner = file.symbols.find((other) => other.qualifiedName === symbol.parent)
  if (owner === undefined || owner.extends.length === 0) return null
  const bases = new Set(owner.extends.map(lastName))
  return (
    (calls.byName.get(symbol.name) ?? []).find(
      (other) => other.symbol.parent !== null && other.symbol.parent !== symbol.parent && bases.has(lastName(other.symbol.parent)),
    ) ?? null
  )
}

/** What is called inside through its contract is no way in, even where users call it as well. */
const contractShare = (contract: LinkedSymbol | null, calls: CallGraph, used: number): number => {
  if (contract === null) return 1
  return used < shownWeight || (calls.callersOf.get(contract.id) ?? []).some(({ caller }) => caller.file.path === contract.file.path) ? 0.4 : 1
}
