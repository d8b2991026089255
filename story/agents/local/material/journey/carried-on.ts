// A server hands a request from one object to the next by a field or a list, where no name leads on. A short path is carried
// on by the next one that takes the very same arguments: told together, they are one way. So are the call that gives an
// object, and the one that is made on it.
import type { CallPath } from '../../../../../shared/analysis.ts'
import { joined } from '../../language/lists.ts'
import { gives, parameterNames } from '../../language/signature.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message } from '../../telling/message.ts'
import { ways } from '../../telling/ways.ts'
import { servesRequests } from '../start.ts'
import { lastSegment, type World } from '../world.ts'
import type { Journey } from './journeys.ts'

/** A path of so many steps leads far enough by itself. */
export const enoughSteps = 8
/** One argument is nothing to know a function by. */
const fewestTaken = 2

interface Walked {
  path: CallPath
  journey: Journey
}

const takenBy = ({ path: { entry } }: Walked, world: World): string[] | null => {
  const symbol = entry.symbol === null ? null : world.findSymbol(entry.symbol, entry.place.file)
  const language = world.facts.key_files.find(({ path }) => path === entry.place.file)?.language ?? ''
  const names = symbol === null ? null : parameterNames(symbol.signature, lastSegment(symbol.qualified_name), language)
  return names === null || names.length < fewestTaken ? null : names
}

const ownerOf = (path: CallPath | undefined): string | undefined => path?.entry.symbol?.split(/::|[.#]/).at(-2)

const givesType = ({ entry }: CallPath, type: string, world: World): boolean => {
  const symbol = entry.symbol === null ? null : world.findSymbol(entry.symbol, entry.place.file)
  return symbol !== null && symbol.parent?.split(/::|[.#]/).at(-1) !== type && gives(symbol.signature, symbol.name, type)
}

/** `environment.get_template(name)` gives the template that `render` is called on: users make that call first. */
export const findMaking = (first: CallPath | undefined, paths: readonly CallPath[], world: World): CallPath | undefined => {
  const type = ownerOf(first)
  return type === undefined ? undefined : paths.find((path) => path !== first && path.steps.length >= enoughSteps && givesType(path, type, world))
}

const makes = /^(?:new|create|build|make|open|default)(?:$|[A-Z_])/i

/** `Faraday.new` makes a Connection and is over: what it is made for is what users call on it. */
export const findOnMade = (first: CallPath | undefined, paths: readonly CallPath[], world: World): CallPath | undefined => {
  if (first === undefined || first.steps.length >= enoughSteps || !makes.test(lastSegment(first.entry.symbol ?? ''))) return undefined
  const made = first.steps.flatMap(({ symbol, place, depth }) =>
    depth === 1 && world.findSymbol(symbol, place.file)?.kind === 'class' ? [lastSegment(symbol)] : [],
  )
  return paths.find((path) => path !== first && path.steps.length >= enoughSteps && made.includes(ownerOf(path) ?? ''))
}

/** The type that a method belongs to, and what that one is as well: what is given as a Dispatcher may be any kind of it. */
const typesOf = (path: CallPath | undefined, world: World): string[] => {
  const owner = ownerOf(path)
  const whole = path?.entry.symbol?.replace(/(?:::|[.#])[^.:#]+$/, '')
  const bases = owner === undefined || whole === undefined ? [] : (world.findSymbol(whole, path?.entry.place.file ?? '')?.extends ?? [])
  return owner === undefined ? [] : [owner, ...bases.map(lastSegment)]
}

/** The next call is made on what the first one gives. */
const calledOnResult = ([first, ...others]: readonly Walked[], world: World): Journey[] | null => {
  const given = (path: CallPath): string | undefined =>
    first === undefined ? undefined : typesOf(path, world).find((type) => givesType(first.path, type, world))
  const next = others.find(({ path }) => given(path) !== undefined)
  const type = next === undefined ? undefined : given(next.path)
  if (first === undefined || next?.journey.entry.place === undefined || type === undefined) return null
  const { entry, end } = next.journey
  const result = world.symbol(type, entry.place?.file)
  const message: Message = {
    id: 'journey:called-on',
    about: entry,
    weight: 1.3,
    places: [first.path.entry.place, next.path.entry.place],
    forms: ways(
      (say) =>
        `what ${say.bare(first.journey.entry)} gives back is of the type ${say.bare(result)}, and the next call is made on that, to ${say.placed(entry)}`,
      (say) => `with the ${say.bare(result)} that ${say.bare(first.journey.entry)} has given, the caller goes on to ${say.placed(entry)}`,
    ),
  }
  const rest = others.filter((other) => other !== next).map(({ journey }) => journey)
  return [{ ...first.journey, end, messages: [...first.journey.messages, message, ...next.journey.messages.slice(1)] }, ...rest]
}

export const carriedOn = (walked: readonly Walked[], world: World): Journey[] => {
  const all = walked.map(({ journey }) => journey)
  const [first, ...others] = walked
  const taken = first === undefined ? null : takenBy(first, world)
  const onResult = servesRequests(world.facts) ? null : calledOnResult(walked, world)
  if (onResult !== null) return onResult
  if (first === undefined || taken === null || first.path.steps.length >= enoughSteps || !servesRequests(world.facts)) return all
  const next = others.find((other) => takenBy(other, world)?.join() === taken.join())?.journey
  if (next?.entry.place === undefined) return all
  const { entry } = next
  const handedOn: Message = {
    id: 'journey:handed-on',
    about: entry,
    weight: 1.05,
    places: [next.entry.place],
    forms: ways(
      (say) => `the same arguments, ${joined(taken.map(mark))}, are what ${say.placed(entry)} takes, and there the way goes on`,
      (say) => `further in, a request is taken up by ${say.placed(entry)}, with the same arguments: ${joined(taken.map(mark))}`,
    ),
  }
  const rest = all.filter((journey) => journey !== next && journey !== first.journey)
  return [{ ...first.journey, end: next.end, messages: [...first.journey.messages, handedOn, ...next.messages.slice(1)] }, ...rest]
}
