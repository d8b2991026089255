// Functions that only hand on, one to the next: told in one sentence, and the work begins where they end.
import { joined } from '../../language/lists.ts'
import type { Message } from '../../telling/message.ts'
import { ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'
import { isType, type Step } from './read-steps.ts'

/** What has more lines does more than to hand on. */
const mostLines = 16
const mostVariants = 3

const handsOn = ({ children, step: { place, remarks } }: Step): boolean =>
  children.length === 1 &&
  children[0]?.condition === null &&
  !isType(children[0].named) &&
  place.end_line - place.start_line < mostLines &&
  !remarks.some(({ kind }) => kind !== 'early_return' && kind !== 'guard')

/** From the entry to where the work begins; empty where the entry works itself. */
export const handingOn = (entry: Step): Step[] => {
  const chain = [entry]
  for (let current: Step | undefined = entry; current !== undefined && handsOn(current); current = current.children[0]) {
    const [next] = current.children
    if (next !== undefined) chain.push(next)
  }
  return chain.length < 2 ? [] : chain
}

/** Others of the family that call one of the chain: whoever calls them ends in the same place. */
const variantsOf = (chain: readonly Step[], world: World) => {
  const [entry] = chain
  const ids = new Set(chain.map(({ step: { place, symbol } }) => `${place.file}#${symbol}`))
  const stem = entry?.step.symbol ?? ''
  return world.facts.symbols
    .filter(
      ({ qualified_name: name, place, exported, calls }) =>
        exported &&
        name !== stem &&
        name.startsWith(stem) &&
        !ids.has(`${place.file}#${name}`) &&
        calls.some(({ resolved }) => resolved !== null && ids.has(resolved)),
    )
    .slice(0, mostVariants)
    .map(({ qualified_name: name, place }) => world.symbol(name, place.file))
}

export const handedOnMessage = (entry: Step, id: string, world: World): Message | null => {
  const chain = handingOn(entry)
  const work = chain.at(-1)
  if (work === undefined || work.children.length < 2) return null
  const variants = variantsOf(chain, world)
  // Where the names are one, there is only another overload to speak of.
  if (work.named.key === entry.named.key) return null
  const between = chain.slice(1, -1).filter(({ named }) => named.key !== entry.named.key && named.key !== work.named.key)
  const predicate = work.predicate
  return {
    id,
    about: work.named,
    weight: 1.1,
    places: [...chain.flatMap(({ step }) => step.called_from ?? step.place), ...variants.flatMap(({ place }) => place ?? [])],
    keywords: [entry.step.symbol, work.step.symbol],
    forms: ways(
      (say) =>
        `${say.bare(entry.named)} hands on${between.length === 0 ? '' : `, by way of ${joined(between.map(({ named }) => say.bare(named)))},`} to ${say.placed(work.named)}${predicate === null ? '' : `, which ${say.words(predicate)}`}${variants.length === 0 ? '' : `; ${joined(variants.map((one) => say.bare(one)))} ${variants.length === 1 ? 'ends' : 'end'} there too`}`,
    ),
  }
}
