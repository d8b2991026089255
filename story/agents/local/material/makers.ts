// Who makes the central types. Others may make them too, where a call was not understood: none of this says that nobody else does.
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { joined } from '../language/lists.ts'
import type { Message, Say } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import { lastSegment, type World } from './world.ts'

const mostTold = 5
const mostLookedAt = 16
/** What is made in many places is made by whoever needs it. */
const mostMakers = 2
const constructors = ['', '.initialize', '.__init__', '.constructor', '.new', '::new']
const isError = (name: string): boolean => /(?:Error|Exception|Exit|Abort)\w*$/.test(name)

const makersOf = (type: CodeSymbol, world: World): CodeSymbol[] => {
  const id = `${type.place.file}#${type.qualified_name}`
  const made = new Set(constructors.map((suffix) => `${id}${suffix}`))
  return world.facts.symbols.filter(
    (symbol) =>
      (symbol.kind === 'function' || symbol.kind === 'method') &&
      // A type that calls its base's constructor makes none of it.
      !(world.findSymbol(symbol.parent ?? '', symbol.place.file)?.extends ?? []).some((base) => lastSegment(base) === type.name) &&
      symbol.calls.some(({ resolved, name }) => resolved !== null && made.has(resolved) && (name === type.name || name === 'new')),
  )
}

/** @param types the central ones, most central first */
export const makerMessages = (types: readonly CodeSymbol[], world: World): Message[] =>
  types
    .slice(0, mostLookedAt)
    .filter(({ kind, name }) => (kind === 'class' || kind === 'struct') && !isError(name))
    .flatMap((type) => {
      const all = makersOf(type, world)
      const makers = all.filter(({ place, name }) => !isBeside(place.file) && !/^[_#]?test/i.test(name))
      return makers.length === 0 || all.length > mostMakers ? [] : [{ type, makers }]
    })
    .slice(0, mostTold)
    .map(({ type, makers }, at): Message => {
      const named = world.symbol(type.qualified_name, type.place.file)
      const by = makers.map((maker) => world.symbol(maker.qualified_name, maker.place.file))
      const list = (say: Say): string => joined(by.map((maker) => say.bare(maker)))
      const verb = by.length === 1 ? 'makes' : 'make'
      return {
        id: `made:${type.place.file}#${type.qualified_name}`,
        about: named,
        weight: 0.7 - at * 0.04,
        places: [type.place, ...makers.map(({ place }) => place)],
        keywords: [type.name, ...makers.map(({ name }) => name)],
        forms: [
          ...ways(
            (say) => `${list(say)} ${verb} objects of ${say.placed(named)}`,
            (say) => `objects of ${say.placed(named)} are made by ${list(say)}`,
            (say) => `${say.placed(named)} gets its objects from ${list(say)}`,
          ),
          ...styled('fiction', (say) => `${say.placed(named)} was brought into the world by ${list(say)}`),
          ...styled('technical', (say) => `${say.placed(named)}: made in ${list(say)}`),
        ],
      }
    })
