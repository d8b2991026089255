// Conditions of one function that lead to the same end, told in one breath: "goes no further if A, B or C is set".
import type { CallStep, Place } from '../../../../../shared/analysis.ts'
import { isOpposite, sayCondition } from '../../language/code-condition.ts'
import { sayStatement } from '../../language/code-statement.ts'
import { joined } from '../../language/lists.ts'
import { hasPlainNames } from '../../language/plain-names.ts'
import type { Form, Named } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'

type Remark = CallStep['remarks'][number]

export interface Branch {
  when: string
  then: string
  places: Place[]
  /** Several conditions with one end. */
  isJoined: boolean
  isGuard: boolean
}

const shapeOf = (when: string): { subject: string; state: string } | null => {
  const match = /^if (\S+) (is (?:set|not set|missing|there|empty|not empty))$/.exec(when)
  return match === null ? null : { subject: match[1] ?? '', state: match[2] ?? '' }
}

const joinConditions = (conditions: readonly string[]): string => {
  const shapes = conditions.map(shapeOf)
  const state = shapes[0]?.state
  const subjects = shapes.flatMap((shape) => (shape !== null && shape.state === state ? [shape.subject] : []))
  if (subjects.length === conditions.length) return `if ${joined(subjects, 'or')} ${state}`
  return conditions.slice(0, 2).join(' or ')
}

export const isConditional = ({ kind }: Remark): boolean => kind === 'condition' || kind === 'guard' || kind === 'early_return'

/** Variables that are set and loops that go on are the code itself, and no account of it. */
const isOfTheCode = (then: string): boolean =>
  /^(?:sets|counts|goes on|leaves the loop|takes a way of its own)\b/.test(then) ||
  (!withWords.test(then) && !hasPlainNames(then.replace(/^returns the result of /, '')))
const withWords = / with the words "/

/** More subjects than this are a list again. */
const mostJoined = 4

/** Within another branch, a loop or a handler of errors: its condition alone would be half the truth. */
const isNested = ({ place }: Remark, remarks: readonly Remark[]): boolean =>
  remarks.some(
    (outer) =>
      (isConditional(outer) || outer.kind === 'error_handling' || outer.kind === 'loop') &&
      outer.place.start_line < place.start_line &&
      outer.place.end_line >= place.end_line,
  )

/** What returns behind a loop or another return is reached only sometimes: "if B is there, it returns true" would not be so. */
const isReachedByAll = (remark: Remark, remarks: readonly Remark[]): boolean =>
  remark.kind !== 'early_return' ||
  !remarks.some(
    (before) =>
      before.place.start_line < remark.place.start_line &&
      (before.kind === 'loop' || (before.kind === 'early_return' && before.text.split(' → ')[1] !== remark.text.split(' → ')[1])),
  )

export const readBranches = (remarks: readonly Remark[]): Branch[] => {
  const read = remarks
    .filter((remark) => isConditional(remark) && !isNested(remark, remarks) && isReachedByAll(remark, remarks))
    .flatMap((remark) => {
      const [condition, consequence] = remark.text.split(' → ')
      const said = condition === undefined ? null : sayCondition(condition)
      const then = consequence === undefined ? null : sayStatement(consequence)
      // What it says when it refuses is worth hearing even where the reason has no plain reading.
      const when = said !== null && hasPlainNames(said) ? said : then !== null && withWords.test(then) ? '' : null
      return when === null || then === null || isOfTheCode(then) ? [] : [{ when, then, remark }]
    })
  return [...Map.groupBy(read, ({ then }) => then)].flatMap(([then, group]) => {
    const distinct = group.filter(({ when }, at) => group.findIndex((other) => other.when === when) === at)
    // Something changed in between: "if A is set or if A is not set" would be always.
    if (distinct.some(({ when }) => distinct.some((other) => isOpposite(when, other.when)))) return []
    const together = distinct.length > 1 && distinct.every(({ when }) => when.startsWith('if '))
    const told = together ? distinct.slice(0, mostJoined) : distinct.slice(0, 1)
    return {
      when: together ? joinConditions(told.map(({ when }) => when)) : (told[0]?.when ?? ''),
      then,
      places: told.map(({ remark }) => remark.place),
      isJoined: together,
      isGuard: told.some(({ remark }) => remark.kind === 'guard'),
    }
  })
}

/** Its reason has no plain reading: then it is only told that it may refuse, and how that sounds. */
const refusalForms = (then: string, named: Named): Form[] => {
  const [, error, words] = /^raises (\S+) with the words (".+")$/.exec(then) ?? []
  const [, spoken] = / with the words (".+")$/.exec(then) ?? []
  return error !== undefined
    ? ways(
        (say) => `${say.subject(named)} can refuse, with the ${error} ${words}`,
        (say) => `one way for ${say.bare(named)} to end early is the ${error} that says ${words}`,
      )
    : ways(
        (say) => `${say.subject(named)} can refuse, with the words ${spoken}`,
        (say) => `one way for ${say.bare(named)} to end early has the words ${spoken}`,
      )
}

export const branchForms = ({ when, then }: Branch, named: Named): Form[] => {
  if (when === '') return refusalForms(then, named)
  const refuses = /^raises (\S+) with the words (".+")$/.exec(then)
  return [
    ...ways(
      (say) => `${when}, ${say.subject(named)} ${then}`,
      (say) => `${say.subject(named)} ${then} ${when}`,
    ),
    ...(refuses === null
      ? []
      : ways(
          (say) => `${when}, ${say.bare(named)} refuses: ${refuses[2]} says the ${refuses[1]} that it raises`,
          (say) => `${say.bare(named)} will not go on ${when}; ${refuses[2]} are the words of its ${refuses[1]}`,
        ).map((form) => ({ ...form, cost: -1 }))),
    ...styled('technical', (say) => `${when}, ${say.bare(named)} ${then}`),
    ...styled(
      'fiction',
      (say) => `${say.bare(named)} has a rule for this hour: ${when}, it ${then}`,
      (say) => `here the stranger is looked over; ${when}, ${say.bare(named)} ${then}`,
      (say) => `ask ${say.bare(named)} and you hear that it depends: ${when}, it ${then}`,
    ),
    ...styled(
      'tutorial',
      (say) => `pause at ${say.bare(named)} and read its branch: ${when}, it ${then}`,
      (say) => `what would you do here? ${say.bare(named)} decides like this: ${when}, it ${then}`,
    ),
    ...styled(
      'podcast',
      (say) => `and there's a catch in ${say.bare(named)}: ${when}, it ${then}`,
      (say) => `careful with ${say.bare(named)}, though, because ${when}, it ${then}`,
    ),
  ]
}
