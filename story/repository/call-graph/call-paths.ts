// The way that a typical call takes through the code: from an entry point, in the order of the statements, as deep as
// it stays telling. Branches are chosen by how much of the repository they lead to, then told in the code's own order.
import type { CallPath, CallStep, EntryPoint, Place } from '../../../shared/analysis.ts'
import { asksASetting } from '../nested-conditions.ts'
import { quoteOfDoc } from '../quotes.ts'
import type { ParsedCall, ParsedFile, ParsedRemark, ParsedSymbol } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import { isPreparation } from '../telling-names.ts'
import type { CallGraph, LinkedCall, LinkedSymbol } from './call-graph.ts'
import { deferredMark, functionFields, givenCalls } from './given-calls.ts'
import { calledByOthers } from './handed-outside.ts'
import { isOverloaded } from './overloads.ts'
import { selfNames } from './own-object.ts'

const maxSteps = 80
const maxDepth = 11
const maxRemarks = 14
const maxGiven = 4
/** Called from this many functions, something is a tool. */
const commonCallers = 5
/** Reading its arguments is how every program begins, and seldom what it is for. */
const preparationShare = 0.15
const accessor = /^(?:get|set|is|has|enabled?|disabled?|debug\w*|log|warn|trace)$/i
/** So many functions are no answer to a question. */
const farReach = 6
/** What a shell asks for while somebody types: no work of the program. */
const completion = /complet(?:e|ions?)(?:$|_|[A-Z])/
/** What a branch calls that is seldom taken: named, and not followed. */
const rareShare = 0.2
const madeShare = 0.3
const asideShare = 0.2
const none: ReadonlySet<string> = new Set()
/** A line for somebody to read; where much hangs on it, printing is what the program is for. */
const printing = /^print\w*$/i
const fewestOfAPrinter = 3
/** How far a step's weight looks. */
const weighedDepth = 4

export const createPathFinder = (calls: CallGraph, fileScore: (path: string) => number) => {
  const weights = new Map<string, number>()
  const fulfilled = new Set([...calls.symbols.values()].flatMap(({ symbol }) => symbol.extends.map(lastName)))
  const fields = functionFields(new Set([...calls.symbols.values()].map(({ file }) => file)))
  /** Of a symbol: its own lines and file, and what it leads to. */
  const weightOf = (linked: LinkedSymbol, depth: number, above: ReadonlySet<string>): number => {
    const known = depth === weighedDepth ? weights.get(linked.id) : undefined
    if (known !== undefined) return known
    const delegated = new Set((calls.callsOf.get(linked.id) ?? []).flatMap(({ external }) => external ?? [])).size
    const own =
      delegated * 0.4 + (0.2 + fileScore(linked.file.path)) * Math.log2(2 + linked.symbol.endLine - linked.symbol.line) * (linked.symbol.doc === null ? 1 : 1.3)
    let below = 0
    if (depth > 0) {
      const within = new Set(above).add(linked.id)
      const aside = asideTargets(linked)
      for (const target of distinctTargets(calls.callsOf.get(linked.id) ?? []))
        if (!within.has(target.id)) below += weightOf(target, depth - 1, within) * (aside.has(target.id) ? 0.1 : 0.5)
    }
    const weight = own + Math.min(below, 40)
    if (depth === weighedDepth) weights.set(linked.id, weight)
    return weight
  }

  /** What everybody calls is a tool, and tells nothing of this way. */
  const commonness = (linked: LinkedSymbol): number => {
    const callers = new Set((calls.callersOf.get(linked.id) ?? []).map(({ caller }) => caller.id)).size
    return callers < commonCallers ? 1 : 1 / Math.log2(callers)
  }

  /** A question after a setting, or a line of log, is a step; how that is answered is none of this way. */
  const isPassing = ({ symbol, id }: LinkedSymbol, depth: number): boolean => {
    const isPrinter = printing.test(symbol.name) && distinctTargets(calls.callsOf.get(id) ?? []).length < fewestOfAPrinter
    return depth > 0 && (accessor.test(symbol.name) || isPrinter) && !leadsFar(id)
  }

  /** `log` of a library for logging, `Get` of a database. */
  const leadsFar = (id: string): boolean => {
    const reached = new Set([id])
    for (const one of reached)
      for (const { target } of calls.callsOf.get(one) ?? []) {
        if (target !== null) reached.add(target.id)
        if (reached.size > farReach) return true
      }
    return false
  }

  /** An object that is made and does nothing by that, one of thirty in a list: it says less than what is called. */
  const isMadeAlone = ({ symbol, id }: LinkedSymbol): boolean =>
    /^(?:class|struct)$/.test(symbol.kind) && !calls.callsOf.get(id)?.some(({ target }) => target !== null)

  /** Called in nothing but a branch that is seldom taken, while what mostly happens leads on as well. */
  const rareTargets = (linked: LinkedSymbol): Set<string> => {
    const own = calls.callsOf.get(linked.id) ?? []
    const usual = new Set(own.flatMap(({ call, target }) => (target === null || call.isRare ? [] : [target.id])))
    return new Set(usual.size === 0 ? [] : own.flatMap(({ target }) => (target === null || usual.has(target.id) ? [] : [target.id])))
  }

  /** What only somebody else's code calls, in its time, or those meet who have set something: the way leads past it. */
  const asideTargets = (linked: LinkedSymbol): ReadonlySet<string> => {
    const own = calls.callsOf.get(linked.id) ?? []
    const isAside = ({ call: { when } }: LinkedCall): boolean => when !== null && (calledByOthers.test(when) || asksASetting(when))
    if (!own.some(isAside)) return none
    const now = new Set(own.flatMap((made) => (made.target === null || isAside(made) ? [] : [made.target.id])))
    return new Set(own.flatMap(({ target }) => (target === null || now.has(target.id) ? [] : [target.id])))
  }

  const choose = (start: LinkedSymbol, isProgram: boolean): Set<string> => {
    const chosen = new Set<string>([start.id])
    const open: { linked: LinkedSymbol; depth: number; weight: number; share: number }[] = []
    const expand = (linked: LinkedSymbol, depth: number, share: number): void => {
      if (depth >= maxDepth || isPassing(linked, depth)) return
      const rare = rareTargets(linked)
      const aside = asideTargets(linked)
      for (const target of distinctTargets(calls.callsOf.get(linked.id) ?? []))
        if (!chosen.has(target.id)) {
          const usual = completion.test(target.symbol.name) || (isProgram && isPreparation(target.file.path, target.symbol.name)) ? preparationShare : share
          const below = (rare.has(target.id) ? usual * rareShare : aside.has(target.id) ? usual * asideShare : usual) * (isMadeAlone(target) ? madeShare : 1)
          open.push({
            linked: target,
            depth: depth + 1,
            share: below,
            weight: weightOf(target, 2, new Set([linked.id])) * 0.8 ** depth * below * commonness(target),
          })
        }
    }
    expand(start, 0, 1)
    while (chosen.size < maxSteps && open.length > 0) {
      let best = 0
      for (const [index, candidate] of open.entries()) if (candidate.weight > (open[best]?.weight ?? 0)) best = index
      const [next] = open.splice(best, 1)
      if (next === undefined || chosen.has(next.linked.id)) continue
      chosen.add(next.linked.id)
      expand(next.linked, next.depth, next.share)
    }
    return chosen
  }

  /** Each at its shallowest: what the start itself calls is no detail of a side branch that happens to call it too. */
  const depthsWithin = (chosen: ReadonlySet<string>, start: LinkedSymbol): Map<string, number> => {
    const depths = new Map([[start.id, 0]])
    const open = [start]
    for (const linked of open) {
      const depth = depths.get(linked.id) ?? 0
      if (isPassing(linked, depth)) continue
      const rare = rareTargets(linked)
      for (const target of distinctTargets(calls.callsOf.get(linked.id) ?? []))
        if (chosen.has(target.id) && !depths.has(target.id)) {
          depths.set(target.id, depth + 1)
          if (!rare.has(target.id)) open.push(target)
        }
    }
    return depths
  }

  /** @param calledFrom the line of a script that makes the call; null where nothing of the project calls what it starts with */
  const findPath = (entry: EntryPoint, start: LinkedSymbol, calledFrom: Place | null): CallPath => {
    const chosen = choose(start, entry.kind === 'bin' || entry.kind === 'main' || start.symbol.name === 'main')
    const depths = depthsWithin(chosen, start)
    const steps: CallStep[] = []
    const told = new Set<string>()
    const walk = (linked: LinkedSymbol, from: { place: Place; when: string | null } | null, depth: number, above: readonly string[], isEnd = false): void => {
      told.add(linked.id)
      const step = stepOf(linked, from, depth)
      steps.push(step)
      const own = calls.callsOf.get(linked.id) ?? []
      if (isEnd) return
      const rare = rareTargets(linked)
      for (const made of own) {
        const { call, target } = made
        if (target !== null && (target.id === linked.id || above.includes(target.id))) {
          const other = target.id === linked.id ? otherObject(linked, call) : null
          const text = `calls ${target.symbol.qualifiedName} again, ${other === null ? 'which it came from' : `on ${other}`}`
          if (!isOverloaded(target)) addRemark(step, { kind: 'cycle', text, line: call.line, endLine: call.line }, linked)
        }
        // What is done in the usual case as well is told there.
        else if (own.some((other) => other !== made && other.target?.id === target?.id && isMoreUsual(other.call, call))) continue
        else if (target !== null && depths.get(target.id) === depth + 1 && !told.has(target.id) && depth < maxDepth && !isPassing(linked, depth))
          walk(
            target,
            { place: placeOf(linked, call.line, call.line), when: conditionOf(target, made, own) },
            depth + 1,
            [...above, linked.id],
            rare.has(target.id),
          )
      }
    }
    walk(start, calledFrom === null ? null : { place: calledFrom, when: null }, 0, [])
    return { entry, steps }
  }

  const stepOf = (linked: LinkedSymbol, from: { place: Place; when: string | null } | null, depth: number): CallStep => {
    const { symbol, file } = linked
    const step: CallStep = {
      symbol: symbol.qualifiedName,
      place: placeOf(linked, symbol.line, symbol.endLine),
      called_from: from?.place ?? null,
      when: from?.when ?? null,
      depth,
      doc: quoteOfDoc(symbol.doc, file.path),
      remarks: [],
    }
    const outside = new Set<string>()
    const delegations = (calls.callsOf.get(linked.id) ?? []).flatMap(({ call, external }): ParsedRemark[] => {
      if (external === null || external.startsWith('node:') || outside.has(`${external}${call.name}`)) return []
      outside.add(`${external}${call.name}`)
      const written = call.receiver === null ? call.name : `${call.receiver}.${call.name}`
      return [{ kind: 'delegates_outside', text: `${written} → ${external}`, line: call.line, endLine: call.line }]
    })
    const isSure = ({ text }: ParsedRemark): boolean => text.split(' → ').length === 2
    const given = givenCalls(linked, calls.callsOf.get(linked.id) ?? [], { fulfilled, fields })
      .toSorted((a, b) => Number(isSure(b)) - Number(isSure(a)))
      .slice(0, maxGiven)
    const isDeferred = ({ text }: ParsedRemark): boolean => text.includes(` → ${deferredMark}`)
    const inOrder = (a: ParsedRemark, b: ParsedRemark): number => Number(isDeferred(a)) - Number(isDeferred(b)) || a.line - b.line || (a.kind < b.kind ? -1 : 1)
    // Where other people's code has its turn is the point of a long function, however many conditions stand before.
    const others = [...symbol.remarks, ...delegations].sort(inOrder).slice(0, Math.max(0, maxRemarks - given.length))
    for (const remark of [...others, ...given].sort(inOrder)) addRemark(step, remark, linked)
    return step
  }

  return { findPath, weightOf: (linked: LinkedSymbol) => weightOf(linked, weighedDepth, new Set()) }
}

/** `subCmd.run()` within `run`: what the method is called on where that is not its own object. */
const otherObject = ({ symbol, file }: LinkedSymbol, { receiver }: ParsedCall): string | null =>
  symbol.kind !== 'method' ||
  receiver === null ||
  !/^[A-Za-z_][\w.]*$/.test(receiver) ||
  selfNames.has(receiver) ||
  symbol.signature.startsWith(`func (${receiver} `) ||
  lastName(symbol.parent ?? '') !== lastName(typeOfReceiver(receiver, symbol, file) ?? '-')
    ? null
    : receiver

/** As it is written, of a variable, or of a field of the object or of a variable. */
const typeOfReceiver = (receiver: string, symbol: ParsedSymbol, file: ParsedFile): string | undefined => {
  const [head = '', field, ...more] = receiver.split('.')
  const isOwn = selfNames.has(head) || symbol.signature.startsWith(`func (${head} `)
  const owner = isOwn ? symbol.parent : symbol.types.get(head)
  if (field === undefined)
    return symbol.types.get(receiver) ?? (symbol.elementsOf.has(receiver) ? typeOfReceiver(`${symbol.elementsOf.get(receiver)}[]`, symbol, file) : undefined)
  return owner == null || more.length > 0 ? undefined : file.fieldTypes.get(`${owner}.${field}`)
}

/** Called in any case, and not in a branch; or in a branch, and not in one that is seldom taken. */
const isMoreUsual = (other: ParsedCall, call: ParsedCall): boolean =>
  (call.isRare && !other.isRare) || (call.when !== null && other.when === null && !other.isRare)

/** What is called in any case, be it further down, is not called on a condition. */
const conditionOf = (target: LinkedSymbol, { call }: LinkedCall, calls: readonly LinkedCall[]): string | null => {
  const kept = calls.filter((other) => other.target !== null && !calledByOthers.test(other.call.when ?? ''))
  const lines = new Set(kept.flatMap((other) => (other.call.closure === null ? [] : [other.call.closure.line])))
  // Of several functions that one registers, none runs because another did.
  if (call.closure !== null && lines.size > 1 && !calledByOthers.test(call.when ?? '')) return `the function of line ${call.closure.line} is called`
  const conditions = new Set(calls.flatMap((other) => (other.target?.id === target.id ? [other.call.when] : [])))
  // In one branch and in the other comes to the same, unless both are branches of a third.
  const isSure = conditions.has(null) || [...conditions].some((when) => conditions.has(`unless ${when}`))
  return isSure ? null : call.when
}

/** Go calls a type to convert to it: nothing happens there. */
const isConversion = ({ file, symbol }: LinkedSymbol): boolean => file.language === 'Go' && /^(?:type|interface|struct)$/.test(symbol.kind)

const distinctTargets = (calls: readonly LinkedCall[]): LinkedSymbol[] => [
  ...new Map(calls.flatMap(({ target }) => (target === null || isConversion(target) ? [] : [[target.id, target] as const]))).values(),
]

const placeOf = (linked: LinkedSymbol, from: number, to: number): Place => ({ file: linked.file.path, start_line: from, end_line: to })

const addRemark = (step: CallStep, remark: ParsedRemark, linked: LinkedSymbol): void => {
  // That it comes back to itself is found out last.
  if (step.remarks.length < maxRemarks || (remark.kind === 'cycle' && step.remarks.length === maxRemarks))
    step.remarks.push({ kind: remark.kind, text: remark.text, place: placeOf(linked, remark.line, remark.endLine) })
}
