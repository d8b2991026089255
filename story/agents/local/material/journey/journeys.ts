// What happens in a typical call: the steps of a call path, in order. For each function the order of its calls, then what
// it decides, then those of its calls that have something to say of their own.
import type { CallPath, CallStep } from '../../../../../shared/analysis.ts'
import { isPreparation } from '../../../../repository/telling-names.ts'
import type { Form, Message, Named, Say } from '../../telling/message.ts'
import { claiming } from '../../telling/ways.ts'
import { onAnother, remarkForms, remarkWeight } from '../remarks.ts'
import { isCommand, isOfProduct, servesRequests, startsItself } from '../start.ts'
import { lastSegment, type World } from '../world.ts'
import { answersMessage, armsMessage, pairMessages } from './arms.ts'
import { branchForms, isConditional, readBranches } from './branches.ts'
import { carriedOn, enoughSteps, findMaking, findOnMade } from './carried-on.ts'
import { handedOnMessage, handingOn } from './handed-on.ts'
import { branchesMessages, isInARow, isToldTogether, makesMessage, orderMessage } from './order-of-calls.ts'
import { isType, readSteps, type Step, unspoken, whenHandedTo, whenRaised } from './read-steps.ts'
import { isBesideWork, isExample, isOutward, spineMessage, spineOf } from './spine.ts'
import { stageMessage } from './stages.ts'
import { stepForms } from './step-forms.ts'

type Remark = CallStep['remarks'][number]

export interface Journey {
  entry: Named
  /** In path order: never reordered, only thinned. */
  messages: Message[]
  /** Its main line, from the entry to the end. */
  stations: readonly Named[]
  /** The last thing on its main line. */
  end: Named
}

/**
 * The spine before the ribs: what the entry itself calls, from the first call to the last, is told before what lies below;
 * then what much hangs on. A path that is told to the bottom of its first branch never reaches its end.
 */
const stepWeight = (one: Step): number => {
  const { index, step, predicate, below } = one
  const weight = Math.max(0.3, 1.12 - step.depth * 0.14 + Math.min(0.1, below * 0.015) - index * 0.002) + (predicate === null ? -0.06 : 0)
  // What everybody calls is a tool, and says little of this way.
  const isTool = step.depth > 1 && (one.symbol?.reference_count ?? 0) >= toolReferences
  return weight * (!isHandedOver(one) && (isErrandBeside(one) || isBesideWork(one) || isMadeReady(one)) ? 0.6 : 1) * (isTool ? 0.6 : 1)
}

const toolReferences = 8

/** Who else calls it is news, whatever it does. */
const isHandedOver = ({ condition }: Step): boolean => condition?.startsWith(whenHandedTo) === true

const besideErrand =
  /^_*complete(?:_|$|[A-Z])|completions?(?:_|$|[A-Z])|(?:^|_)(?:usage|version|banner|help|man_?page)(?:_|$)|(?:print|show|output|display|format)_?(?:usage|version|banner|help)|deprecat|lifespan/i

/** Help, completion, what follows an error and the like, and all that is done for them: a typical call passes these by. */
const isErrandBeside = ({ step, caller, condition }: Step): boolean =>
  caller !== null && (condition === whenRaised || besideErrand.test(lastSegment(step.symbol)) || isErrandBeside(caller))

/** What a program does for its arguments and settings before its work, with all that hangs on it. */
const isMadeReady = ({ step, caller }: Step): boolean =>
  caller !== null &&
  (isMadeReady(caller) || (isPreparation('', lastSegment(step.symbol)) && caller.children.some(({ below, index }) => below > 0 && index > 0)))

/** A guard says what is refused; the fifth branch of a function is for those who read it. */
const branchWeight = (weight: number, at: number, { isGuard, isJoined, then }: ReturnType<typeof readBranches>[number]): number =>
  weight * 0.86 + (isGuard ? 0.06 : 0) + (isJoined ? 0.04 : 0) + (/with the words/.test(then) ? 0.05 : 0) - at * 0.06

/** "If it is missing, it is set to what build makes" and "build is called if it is missing" are one thing. */
const isToldByACall = ({ when, then }: ReturnType<typeof readBranches>[number], children: readonly Step[]): boolean =>
  children.some(({ condition, step }) => condition === when && new RegExp(`\\b${lastSegment(step.symbol)}\\b`).test(then))

/** Does something within it return? Then it does not go on to the last. */
const isLeft = ({ kind, place }: Remark, remarks: readonly Remark[]): boolean =>
  kind === 'loop' &&
  remarks.some(
    (inner) =>
      inner.kind === 'early_return' && inner.place.start_line > place.start_line && inner.place.end_line <= place.end_line && /\breturn\b/.test(inner.text),
  )

/** Other people's code has its turn in any case: late in a long function, and the more it is the point. */
const isSureTurn = ({ kind, text }: Remark): boolean => (kind === 'calls_given' && text.split(' → ').length === 2) || (kind === 'cycle' && onAnother.test(text))

/** Going through a tree by itself is what such a method is about. */
const anotherWeight = 1.1

const decisionMessages = (
  { named, step, children }: Step,
  id: string,
  weight: number,
  { world, isStation }: { world: World; isStation: boolean },
): Message[] => {
  const keywords = [step.symbol, step.place.file]
  const branches = readBranches(step.remarks)
    .filter((branch) => !isToldByACall(branch, children))
    .map(
      (branch, at): Message => ({
        id: `remark-branch:${id}:${at}`,
        about: named,
        weight: branchWeight(weight, at, branch),
        places: [...branch.places, step.place],
        keywords,
        forms: claiming(`branch ${named.key} ${branch.when} ${branch.then}`, branchForms(branch, named)),
      }),
    )
  // One package that is called here is enough, and a limit that a branch tells needs no sentence of its own.
  const firstOutside = step.remarks.find(({ kind }) => kind === 'delegates_outside')
  const isSaid = (remark: (typeof step.remarks)[number]): boolean =>
    isConditional(remark) ||
    (remark.kind === 'delegates_outside' && remark !== firstOutside) ||
    // Every third function has a loop: it is news where the main line runs through it.
    (remark.kind === 'loop' && !isStation)
  const others = step.remarks.flatMap((remark, at): Message[] => {
    const forms = isSaid(remark) ? [] : remarkForms(remark, named, { world, isLeft: isLeft(remark, step.remarks) })
    if (forms.length === 0) return []
    return [
      {
        id: `remark-${remark.kind}:${id}:${at}`,
        about: named,
        weight: weight * 0.9 * (onAnother.test(remark.text) ? anotherWeight : (remarkWeight[remark.kind] ?? 0.8)) - (isSureTurn(remark) ? 0 : at * 0.05),
        places: [remark.place, step.place],
        keywords,
        forms: claiming(`remark ${named.key} ${remark.text}`, forms),
      },
    ]
  })
  return [...branches, ...others]
}

/** That something is called, under a name that says nothing and for a reason that cannot be said, is no account of what happens. */
const saysSomething = ({ caller, documented, condition, below, named, index }: Step): boolean => {
  if (caller === null || condition === null) return caller === null || documented || (below >= fewestBelow && !isType(named))
  // One of those on the same condition stands for the rest.
  const isFirst = !caller.children.some((other) => other.index < index && other.condition === condition && other.documented)
  return (documented || (below >= fewestBelow && !isType(named))) && (condition === unspoken || isFirst)
}
/** What leads on is named even where nobody says what it does. */
const fewestBelow = 2

/** What stands on the main line is told before what stands beside it, however deep it lies. */
const stationBonus = 0.35
const stationWeight = 0.98
const turnBonus = 0.3

interface OfPath {
  /** Which of the paths it is. */
  path: string
  /** Is it shown that other people's code begins there? */
  isOpen: boolean
  spine: readonly Step[]
  /** What one sentence about handing on has told. */
  passed: readonly Step[]
  world: World
}

const once = (isTime: (say: Say) => boolean, forms: readonly Form[]): Form[] =>
  forms.map((form) => ({ ...form, text: (say) => (isTime(say) ? form.text(say) : null) }))

const messagesOf = (step: Step, { path, isOpen, spine, passed, world }: OfPath): Message[] => {
  const isStation = spine.includes(step)
  const { named, caller, index } = step
  // "coerceValue, which coerces the value": a name once more is no account of it.
  const predicate = step.documented ? step.predicate : null
  const places = [step.step.called_from, step.step.place].flatMap((place) => place ?? [])
  const id = `${path}:${index}`
  // A branch off the main line that dispatches, sends or saves is as much of the way as the line.
  const isTurn = !isStation && caller !== null && spine.includes(caller) && isOutward(step) && step.below > 0 && !isErrandBeside(step) && !isBesideWork(step)
  const beside = stepWeight(step) + (isTurn ? turnBonus : 0)
  // The last station of the line is as much of it as the first: there the work is done.
  const weight = isStation ? Math.max(beside, stationWeight - step.step.depth * 0.03) : beside
  const orderId = `order:${path}:${caller?.index ?? 0}`
  const isMet = (say: Say, other: Step): boolean =>
    say.hasTold(`step:${path}:${other.index}`) ||
    (other.caller === null && (say.hasTold('journey:handed-on') || say.hasTold('journey:called-on'))) ||
    (isInARow(other) && say.hasTold(`order:${path}:${other.caller?.index ?? 0}`)) ||
    (spine.includes(other) && say.hasTold(`spine:${path}`)) ||
    (passed.includes(other) && say.hasTold(`handed-on:${path}`))
  const options = { isFollowed: isStation && isExample(step), isMain: path === '0', isOpen, orderId, isMet }
  // Once told in a row with others, and with nothing of its own to add, it is not told again.
  const alone = (form: Form): Form => ({
    ...form,
    cost: (form.cost ?? 0) + (predicate === null ? 0 : 3),
    text: (say) => (isInARow(step) && (say.hasTold(orderId) || say.hasTold(`makes:${path}:${caller?.index ?? 0}`)) ? null : form.text(say)),
  })
  // The writers' own words come before any reading of their code.
  const staged = stageMessage(step, `stages:${id}`, weight + (isStation ? stationBonus + 0.02 : 0.1), { world, isMain: isStation })
  const isIntroduced = (say: Say): boolean => isMet(say, step) || say.hasTold(`stages:${path}:${caller?.index ?? 0}`)
  const stages = staged === null ? [] : [{ ...staged, forms: once(isIntroduced, staged.forms) }]
  // What a function does and decides is no news of one that the way has not reached.
  const whenMet = (message: Message): Message => ({ ...message, forms: once((say) => isMet(say, step), message.forms) })
  const isTold = !passed.includes(step) && (isStation || isHandedOver(step) || (!isToldTogether(step) && saysSomething(step) && !isBesideWork(step)))
  return [
    ...(isTold
      ? [
          {
            id: `step:${id}`,
            about: named,
            weight: isStation ? weight + stationBonus : weight,
            places,
            keywords: [step.step.symbol, step.step.place.file],
            forms: [
              ...(predicate === null ? [] : claiming(`what ${predicate}`, stepForms(step, { ...options, told: predicate }))),
              ...stepForms(step, { ...options, told: null }).map(alone),
            ],
            ...(index < 3 ? { example: step.step.place } : {}),
          },
        ]
      : []),
    ...stages,
    ...[
      ...[
        orderMessage(step, `order:${id}`, weight + (isStation ? stationBonus / 2 : 0) - 0.03, world),
        makesMessage(step, `makes:${id}`, weight - 0.2),
        armsMessage(step, `arms:${id}`, weight + (isStation ? stationBonus / 2 : 0) - 0.02, world),
        answersMessage(step, `answers:${id}`, weight + (isStation ? stationBonus / 2 : 0) - 0.02, world),
      ].filter((message) => message !== null),
      ...pairMessages(step, `pair:${id}`, weight + (isStation ? stationBonus / 2 : 0) - 0.01),
      ...branchesMessages(step, `branches:${id}`, weight - 0.18),
    ].map(whenMet),
    ...decisionMessages(step, id, beside, { world, isStation }).map(whenMet),
  ]
}

const travellers: Partial<Record<CallPath['entry']['kind'], string>> = { route: 'request', bin: 'command' }

const journeyOf = (path: CallPath, index: number, world: World): Journey => {
  const steps = readSteps(path, world)
  const spine = spineOf(steps[0])
  const entry = spine[0]?.named ?? world.file(path.entry.place.file)
  const end = spine.at(-1)?.named ?? entry
  const handed = steps[0] === undefined ? null : handedOnMessage(steps[0], `handed-on:${index}`, world)
  // Told together, those that only hand on need no steps of their own.
  const passed = handed === null || steps[0] === undefined ? [] : handingOn(steps[0]).slice(1)
  const way = spine.filter((step) => step !== steps[0] || passed.length === 0).filter((step) => !passed.slice(0, -1).includes(step))
  const line = spineMessage(way, `spine:${index}`, travellers[path.entry.kind] ?? 'call')
  const isOpen = world.isLibrary && /^(?:the README calls it|what .+ hands out)/.test(path.entry.reason)
  const [first = [], ...others] = steps.map((step) => messagesOf(step, { path: `${index}`, isOpen, spine, passed, world }))
  const [opening, ...more] = first
  return {
    entry,
    stations: spine.map(({ named }) => named),
    end,
    messages: [...[opening, handed, line].filter((message) => message != null), ...more, ...others.flat()],
  }
}

/** What takes a request in, by the names that frameworks give it: those that are given to nothing else, then those that are. */
const requestNames = [
  /^(?:(?:route|request)_?handler|handle_?(?:request|http\w*)|on_?request|serve(?:_?http)?|wsgi_app|asgi_app|dispatch(?:_?request)?|process_?request|route_?http|fetch)$/i,
  /^(?:handler?|__call__|__invoke|call!?|process|run)$/i,
] as const
export const takesRequests = (symbol: string): boolean => requestNames.some((names) => names.test(lastSegment(symbol)))

/** The part of a path that lies below its first step of this kind, as a path of its own; null where there is none. */
const findBelow = (paths: readonly CallPath[], isWanted: (symbol: string) => boolean, fewest: number): CallPath | null => {
  for (const { entry, steps } of paths) {
    // What a function makes within itself is a part of it, and no way in.
    const at = steps.findIndex(({ symbol, depth }) => depth > 0 && isWanted(symbol) && !symbol.startsWith(`${entry.symbol}.`))
    const first = steps[at]
    if (first === undefined) continue
    const end = steps.findIndex(({ depth }, index) => index > at && depth <= first.depth)
    const below = steps.slice(at, end < 0 ? steps.length : end)
    if (below.length < fewest) continue
    return {
      entry: { ...entry, symbol: first.symbol, place: first.place },
      steps: below.map((step, index) => ({ ...step, depth: step.depth - first.depth, called_from: index === 0 ? null : step.called_from })),
    }
  }
  return null
}

/** A path of a step or two is no story where another leads on. */
const fewestSteps = 4

/** The path that the story follows, then others, in the order in which the analysis ranks what they start from. */
export const journeys = (world: World): Journey[] => {
  const { call_paths: all, entry_points: entries } = world.facts
  const rank = ({ entry: { symbol, place } }: CallPath): number => {
    const index = entries.findIndex((other) => other.symbol === symbol && other.place.file === place.file)
    return index < 0 ? entries.length : index
  }
  const paths = all.filter(({ steps, entry }) => steps.length >= 2 && isOfProduct(entry, world)).toSorted((a, b) => rank(a) - rank(b))
  const [first] = paths
  // What bears the project's name is what the project is about: execa's own call, and not one of its helpers.
  const name = world.facts.name.toLowerCase()
  const isNamesake = (path: CallPath | undefined): boolean => {
    // In a module of the project's name stands everything: what counts is the type, and the function itself.
    const segments = (path?.entry.symbol ?? '')
      .toLowerCase()
      .split(/::|[.#]/)
      .slice(-2)
    return name.length > 3 && (segments.includes(name) || segments.at(-1)?.startsWith(name) === true)
  }
  // What calls itself a command is told from the command, though its code can be called as well.
  const isOwnCommand = ({ entry, steps }: CallPath): boolean =>
    (entry.kind === 'bin' || entry.kind === 'main') && entry.name.toLowerCase() === name && steps.length >= fewestSteps
  // A program that is started leads from its command to what it does with a request, if it is followed so far.
  const isLong = (first?.steps.length ?? 0) >= enoughSteps
  // What matches a route is over in two steps, where another way leads through the whole.
  const enough = Math.max(2, Math.min(fewestSteps, first?.steps.length ?? 0))
  const better = servesRequests(world.facts)
    ? startsItself(world) && isLong
      ? undefined
      : // A request does not come in where an application is made.
        requestNames
          .map(
            (names) =>
              (symbol: string | null): boolean =>
                symbol !== null && names.test(lastSegment(symbol)),
          )
          .reduce<CallPath | null>(
            (found, isMeant) => found ?? paths.find(({ entry, steps }) => isMeant(entry.symbol) && steps.length >= enough) ?? findBelow(paths, isMeant, enough),
            null,
          )
    : ((isCommand(world.facts) ? paths.find(isOwnCommand) : undefined) ??
      findOnMade(first, paths, world) ??
      ((first?.steps.length ?? 0) < fewestSteps
        ? paths.find(({ steps }) => steps.length >= enoughSteps)
        : isNamesake(first) || (first !== undefined && isOwnCommand(first))
          ? undefined
          : (paths.find((path) => path.steps.length >= enoughSteps && isNamesake(path)) ?? findMaking(first, paths, world))))
  const ordered = better == null ? paths : [better, ...paths.filter((path) => path !== better)]
  return carriedOn(
    ordered.map((path, index) => ({ path, journey: journeyOf(path, index, world) })),
    world,
  )
}
