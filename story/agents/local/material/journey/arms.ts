// Where a function looks at what it has and calls one of several for it: the choice is the step, and what may follow is named.
import { sayCondition } from '../../language/code-condition.ts'
import { joined } from '../../language/lists.ts'
import { exactly } from '../../language/numbers.ts'
import type { Message, Say } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { isType, type Step } from './read-steps.ts'
import { isArm } from './spine.ts'

const fewestArms = 3
const mostNamed = 4

/** Null where it is no choice between several functions. */
export const armsMessage = ({ named, children, step }: Step, id: string, weight: number): Message | null => {
  const arms = children.filter((child) => isArm(child) && !isType(child.named))
  const distinct = arms.filter((arm, at) => arms.findIndex((other) => other.named.key === arm.named.key) === at)
  if (distinct.length < fewestArms) return null
  const shown = distinct.length === mostNamed + 1 ? distinct : distinct.slice(0, mostNamed)
  const rest = distinct.length - shown.length
  const list = (say: Say): string =>
    `${joined(
      shown.map((arm) => say.bare(arm.named)),
      'or',
    )}${rest === 0 ? '' : `, or one of ${exactly(rest)} more`}`
  return {
    id,
    about: named,
    weight,
    places: [step.place, ...shown.flatMap((arm) => arm.step.called_from ?? [])],
    keywords: [step.symbol],
    forms: [
      ...ways(
        (say) => `what ${say.bare(named)} calls next depends on the case: ${list(say)}`,
        (say) => `${say.bare(named)} is a fork in the way, which goes on to ${list(say)}, as the case may be`,
      ),
      ...styled('technical', (say) => `${say.bare(named)} dispatches to ${list(say)}`),
    ],
  }
}

const negated = 'unless '

/** Two calls under one condition and its opposite, each made in one of the two cases: told together, since only one is made. */
export const pairMessages = ({ named, children, step }: Step, id: string, weight: number): Message[] => {
  const calls = children.filter((child) => !isType(child.named) && child.step.when !== null)
  const pairs = calls.flatMap((other) => {
    const condition = other.step.when?.startsWith(negated) === true ? other.step.when.slice(negated.length) : null
    const one = condition === null ? undefined : calls.find(({ step: { when } }) => when === condition)
    const isOnly = calls.filter(({ step: { when } }) => when === condition || when === other.step.when).length === 2
    const said = condition === null ? null : sayCondition(condition)
    return one === undefined || !isOnly || said === null || one.named.key === other.named.key ? [] : [{ one, other, said }]
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
