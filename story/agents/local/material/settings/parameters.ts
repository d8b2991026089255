// Parameters that may be left out, of constructors and of what outside code calls: the knobs of a library.
import type { CodeSymbol } from '../../../../../shared/analysis.ts'
import { optionalParameters } from '../../language/default-values.ts'
import { joined } from '../../language/lists.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message } from '../../telling/message.ts'
import { plain, ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'

/** More would be a list of classes. */
const mostTold = 2

const constructorName = /^(?:__init__|constructor|initialize|__construct)$/

export const parameterMessages = (world: World): Message[] => {
  const entries = new Set(world.facts.entry_points.map(({ symbol }) => symbol))
  const typesByRank = world.facts.symbols.filter(({ kind }) => kind === 'class').map(({ qualified_name }) => qualified_name)
  // What users are shown to make is theirs to adjust; what the code makes for itself is not.
  const shown = world.facts.usage_example?.code ?? ''
  const standing = ({ symbol, optional }: { symbol: CodeSymbol; optional: readonly unknown[] }): number => {
    const owner = (constructorName.test(symbol.name) ? symbol.parent : symbol.name)?.split(/\.|::/).at(-1) ?? ''
    const rank = typesByRank.indexOf(symbol.parent ?? '')
    return optional.length + (new RegExp(`\\b${owner}\\(`).test(shown) ? 10 : 0) + (rank >= 0 ? Math.max(0, 6 - rank) : 0)
  }
  return world.facts.symbols
    .filter(
      ({ kind, name, parent }) =>
        (kind === 'method' && constructorName.test(name) && typesByRank.indexOf(parent ?? '') >= 0) || (kind === 'function' && entries.has(name)),
    )
    .map((symbol) => ({ symbol, optional: optionalParameters(symbol.signature).filter(({ name }) => name.length > 2) }))
    .filter(({ optional }) => optional.length >= 2)
    .toSorted((a, b) => standing(b) - standing(a))
    .slice(0, mostTold)
    .map(({ symbol, optional }, index): Message => {
      const owner =
        constructorName.test(symbol.name) && symbol.parent !== null
          ? world.symbol(symbol.parent, symbol.place.file)
          : world.symbol(symbol.qualified_name, symbol.place.file)
      const isMade = constructorName.test(symbol.name)
      const names = joined(optional.slice(0, 3).map(({ name }) => mark(name)))
      const valued = optional.find(({ value }) => value !== null)
      const fallback = valued === undefined ? '' : `; ${mark(valued.name)} is ${mark(valued.value ?? '')} unless it says otherwise`
      return {
        id: `parameters:${symbol.place.file}#${symbol.qualified_name}`,
        about: owner,
        weight: 0.9 - index * 0.13,
        places: [symbol.place],
        keywords: [symbol.qualified_name, symbol.place.file, 'options', 'configuration'],
        forms: [
          ...ways(
            (say) => `whoever ${isMade ? 'makes' : 'calls'} ${say.placed(owner)} may choose ${names}${fallback}`,
            (say) => `${say.placed(owner)} can be adjusted when it is ${isMade ? 'made' : 'called'}, by ${names}${fallback}`,
          ),
          ...plain((say) => `a caller of ${say.placed(owner)} may leave out ${names}${fallback}`),
        ],
      }
    })
}
