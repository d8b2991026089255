// What a function does, told by the calls that it makes in any case, in their order: one sentence instead of one for each.
// A name that is an order is said as one ("builds the pattern regex"); what a comment explains gets its own sentence later.
import { joined } from '../../language/lists.ts'
import { nameInWords } from '../../language/name-in-words.ts'
import { exactly } from '../../language/numbers.ts'
import type { Form, Message, Named, Say } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { lastSegment, type World } from '../world.ts'
import { isType, type Step, unspoken } from './read-steps.ts'
import { isBesideWork, isOutward, isSmall } from './spine.ts'

/** More names than this are a list, and no ear keeps a list. */
const mostCalls = 4
/** One more where that is all of them. */
const mostCallsInAll = 5

interface Call {
  named: Named
  words: string | null
}

/** Behind a branch that does its own work and returns stands what is done instead, and not what is done then. */
const isInstead = ({ step: { called_from: call } }: Step, { children, step: { remarks } }: Step): boolean => {
  const from = children[0]?.step.called_from?.start_line
  return (
    call !== null &&
    from !== undefined &&
    remarks.some(({ kind, text, place }) => kind === 'early_return' && /; return\b/.test(text) && place.start_line > from && place.end_line < call.start_line)
  )
}

const unconditional = (step: Step): Step[] =>
  step.children.filter((child, at, all) => {
    const isFirst = all.findIndex((other) => other.named.key === child.named.key) === at
    return (
      !isInstead(child, step) &&
      child.condition === null &&
      !isType(child.named) &&
      !child.named.name.endsWith('?') &&
      child.named.key !== step.named.key &&
      isFirst
    )
  })

const fewestOfARow = 3
/** `Middleware.httpErrors` among `Middleware.redirect` and `Middleware.cookies`: what is called like its neighbours is as much part of the work. */
const isOneOfARow = ({ step, caller }: Step, all: readonly Step[]): boolean => {
  const ownerOf = (symbol: string): string => symbol.slice(0, -lastSegment(symbol).length)
  const owner = ownerOf(step.symbol)
  const alike = all.filter((other) => ownerOf(other.step.symbol) === owner)
  return (
    owner !== '' &&
    owner !== ownerOf(caller?.step.symbol ?? '') &&
    alike.length >= fewestOfARow &&
    alike.filter((other) => !isBesideWork(other)).length >= fewestOfARow - 1
  )
}

/** What names a piece of work, however little of it the path follows. */
const doesWork = /^_*(?:run|parse|compile|search|convert|transform|load|resolve)(?=[A-Z_])/

/** What leads on, and what has something to say, before the rest; in the order of the code. */
const foremost = (all: readonly Step[]): Step[] => {
  // What is freed, checked and logged beside the work is no part of its order.
  const working = all.filter((child) => !isBesideWork(child) || isOneOfARow(child, all))
  const told = working.length < 2 ? all : working
  // `Tail` of a list is no call to name, as long as others are there.
  const large = told.filter((child) => !isSmall(child))
  const steps = large.length < 2 ? told : large
  const worth = (one: Step): number =>
    one.below + (one.documented ? 2 : 0) + (isOutward(one) || doesWork.test(lastSegment(one.step.symbol)) ? 2 : 0) - (isSmall(one) ? 2 : 0)
  return steps
    .toSorted((a, b) => worth(b) - worth(a) || a.index - b.index)
    .slice(0, steps.length <= mostCallsInAll ? mostCallsInAll : mostCalls)
    .toSorted((a, b) => a.index - b.index)
}

/** Steps whose call the order of their caller already tells. */
export const listedInOrder = (step: Step): Step[] => {
  const calls = unconditional(step)
  return calls.length < 2 ? [] : foremost(calls)
}

/** Calls beyond the path's reach, as far as they are known and made in any case. */
const furtherCalls = ({ symbol, step, named }: Step, world: World): Call[] => {
  const seen = new Set([step.symbol])
  const calls: Call[] = []
  for (const call of symbol?.calls ?? []) {
    const target = call.when === null ? world.findResolved(call.resolved) : null
    if (target === null || seen.has(target.qualified_name) || /^(?:class|struct)$/.test(target.kind)) continue
    seen.add(target.qualified_name)
    const other = world.symbol(target.qualified_name, target.place.file)
    if (other.key !== named.key) calls.push({ named: other, words: nameInWords(lastSegment(target.qualified_name)) })
  }
  return calls.slice(0, mostCalls - 1)
}

/** @param begins is the first of them the first that is called? */
const sequence = (items: readonly string[], begins: boolean): string => {
  if (!begins) return items.length === 2 ? items.join(', then ') : joined(items)
  const [first = '', ...others] = items
  const [second = '', third, fourth] = others
  if (third === undefined) return `first ${first}, then ${second}`
  return fourth === undefined ? `first ${first}, then ${second}, and after that ${third}` : `first ${first}, then ${joined(others)}`
}

const orderForms = (named: Named, calls: readonly Call[], begins: boolean): Form[] => {
  const bare = (say: Say): string[] => calls.map((call) => say.bare(call.named))
  const verbs = calls.flatMap(({ words }) => words ?? [])
  const inWords =
    verbs.length < calls.length
      ? []
      : ways(
          (say) => (say.style === 'technical' ? null : `${say.subject(named)} ${joined(verbs)}, in this order`),
          (say) => (say.style === 'technical' ? null : `step by step, ${say.bare(named)} ${joined(verbs)}`),
        ).map((form) => ({ ...form, cost: -1.5 }))
  return [
    ...inWords,
    ...ways(
      (say) => `${say.subject(named)} calls ${sequence(bare(say), begins)}`,
      (say) => `in ${say.bare(named)} the order is ${joined(bare(say))}`,
      (say) =>
        begins
          ? `${say.bare(named)} hands the work on, ${sequence(
              bare(say).map((name) => `to ${name}`),
              begins,
            )}`
          : `${say.bare(named)} hands the work on to ${joined(bare(say))}`,
      (say) => `${exactly(calls.length)} calls mark the way through ${say.bare(named)}: ${joined(bare(say))}`,
    ),
    ...styled(
      'fiction',
      (say) =>
        `${say.bare(named)} has doors to knock at, ${sequence(
          bare(say).map((name) => `at that of ${name}`),
          begins,
        )}`,
      (say) => `in the house of ${say.bare(named)} ${joined(bare(say))} take their turns, one after the other`,
    ),
    ...styled(
      'tutorial',
      (say) => `inside ${say.bare(named)}, tick off ${exactly(calls.length)} calls as they come: ${joined(bare(say))}`,
      (say) => `read down ${say.bare(named)}, and you pass ${joined(bare(say))}, in this order`,
    ),
    ...styled(
      'podcast',
      (say) => `what ${say.bare(named)} does is mostly calling: ${sequence(bare(say), begins)}`,
      (say) => `picture ${say.bare(named)} as a list: ${joined(bare(say))}, from top to bottom`,
    ),
    ...styled(
      'technical',
      (say) => `${say.bare(named)} calls, in order, ${joined(bare(say))}`,
      (say) => `call order in ${say.bare(named)}: ${joined(bare(say))}`,
    ),
  ]
}

export const orderMessage = (step: Step, id: string, weight: number, world: World): Message | null => {
  const listed = listedInOrder(step)
  const calls =
    listed.length > 0
      ? listed.map(({ named, step: { symbol } }): Call => ({ named, words: nameInWords(lastSegment(symbol)) }))
      : step.children.length === 0 && step.predicate === null
        ? furtherCalls(step, world)
        : []
  if (calls.length < 2) return null
  // What is called before on some condition, or lies beyond the path, comes first all the same.
  const from = listed[0]?.step.called_from?.start_line ?? 0
  const begins =
    listed.length > 0 &&
    step.children[0] === listed[0] &&
    !(step.symbol?.calls ?? []).some(({ line, resolved }) => resolved !== null && line < from && line > step.step.place.start_line)
  return {
    id,
    about: step.named,
    weight,
    places: [step.step.place, ...listed.flatMap(({ step: { called_from: place } }) => place ?? [])],
    keywords: [step.step.symbol, step.step.place.file],
    forms: orderForms(step.named, calls, begins),
  }
}

/** Objects that it makes in any case, in one sentence. */
export const makesMessage = ({ children, named, step }: Step, id: string, weight: number): Message | null => {
  const made = [...new Map(children.filter((child) => child.condition === null && isType(child.named)).map((child) => [child.named.key, child])).values()]
  if (made.length < 2) return null
  const names = (say: Say): string => joined(made.slice(0, mostCalls).map((child) => say.bare(child.named)))
  return {
    id,
    about: named,
    weight,
    places: [step.place, ...made.slice(0, mostCalls).flatMap((child) => child.step.called_from ?? [])],
    keywords: [step.symbol],
    forms: ways(
      (say) => `${say.subject(named)} makes objects of ${exactly(Math.min(mostCalls, made.length))} types: ${names(say)}`,
      (say) => `among the objects that come to life in ${say.bare(named)} are those of ${names(say)}`,
    ),
  }
}

/** Calls on branches that nobody explains, told together. */
export const branchesMessages = ({ children, named, step }: Step, id: string, weight: number): Message[] => {
  const dull = children.filter(isDull)
  // On a condition that cannot be said, names alone say nothing.
  const spoken = dull.filter(({ condition }) => condition !== unspoken)
  return [...Map.groupBy(spoken, ({ condition }) => condition ?? unspoken)].flatMap(([condition, steps], index): Message[] => {
    const distinct = steps.filter((one, at) => steps.findIndex((other) => other.named.key === one.named.key) === at).slice(0, mostCalls - 1)
    if (distinct.length < 2) return []
    const names = (say: Say, joint: string): string =>
      joined(
        distinct.map((one) => say.bare(one.named)),
        joint,
      )
    return [
      {
        id: `${id}:${index}`,
        about: named,
        weight,
        places: distinct.flatMap((one) => one.step.called_from ?? one.step.place),
        keywords: [step.symbol],
        forms: ways(
          (say) => `${condition}, ${say.bare(named)} calls ${names(say, 'and')}`,
          (say) => `${say.subject(named)} needs ${names(say, 'and')} ${condition}`,
        ),
      },
    ]
  })
}

/** Among the calls of its caller that one sentence tells in a row. */
export const isInARow = ({ caller, condition, named }: Step): boolean =>
  caller !== null && condition === null && (isType(named) || listedInOrder(caller).some((other) => other.named.key === named.key))

const isDull = ({ condition, predicate, named }: Step): boolean => condition !== null && predicate === null && !isType(named)

/** Is there no more to tell of this step than what a sentence about several says, or less than a sentence is worth? */
export const isToldTogether = (step: Step): boolean => {
  const { caller, condition, documented } = step
  if (caller === null || documented) return false
  if (condition === null) return isInARow(step)
  const alike = new Set(caller.children.filter((other) => isDull(other) && other.condition === condition).map(({ named }) => named.key))
  return alike.size > 1 || (condition === unspoken && step.below === 0)
}
