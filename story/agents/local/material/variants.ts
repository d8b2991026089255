// Enums: which cases there are, and who decides by them. A function that has a case for each of them is where another one
// has to be thought of, and that is what somebody asks who wants to add one.
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import type { Details, EnumDetails } from '../details/read-details.ts'
import { joined } from '../language/lists.ts'
import { exactly } from '../language/numbers.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message, Named, Say } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import type { World } from './world.ts'

const mostEnums = 2
const mostNamed = 6
const mostBeside = 3
const fewestUses = 3

const listOf = (variants: readonly string[]): string =>
  variants.length <= mostNamed ? joined(variants.map(mark)) : `${joined(variants.slice(0, mostNamed - 2).map(mark))} among them`

const namedOf = (world: World, { qualified_name: name, place }: CodeSymbol): Named => world.symbol(name, place.file)

/** One that callers may choose from, and that somebody explained, sooner than a flag with three positions. */
const standingOf = ({ symbol, variants, uses }: EnumDetails): number =>
  (symbol.exported ? 2 : 0) +
  (symbol.doc === null ? 0 : 1) +
  Math.min(8, variants.length) * 0.4 +
  // What its own methods decide by it stands beside it; that others do is what a newcomer cannot know.
  (uses.some(({ symbol: user, variants: named }) => named.length === variants.length && !isMethodOf(user, symbol)) ? 2 : 0)
const isMethodOf = (user: string | null, { name }: CodeSymbol): boolean => user !== null && user.split(/::|[.#]/).at(-2) === name

const told = ({ enums }: Details): EnumDetails[] =>
  enums
    .filter(
      ({ symbol, variants }) => !isBeside(symbol.place.file) && !symbol.name.startsWith('_') && !variants.some((variant) => /^(?:yes|no)$/i.test(variant)),
    )
    .toSorted((a, b) => standingOf(b) - standingOf(a))

/** Conversions and texts follow from any enum; what does the work is another function. */
const isConversion = /^(?:fmt|from|from_str|to_string|toString|as_str|try_from|into|eq|cmp|partial_cmp|hash|clone|values|valueOf|parse|default|__\w+__)$/

const deciders = ({ variants, uses }: EnumDetails): EnumDetails['uses'] => {
  const all = uses.filter(({ variants: named }) => named.length === variants.length)
  return all.filter(({ symbol }) => !isConversion.test(symbol?.split(/::|[.#]/).at(-1) ?? ''))
}

export const variantMessages = (world: World, details: Details): Message[] =>
  told(details)
    .filter(({ variants, uses }) => variants.length <= mostNamed && uses.length > 0)
    .slice(0, mostEnums)
    .map(({ symbol, variants }, index): Message => {
      const named = namedOf(world, symbol)
      return {
        id: `variants:${symbol.place.file}#${symbol.qualified_name}`,
        about: named,
        weight: 0.88 - index * 0.06,
        places: [symbol.place],
        keywords: [symbol.name],
        forms: [
          ...ways(
            (say) => `${say.placed(named)} knows ${exactly(variants.length)} cases: ${listOf(variants)}`,
            (say) => `the cases of ${say.placed(named)} are ${listOf(variants)}`,
          ),
          ...styled('technical', (say) => `${say.placed(named)}: ${listOf(variants)}`),
        ],
      }
    })

/** Where a new case goes: into the enum, and to whoever decides by it. */
export const newCaseMessages = (world: World, details: Details): Message[] => {
  const byCases = told(details).flatMap((one) => {
    const [first, second] = deciders(one)
    if (first?.symbol != null) return [{ one, users: [first, ...(second === undefined ? [] : [second])] }]
    return []
  })
  const cases = byCases.slice(0, mostEnums).map(({ one: { symbol, variants }, users }, index): Message => {
    const named = namedOf(world, symbol)
    const deciding = users.map((use) => world.symbol(use.symbol ?? '', use.place.file))
    const list = (say: Say): string => joined(deciding.map((name) => say.bare(name)))
    const verb = users.length === 1 ? 'names' : 'name'
    return {
      id: `extend:case:${symbol.qualified_name}`,
      about: named,
      // Few come to add one: it is told where nothing else is there to be added.
      weight: (symbol.exported && symbol.doc !== null ? 0.9 : 0.8) - index * 0.06,
      places: [symbol.place, ...users.map(({ place }) => place)],
      keywords: [symbol.name],
      title: `a new case of ${named.name}`,
      forms: [
        ...ways(
          (say) =>
            `another case of ${say.placed(named)}, beside ${variants.length > mostBeside ? `${variants.slice(0, mostBeside).map(mark).join(', ')} and the others` : joined(variants.map(mark))}, has to be named there and thought of in ${list(say)}`,
          (say) =>
            `${list(say)} ${verb} every case of ${say.placed(named)}, from ${mark(variants[0] ?? '')} to ${mark(variants.at(-1) ?? '')}: a new one has to be thought of there`,
        ),
        ...styled('technical', (say) => `new case of ${say.placed(named)}: ${list(say)}`),
      ],
    }
  })
  const spread = told(details).flatMap((one): Message[] => {
    if (byCases.some(({ one: other }) => other === one)) return []
    const [most] = [
      ...Map.groupBy(
        one.uses.filter(({ place }) => place.file !== one.symbol.place.file),
        ({ place }) => place.file,
      ),
    ].toSorted(([, a], [, b]) => b.length - a.length)
    if (most === undefined || most[1].length < fewestUses || new Set(most[1].flatMap(({ variants }) => variants)).size < fewestUses) return []
    const [named, file] = [namedOf(world, one.symbol), world.file(most[0])]
    return [
      {
        id: `extend:spread:${one.symbol.qualified_name}`,
        about: named,
        weight: 0.7,
        places: [one.symbol.place, ...most[1].slice(0, 2).map(({ place }) => place)],
        keywords: [one.symbol.name],
        forms: ways(
          (say) => `a new case of ${say.placed(named)} is named there first; most of the functions that ask for the present ones stand in ${say.bare(file)}`,
          (say) => `cases of ${say.placed(named)} are asked for above all in ${say.bare(file)}, so a new one would make its difference there`,
        ),
      },
    ]
  })
  return [...cases, ...spread.slice(0, 1)]
}
