// Errors of the functions that the story follows: what can go wrong in a typical call.
import type { ErrorFact } from '../../../../../shared/analysis.ts'
import type { World } from '../world.ts'

export const onTheWay = ({ facts }: World): ((error: ErrorFact) => boolean) => {
  const way = new Set(facts.call_paths.slice(0, 1).flatMap(({ steps }) => steps.map(({ symbol, place }) => `${place.file}#${symbol}`)))
  return ({ in_symbol: owner, place }) => way.has(`${place.file}#${owner}`)
}
