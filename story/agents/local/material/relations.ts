// How the central types relate: who implements what, who holds whom. A list of names with their comments leaves a listener
// with people who never meet.
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { joined } from '../language/lists.ts'
import { exactly } from '../language/numbers.ts'
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

/** What is put together step by step keeps what the finished thing keeps. */
const isBuilder = ({ qualified_name: name }: CodeSymbol): boolean => /Builder(?:$|[.:#])/.test(name)

interface Held {
  one: Named[]
  many: Named[]
  /** A tree: it has more of its own kind below it. */
  isTree: boolean
}

/** "holds Writer, lists and maps of Flag and Argument, and more of its own kind". */
const sayHeld = ({ one, many, isTree }: Held, say: Say): string => {
  const own = one.length === 0 ? [] : [joined(one.map((type) => say.bare(type)))]
  const several = many.length === 0 ? [] : [`collections of ${joined(many.map((type) => say.bare(type)))}`]
  const told = [...own, ...several, ...(isTree ? ['more of its own kind'] : [])]
  return told.length === 1 ? (told[0] ?? '') : `${told.slice(0, -1).join(', ')}, and ${told.at(-1)}`
}

const mostHeld = 4

/** A type and those that it has in its fields. */
const holders = (types: readonly CodeSymbol[], world: World): Message[] =>
  types
    .filter((type) => !isBuilder(type))
    .map((holder) => ({
      holder,
      isTree: holder.holds_many?.includes(holder.name) === true,
      held: (holder.holds ?? [])
        .flatMap((name) => findType(types, name, holder) ?? [])
        // The most central of them say what it is about.
        .toSorted((a, b) => types.indexOf(a) - types.indexOf(b)),
    }))
    .filter(({ held, isTree }) => held.length >= 1 || isTree)
    .map((one, index) => ({
      ...one,
      standing: index * 0.4 - Math.min(4, one.held.length) * 2 - (one.isTree ? 4 : 0) - Math.min(20, one.holder.reference_count) * 0.2,
    }))
    .toSorted((a, b) => a.standing - b.standing)
    .slice(0, mostHolders)
    .map(({ holder, held, isTree }, index): Message => {
      const named = namedOf(world, holder)
      const shown = held.slice(0, mostHeld)
      const isMany = ({ name }: CodeSymbol): boolean => holder.holds_many?.includes(name) === true
      const told: Held = {
        one: shown.filter((type) => !isMany(type)).map((type) => namedOf(world, type)),
        many: shown.filter(isMany).map((type) => namedOf(world, type)),
        isTree,
      }
      return {
        id: `relation:holds:${holder.place.file}#${holder.qualified_name}`,
        about: named,
        weight: 0.9 - index * 0.07 - (held.length === 1 && !isTree ? 0.25 : 0),
        places: [holder.place, ...shown.map(({ place }) => place)],
        keywords: [holder.name, ...held.map(({ name }) => name)],
        forms: [
          ...ways(
            (say) => `${say.subject(named)} holds ${sayHeld(told, say)}`,
            (say) => `what ${say.placed(named)} works with, it keeps in its fields: ${sayHeld(told, say)}`,
            (say) => `${say.placed(named)} has fields for ${sayHeld(told, say)}`,
          ),
          ...styled('fiction', (say) => `${say.placed(named)} keeps house with ${sayHeld(told, say)}`),
          ...styled('technical', (say) => `${say.placed(named)}: fields for ${sayHeld(told, say)}`),
        ],
      }
    })

const fewestAliases = 3

/** `type BoolFlag = FlagBase[bool, …]`: many types that are one, each made for something else. */
const aliases = (types: readonly CodeSymbol[], world: World): Message[] => {
  const baseOf = ({ signature }: CodeSymbol): string | null =>
    /^(?:export )?(?:pub )?(?:type )?\w+(?:<[^=]*>)? = &?([A-Z]\w*)[[<]/.exec(signature.trim())?.[1] ?? null
  const own = world.facts.symbols.filter(({ kind, place, name }) => kind === 'type' && !isBeside(place.file) && !isError(name))
  const [most] = [...Map.groupBy(own, baseOf)]
    .flatMap(([name, of]) => {
      const bases = types.filter((type) => type.name === name)
      const [base] = bases
      return base === undefined || bases.length > 1 || of.length < fewestAliases ? [] : [{ base, of }]
    })
    .toSorted((a, b) => b.of.length - a.of.length)
  if (most === undefined) return []
  const named = namedOf(world, most.base)
  const shown = most.of.slice(0, 3)
  const list = (say: Say): string => joined(shown.map((type) => say.bare(namedOf(world, type))))
  const more = most.of.length - shown.length
  const rest = more === 0 ? '' : `, with ${exactly(more)} more`
  return [
    {
      id: `relation:aliases:${most.base.qualified_name}`,
      about: named,
      weight: 0.94,
      places: [most.base.place, ...shown.map(({ place }) => place)],
      keywords: [most.base.name, ...most.of.map(({ name }) => name)],
      forms: ways(
        (say) => `${list(say)}${rest} are all the same type below their names, ${say.placed(named)}, each filled in for something else`,
        (say) => `behind ${list(say)}${rest} stands one type, ${say.placed(named)}: they are other names for it, each with parts of its own filled in`,
      ),
    },
  ]
}

export const relationMessages = (world: World): Message[] => {
  const types = typesOf(world)
  const [contract, ...otherContracts] = implementations(types, world)
  const [holder, ...otherHolders] = holders(types, world)
  // One of each kind before more of the same.
  return [...aliases(types, world), ...[contract, holder].flatMap((message) => message ?? []), ...otherHolders, ...otherContracts]
}
