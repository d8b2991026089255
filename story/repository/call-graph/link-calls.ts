// The calls of all files, linked: who calls what, and who is called by whom.
import type { ImportGraph } from '../import-graph.ts'
import { pushTo } from '../resolvers/resolver.ts'
import type { Handed } from '../syntax/handed-functions.ts'
import type { ParsedCall, ParsedFile } from '../syntax/parsed-file.ts'
import { isTaken } from './bare-calls.ts'
import { type CallGraph, closureId, idOf, type LinkedCall, type LinkedSymbol, overloadId, scriptId, scriptRunId, withoutOverload } from './call-graph.ts'
import { siteWithin } from './call-site.ts'
import { createAliases } from './external-names.ts'
import { createTargetFinder } from './find-target.ts'
import { fulfilments, heldMethods, hoistUncalled, keyedFunctions } from './further-links.ts'
import { linkHandedFunctions } from './handed-functions.ts'
import { linkHandedOutside } from './handed-outside.ts'
import { findMadeFunction } from './made-functions.ts'
import { findNamesInSight } from './names-in-sight.ts'
import { overloadOf } from './overloads.ts'
import { callsOfKinds, findOverriders } from './overriders.ts'
import { asField, selfNames } from './own-object.ts'
import { findStartedCommands } from './started-commands.ts'
import { indexSymbols } from './symbol-index.ts'

export type { CallGraph, LinkedSymbol } from './call-graph.ts'
export { closureId, idOf, scriptRunId, withoutOverload } from './call-graph.ts'

export const linkCalls = (files: readonly ParsedFile[], graph: ImportGraph): CallGraph => {
  const index = indexSymbols(files)
  const { symbols, byName, otherOverloads, ownerOf } = index
  const names = findNamesInSight({ files, graph, index })
  const { pick, memberOf } = names
  const fieldChoices = Map.groupBy(
    files.flatMap((file) => file.fieldChoices),
    ({ field }) => field,
  )
  const aliasesOf = createAliases(graph)
  const externalNames = new Map(files.map((file) => [file.path, aliasesOf(file)]))
  const fulfilled = fulfilments(symbols, byName)
  const find = createTargetFinder({ files, index, names, externalNames, fulfilled })

  /** What a field of the object holds, where that is one method of it. */
  const findHeld = ({ symbol }: LinkedSymbol, { name, receiver }: ParsedCall, held: ReadonlyMap<string, LinkedSymbol>): LinkedSymbol | null => {
    const [object = '', field, ...more] = receiver?.split(/\.|->/) ?? []
    const owner = selfNames.has(object) ? ownerOf(symbol) : symbol.types.get(object)
    return owner == null || more.length > 0 ? null : (held.get(`${owner}.${field ?? name}`) ?? null)
  }

  /** Of a field that holds one type here, another there: the member of each, with the condition that it is put in under. */
  const findEach = ({ symbol, file }: LinkedSymbol, call: ParsedCall): LinkedCall[] => {
    const [object = '', field, ...more] = call.receiver === null ? [] : asField(call.receiver.replace(/[?!&]$/, ''), file.language).split('.')
    const owner = field !== undefined && more.length === 0 && selfNames.has(object) ? ownerOf(symbol) : null
    const choices = owner === null ? [] : (fieldChoices.get(`${owner}.${field}`) ?? [])
    const found = choices.flatMap(({ type, when }): LinkedCall[] => {
      const target = memberOf(type, call.name, file)
      return target === null ? [] : [{ call: { ...call, when: when ?? call.when }, target, external: null }]
    })
    const distinct = found.filter((one, at) => found.findIndex((other) => other.target?.id === one.target?.id) === at)
    return distinct.length > 1 && distinct.length <= mostChoices ? distinct : []
  }

  const overriders = findOverriders(symbols, byName)
  const startedBy = findStartedCommands(files)
  const findStarted = (call: ParsedCall, file: ParsedFile): LinkedSymbol | null => {
    const name = startedBy(call, file)
    return name === null ? null : pick(byName.get(name), file)
  }
  const keyed = keyedFunctions(files, (name, file) => symbols.get(idOf(file.path, name)) ?? pick(byName.get(name), file))
  const heldIn = new Map(files.map((file) => [file.path, heldMethods(file, symbols)]))
  const callsOf = new Map<string, LinkedCall[]>()
  const callersOf = new Map<string, { caller: LinkedSymbol; line: number }[]>()
  const scripts = files.map((file): LinkedSymbol => ({ file, symbol: file.script, id: scriptId(file.path) }))
  for (const linked of [...symbols.values(), ...[...otherOverloads.values()].flat(), ...scripts]) {
    const aliases = externalNames.get(linked.file.path)
    const note = (made: LinkedCall): LinkedCall => {
      // Whichever overload is meant, what it is called by is called.
      const called = made.target === null ? null : withoutOverload(made.target.id)
      if (called !== null && called !== withoutOverload(linked.id)) pushTo(callersOf, called, { caller: linked, line: made.call.line })
      return made
    }
    callsOf.set(
      linked.id,
      linked.symbol.calls.flatMap((call) => {
        const each = findEach(linked, call)
        if (each.length > 0) return each.map(note)
        const meant =
          keyed.get(call.name) ??
          find({ file: linked.file, symbol: linked.symbol, call, depth: 0 }) ??
          findHeld(linked, call, heldIn.get(linked.file.path) ?? new Map()) ??
          findStarted(call, linked.file)
        const found = meant === null ? null : (fulfilled.get(meant.id) ?? meant)
        // The product does not call its benchmarks and tools: there only the name is the same.
        const isOther = found !== null && isBeside(found.file.path) && !isBeside(linked.file.path)
        const near = isOther || (call.receiver !== null && everybodys.test(call.name)) ? null : found
        const target = near === null ? null : overloadOf(near, otherOverloads.get(near.id) ?? [], call)
        const kinds = target === null ? undefined : overriders.get(target.id)
        if (kinds !== undefined) return callsOfKinds({ call, target, external: null }, kinds).map(note)
        const head = (call.receiver ?? call.name).split(/[.:(]/)[0] ?? ''
        return note({ call, target, external: target === null ? (aliases?.get(head) ?? null) : null })
      }),
    )
  }
  for (const { id, file } of scripts)
    callsOf.set(
      scriptRunId(file.path),
      (callsOf.get(id) ?? []).filter(({ call }) => call.closure === null),
    )
  const callers = [...symbols.values(), ...scripts]
  const findFunction = (caller: LinkedSymbol, { name, receiver, isResult }: Handed): LinkedSymbol | null => {
    const { file, symbol } = caller
    const madeBy = receiver === null && !isResult ? (symbol.madeBy.get(name) ?? (isTaken(name, symbol) ? undefined : file.script.madeBy.get(name))) : undefined
    // What bears the name of a variable or a parameter is what that holds.
    if (receiver === null && madeBy === undefined && (symbol.types.has(name) || isTaken(name, symbol))) return null
    const found = find(siteWithin(caller, madeBy ?? { name, receiver }))
    const handed = found === null || !(isResult || madeBy !== undefined) ? found : findMadeFunction(found, symbols)
    return handed !== null && /^(?:function|method)$/.test(handed.symbol.kind) ? handed : null
  }
  const noteCaller = (called: LinkedSymbol, caller: LinkedSymbol, line: number): void => pushTo(callersOf, withoutOverload(called.id), { caller, line })
  linkHandedFunctions({
    symbols,
    callsOf,
    callers,
    findFunction,
    noteCaller,
    variantOf: (linked, mark) => ({ ...linked, id: overloadId(linked.id, mark) }),
  })
  linkHandedOutside({ callsOf, callers, findFunction, noteCaller })
  hoistUncalled(symbols, callsOf, callersOf)
  for (const { id } of symbols.values())
    for (const [line, made] of Map.groupBy(callsOf.get(id) ?? [], ({ call }) => call.closure?.line))
      if (line !== undefined) callsOf.set(closureId(id, line), made)
  return { symbols, byName, callsOf, callersOf }
}

const mostChoices = 3
/** What every object has there: somebody asks for it in passing, and what it takes to answer is none of the way. */
const everybodys = /^(?:equals|hashCode|toString|compareTo|Equals|GetHashCode|ToString|CompareTo)$/
/** Of a tool for measuring, `src/benchmark` is the product. */
const isBeside = (path: string): boolean =>
  !/(?:^|\/)src\/(?:\w+\/)*bench(?:marks?)?\/[^/]+\.\w+$/.test(path) &&
  /(?:^|\/)(?:bench(?:es|marks?)?|tests?|examples?|fuzz|(?:[\w-]+-)?(?:mocks?|fakes?))\/|[._-](?:bench|test|spec)\.\w+$/.test(path)
