// Code that is not read as it is written: made of a list while the project is compiled, or a header that comes in two halves.
import type { Details } from '../details/read-details.ts'
import { exactly } from '../language/numbers.ts'
import type { Message } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import type { World } from './world.ts'

/** What is made of something else while it is compiled, and never read by anybody as a file. */
export const generatedMessages = (world: World, { placesForMore: { generated } }: Details): Message[] =>
  generated
    .filter(({ from, into, maker }) => from.length > 0 && into !== null && !isBeside(into.file) && !isBeside(maker))
    .slice(0, 1)
    .flatMap(({ maker, from, into, place }): Message[] => {
      const [source] = from
      if (source === undefined || into === null) return []
      const [script, list, taker] = [world.file(maker), world.file(source), world.file(into.file)]
      return [
        {
          id: 'design:generated',
          about: taker,
          weight: 0.97,
          places: [place, into],
          keywords: [maker, source],
          title: 'code that nobody writes',
          forms: ways(
            (say) =>
              `part of what ${say.bare(taker)} holds stands in no file: ${say.bare(script)} writes it while the project is compiled, out of ${say.bare(list)}`,
            (say) => `some code exists only after compiling: ${say.bare(script)} reads ${say.bare(list)} and writes what ${say.bare(taker)} takes in`,
          ),
        },
      ]
    })

const fewestHalves = 4
/** `logger.h` beside `logger-inl.h`. */
export const halvesMessages = (world: World): Message[] => {
  const paths = new Set(world.paths)
  const halves = world.paths.flatMap((path) => {
    const other = path.replace(/[-_.]inl(\.h(?:pp)?)$/, '$1')
    return other !== path && paths.has(other) && !isBeside(path) ? [{ path, other }] : []
  })
  const [first] = halves
  if (first === undefined || halves.length < fewestHalves) return []
  const [head, body] = [world.file(first.other), world.file(first.path)]
  return [
    {
      id: 'design:halves',
      about: head,
      weight: 0.94,
      places: [world.top(first.other), world.top(first.path)],
      keywords: [first.path, first.other],
      title: 'headers in two halves',
      forms: ways(
        (say) => `many headers come in two halves: beside ${say.bare(head)} lies ${say.bare(body)}, and so it is with ${exactly(halves.length - 1)} others`,
      ),
    },
  ]
}
