// How errors are made, caught, kept and cleaned up after.
import type { ErrorFact } from '../../../../../shared/analysis.ts'
import { type Details, noDetails } from '../../details/read-details.ts'
import { joined } from '../../language/lists.ts'
import { counted } from '../../language/numbers.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message, Named } from '../../telling/message.ts'
import { ways } from '../../telling/ways.ts'
import { canBeCounted, lastSegment, type World } from '../world.ts'
import { checkMessages, findChecks } from './checks.ts'
import { handlerMessages } from './handlers.ts'
import { mannerMessages } from './manner.ts'
import { onTheWay } from './on-the-way.ts'
import { type ErrorWord, errorForms, identifier, isConstructor, isErrorName, isReturnedCode } from './one-error.ts'
import { outcomeMessages } from './outcomes.ts'
import { translatedMessages } from './translated.ts'
import { treatedMessages } from './treated.ts'

/** What the code itself says where it raises an error, by place; read beforehand, since facts hold names only. */
export type ErrorWords = ReadonlyMap<string, ErrorWord>
export const errorKey = ({ place }: Pick<ErrorFact, 'place'>): string => `${place.file}:${place.start_line}`

/** `throw syntaxError(…)`: a function, and no type. */
const isMaker = (name: string): boolean => /^[a-z]+[A-Z]/.test(lastSegment(name))
/** A variable that something was caught in. */
const isPassedOn = (name: string): boolean => /^[a-z_]{0,2}(?:e|ex|err|error|exc|exception|cause|reason)\d?$|^the error again$/i.test(name)

/** One panic is news, the third is not. */
const mostOfKind: Partial<Record<ErrorFact['kind'], number>> = { raised: 4, caught: 2, error_type: 8, panic: 2, exit_code: 2, cleanup: 3 }

const onTheWayWeight = 0.84
/** What becomes of an error says more than that it is caught. */
const standingOf = ({ kind, doc, becomes, name, raised_in: raised }: ErrorFact): number => {
  if (kind === 'cleanup' || kind === 'panic') return 0.6
  if (kind === 'error_type' && doc === null) return (raised?.length ?? 0) > 0 ? 0.75 : 0.4
  if (kind === 'raised') return 0.62
  if (kind !== 'caught') return 0.85
  return becomes != null ? 0.95 : isErrorName(name) ? 0.6 : 0.3
}

export const failureMessages = (world: World, errorWords: ErrorWords, details: Details = noDetails): Message[] => {
  const outcomes = outcomeMessages(world, details)
  const exits = new Set(outcomes.filter(({ id }) => id.startsWith('errors:outcome:exit')).flatMap(({ keywords }) => keywords ?? []))
  const hasAnswer = outcomes.some(({ id }) => id === 'errors:outcome:answers')
  const { errors } = world.facts
  const helpers = new Set(findChecks(world).map(({ symbol }) => symbol.name))
  const translated = translatedMessages(world, details)
  const toldPairs = new Set(translated.flatMap(({ id, keywords }) => (id === 'errors:translated' ? (keywords ?? []) : [])))
  const messages: Message[] = []
  const catchers = new Set(
    errors.filter(({ kind, rethrown }) => kind === 'caught' && rethrown !== true).map(({ in_symbol: symbol, place }) => `${place.file}#${symbol}`),
  ).size
  const perKind = new Map<string, number>()
  const seen = new Set<string>()
  const perName = new Map<string, number>()
  // Of its own types, those that somebody explained come first.
  const isOnTheWay = onTheWay(world)
  const own = new Set(errors.filter(({ kind }) => kind === 'error_type').map(({ name }) => lastSegment(name)))
  // What can go wrong on the way that the story follows is what a listener asks for.
  const behind = (error: ErrorFact): number =>
    error.kind === 'error_type'
      ? Number(error.doc === null)
      : error.kind === 'raised'
        ? (isOnTheWay(error) ? 0 : 2) + (errorWords.has(errorKey(error)) ? 0 : 1)
        : 0
  const ordered = errors.toSorted((a, b) => (a.kind === b.kind ? behind(a) - behind(b) : 0))
  for (const error of ordered) {
    if (error.kind === 'caught' && error.rethrown === true) continue
    if (error.kind === 'exit_code' && error.name === '0') continue
    // What a helper raises for others is told of the helper.
    if (error.kind === 'raised' && helpers.has(lastSegment(error.in_symbol ?? ''))) continue
    if (error.kind === 'raised' && !isOnTheWay(error) && !errorWords.has(errorKey(error)) && !own.has(lastSegment(error.name))) continue
    if (error.kind === 'caught' && error.becomes != null && toldPairs.has(`${lastSegment(error.name)} ${lastSegment(error.becomes)}`)) continue
    if (error.kind === 'exit_code' && exits.has(`exit ${error.name}`)) continue
    const key = `${error.kind} ${error.kind === 'error_type' ? lastSegment(error.name) : error.name} ${error.in_symbol ?? error.place.file}`
    if (seen.has(key)) continue
    seen.add(key)
    const count = perKind.get(error.kind) ?? 0
    perKind.set(error.kind, count + 1)
    // One function that turns several errors into the same is told once.
    const turned =
      error.kind === 'caught' && error.becomes != null
        ? // What is the language's own is nothing to tell twice.
          `${own.has(lastSegment(error.becomes)) ? (error.in_symbol ?? error.place.file) : ''} → ${lastSegment(error.becomes)}`
        : null
    if (turned !== null && seen.has(turned)) continue
    if (turned !== null) seen.add(turned)
    // That somebody catches something, once several do, is what the count of them says.
    const isAnonymous = error.kind === 'caught' && error.becomes == null && !isErrorName(error.name)
    if (count >= (mostOfKind[error.kind] ?? 3) || (isAnonymous && catchers >= 3)) continue
    const times = perName.get(lastSegment(error.name)) ?? 0
    perName.set(lastSegment(error.name), times + 1)
    const about: Named = error.in_symbol === null ? world.file(error.place.file) : world.symbol(error.in_symbol, error.place.file)
    messages.push({
      id: `error-${error.kind}:${messages.length}`,
      about,
      weight:
        Math.max(0.2, (error.kind === 'raised' && isOnTheWay(error) ? onTheWayWeight : standingOf(error)) - count * 0.1 - Math.min(3, times) * 0.15) +
        (errorWords.has(errorKey(error)) ? 0.12 : 0),
      places: [error.place, ...(error.doc === null ? [] : [error.doc.place])],
      keywords: [error.name, error.place.file],
      forms: errorForms(error, world, errorWords.get(errorKey(error)) ?? null),
    })
  }
  const types = errors.filter(
    ({ kind, name }, index) =>
      kind === 'error_type' &&
      identifier.test(name) &&
      errors.findIndex((other) => other.kind === kind && lastSegment(other.name) === lastSegment(name)) === index,
  )
  // The ones that somebody explained are the ones to know.
  const known = types.toSorted((a, b) => Number(a.doc === null) - Number(b.doc === null))
  // C has codes where others have types.
  const isCode = types.length > 0 && types.filter(({ name, place }) => isReturnedCode(lastSegment(name), place.file)).length > types.length / 2
  // A value that errors.New made is compared, and no type.
  const noun = isCode ? 'error code' : types.every(({ place, name }) => place.file.endsWith('.go') && /^[Ee]rr[A-Z]/.test(name)) ? 'error value' : 'error type'
  if (types.length >= 3)
    messages.unshift({
      id: 'errors:types',
      about: null,
      weight: 0.66,
      places: known.slice(0, 3).map(({ place }) => place),
      title: canBeCounted('error_type', world) ? `${counted(types.length, 'name')} for failure` : 'names for failure',
      forms: ways(
        () =>
          canBeCounted('error_type', world)
            ? null
            : `the project has many ${noun}s of its own, ${joined(known.slice(0, 3).map(({ name }) => mark(lastSegment(name))))} among them`,
        () =>
          !canBeCounted('error_type', world)
            ? null
            : `${counted(types.length, noun)} belong to the project, ${types.length === 3 ? 'namely ' : ''}${joined(known.slice(0, 3).map(({ name }) => mark(lastSegment(name))))}${types.length === 3 ? '' : ' among them'}`,
        () =>
          !canBeCounted('error_type', world)
            ? null
            : `failure has ${counted(types.length, 'name')} here${types.length === 3 ? ':' : '; three of them are'} ${joined(known.slice(0, 3).map(({ name }) => mark(lastSegment(name))))}`,
      ),
    })
  const ranking = [
    ...Map.groupBy(
      errors.filter(
        ({ kind, name, place }) => kind === 'raised' && isErrorName(name) && !isMaker(name) && (!place.file.endsWith('.rs') || /Err/.test(lastSegment(name))),
      ),
      ({ name }) => name,
    ),
  ].toSorted(([, a], [, b]) => b.length - a.length)
  const [raised, next] = ranking
  // fmt.Errorf makes the errors of all Go code.
  // What a function makes may be any of them.
  const unknown = errors.filter(({ kind, name }) => kind === 'raised' && (!isErrorName(name) || isMaker(name)) && !isPassedOn(name)).length
  if (
    raised !== undefined &&
    canBeCounted('raised', world) &&
    !isConstructor(raised[0]) &&
    raised[1].length >= 3 &&
    raised[1].length > (next?.[1].length ?? 0) + unknown
  )
    messages.unshift({
      id: 'errors:common',
      about: null,
      weight: 0.42,
      places: raised[1].slice(0, 3).map(({ place }) => place),
      forms: [
        ...ways(
          () => `the error ${isCode ? 'returned' : 'raised'} most often is ${mark(raised[0])}`,
          () => `no other error is ${isCode ? 'returned' : 'raised'} in so many places as ${mark(raised[0])}`,
        ),
      ],
    })
  const checks = checkMessages(world)
  // Where helpers raise for others, the places of the word itself say little.
  const manner = mannerMessages(world, details).filter(({ id }) => !(hasAnswer && id === 'errors:answered') && !(checks.length > 0 && id === 'errors:common'))
  return [
    ...outcomes,
    ...checks,
    ...treatedMessages(world),
    ...translated,
    ...manner,
    ...handlerMessages(world),
    ...messages.filter(({ id }) => checks.length === 0 || id !== 'errors:common'),
  ].filter(({ forms }) => forms.length > 0)
}
