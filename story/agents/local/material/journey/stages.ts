// What a function does in the words of those who wrote it: the comments that head its stages, or that name its branches.
import { casesOf, isOrder, type Stage } from '../../details/stage-comments.ts'
import { lowerFirst } from '../../language/doc-clause.ts'
import { joined } from '../../language/lists.ts'
import { conjugatePredicate } from '../../language/verbs.ts'
import type { Form, Message, Named } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'
import type { Step } from './read-steps.ts'

/** Told one after the other: of more than five the ear loses the first. */
const mostOrders = 5
/** Two are an order only where nothing else is said inside, and neither is for some cases alone. */
const fewestOrders = (stages: readonly Stage[]): number => (stages.length === 2 && !stages.some(({ isCase }) => isCase) ? 2 : 3)

/** Never "finally": what has no comment may come after. */
const inARow = (orders: readonly Stage[]): string => {
  const told = orders.map(({ text, label }) => `${conjugatePredicate(lowerFirst(text))}${label === undefined ? '' : ` in its ${label}`}`)
  const [begin = '', ...others] = told
  const last = others.pop() ?? ''
  return `${begin}, then ${others.length === 0 ? '' : `${others.join(', ')}, and after that `}${last}`
}

/** Null where its comments are no account of it. */
export const stageForms = (all: readonly Stage[], named: Named): { forms: Form[]; told: readonly Stage[] } | null => {
  const stages = all.filter(({ isNote }) => isNote !== true)
  const orders = stages.filter(({ text }) => isOrder(text))
  const told = orders.slice(0, mostOrders)
  // Branches within a loop are one or the other, and what stands twice is one thing in two cases.
  if (orders.some((one) => one.isCase && one.isRepeated) || new Set(orders.map(({ text }) => text.toLowerCase())).size < orders.length) return null
  // Where most of its comments are something else, the few orders among them are not its order.
  if (orders.length < fewestOrders(stages) || orders.length < stages.length / 2) return null
  const texts = told.map(({ text }) => text)
  return {
    told,
    forms: [
      ...ways(
        (say) => `by the comments inside, ${say.bare(named)} ${inARow(told)}`,
        (say) => `the stages of ${say.bare(named)} stand in its comments: it ${inARow(told)}`,
      ),
      ...styled('technical', (say) => `stages of ${say.bare(named)}, by its comments: ${joined(texts.map((text) => `"${text}"`))}`),
    ],
  }
}

/** The branches of a function by the names that its comments give them, with the calls that stand under them. */
const caseMessage = ({ named, children, step }: Step, stages: readonly Stage[], id: string, weight: number): Message | null => {
  const cases = casesOf(stages)
  if (cases.length === 0) return null
  const names = joined(cases.map(({ text }) => text))
  const under = children.filter(
    ({ step: { called_from: place }, named: { role } }) =>
      place !== null && role === 'function' && cases.some((one) => one.place.start_line < place.start_line),
  )
  const distinct = under.filter((child, at) => under.findIndex((other) => other.named.key === child.named.key) === at).slice(0, mostOrders)
  return {
    id,
    about: named,
    weight,
    places: [...cases.map(({ place }) => place), ...distinct.flatMap((child) => child.step.called_from ?? [])],
    keywords: [step.symbol, step.place.file],
    forms: ways(
      (say) =>
        `${say.bare(named)} tries one case after the other, and its comments call them ${names}${distinct.length < 2 ? '' : `; ${joined(distinct.map((child) => say.bare(child.named)))} are the functions behind them`}`,
      (say) =>
        `the cases that ${say.bare(named)} tells apart are ${names}, as its comments say${distinct.length < 2 ? '' : `, and behind them stand ${joined(distinct.map((child) => say.bare(child.named)))}`}`,
    ),
  }
}

const mostQuoted = 7
/** What else is written above the steps of a function: in the words of those who wrote it, since their form is free. */
export const noteMessage = ({ named, step }: Step, stages: readonly Stage[], id: string, weight: number): Message | null => {
  const notes = stages.filter(({ isNote }) => isNote === true)
  const told = notes.slice(0, mostQuoted)
  if (told.length === 0 || new Set(told.map(({ text }) => text.toLowerCase())).size < told.length) return null
  const quoted = joined(told.map(({ text }) => `"${text}"`))
  return {
    id,
    about: named,
    weight,
    places: told.map(({ place }) => place),
    keywords: [step.symbol, step.place.file],
    forms: [
      ...ways(
        (say) => `comments inside ${say.bare(named)} read, from top to bottom: ${quoted}`,
        (say) => `the way through ${say.bare(named)} is written down in comments there, in this order: ${quoted}`,
      ),
      ...styled('technical', (say) => `inner comments of ${say.bare(named)}, in order: ${quoted}`),
    ],
  }
}

/** @param isMain does the step stand on the main line, where whatever is written of it is worth its time? */
export const stageMessage = (step: Step, id: string, weight: number, { world, isMain }: { world: World; isMain: boolean }): Message | null => {
  // What stands in several methods of a type happens in no order.
  if (!/^(?:function|method|constructor)$/.test(step.named.role)) return null
  const { symbol, place } = step.step
  const stages = world.stagesOf(place.file, symbol)
  const cases = caseMessage(step, stages, id, weight)
  if (cases !== null) return cases
  const row = stageForms(stages, step.named)
  if (row === null) return isMain ? noteMessage(step, stages, id, weight) : null
  return { id, about: step.named, weight, places: row.told.map((stage) => stage.place), keywords: [symbol, place.file], forms: row.forms }
}
