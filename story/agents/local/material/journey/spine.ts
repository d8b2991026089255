// The main line of a path: from its entry, of each function's calls the one that carries the work on, down to the last that
// does some. Told in one breath before the details, it is what a listener keeps.
import { asksASetting, nestedConditions } from '../../../../repository/nested-conditions.ts'
import { joined } from '../../language/lists.ts'
import type { Message, Named, Say } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { lastSegment } from '../world.ts'
import { isType, type Step, unspoken, whenHandedOut, whenRaised } from './read-steps.ts'

/** Further down than this a listener does not follow. */
const mostStations = 10
const fewestStations = 3
/** More names than this in one breath are a list. */
const mostInABreath = 5

/** What is done beside the work: memory, logs, checks and failures. */
const besideWords =
  /^(?:free|alloc\w*|malloc|calloc|empty|debug\w*|warn\w*|trace\w*|errors?|exceptions?|fail\w*|panic\w*|assert\w*|close\w*|clean\w*|dispose|shutdown|stop|lock|unlock|deprecat\w*|completions?|usage|help|version|skip|whitespace|missing)$/
/** A line for somebody to read, unless so much hangs on it that printing, or logging, is the work. */
const printWord = /^(?:print|log)\w*$/
const fewestOfAPrinter = 3
/** What asks so much that this many calls hang on it is what a call is made for: the claims of a token, the rules of a form. */
const checkWord = /^(?:check|valid)\w*$/
/** What a program is typed with it reads before its work; where so much hangs on it, reading that is what a library is made for. */
const argumentWord = /^(?:args?|arguments|flags?)$/
/** What is put back at the end, or brought back at the start: a database that recovers reads all that it has. */
const backWord = /^(?:recover|restore)\w*$/
const fewestOfACheck = 6
export const isBesideWork = ({ step: { symbol }, below }: Step): boolean =>
  lastSegment(symbol)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    // `run_with_error_handler` runs.
    .replace(/(?<=\w)[\s_]with[\s_].*$/, '')
    .split(/[\s_]+/)
    .some(
      (word, at, words) =>
        besideWords.test(word) ||
        (word === 'complete' && (at === 0 || at < words.length - 1)) ||
        (below < fewestOfAPrinter && printWord.test(word)) ||
        (below < fewestOfACheck && (checkWord.test(word) || argumentWord.test(word) || backWord.test(word))),
    )
/** Questions asked and values prepared on the way: nobody sets out for these. */
const byTheWay =
  /^(?:[gG]et|[sS]et|[hH]as|[iI]s|to|from|[nN]ew|[pP]eek|enabled?|disabled?|(?:[rR]eset|[rR]elease|recycle|normalize|to|from|[iI]s|[hH]as|[gG]et|[sS]et|make|count|len)(?:[A-Z_]\w*)?)$/
/** Where something leaves the function for the world. */
const outward =
  /^_*(?:send|invoke|perform|write|insert|save|store|transfer|render|respond|reply|execute|dispatch|emit|serve|deliver|publish|apply|handle|process|(?:request|route)(?!_?(?:url|uri|path|context|id|name|type|headers?|body|method|data|info)$))/i

/** Does its name say that it does the work, or hands it on? */
export const isOutward = ({ step }: Step): boolean => outward.test(lastSegment(step.symbol))

/** A program reads what it was told before it does it. */
const readsItsOrders = /^_*(?:try_?)?(?:parse|extract|read|load)|clap|arg(?:ument)?s?_?parser|(?:^|_)cli(?:_|$)|command_?line/i

/** The line ends in work, and not in the last trifle that somebody calls. */
const isTrifle = (one: Step, stations: number): boolean =>
  !runsWhatIsGiven(one) &&
  (one.below === 0 || isSmall(one) || (one.below === 1 && !isLastOfItsRow(one))) &&
  stations >= fewestStations - 1 &&
  !outward.test(lastSegment(one.step.symbol))

/** Where other people's code has its turn, a way has come to its end. */
const runsWhatIsGiven = ({ step: { remarks } }: Step): boolean => remarks.some(({ kind }) => kind === 'calls_given')

/** What comes last in a function is what the rest of it was for. */
const isLastOfItsRow = ({ caller, index }: Step): boolean => caller?.children.every((other) => other.index <= index) === true

const mostOfASmall = 5
/** `Tail`, four lines with one more call in them. */
export const isSmall = ({ below, documented, step: { place, symbol } }: Step): boolean =>
  below <= 1 && !documented && place.end_line - place.start_line <= mostOfASmall && /^[A-Z]?[a-z\d]+$/.test(lastSegment(symbol))

/** What answers yes or no is asked on the way, unless its name says that it does something. */
const givesBoolean =
  /\)\s*(?:->|:)?\s*\(?bool(?:ean)?\)?\s*\{?$|^(?:(?:public|protected|private|static|final|inline|virtual|abstract|override)\s+)*bool(?:ean)?\s/
const isQuestion = ({ symbol, step, below }: Step): boolean =>
  below < fewestOfWork && givesBoolean.test(symbol?.signature ?? '') && !outward.test(lastSegment(step.symbol))

const isOnTheWay = (one: Step): boolean => {
  const {
    step: { symbol },
    condition,
    named,
    caller,
    below,
  } = one
  // `setLevel` sets, and makes all that a logger does.
  const isByTheWay = byTheWay.test(lastSegment(symbol)) && (below < fewestOfASetter || !setter.test(lastSegment(symbol))) && below < fewestOfWork
  return (
    condition !== whenRaised &&
    !missing.test(lastSegment(symbol)) &&
    !isAfterFailure(one) &&
    !isType(named) &&
    !isBesideWork(one) &&
    !isByTheWay &&
    !isQuestion(one) &&
    !isMadeReady(one) &&
    named.name !== caller?.named.name
  )
}
/** `if err != nil { handleExitCoder() }` */
const isAfterFailure = ({ step: { when } }: Step): boolean => when !== null && isFailure(when)
export const isFailure = (when: string): boolean =>
  nestedConditions(when).some((condition) => /^(?:\w*[eE]rr(?:or)?)\s*!==?\s*(?:nil|null|undefined|NULL)$|\bis Err\(|^let Err\(/.test(condition))
/** `setupDefaults`, and then what the user has put in is run: that is what it was made ready for. */
const isMadeReady = ({ step: { symbol }, caller }: Step): boolean =>
  beginning.test(lastSegment(symbol)) && caller?.step.remarks.some(({ kind }) => kind === 'calls_given') === true
/** What answers where nothing else does. */
const missing = /(?:^|_|[a-z](?=[A-Z]))not_?found/i
const fewestOfASetter = 3
/** `get_statistics`, where so much hangs on it, gets nothing that was there before. */
const fewestOfWork = 6
const setter = /^_*(?:set|make)/

/** `future != null`: something is there that mostly is not. */
const isGiven = /^(?:[\w.@$>-]+\s+(?:is not None|!==?\s*(?:null|nil|undefined))|let Some\(.*)$/
/** Handed to something that calls it when it likes. */
const isForLater = /^the function of line \d+ is called/
/** What is done where nothing out of the ordinary was asked for comes before what is done then. */
const ordinariness = ({ step: { when, symbol }, caller }: Step): number => {
  if (when === null) return 0
  if (isGiven.test(when)) return -3
  // `onRequest !== null` asks for what mostly is not there: what is done else is what mostly is done.
  if (isGiven.test(when.replace(/^unless /, ''))) return 3
  if (isForLater.test(when)) return -3
  if (asksASetting(when)) return -4
  // Of two objects that one field may hold, the one that it holds without a condition of its own.
  const isOther = caller?.children.some(({ step }) => `unless ${step.when}` === when && lastSegment(step.symbol) === lastSegment(symbol)) === true
  return isOther ? 12 : 0
}

/** What comes last in a function is what the rest of it prepared. */
const worth = (one: Step): number => {
  const { index, below, documented, condition, step, caller } = one
  const siblings = caller?.children ?? []
  const isSure = condition === null || condition.startsWith(whenHandedOut)
  const lateness = isSure ? siblings.filter((other) => other.index < index).length / Math.max(1, siblings.length - 1) : 0
  const own =
    Math.min(below, much) +
    (isBeginning(one) ? 0 : Math.log2(Math.max(1, below / much)) * 2) +
    (documented ? 2 : 0) +
    (isSure ? 3 : 0) +
    (outward.test(lastSegment(step.symbol)) ? 4 : 0)
  return (
    own +
    lateness * 3 +
    ordinariness(one) +
    (runsWhatIsGiven(one) ? 4 : 0) -
    (isBeginning(one) ? 7 : 0) -
    (isMaker.test(lastSegment(step.symbol)) || byTheWay.test(lastSegment(step.symbol)) ? 3 : 0)
  )
}
/** From here on twice as much counts no more than two steps. */
const much = 8
/** `NewDirectoryMonitor`: what it is made for is done with it. */
const isMaker = /^_*[nN]ew(?=[A-Z_])/

const beginning = /^_*(?:start|init|initialize|set_?up|prepare|configure|boot|make|build)(?:$|[A-Z_])/
/** What is made ready once, where something else is done beside it in any case: `start`, and then `manage_workers`. */
const isBeginning = ({ step, caller, index }: Step): boolean =>
  beginning.test(lastSegment(step.symbol)) &&
  caller?.children.some(
    (other) => other.index !== index && other.condition === null && other.below > 0 && !beginning.test(lastSegment(other.step.symbol)) && !isType(other.named),
  ) === true

const fewestWays = 3
const littleBelow = 6
/** One of several ways on, under a condition that cannot be said, and little lies on it: here the work is the choice itself. */
const isFork = ({ children }: Step, next: Step): boolean =>
  (next.condition === unspoken && !isNested(next) && next.below < littleBelow && children.length >= fewestWays) ||
  (isArm(next) && children.filter(isArm).length >= fewestWays)
/** A branch of a branch has no plain reading for its length, and may be the way all the same. */
const isNested = ({ step: { when } }: Step): boolean => when !== null && nestedConditions(when).length > 1
const fewestBelow = 2
/** Of the ways on from a choice one to follow: what a command does, one command shows. */
const findExample = ({ children, step, caller }: Step): Step | undefined => {
  const arms = children.filter((child) => isArm(child) && isOnTheWay(child))
  // `Get.apply` beside `Set.apply`, or what `main` chooses among: of the cases of an event loop none stands for the others.
  const isRow = arms.filter((arm) => lastSegment(arm.step.symbol) === lastSegment(arms[0]?.step.symbol ?? '')).length >= fewestWays
  const isOfMain = step.depth <= 1 && /(?:^|[.:])main$/.test((caller ?? { step }).step.symbol)
  // What is done in any case, behind them, is the work.
  const goesOn = children.some((child) => child.condition === null && child.index > (arms.at(-1)?.index ?? 0) && isOnTheWay(child))
  if (goesOn || !(isRow || isOfMain)) return undefined
  // The one that leads through most.
  return arms.filter(({ below }) => below >= fewestBelow).toSorted((a, b) => b.below - a.below || a.index - b.index)[0]
}
export const isExample = (step: Step): boolean => isArm(step) && (step.caller?.children.filter(isArm).length ?? 0) >= fewestWays

/** One of the cases that a value may be. */
const isArm = ({ step: { when } }: Step): boolean => when !== null && isCase(when)
export const isCase = (when: string): boolean =>
  /^\S.* is (?!(?:not|None|True|False|null)\b)\S/.test(when) && !isGiven.test(when) && !/^(?:the function |unless )/.test(when)

/** `main` of one file calls `main` of another and nothing else that leads on: the second is where it begins. */
const thinlyPassed = ({ children, named }: Step): Step | undefined => {
  const [only, other] = children.filter(({ below }) => below > 0)
  return only !== undefined && other === undefined && only.named.name === named.name && only.condition === null ? only : undefined
}

export const spineOf = (entry: Step | undefined): Step[] => {
  if (entry === undefined) return []
  const spine = [entry]
  const isProgram = /(?:^|[.:])main$/.test(entry.step.symbol)
  for (let current = entry; spine.length < mostStations; ) {
    const names = new Set(spine.map(({ named }) => named.name))
    const isPreparing = ({ step }: Step): boolean => isProgram && step.depth <= 2 && readsItsOrders.test(lastSegment(step.symbol))
    const next = current.children
      .filter((child) => isOnTheWay(child) && !names.has(child.named.name) && !isPreparing(child) && !isTrifle(child, spine.length))
      .toSorted((a, b) => worth(b) - worth(a) || a.index - b.index)[0]
    const own = next === undefined ? thinlyPassed(current) : undefined
    if (own !== undefined) {
      spine[spine.length - 1] = own
      current = own
      continue
    }
    const onward = next !== undefined && isFork(current, next) ? findExample(current) : next
    // Of a script that only sets one thing up after the other, none is the way.
    const isSettingUp = current.named.role === 'file' && onward !== undefined && beginning.test(lastSegment(onward.step.symbol))
    // What somebody else gave it is run in any case: what it may do besides is no way on.
    const isOver = onward?.condition === unspoken && current.step.remarks.some(({ kind, text }) => kind === 'calls_given' && text.split(' → ').length === 2)
    if (onward === undefined || isSettingUp || isOver || names.has(onward.named.name) || isFarAside(onward, spine.length)) break
    spine.push(onward)
    current = onward
  }
  return spine
}

/** So far down, what is done on a condition that cannot be said is a detail of the work, and not where it leads. */
const isFarAside = ({ condition, below }: Step, stations: number): boolean => condition === unspoken && below < leastFarDown && stations >= farDown
const farDown = 4
const leastFarDown = 4

/** Null where there is no line to speak of. */
export const spineMessage = (spine: readonly Step[], id: string, traveller: string): Message | null => {
  const [first, ...others] = spine
  const last = others.at(-1)
  if (first === undefined || last === undefined || spine.length < fewestStations) return null
  const reached = others.slice(0, mostInABreath - 1)
  const below = others.slice(mostInABreath - 1)
  const turn = reached.at(-1) ?? last
  const between = reached.slice(0, -1)
  const what = (say: Say): string =>
    below.length > 0
      ? `, and further down ${names(say, below)}${last.predicate === null ? '' : `, which ${say.words(last.predicate)}`}`
      : last.predicate === null
        ? ''
        : `, which ${say.words(last.predicate)}`
  const names = (say: Say, some: readonly { named: Named }[]): string => joined(some.map(({ named }) => say.bare(named)))
  return {
    id,
    about: first.named,
    weight: 1.09,
    places: spine.map(({ step }) => step.called_from ?? step.place),
    forms: [
      ...ways(
        (say) => `in one line, the ${traveller} goes from ${say.bare(first.named)} by way of ${names(say, between)} to ${say.bare(turn.named)}${what(say)}`,
        (say) =>
          `the main line can be said in a breath: ${say.bare(first.named)} calls ${names(say, between.slice(0, 1))}, from there it goes ${between.length > 1 ? `through ${names(say, between.slice(1))} ` : ''}to ${say.bare(turn.named)}${what(say)}`,
      ),
      ...styled('technical', (say) => `main line: ${say.bare(first.named)}, ${names(say, between)}, then ${say.bare(turn.named)}${what(say)}`),
      ...styled(
        'fiction',
        (say) => `the old people know the way by heart: from ${say.bare(first.named)} to ${names(say, between)}, and on to ${say.bare(turn.named)}${what(say)}`,
      ),
      ...styled(
        'tutorial',
        (say) => `keep this line in mind: ${say.bare(first.named)}, then ${names(say, between)}, and then ${say.bare(turn.named)}${what(say)}`,
      ),
      ...styled('podcast', (say) => `the short version goes ${say.bare(first.named)}, ${names(say, between)}, and then ${say.bare(turn.named)}${what(say)}`),
    ],
  }
}
