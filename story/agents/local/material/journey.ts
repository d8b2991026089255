// What happens in a typical call: the steps of a call path, in order, each with what its own comment says, what it calls,
// and what is worth a remark on the way.
import type { CallPath, CallStep, CodeSymbol } from '../../../../shared/analysis.ts'
import { sayCondition } from '../language/code-condition.ts'
import { docPredicate } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import type { Form, Message, Named, Say } from '../telling/message.ts'
import { claiming, styled, ways } from '../telling/ways.ts'
import { remarkForms, remarkWeight } from './remarks.ts'
import { entryWeight, isOfProduct } from './start.ts'
import { lastSegment, type World } from './world.ts'

export interface Journey {
  entry: Named
  /** In path order: never reordered, only thinned. */
  messages: Message[]
  /** The last thing that the path reaches. */
  end: Named
}

interface Step {
  step: CallStep
  named: Named
  caller: Named | null
  /** The path comes back up before it goes on. */
  returned: boolean
  /** Steps of the path below this one: what hangs on it. */
  below: number
  predicate: string | null
  symbol: CodeSymbol | null
  /** "if there is an error": the condition it is called under, where that can be said. */
  condition: string | null
}

/** A call that stands in the branch that catches errors is made only when there is one. */
const inErrorBranch = ({ called_from: callPlace }: CallStep, caller: CallStep | undefined): boolean => {
  if (callPlace === null || caller === undefined) return false
  const line = callPlace.start_line
  return caller.remarks.some(({ kind, place }) => kind === 'error_handling' && place.start_line <= line && line <= place.end_line)
}

/** Stands for a condition that has no plain reading. */
const unspoken = 'in some cases'

const conditionOf = (step: CallStep, caller: CallStep | undefined): string | null => {
  if (inErrorBranch(step, caller)) return 'when an error is raised'
  // A condition that cannot be said is still one: without a word of it, alternatives would sound like a sequence.
  return step.when === null ? null : (sayCondition(step.when) ?? unspoken)
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

/** Steps into a function that only shares its name with one of the language's own, and what hangs on them, are left out. */
const withoutBuiltIns = (steps: readonly CallStep[]): CallStep[] => {
  let skippedDepth = Number.POSITIVE_INFINITY
  return steps.filter((step, index) => {
    if (step.depth > skippedDepth) return false
    skippedDepth = Number.POSITIVE_INFINITY
    const caller = steps.slice(0, index).findLast(({ depth }) => depth < step.depth)
    if (caller === undefined || caller.place.file === step.place.file || !builtInName.test(lastSegment(step.symbol))) return true
    skippedDepth = step.depth
    return false
  })
}

const readSteps = (path: CallPath, world: World): Step[] => {
  const stack: Named[] = []
  const callers: CallStep[] = []
  let previousDepth = -1
  return path.steps.map((step, index) => {
    const named = world.symbol(step.symbol, step.place.file)
    const next = path.steps.findIndex((other, at) => at > index && other.depth <= step.depth)
    const caller = step.depth === 0 ? null : (stack[step.depth - 1] ?? null)
    const returned = step.depth <= previousDepth && step.depth > 0
    const calledBy = step.depth === 0 ? undefined : callers[step.depth - 1]
    stack[step.depth] = named
    callers[step.depth] = step
    stack.length = step.depth + 1
    previousDepth = step.depth
    const symbol = world.findSymbol(step.symbol, step.place.file)
    const doc = step.doc ?? symbol?.doc ?? null
    const predicate = doc === null ? null : docPredicate(doc.text, lastSegment(step.symbol), true)
    return {
      step,
      named,
      caller,
      returned,
      below: (next === -1 ? path.steps.length : next) - index - 1,
      symbol,
      condition: conditionOf(step, calledBy),
      predicate: predicate === null || saysItsName(predicate, step.symbol) ? null : predicate,
    }
  })
}

/** What a function without a comment does, told by what it calls. */
const nextCalls = ({ symbol, step }: Step, world: World): Named[] => {
  const seen = new Set([step.symbol])
  const calls: Named[] = []
  for (const call of symbol?.calls ?? []) {
    const target = world.findResolved(call.resolved)
    if (target === null || seen.has(target.qualified_name)) continue
    seen.add(target.qualified_name)
    calls.push(world.symbol(target.qualified_name, target.place.file))
  }
  return calls.slice(0, 3)
}

const firstStep = (named: Named, predicate: string | null, isMain: boolean): Form[] =>
  !isMain
    ? ways(
        (say) => `a path of its own starts at ${say.placed(named)}${predicate === null ? '' : `, which ${say.words(predicate)}`}`,
        (say) => `callers may also come in by ${say.placed(named)}${predicate === null ? '' : `, which ${say.words(predicate)}`}`,
        (say) => `${say.placed(named)} is another place to set out from${predicate === null ? '' : `: it ${say.words(predicate)}`}`,
      )
    : predicate === null
      ? [
          ...ways(
            (say) => `the way begins in ${say.placed(named)}`,
            (say) => `first comes ${say.placed(named)}`,
          ),
          ...styled('tutorial', (say) => `put your finger on ${say.placed(named)}, and follow the calls from there`),
          ...styled('fiction', (say) => `${say.placed(named)} is the first to hear of the errand`),
          ...styled('technical', (say) => `entry: ${say.placed(named)}`),
        ]
      : [
          ...ways(
            (say) => `the way begins in ${say.placed(named)}, which ${say.words(predicate)}`,
            (say) => `first comes ${say.placed(named)}: it ${say.words(predicate)}`,
          ),
          ...styled('tutorial', (say) => `put your finger on ${say.placed(named)}, which ${say.words(predicate)}`),
          ...styled('fiction', (say) => `the first to hear of the errand is ${say.placed(named)}, who ${say.words(predicate)}`),
          ...styled('technical', (say) => `entry: ${say.placed(named)}, which ${say.words(predicate)}`),
        ]

/** A class that is called is made. */
const isType = ({ role }: Named): boolean => role === 'class' || role === 'struct'

const calledStep = ({ named, caller, returned, predicate, condition }: Step, isMain: boolean): Form[] => {
  const what = (say: Say): string => (predicate === null ? '' : say.words(predicate))
  if (caller === null) return firstStep(named, predicate, isMain)
  const told = predicate !== null
  const which = (say: Say): string => (told ? `, which ${what(say)}` : '')
  const back: Form[] = returned
    ? [
        ...ways(
          (say) => `back in ${say.bare(caller)}, the next call goes to ${say.placed(named)}${which(say)}`,
          (say) => `after that call ${say.bare(caller)} makes another, to ${say.placed(named)}${which(say)}`,
          (say) => `only then does ${say.bare(caller)} call ${say.placed(named)}${which(say)}`,
          (say) => `${say.bare(caller)} is not finished: it goes on to ${say.placed(named)}${which(say)}`,
          (say) => `afterwards ${say.bare(caller)} turns to ${say.placed(named)}${which(say)}`,
        ),
        ...styled(
          'fiction',
          (say) => `${say.bare(caller)}, free again, knocks at the door of ${say.placed(named)}${which(say)}`,
          (say) => `next ${say.bare(caller)} sends word to ${say.placed(named)}${told ? `, who ${what(say)}` : ''}`,
        ),
        ...styled('tutorial', (say) => `go back up to ${say.bare(caller)}, and on to its next call, ${say.placed(named)}${which(say)}`),
        ...styled('podcast', (say) => `and then, still in ${say.bare(caller)}, it's the turn of ${say.placed(named)}${which(say)}`),
      ]
    : []
  const onward: Form[] = returned
    ? []
    : [
        ...ways(
          (say) => `${say.bare(caller)} calls ${say.placed(named)}${which(say)}`,
          (say) => `from ${say.bare(caller)} the call passes to ${say.placed(named)}${which(say)}`,
          (say) => `inside ${say.bare(caller)}, the work is given to ${say.placed(named)}${which(say)}`,
          (say) => `for this ${say.bare(caller)} relies on ${say.placed(named)}${which(say)}`,
          (say) => `one level below ${say.bare(caller)} waits ${say.placed(named)}${which(say)}`,
        ),
        ...styled(
          'fiction',
          (say) => `${say.bare(caller)} hands the errand to ${say.placed(named)}${told ? `, who ${what(say)}` : ''}`,
          (say) => `${say.bare(caller)} knows that this is for another, and calls ${say.placed(named)}${which(say)}`,
          (say) => `behind ${say.bare(caller)} a door opens on ${say.placed(named)}${told ? `, who ${what(say)}` : ''}`,
        ),
        ...styled(
          'tutorial',
          (say) => `follow the call into ${say.placed(named)}${which(say)}`,
          (say) => `step down from ${say.bare(caller)}, and you are in ${say.placed(named)}${which(say)}`,
        ),
        ...styled('podcast', (say) => `and that one calls ${say.placed(named)}${which(say)}`),
        ...styled('technical', (say) => `${say.bare(caller)} invokes ${say.placed(named)}${told ? `; it ${what(say)}` : ''}`),
      ]
  if (isType(named)) {
    const when = condition === null ? '' : `${condition}, `
    return ways(
      (say) => `${when}${say.bare(caller)} makes an object of ${say.placed(named)}${which(say)}`,
      (say) => `${when}an object of ${say.placed(named)} is made in ${say.bare(caller)}`,
      (say) => `${when}${say.bare(caller)} needs an instance of ${say.placed(named)}${which(say)}`,
    )
  }
  if (condition === null) return [...back, ...onward]
  if (condition === unspoken)
    return [
      ...ways(
        (say) => `on one of its branches ${say.bare(caller)} calls ${say.placed(named)}${which(say)}`,
        (say) => `not every run gets as far as ${say.placed(named)}, which ${say.bare(caller)} calls in some cases only`,
        (say) => `${say.bare(caller)} may also call ${say.placed(named)}${which(say)}`,
        (say) => `whether ${say.bare(caller)} calls ${say.placed(named)} depends on the case`,
        (say) => `in some cases ${say.placed(named)} takes over from ${say.bare(caller)}${told ? `; it ${what(say)}` : ''}`,
        (say) => `a branch of ${say.bare(caller)} leads to ${say.placed(named)}${which(say)}`,
      ),
      ...styled('fiction', (say) => `on some days ${say.bare(caller)} sends for ${say.placed(named)}${told ? `, who ${what(say)}` : ''}`),
      ...styled(
        'tutorial',
        (say) => `one branch that you can follow leads into ${say.placed(named)}${which(say)}`,
        (say) => `find the branch of ${say.bare(caller)} that calls ${say.placed(named)}${which(say)}`,
      ),
      ...styled('technical', (say) => `conditional call: ${say.bare(caller)} to ${say.placed(named)}${told ? `; it ${what(say)}` : ''}`),
      ...styled('podcast', (say) => `now and then it's ${say.placed(named)} that gets the call${told ? `, and that one ${what(say)}` : ''}`),
    ]
  const only = condition.startsWith('unless') ? `it happens ${condition}` : `it happens only ${condition}`
  return [
    ...ways(
      (say) => `${condition}, ${say.bare(caller)} calls ${say.placed(named)}${which(say)}`,
      (say) => `${say.bare(caller)} goes on to ${say.placed(named)} ${condition}`,
      (say) => `${condition}, the next stop is ${say.placed(named)}${which(say)}`,
      (say) => `there is a condition before ${say.bare(caller)} calls ${say.placed(named)}: ${only}`,
    ),
    ...styled('fiction', (say) => `${condition}, ${say.bare(caller)} sends for ${say.placed(named)}${told ? `, who ${what(say)}` : ''}`),
    ...styled('tutorial', (say) => `${condition}, your way leads into ${say.placed(named)}${which(say)}`),
  ]
}

/**
 * The spine before the ribs: what the entry itself calls, from the first call to the last, is told before what lies below;
 * then what much hangs on. A path that is told to the bottom of its first branch never reaches its end.
 */
const stepWeight = ({ step, predicate, below }: Step, index: number): number =>
  Math.max(0.3, 1.12 - step.depth * 0.14 + Math.min(0.1, below * 0.015) - index * 0.002) + (predicate === null ? -0.06 : 0)

const stepMessages = (step: Step, index: number, id: string, world: World): Message[] => {
  const { named, caller } = step
  const places = [step.step.called_from, step.step.place].flatMap((place) => place ?? [])
  const keywords = [step.step.symbol, step.step.place.file]
  const weight = stepWeight(step, index)
  const messages: Message[] = [
    {
      id: `step:${id}:${index}`,
      about: named,
      weight,
      places,
      keywords,
      forms: [
        ...(step.predicate === null ? [] : claiming(`what ${named.key}`, calledStep(step, id === '0'))),
        ...calledStep({ ...step, predicate: null }, id === '0').map((form) => ({ ...form, cost: (form.cost ?? 0) + (step.predicate === null ? 0 : 3) })),
      ],
      ...(index < 3 ? { example: step.step.place } : {}),
    },
  ]
  const calls = nextCalls(step, world).filter(({ key }) => key !== caller?.key)
  if (step.predicate === null && calls.length > 1)
    messages.push({
      id: `step-calls:${id}:${index}`,
      about: named,
      weight: weight - 0.15,
      places: [step.step.place],
      keywords,
      forms: [
        ...ways(
          (say) => `${say.subject(named)} calls ${joined(calls.map((call) => say.bare(call)))}`,
          (say) => `in the body of ${say.bare(named)} you find calls of ${joined(calls.map((call) => say.bare(call)))}`,
          (say) => `${say.bare(named)} does its work with the help of ${joined(calls.map((call) => say.bare(call)))}`,
          (say) => `whoever opens ${say.bare(named)} reads the names ${joined(calls.map((call) => say.bare(call)))}`,
        ),
        ...styled('technical', (say) => `calls made by ${say.bare(named)}: ${joined(calls.map((call) => say.bare(call)))}`),
      ],
    })
  for (const [at, remark] of step.step.remarks.entries()) {
    const forms = remarkForms(remark, named, world)
    if (forms.length > 0)
      messages.push({
        id: `remark-${remark.kind}:${id}:${index}:${at}`,
        about: named,
        weight: weight * 0.9 * (remarkWeight[remark.kind] ?? 0.8) - at * 0.05,
        places: [remark.place, step.step.place],
        keywords,
        forms: claiming(`remark ${named.key} ${remark.text}`, forms),
      })
  }
  return messages
}

/** Where the account lets go: late on the way, near the spine, with words of its own, and no detour into logs or failures. */
const placeAsEnd = ({ step, named, predicate }: Step, index: number): number =>
  index * 0.1 -
  (isType(named) || (/\.(?:java|kt)$/.test(step.place.file) && /^[A-Z]/.test(lastSegment(step.symbol))) ? 3 : 0) +
  (step.depth <= 2 ? 3 : 0) +
  (predicate === null ? 0 : 2) +
  (/send|write|respond|render|output|save|store|emit|execute|dispatch/i.test(lastSegment(step.symbol)) ? 1.5 : 0) -
  (/(?:^|\.)_|debug|log|print|warn|error|exception|fail|panic/i.test(step.symbol) ? 6 : 0)

export const journeys = (world: World): Journey[] =>
  world.facts.call_paths
    .filter(({ steps, entry }) => steps.length >= 2 && isOfProduct(entry, world))
    .toSorted((a, b) => entryWeight(b.entry, world) - entryWeight(a.entry, world))
    .map((path, index) => {
      const steps = readSteps({ ...path, steps: withoutBuiltIns(path.steps) }, world)
      const first = steps[0]
      const entry = first?.named ?? world.file(path.entry.place.file)
      const last = steps
        .slice(1)
        .map((step, at) => ({ step, standing: placeAsEnd(step, at) }))
        .toSorted((a, b) => b.standing - a.standing)[0]?.step
      return { entry, end: last?.named ?? entry, messages: steps.flatMap((step, at) => stepMessages(step, at, `${index}`, world)) }
    })
