// Parameters that may be left out, of constructors and of what outside code calls: the knobs of a library.
import type { CodeSymbol } from '../../../../../shared/analysis.ts'
import { optionalParameters } from '../../language/default-values.ts'
import { joined } from '../../language/lists.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message } from '../../telling/message.ts'
import { plain, ways } from '../../telling/ways.ts'
import { lastSegment, type World } from '../world.ts'

/** More would be a list of classes. */
const mostTold = 2

const constructorName = /^(?:__init__|constructor|initialize|__construct|init)$/

/** Of a method that the call runs through: fewer are no place to adjust it by. */
const fewestOfMethod = 3

export const parameterMessages = (world: World): Message[] => {
  const { facts } = world
  // Nobody but an application itself calls its functions.
  if (!world.isLibrary) return []
  const entries = new Set(facts.entry_points.map(({ symbol }) => symbol))
  const types = facts.symbols.filter(({ kind }) => kind === 'class')
  const onTheWay = new Set(facts.call_paths.slice(0, 1).flatMap(({ steps }) => steps.map(({ symbol, place }) => `${place.file}#${symbol}`)))
  // What users are shown to make or to call is theirs to adjust; what the code makes for itself is not.
  const shown = [facts.usage_example?.code ?? '', ...facts.explanations.flatMap(({ sentences }) => sentences.map(({ text }) => text))].join('\n')
  const isShown = (name: string): boolean => new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(shown)
  const ownerOf = ({ name, parent }: CodeSymbol): string => lastSegment(constructorName.test(name) ? (parent ?? '') : name)
  const standing = ({ symbol, optional }: { symbol: CodeSymbol; optional: readonly unknown[] }): number => {
    const rank = types.findIndex(({ qualified_name: name }) => name === symbol.parent)
    return optional.length + (new RegExp(`\\b${ownerOf(symbol)}\\(`).test(facts.usage_example?.code ?? '') ? 10 : 0) + (rank >= 0 ? Math.max(0, 6 - rank) : 0)
  }
  return facts.symbols
    .filter(
      (symbol) =>
        (symbol.kind === 'method' &&
          constructorName.test(symbol.name) &&
          types.some(({ qualified_name: name }) => name === symbol.parent) &&
          isShown(ownerOf(symbol))) ||
        (symbol.kind === 'function' && entries.has(symbol.name)) ||
        (symbol.exported && !/^[_#]/.test(symbol.name) && onTheWay.has(`${symbol.place.file}#${symbol.qualified_name}`)),
    )
    .map((symbol) => ({ symbol, optional: optionalParameters(symbol.signature).filter(({ name }) => name.length > 2) }))
    .filter(({ symbol, optional }) => optional.length >= (symbol.kind === 'method' && !constructorName.test(symbol.name) ? fewestOfMethod : 2))
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
