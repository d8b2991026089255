// Errors from below that do not get through as they are: caught, and another of its own raised in their place.
import { type Details, noDetails } from '../../details/read-details.ts'
import { joined } from '../../language/lists.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message } from '../../telling/message.ts'
import { ways } from '../../telling/ways.ts'
import { isBeside } from '../tellable-facts.ts'
import { lastSegment, type World } from '../world.ts'

const mostPairs = 3
const isOneName = (name: string): boolean => /^[A-Za-z_]\w*(?:\.\w+){0,2}$/.test(name) && /(?:error|exception)/i.test(name)

const pairMessages = (world: World): Message[] => {
  const own = new Set(world.facts.errors.filter(({ kind }) => kind === 'error_type').map(({ name }) => lastSegment(name)))
  const pairs = world.facts.errors.flatMap(({ kind, name, becomes, place }) => {
    const to = becomes == null ? '' : lastSegment(becomes)
    // Its own for its own is a finer distinction, and the language's own for everything is none.
    return kind !== 'caught' ||
      isBeside(place.file) ||
      !own.has(to) ||
      own.has(lastSegment(name)) ||
      !isOneName(name) ||
      /^(?:Base)?(?:Exception|Error)$/.test(name)
      ? []
      : [{ from: name, to, place }]
  })
  const distinct = pairs.filter(({ to }, at) => pairs.findIndex((other) => other.to === to) === at).slice(0, mostPairs)
  const [first] = distinct
  if (first === undefined) return []
  const list = [...Map.groupBy(distinct, ({ from }) => from)]
    .map(
      ([from, all]) =>
        `${mark(from)} becomes ${joined(
          all.map(({ to }) => mark(to)),
          'or',
        )}`,
    )
    .join(', ')
  return [
    {
      id: 'errors:translated',
      about: null,
      weight: 0.9,
      places: distinct.map(({ place }) => place),
      // By these a pair is known again: of one of them nothing more is told.
      keywords: distinct.map(({ from, to }) => `${lastSegment(from)} ${to}`),
      title: 'errors that are translated',
      forms: ways(
        () => `errors from below do not get through as they are: ${list}`,
        () => `what is caught from below leaves as an error of its own: ${list}`,
      ),
    },
  ]
}

const tableMessages = (world: World, { errorTable }: Pick<Details, 'errorTable'>): Message[] => {
  if (errorTable === null) return []
  const { of, from, to, place } = errorTable
  const file = world.file(place.file)
  return [
    {
      id: 'errors:table',
      about: file,
      weight: 0.95,
      places: [place],
      keywords: [of, place.file],
      title: `what becomes of the errors of ${of}`,
      forms: ways(
        (say) =>
          `a table in ${say.bare(file)} puts errors of its own in the place of those of ${mark(of)}: its ${mark(from)} becomes ${from === to ? 'one of the same name' : mark(to)}, and so on`,
        (say) =>
          `errors of ${mark(of)} do not get out: ${say.bare(file)} has a table that gives for each the one that takes its place${from === to ? '' : `, ${mark(to)} for ${mark(from)} and so on`}`,
      ),
    },
  ]
}

export const translatedMessages = (world: World, details: Details = noDetails): Message[] => [...tableMessages(world, details), ...pairMessages(world)]
