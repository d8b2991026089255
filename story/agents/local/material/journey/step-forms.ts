// The ways to say that a path reaches a function: from whom, under which condition, and what it does there.
import { mark } from '../../telling/marked-names.ts'
import type { Form, Named, Say } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { listedInOrder } from './order-of-calls.ts'
import { isType, type Step, unspoken, whenHandedOut, whenHandedTo } from './read-steps.ts'

const firstStep = (named: Named, predicate: string | null, { isMain, isOpen }: { isMain: boolean; isOpen: boolean }): Form[] =>
  !isMain
    ? ways(
        (say) => `a path of its own starts at ${say.placed(named)}${predicate === null ? '' : `, which ${say.words(predicate)}`}`,
        (say) => (isOpen ? `callers may also come in by ${say.placed(named)}${predicate === null ? '' : `, which ${say.words(predicate)}`}` : null),
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

/** Once the calls of its caller have been told in their order, a step needs no more than what it does. */
const listedForms = ({ named, caller }: Step, what: (say: Say) => string, orderId: string): Form[] => {
  if (caller === null) return []
  const listed = listedInOrder(caller)
  const at = listed.findIndex((other) => other.named.key === named.key)
  if (at < 0) return []
  const lean = (wording: (say: Say) => string) => (say: Say) => (say.hasTold(orderId) ? wording(say) : null)
  const leanClosely = (wording: (say: Say) => string) => (say: Say) => (say.wasJustTold(orderId) ? wording(say) : null)
  return ways(
    lean((say) => `${say.placed(named)} ${what(say)}`),
    ...(at === 0 ? [leanClosely((say: Say) => `the first of them, ${say.placed(named)}, ${what(say)}`)] : []),
    leanClosely((say) => `of these, ${say.placed(named)} ${what(say)}`),
  ).map((form) => ({ ...form, cost: -2.5 }))
}

/** Java, Kotlin, C# and C++ have several functions of one name. */
export const isOtherOverload = ({ step, caller }: Step): boolean =>
  caller !== null && caller.step.symbol === step.symbol && caller.step.place.file === step.place.file

interface Telling {
  told: string | null
  /** Of several ways on, the one that the story follows. */
  isFollowed: boolean
  /** Of the path that the story follows. */
  isMain: boolean
  /** May other people's code call it? */
  isOpen: boolean
  /** The message that tells the calls of its caller in their order. */
  orderId: string
  /** Has the listener met this step, or the whole line that it stands on? */
  isMet: (say: Say, step: Step) => boolean
}

/** What was called before it on no condition: behind a branch that may have left the function, nothing comes "then". */
const isAfterTold = ({ caller, index }: Step, say: Say, isMet: Telling['isMet']): boolean => {
  const before = caller?.children.findLast((other) => other.index < index)
  return before !== undefined && before.condition === null && isMet(say, before)
}

/** Of several calls whose conditions have no plain reading, the one on which most hangs: "may" again and again says nothing. */
const isForemostOfUnspoken = ({ caller, below, index }: Step): boolean => {
  const alike = caller?.children.filter(({ condition, named }) => condition === unspoken && !isType(named)) ?? []
  return alike.length < fewestOfMany || !alike.some((other) => other.below > below || (other.below === below && other.index < index))
}
const fewestOfMany = 3

/** `told` is null where what it does has been said before. */
export const stepForms = (step: Step, { told, isFollowed, isMain, isOpen, orderId, isMet }: Telling): Form[] => {
  const { named, returned, condition } = step
  const predicate = told
  const caller = step.caller?.named ?? null
  const what = (say: Say): string => (predicate === null ? '' : say.words(predicate))
  if (caller === null) return firstStep(named, predicate, { isMain, isOpen })
  // Of one name in one file, the other takes other parameters.
  if (isOtherOverload(step))
    return ways(
      (say) => `${say.bare(caller)} passes on to another of its overloads`,
      (say) => `there is more than one ${say.bare(named)}: this one hands over to the next, with other parameters`,
    )
  // "Inside main, a call goes to main" says nothing to an ear.
  if (caller.name === named.name && named.home !== null)
    return ways(
      (say) => `${say.bare(caller)} hands over to the ${named.role} of the same name in ${mark(named.home ?? '')}`,
      (say) => `there is another ${say.bare(named)}, in ${mark(named.home ?? '')}, and to that one the call is handed over`,
    )
  const isTold = predicate !== null
  const which = (say: Say): string => (isTold ? `, which ${what(say)}` : '')
  const listed = isTold && condition === null ? listedForms(step, what, orderId) : []
  const isReached = (say: Say): boolean => step.caller !== null && isMet(say, step.caller)
  const only = (isFit: (say: Say) => boolean, forms: readonly Form[]): Form[] =>
    forms.map((form) => ({ ...form, text: (say) => (isFit(say) ? form.text(say) : null) }))
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
          (say) => `next ${say.bare(caller)} sends word to ${say.placed(named)}${isTold ? `, who ${what(say)}` : ''}`,
        ),
        ...styled('tutorial', (say) => `go back up to ${say.bare(caller)}, and on to its next call, ${say.placed(named)}${which(say)}`),
        ...styled('podcast', (say) => `and then, still in ${say.bare(caller)}, it's the turn of ${say.placed(named)}${which(say)}`),
      ]
    : []
  const onward: Form[] = [
    ...ways(
      (say) => `${say.bare(caller)} calls ${say.placed(named)}${which(say)}`,
      (say) => `from ${say.bare(caller)} the call passes to ${say.placed(named)}${which(say)}`,
      (say) => `inside ${say.bare(caller)}, a call goes to ${say.placed(named)}${which(say)}`,
      (say) => `${say.bare(caller)} relies on ${say.placed(named)}${which(say)}`,
    ),
    ...styled(
      'fiction',
      (say) => `${say.bare(caller)} hands the errand to ${say.placed(named)}${isTold ? `, who ${what(say)}` : ''}`,
      (say) => `${say.bare(caller)} knows that this is for another, and calls ${say.placed(named)}${which(say)}`,
      (say) => `behind ${say.bare(caller)} a door opens on ${say.placed(named)}${isTold ? `, who ${what(say)}` : ''}`,
    ),
    ...styled(
      'tutorial',
      (say) => `follow the call into ${say.placed(named)}${which(say)}`,
      (say) => `step down from ${say.bare(caller)}, and you are in ${say.placed(named)}${which(say)}`,
    ),
    ...styled('podcast', (say) => `and that one calls ${say.placed(named)}${which(say)}`),
    ...styled('technical', (say) => `${say.bare(caller)} invokes ${say.placed(named)}${isTold ? `; it ${what(say)}` : ''}`),
  ]
  if (isFollowed)
    return only(
      isReached,
      ways(
        (say) => `to follow one of these ways: ${say.bare(caller)} may call ${say.placed(named)}${which(say)}`,
        (say) => `take one of them, ${say.placed(named)}${which(say)}`,
      ),
    )
  // "In some cases" says nothing of which; that it may is as much as can be said.
  if (condition === unspoken)
    // What a function calls that it only makes is called when somebody calls that one.
    return isType(named) || step.step.when?.startsWith('the function ') === true || !isForemostOfUnspoken(step)
      ? []
      : only(
          isReached,
          ways(
            (say) => `${say.bare(caller)} may go on to ${say.placed(named)}${which(say)}`,
            (say) => `on one of its branches ${say.bare(caller)} calls ${say.placed(named)}${which(say)}`,
          ),
        )
  if (isType(named)) {
    const when = condition === null ? '' : `${condition}, `
    return only(
      isReached,
      ways(
        (say) => `${when}${say.bare(caller)} makes an object of ${say.placed(named)}${which(say)}`,
        (say) => `${when}an object of ${say.placed(named)} is made in ${say.bare(caller)}`,
        (say) => `${when}${say.bare(caller)} needs an instance of ${say.placed(named)}${which(say)}`,
      ),
    )
  }
  if (condition === null) return [...listed, ...only((say) => isAfterTold(step, say, isMet), back), ...only(isReached, onward)]
  if (condition.startsWith(whenHandedOut)) {
    const made = condition.slice('by '.length)
    return only(
      isReached,
      ways(
        (say) => `${made}, which ${say.bare(caller)} makes and hands out, calls ${say.placed(named)}${which(say)}`,
        (say) => `${say.placed(named)} is called by ${made}, which ${say.bare(caller)} makes and hands out${isTold ? `: it ${what(say)}` : ''}`,
      ),
    )
  }
  if (condition.startsWith(whenHandedTo)) {
    const taker = condition.slice(whenHandedTo.length)
    return only(
      isReached,
      ways(
        (say) => `${say.bare(caller)} gives ${say.placed(named)} to ${taker}, to be called from there${isTold ? `: it ${what(say)}` : ''}`,
        (say) => `${say.placed(named)} is not called on the spot: ${say.bare(caller)} leaves that to ${taker}${which(say)}`,
      ),
    )
  }
  return only(isReached, [
    ...ways(
      (say) => `${condition}, ${say.bare(caller)} calls ${say.placed(named)}${which(say)}`,
      (say) => `${condition}, the next stop is ${say.placed(named)}${which(say)}`,
    ),
    ...styled('fiction', (say) => `${condition}, ${say.bare(caller)} sends for ${say.placed(named)}${isTold ? `, who ${what(say)}` : ''}`),
    ...styled('tutorial', (say) => `${condition}, your way leads into ${say.placed(named)}${which(say)}`),
  ])
}
