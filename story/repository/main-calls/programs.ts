// Where a program starts, whether the project is one, and the handlers of one that answers by routes.
import type { EntryPoint } from '../../../shared/analysis.ts'
import { type CallGraph, closureId, type LinkedSymbol, scriptRunId } from '../call-graph/link-calls.ts'
import { startReason } from '../entry-points.ts'
import { pushTo } from '../resolvers/resolver.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { preparing } from '../telling-names.ts'
import type { MainCall, MainCallSources } from './main-call.ts'
import { findRegistered, nameRoute } from './routes.ts'

/** What runs the whole, whatever else of it can be run. */
export const isStarted = ({ entry }: MainCall): boolean => entry.reason === startReason

/** Of a server and its client the first does the work. */
const isServer = ({ entry }: MainCall): boolean => /(?:^|[-_])(?:server|daemon)$/.test(entry.name)

const setsUp = /^(?:init|load|set_?up|configure|migrate|patch|ensure|prepare|install)/i

/** A line of log is no step of a program. */
const noting = /^(?:log|debug|info|warn|error|trace|print\w*|puts|exit)$/i
const fewestOfAScript = 3

/**
 * A script's own lines run from the top: where they call one function after the other, the script is what leads. Else it is the
 * function that most weighs, since the others prepare it.
 */
const findScriptCall = (entry: EntryPoint, { calls, parsed, weightOf }: MainCallSources): MainCall | null => {
  const { file } = entry.place
  const made = (calls.callsOf.get(scriptRunId(file)) ?? []).flatMap(({ call, target }) =>
    target === null || !/^(?:function|method)$/.test(target.symbol.kind) || noting.test(target.symbol.name)
      ? []
      : [{ line: call.line, target, weight: weightOf(target) * (isPreparing(target) ? 0.1 : 1) }],
  )
  const [first, ...others] = made
  if (first === undefined) return null
  const called = new Map(made.map(({ target }) => [target.id, target]))
  const whole = parsed.find(({ path }) => path === file)
  if (whole !== undefined && called.size >= fewestOfAScript && [...called.values()].some((target) => !isPreparing(target)))
    return { entry, start: scriptOf(whole) }
  const heaviest = others.reduce((most, one) => (one.weight >= most.weight ? one : most), first)
  return { entry, start: heaviest.target, calledFrom: { file, start_line: heaviest.line, end_line: heaviest.line } }
}

const isPreparing = ({ symbol }: LinkedSymbol): boolean =>
  preparing.test(symbol.name) || setsUp.test(symbol.name) || setsUp.test(symbol.parent ?? '') || single.test(symbol.name)
const single = /^(?:get_?)?[iI]nstance$/

/** As a function that bears the file's name. */
const scriptOf = (file: ParsedFile): LinkedSymbol => ({
  file,
  id: scriptRunId(file.path),
  symbol: { ...file.script, name: file.path, qualifiedName: file.path, kind: 'module' },
})

export const findPrograms = (sources: MainCallSources): MainCall[] => {
  const { entries, calls, fileScore, usage, name } = sources
  const isOwn = ({ entry }: MainCall): boolean => plainName(entry.name) === plainName(name)
  const typed = ({ entry }: MainCall): number => usage.commands.get(entry.name) ?? 0
  const inFile = new Map<string, LinkedSymbol[]>()
  for (const linked of calls.symbols.values()) pushTo(inFile, linked.file.path, linked)
  return (
    entries
      .flatMap((entry): MainCall[] => {
        if (entry.kind !== 'bin' && entry.kind !== 'main') return []
        const own = inFile.get(entry.place.file) ?? []
        const start =
          own.find(({ symbol }) => symbol.name === (entry.symbol?.split('.').at(-1) ?? 'main')) ?? own.find(({ symbol }) => /^[mM]ain$/.test(symbol.name))
        return start === undefined ? [findScriptCall(entry, sources)].filter((call) => call !== null) : [{ entry, start }]
      })
      // Of several commands the one that the README types most.
      .toSorted(
        (a, b) =>
          Number(isStarted(b)) - Number(isStarted(a)) ||
          Number(b.entry.kind === 'bin') - Number(a.entry.kind === 'bin') ||
          Number(isServer(b)) - Number(isServer(a)) ||
          typed(b) - typed(a) ||
          Number(isOwn(b)) - Number(isOwn(a)) ||
          fileScore(b.start.file.path) - fileScore(a.start.file.path),
      )
  )
}

const plainName = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '')

/** Does the README show it on a command line more than in code? Where it shows neither, a main function decides. */
export const isProgram = (programs: readonly MainCall[], { entries, calls, usage, name }: MainCallSources): boolean => {
  if (programs.length === 0) return false
  if (programs.some(isStarted)) return true
  const names = new Set([name, ...programs.map(({ entry }) => entry.name)])
  const typed = [...names].reduce((sum, program) => sum + (usage.commands.get(program) ?? 0), 0)
  const called = new Set([...calls.symbols.values()].filter(({ symbol }) => symbol.exported && usage.isInReadme(symbol.name)).map(({ symbol }) => symbol.name))
    .size
  if (typed !== called) return typed > called
  // Where the README leaves the use of it to other pages, what can be run under the project's own name is what people start.
  if (typed === 0 && programs.some(({ entry }) => plainName(entry.name) === plainName(name))) return true
  const isLibrary = entries.some((entry) => entry.kind === 'library' && plainName(entry.name) === plainName(name))
  return !isLibrary || programs.some(({ entry }) => entry.kind === 'bin' && typed > 0)
}

interface Handler extends MainCall {
  weight: number
}

/** What answers a route: what its line hands over, else the function that stands there or right below. */
const handlerOf = (entry: EntryPoint, routes: readonly EntryPoint[], { parsed, calls, weightOf }: MainCallSources): Handler[] => {
  const file = parsed.find(({ path }) => path === entry.place.file)
  if (file === undefined) return []
  const near = [...calls.symbols.values()].filter(
    (linked) =>
      linked.file.path === entry.place.file &&
      /^(?:function|method)$/.test(linked.symbol.kind) &&
      linked.symbol.endLine >= entry.place.start_line &&
      linked.symbol.line <= entry.place.start_line + 6 &&
      !registersMany(linked, routes),
  )
  const registered = findRegistered(entry, file, calls)
  if (registered === 'elsewhere') return []
  // A decorator stands above its function; a registration stands in one that isn't the handler.
  const start = registered ?? findClosure(entry, calls) ?? near.toSorted((a, b) => a.symbol.endLine - a.symbol.line - (b.symbol.endLine - b.symbol.line))[0]
  if (start === undefined) return []
  const beside = routes.filter(({ place }) => place.file === entry.place.file).length
  const named = nameRoute(entry, file)
  // The plain address before that of one thing among many, and the one that brings something before the one that looks.
  const parameters = named.name.match(/\/[:{<]/g)?.length ?? 0
  const weight =
    weightOf(start) ** 0.6 * Math.log2(1 + beside) * (/^POST /.test(named.name) ? 1.8 : /^(?:GET|ROUTE) /.test(named.name) ? 1.5 : 1) * 0.5 ** parameters
  return [{ entry: { ...named, symbol: start.symbol.qualifiedName }, start, weight }]
}

/** Written out where the route is registered: that much of the function around it, and what stands in there alone. */
const findClosure = ({ place }: EntryPoint, { symbols, callsOf }: CallGraph): LinkedSymbol | null => {
  for (const around of symbols.values()) {
    const { file, symbol, id } = around
    if (file.path !== place.file || symbol.line > place.start_line || symbol.endLine < place.start_line) continue
    const first = symbol.calls.flatMap(({ closure }) => (closure !== null && isRightBelow(closure.line, place.start_line) ? [closure] : []))[0]
    if (first === undefined) continue
    const { line, endLine } = first
    const remarks = symbol.remarks.filter((remark) => remark.line >= line && remark.endLine <= endLine)
    const calls = (callsOf.get(closureId(id, line)) ?? []).map(({ call }) => call)
    return { file, id: closureId(id, line), symbol: { ...symbol, line, endLine, doc: null, remarks, calls } }
  }
  return null
}
const isRightBelow = (line: number, route: number): boolean => line >= route && line <= route + 2

const registersMany = ({ file, symbol }: LinkedSymbol, routes: readonly EntryPoint[]): boolean =>
  routes.filter(({ place }) => place.file === file.path && place.start_line >= symbol.line && place.end_line <= symbol.endLine).length >= fewestRoutes

const fewestRoutes = 3
const mostHandlers = 3

/** An application answers by its routes: of those the handlers that lead through most of it. */
export const findHandlers = (sources: MainCallSources): MainCall[] => {
  const { entries, calls, usage } = sources
  const routes = entries.filter((entry) => entry.kind === 'route')
  const isLibrary = entries.some((entry) => entry.kind === 'library') && [...calls.symbols.values()].some(({ symbol }) => usage.isInReadme(symbol.name))
  if (routes.length < fewestRoutes || isLibrary) return []
  const found = routes.flatMap((entry) => handlerOf(entry, routes, sources)).toSorted((a, b) => b.weight - a.weight)
  return found
    .filter(({ start }, index) => found.findIndex((other) => other.start.id === start.id) === index)
    .slice(0, mostHandlers)
    .map(({ entry, start }) => ({ entry, start }))
}
