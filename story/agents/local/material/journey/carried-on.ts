// A server hands a request from one object to the next by a field or a list, where no name leads on. A short path is carried
// on by the next one that takes the very same arguments: told together, they are one way.
import type { CallPath } from '../../../../../shared/analysis.ts'
import { joined } from '../../language/lists.ts'
import { parameterNames } from '../../language/signature.ts'
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

export const carriedOn = (walked: readonly Walked[], world: World): Journey[] => {
  const all = walked.map(({ journey }) => journey)
  const [first, ...others] = walked
  const taken = first === undefined ? null : takenBy(first, world)
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
