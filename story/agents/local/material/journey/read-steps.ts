// A call path as the story walks it: for each step who calls it, under which condition, what its own comment says, and
// what hangs on it.
import type { CallPath, CallStep, CodeSymbol } from '../../../../../shared/analysis.ts'
import { calledByOthers } from '../../../../repository/call-graph/handed-outside.ts'
import { nestedConditions, whenRaised as raised } from '../../../../repository/nested-conditions.ts'
import { sayCondition } from '../../language/code-condition.ts'
import { docPredicate } from '../../language/doc-clause.ts'
import { nameInWords } from '../../language/name-in-words.ts'
import { hasPlainNames } from '../../language/plain-names.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Named } from '../../telling/message.ts'
import { lastSegment, type World } from '../world.ts'

export interface Step {
  /** Within its path. */
  index: number
  step: CallStep
  named: Named
  caller: Step | null
  /** Called by this one, in the order of the calls. */
  children: Step[]
  /** The path comes back up before it goes on. */
  returned: boolean
  /** Steps of the path below this one: what hangs on it. */
  below: number
  /** What its own comment says, else what its name orders: "builds the redirect request". */
  predicate: string | null
  /** Are these its comment's words? */
  documented: boolean
  symbol: CodeSymbol | null
  /** "if there is an error": the condition it is called under; `unspoken` where it has no plain reading. */
  condition: string | null
}

/** Stands for a condition that has no plain reading. */
export const unspoken = 'in some cases'

/** Only when something has failed. */
export const whenRaised = `when ${raised}`

/** A function makes another and hands it out: what that one does, it does when somebody calls it. */
export const whenHandedOut = 'by the function'

/** It is given to somebody else's code, which calls it in its time. */
export const whenHandedTo = 'handed to '

/** A class that is called is made. */
export const isType = ({ role }: Named): boolean => role === 'class' || role === 'struct'

/** A call that stands in the branch that catches errors is made only when there is one. */
const inErrorBranch = ({ called_from: callPlace }: CallStep, caller: Step | null): boolean => {
  if (callPlace === null || caller === null) return false
  const line = callPlace.start_line
  return caller.step.remarks.some(({ kind, place }) => kind === 'error_handling' && place.start_line <= line && line <= place.end_line)
}

/** Behind a loop that may have returned: what is called there is called when the loop has found nothing. */
const isBehindSearch = ({ called_from: callPlace }: CallStep, caller: Step | null): boolean => {
  if (callPlace === null || caller === null) return false
  const { remarks } = caller.step
  const returns = remarks.filter(({ kind, text }) => kind === 'early_return' && /\breturn\b/.test(text))
  return remarks.some(
    ({ kind, place }) =>
      kind === 'loop' &&
      place.end_line < callPlace.start_line &&
      returns.some((one) => one.place.start_line > place.start_line && one.place.end_line <= place.end_line),
  )
}

/** `boot_application if boot_app`, where `boot_app: true` stands in the signature. */
const isOnByDefault = (when: string, signature: string): boolean =>
  /^\w+$/.test(when) && new RegExp(`\\b${when}\\s*(?::\\s*(?:bool(?:ean)?\\s*=\\s*)?|=\\s*)(?:true|True)\\b`).test(signature)

const conditionOf = (step: CallStep, caller: Step | null): string | null => {
  if (inErrorBranch(step, caller) || (step.when !== null && nestedConditions(step.when).includes(raised))) return whenRaised
  if (step.when === null && isBehindSearch(step, caller)) return unspoken
  // A condition that cannot be said is still one: without a word of it, alternatives would sound like a sequence.
  if (step.when === null || isOnByDefault(step.when, caller?.symbol?.signature ?? '')) return null
  const handedOut = /^the function ([\w$]+) is called$/.exec(step.when)?.[1]
  if (handedOut !== undefined) return `${whenHandedOut} ${mark(handedOut)}`
  const taker = calledByOthers.exec(step.when)?.[1]
  if (taker !== undefined) return `${whenHandedTo}${mark(taker)}`
  const said = sayCondition(step.when)
  // That nothing has failed so far is the usual way.
  if (said === 'if there is no error') return null
  // "when frame is Array" names a case; other conditions must be plain without the code beside them.
  return said !== null && (said.startsWith('when ') || hasPlainNames(said)) ? said : unspoken
}

/** "ErrorHandler.__invoke invokes error handler" is its name once more. */
const saysItsName = (predicate: string, symbol: string): boolean => {
  const name = symbol.toLowerCase()
  return predicate
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && !/^(?:an?|the|this|its?)$/.test(word))
    .every((word) => name.includes(word.replace(/s$/, '')))
}

/** Every number and string has these too: a call of one of them may never leave the language. */
const builtInName =
  /^(?:from_err|to(?:Long|Int|Integer|Double|Float|Byte|Short|Char|String|Array|List|Set|Map|Lowercase|Uppercase|LowerCase|UpperCase)|parse(?:Int|Float)|indexOf|charAt|hashCode|equals|trim)$/
/** Of Go's own packages (os, fmt), whose name a call does not keep. */
const goBuiltInName = /^(?:Remove|Open|Create|Exit|Print\w*|Sprint\w*|Fprint\w*|Getenv)$/

/** Steps into a function that only shares its name with one of the language's own, and what hangs on them, are left out. */
const withoutBuiltIns = (steps: readonly CallStep[]): CallStep[] => {
  let skippedDepth = Number.POSITIVE_INFINITY
  return steps.filter((step, index) => {
    if (step.depth > skippedDepth) return false
    skippedDepth = Number.POSITIVE_INFINITY
    const caller = steps.slice(0, index).findLast(({ depth }) => depth < step.depth)
    const last = lastSegment(step.symbol)
    // A method's owner was found out: only a bare name may be another package's.
    const isBuiltIn = builtInName.test(last) || (step.place.file.endsWith('.go') && goBuiltInName.test(step.symbol))
    if (caller === undefined || caller.place.file === step.place.file || !isBuiltIn) return true
    skippedDepth = step.depth
    return false
  })
}

/** `show_color` of a builder shows nothing yet: it notes that something else should. What calls others does the building. */
const isSetter = ({ symbol, depth }: CallStep, next: CallStep | undefined): boolean =>
  depth > 0 && (next === undefined || next.depth <= depth) && /Builder(?:\.|::)(?!build|new|finish)\w+$/.test(symbol)

/** "The handler of GET /users". */
export const handlerRole = 'handler of'

/** A handler that is written out where its route is registered has no name but the route's. */
const handlerOf = ({ entry }: CallPath, { place, symbol, depth }: CallStep, world: World): Named | null => {
  const around = world.findSymbol(symbol, place.file)
  const isWithin = around !== null && place.start_line > around.place.start_line && place.end_line < around.place.end_line
  if (depth > 0 || entry.kind !== 'route' || !isWithin) return null
  return { key: `handler ${place.file}:${place.start_line}`, name: entry.name, role: handlerRole, home: world.file(place.file).name, place }
}

export const readSteps = (path: CallPath, world: World): Step[] => {
  // In Go a type that is called is a value converted to it; elsewhere something else of that name is called.
  const isConversion = ({ symbol, place }: CallStep): boolean =>
    !/\.rs$/.test(place.file) && /^(?:type|interface|enum)$/.test(world.findSymbol(symbol, place.file)?.kind ?? '')
  const kept = withoutBuiltIns(path.steps).filter((step, at, all) => !isConversion(step) && !isSetter(step, all[at + 1]))
  const stack: Step[] = []
  let previousDepth = -1
  return kept.map((step, index) => {
    const next = kept.findIndex((other, at) => at > index && other.depth <= step.depth)
    const caller = step.depth === 0 ? null : (stack[step.depth - 1] ?? null)
    const symbol = world.findSymbol(step.symbol, step.place.file)
    const handler = handlerOf(path, step, world)
    // Of another function of its name the comment is another's.
    const doc = step.doc ?? (symbol?.place.start_line === step.place.start_line ? symbol.doc : null)
    const said = doc === null ? null : docPredicate(doc.text, lastSegment(step.symbol), true)
    const documented = handler === null && said !== null && !saysItsName(said, step.symbol)
    // A script that leads from the top to the bottom is a file, and has no name but the file's.
    const script = step.symbol === step.place.file ? world.file(step.place.file) : null
    const predicate = handler !== null || script !== null ? null : documented ? said : nameInWords(lastSegment(step.symbol))
    const read: Step = {
      index,
      step,
      named: handler ?? script ?? world.symbol(step.symbol, step.place.file),
      caller,
      children: [],
      returned: step.depth <= previousDepth && step.depth > 0,
      below: (next === -1 ? kept.length : next) - index - 1,
      symbol,
      condition: conditionOf(step, caller),
      predicate,
      documented,
    }
    caller?.children.push(read)
    stack[step.depth] = read
    stack.length = step.depth + 1
    previousDepth = step.depth
    return read
  })
}
