// How the central types relate: who implements what, who holds whom. A list of names with their comments leaves a listener
// with people who never meet.
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { joined } from '../language/lists.ts'
import type { Message, Named, Say } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import { lastSegment, type World } from './world.ts'

const typeKind = /^(?:class|interface|struct|trait|enum)$/
const isError = (name: string): boolean => /(?:Error|Exception)\w*$/.test(name)
const mostImplementations = 3
const mostHolders = 4

const typesOf = (world: World): CodeSymbol[] =>
  world.facts.symbols.filter(
    ({ kind, place, name }) => typeKind.test(kind) && !isBeside(place.file) && !isError(name) && !name.startsWith('_') && !/\.d\.[cm]?ts$/.test(place.file),
  )

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1)

/** Seen from another type, of whose folder it may be; null where the name could still be more than one type's. */
const findType = (types: readonly CodeSymbol[], name: string, from: CodeSymbol): CodeSymbol | null => {
  const found = types.filter((type) => type.name === lastSegment(name) && type !== from)
  const near = found.filter(({ place }) => folderOf(place.file) === folderOf(from.place.file))
  const [only] = near.length > 0 ? near : found
  return (near.length > 0 ? near : found).length === 1 ? (only ?? null) : null
}
const namedOf = (world: World, { qualified_name: name, place }: CodeSymbol): Named => world.symbol(name, place.file)

/** An interface and those that stand behind it. */
const implementations = (types: readonly CodeSymbol[], world: World): Message[] =>
  types
    .filter(({ kind }) => kind === 'interface' || kind === 'trait')
    .map((base) => ({
      base,
      // Written once for each platform, a type is still one.
      all: types
        .filter((type) => type !== base && type.kind !== 'interface' && type.extends.some((parent) => findType(types, parent, type) === base))
        .filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at),
    }))
    .filter(({ all }) => all.length >= 1)
    .toSorted((a, b) => b.all.length - a.all.length)
    .slice(0, mostImplementations)
    .map(({ base, all }, index): Message => {
      const named = namedOf(world, base)
      const by = all.slice(0, 3).map((type) => namedOf(world, type))
      const list = (say: Say): string => joined(by.map((one) => say.bare(one)))
      const verb = all.length === 1 ? 'implements' : 'implement'
      const more = all.length > by.length ? ', among others' : ''
      return {
        id: `relation:implements:${base.place.file}#${base.qualified_name}`,
        about: named,
        weight: 0.93 - index * 0.08,
        places: [base.place, ...all.slice(0, 3).map(({ place }) => place)],
        keywords: [base.name, ...all.map(({ name }) => name)],
        title: `${named.name} and what stands behind it`,
        forms: [
          ...ways(
            (say) => `${say.placed(named)} says what is wanted; ${list(say)} ${verb} it${more}`,
            (say) =>
              `behind ${say.placed(named)} ${all.length === 1 ? 'stands' : 'stand'} ${list(say)}${more}, so code that uses it need not know which it has`,
            (say) => `${list(say)} ${verb} ${say.placed(named)}${more}`,
          ),
          ...styled('fiction', (say) => `${say.placed(named)} is an office, and it is held by ${list(say)}`),
          ...styled('technical', (say) => `${say.placed(named)}: implemented by ${list(say)}${more}`),
        ],
      }
    })

/** A type and those that it has in its fields. */
const holders = (types: readonly CodeSymbol[], world: World): Message[] =>
  types
    .map((holder) => ({ holder, held: (holder.holds ?? []).flatMap((name) => findType(types, name, holder) ?? []) }))
    .filter(({ held }) => held.length >= 1)
    .map((one, index) => ({ ...one, standing: index * 0.4 - one.held.length * 2 - Math.min(20, one.holder.reference_count) * 0.2 }))
    .toSorted((a, b) => a.standing - b.standing)
    .slice(0, mostHolders)
    .map(({ holder, held }, index): Message => {
      const named = namedOf(world, holder)
      const shown = held.slice(0, 4).map((type) => namedOf(world, type))
      const list = (say: Say): string => joined(shown.map((one) => say.bare(one)))
      return {
        id: `relation:holds:${holder.place.file}#${holder.qualified_name}`,
        about: named,
        weight: 0.9 - index * 0.07 - (held.length === 1 ? 0.25 : 0),
        places: [holder.place, ...held.slice(0, 4).map(({ place }) => place)],
        keywords: [holder.name, ...held.map(({ name }) => name)],
        forms: [
          ...ways(
            (say) => `${say.placed(named)} has ${list(say)} in its fields`,
            (say) => `${say.subject(named)} holds ${list(say)}`,
            (say) => `what ${say.placed(named)} works with, it keeps in its fields: ${list(say)}`,
            (say) => `from ${say.placed(named)} the way leads on to ${list(say)}, which it keeps in ${held.length === 1 ? 'a field' : 'its fields'}`,
          ),
          ...styled('fiction', (say) => `${say.placed(named)} keeps house with ${list(say)}`),
          ...styled('technical', (say) => `${say.placed(named)}: fields of type ${list(say)}`),
        ],
      }
    })

export const relationMessages = (world: World): Message[] => {
  const types = typesOf(world)
  return [...implementations(types, world), ...holders(types, world)]
}
