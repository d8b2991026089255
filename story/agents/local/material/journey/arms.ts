// Where a function looks at what it has and calls one of several for it: the choice is the step, and what may follow is named.
import type { Place } from '../../../../../shared/analysis.ts'
import { folderOf } from '../../../../repository/languages.ts'
import { nestedConditions } from '../../../../repository/nested-conditions.ts'
import { sayCondition } from '../../language/code-condition.ts'
import { joined } from '../../language/lists.ts'
import { exactly } from '../../language/numbers.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message, Named, Say } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { isBeside } from '../tellable-facts.ts'
import { lastSegment, type World } from '../world.ts'
import { isType, type Step } from './read-steps.ts'
import { isCase, isFailure } from './spine.ts'
import { isOtherOverload } from './step-forms.ts'

const fewestArms = 3
const mostNamed = 4

interface Arm {
  named: Named
  place: Place
}

/** All that the function may call for a case, whether the path follows it or not: a choice told in part would be another one. */
const armsOf = ({ step, symbol }: Step, world: World): Arm[] => {
  const arms = (symbol?.calls ?? []).flatMap(({ resolved, when, line }): (Arm & { asked: string; pattern: string })[] => {
    const target = when !== null && isCase(when) ? world.findResolved(resolved) : null
    if (when === null || target === null || (target.kind !== 'function' && target.kind !== 'method')) return []
    const [, asked = '', pattern = ''] = /^(.+?) is (.+)$/.exec(nestedConditions(when)[0] ?? '') ?? []
    const place = { file: step.place.file, start_line: line, end_line: line }
    return [{ named: world.symbol(target.qualified_name, target.place.file), place, asked, pattern }]
  })
  // What two questions lead to are no cases of one, and what is called one after the other in one case is no choice.
  const [most = []] = [...Map.groupBy(arms, ({ asked }) => asked).values()].toSorted((a, b) => b.length - a.length)
  return most.filter((arm, at) => most.findIndex(({ pattern }) => pattern === arm.pattern) === at)
}

/** Null where it is no choice between several functions. */
export const armsMessage = (one: Step, id: string, weight: number, world: World): Message | null => {
  const { named, step } = one
  const arms = armsOf(one, world)
  const distinct = arms.filter((arm, at) => arms.findIndex((other) => other.named.key === arm.named.key) === at)
  if (distinct.length < fewestArms) return null
  const shown = distinct.length <= mostNamed + 2 ? distinct : distinct.slice(0, mostNamed)
  const rest = distinct.length - shown.length
  const list = (say: Say): string =>
    `${joined(
      shown.map((arm) => say.bare(arm.named)),
      rest === 0 ? 'or' : 'and',
    )}${rest === 0 ? '' : ' are some of the ways'}`
  return {
    id,
    about: named,
    weight,
    places: [step.place, ...shown.map(({ place }) => place)],
    keywords: [step.symbol],
    forms: [
      ...ways(
        (say) => (rest === 0 ? `what ${say.bare(named)} calls next depends on the case: ${list(say)}` : `${say.bare(named)} is a fork: ${list(say)} to go on`),
        (say) =>
          rest === 0
            ? `${say.bare(named)} is a fork in the way, which goes on to ${list(say)}, as the case may be`
            : `from ${say.bare(named)}, ${list(say)} to go on`,
      ),
      ...styled('technical', (say) => (rest === 0 ? `${say.bare(named)} dispatches to ${list(say)}` : `dispatch in ${say.bare(named)}: ${list(say)}`)),
    ],
  }
}

const isTypeKind = /^(?:interface|trait|class|struct)$/
const fewestAnswers = 2
const mostAnswers = 3

/** A call of what a base type asks for, and several types answer in their own way: which runs, the object decides. */
export const answersMessage = ({ named, step, symbol, children }: Step, id: string, weight: number, world: World): Message | null => {
  const owner = symbol?.parent == null ? null : world.findSymbol(symbol.parent, step.place.file)
  // What only hands on to another of its name is no question of the kind: that one is.
  if (children.some((child) => isOtherOverload(child))) return null
  if (symbol === null || owner === null || !/^(?:interface|trait|class)$/.test(owner.kind)) return null
  // Where two types bear the name of what they descend from, each has its own in its folder.
  const isShared = world.facts.symbols.some(
    (other) => other.name === owner.name && isTypeKind.test(other.kind) && other.place.file !== owner.place.file && !isBeside(other.place.file),
  )
  const heirs = world.facts.symbols.filter(
    ({ kind, extends: bases, place }) =>
      /^(?:class|struct)$/.test(kind) &&
      !isBeside(place.file) &&
      (!isShared || folderOf(place.file) === folderOf(owner.place.file)) &&
      bases.some((base) => lastSegment(base) === owner.name),
  )
  // Go's methods may stand in another file of the folder than their type.
  const types = heirs.filter(({ qualified_name: type, place }) =>
    world.facts.symbols.some(
      (other) => other.parent === type && other.name === symbol.name && other.kind === 'method' && folderOf(other.place.file) === folderOf(place.file),
    ),
  )
  if (types.length < fewestAnswers) return null
  const shown = types.slice(0, mostAnswers).map(({ qualified_name: type, place }) => world.symbol(type, place.file))
  const list = (say: Say): string => joined(shown.map((type) => say.bare(type)))
  // What has no method of the name may hold a function in a field of it: then nobody knows how many there are.
  const more = types.length < heirs.length ? ', to name some' : types.length > shown.length ? `, with ${exactly(types.length - shown.length)} more` : ''
  return {
    id,
    about: named,
    weight,
    places: [step.place, ...types.slice(0, mostAnswers).map(({ place }) => place)],
    keywords: [step.symbol, ...types.map(({ name }) => name)],
    // A base type may answer itself, and those that have nothing of their own leave it to it.
    forms:
      owner.kind === 'class' && symbol.calls.length > 0
        ? ways(
            (say) => `${list(say)} each have a ${mark(symbol.name)} of their own instead${more}`,
            (say) => `that is the ${mark(symbol.name)} of ${mark(owner.name)}; ${list(say)} each have another${more}`,
          )
        : ways(
            (say) => `which code runs for ${say.bare(named)} depends on the object: ${list(say)} each have their own${more}`,
            (say) => `${list(say)} each bring a ${mark(symbol.name)} of their own${more}, so what runs here depends on which of them is in use`,
          ),
  }
}

const negated = 'unless '

/** `if ok { … }` here, and `if !ok { … }` a hundred lines further down: two questions, and what lies between is not under them. */
const isOneQuestion = (one: Step, other: Step, condition: string, symbol: Step['symbol']): boolean => {
  const lines = [one, other].flatMap(({ step: { called_from: from } }) => from?.start_line ?? [])
  const [from, to] = [Math.min(...lines), Math.max(...lines)]
  const asked = [condition, `${negated}${condition}`]
  return (symbol?.calls ?? []).every(({ line, when }) => line <= from || line >= to || asked.includes(nestedConditions(when ?? '')[0] ?? ''))
}

/** Two calls under one condition and its opposite, each made in one of the two cases: told together, since only one is made. */
export const pairMessages = ({ named, children, step, symbol }: Step, id: string, weight: number): Message[] => {
  const calls = children.filter((child) => !isType(child.named) && child.step.when !== null)
  const pairs = calls.flatMap((other) => {
    const condition = other.step.when?.startsWith(negated) === true ? other.step.when.slice(negated.length) : null
    const one = condition === null ? undefined : calls.find(({ step: { when } }) => when === condition)
    const isOnly = calls.filter(({ step: { when } }) => when === condition || when === other.step.when).length === 2
    const said = condition === null ? null : sayCondition(condition)
    if (one === undefined || condition === null || !isOnly || said === null || one.named.key === other.named.key) return []
    // Of two conditions, one within the other, the opposite is not that of the first alone.
    const isPlain = nestedConditions(condition).length === 1
    // Whether something has failed is asked again and again, each time of something else.
    return isPlain && !isFailure(condition) && isOneQuestion(one, other, condition, symbol) ? [{ one, other, said }] : []
  })
  return pairs.map(({ one, other, said }, at) => ({
    id: `${id}:${at}`,
    about: named,
    weight,
    places: [one, other].flatMap(({ step: { called_from: from } }) => from ?? step.place),
    keywords: [step.symbol],
    forms: ways(
      (say) => `${said}, ${say.bare(named)} calls ${say.bare(one.named)}, otherwise ${say.bare(other.named)}`,
      (say) => `${say.bare(named)} calls ${say.bare(one.named)} ${said}, and ${say.bare(other.named)} if not`,
    ),
  }))
}
