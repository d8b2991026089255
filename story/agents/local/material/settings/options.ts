// What a caller can choose: objects of options, builders, and parameters that may be left out. A library has few settings
// from outside; these are its knobs.
import type { CodeSymbol } from '../../../../../shared/analysis.ts'
import { optionalParameters } from '../../language/default-values.ts'
import { docPredicate, ownWords } from '../../language/doc-clause.ts'
import { joined } from '../../language/lists.ts'
import { counted, exactly } from '../../language/numbers.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message, Named } from '../../telling/message.ts'
import { plain, styled, ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'

const holderName = /(?:Options?|Opts|Config(?:uration)?|Settings|Preferences)$/
const holderKinds: ReadonlySet<CodeSymbol['kind']> = new Set(['interface', 'type', 'class', 'struct'])
const builderMethod = /^(?:set|with|enable|disable|add|register|exclude|serialize|use|allow|skip)[A-Z_]/
const constructorName = /^(?:__init__|constructor|initialize|__construct)$/
const mostHolders = 4
const mostMembers = 5

interface Holder {
  symbol: CodeSymbol
  /** What can be chosen. */
  members: CodeSymbol[]
  /** All of its methods, or all of its properties. */
  count: number
  isBuilder: boolean
}

const holdersIn = ({ facts: { symbols } }: World): Holder[] =>
  symbols
    .filter(({ kind, name }) => holderKinds.has(kind) && (holderName.test(name) || /Builder$/.test(name)))
    .map((symbol) => {
      const isBuilder = /Builder$/.test(symbol.name)
      const all = symbols.filter(
        ({ parent, place, kind }) => parent === symbol.qualified_name && place.file === symbol.place.file && kind === (isBuilder ? 'method' : 'property'),
      )
      return { symbol, members: isBuilder ? all.filter(({ name }) => builderMethod.test(name)) : all, count: all.length, isBuilder }
    })
    .filter(({ members }) => members.length >= 2)
    .toSorted((a, b) => b.members.filter(({ doc }) => doc !== null).length - a.members.filter(({ doc }) => doc !== null).length)
    .slice(0, mostHolders)

const holderMessages = ({ symbol, members, count, isBuilder }: Holder, index: number, world: World): Message[] => {
  const holder = world.symbol(symbol.qualified_name, symbol.place.file)
  const shown = members.toSorted((a, b) => b.reference_count - a.reference_count).slice(0, 3)
  const noun = isBuilder ? 'method' : 'option'
  const names = joined(shown.map(({ name }) => mark(name)))
  const weight = 0.94 - index * 0.12
  return [
    {
      id: `options:${symbol.place.file}#${symbol.qualified_name}`,
      about: holder,
      weight,
      places: [symbol.place, ...shown.map(({ place }) => place)],
      keywords: [symbol.qualified_name, symbol.place.file, 'options', 'configuration'],
      title: `${exactly(count)} ${noun}s in ${symbol.name}`,
      forms: [
        ...ways(
          (say) => `a caller makes choices through ${say.placed(holder)}: it has ${counted(count, noun)}${count > 3 ? ', among them' : ','} ${names}`,
          (say) => `${say.placed(holder)} is where a caller configures it, with ${counted(count, noun)}${count > 3 ? ' such as' : ':'} ${names}`,
        ),
        ...styled('tutorial', (say) => `look for ${say.placed(holder)}: its ${counted(count, noun)}, ${names}${count > 3 ? ' and so on' : ''}, are your knobs`),
        ...styled(
          'fiction',
          (say) =>
            `visitors with wishes of their own are sent to ${say.placed(holder)}, which knows ${counted(count, 'wish', 'wishes')}; ${names} are among them`,
        ),
        ...styled('technical', (say) => `${say.placed(holder)}: ${counted(count, noun)}, including ${names}`),
      ],
    },
    ...members
      .slice(0, mostMembers * 2)
      .flatMap((member): Message[] => memberMessages(member, { holder, weight }, world))
      .slice(0, mostMembers),
  ]
}

const memberMessages = (member: CodeSymbol, { holder, weight }: { holder: Named; weight: number }, world: World): Message[] => {
  if (member.doc === null) return []
  const role = member.kind === 'method' ? 'method' : 'option'
  const named: Named = { ...world.symbol(member.qualified_name, member.place.file), name: member.name, role }
  const predicate = docPredicate(member.doc.text, member.name, member.kind === 'method')
  const own = predicate === null ? ownWords(member.doc.text, 22) : null
  if (predicate === null && own === null) return []
  return [
    {
      id: `option:${member.place.file}#${member.qualified_name}`,
      about: named,
      weight: weight - 0.1,
      places: [member.doc.place, member.place],
      keywords: [member.qualified_name, 'options'],
      forms:
        predicate !== null
          ? ways(
              (say) => `${say.name(named)} ${say.words(predicate)}`,
              (say) => `of these, ${mark(member.name)} ${say.words(predicate)}`,
              (say) => `with ${mark(member.name)}, which belongs to ${say.bare(holder)}, one decides something: it ${say.words(predicate)}`,
            )
          : own !== null
            ? ways(
                (say) => `${say.name(named)} is described in these words: ${say.words(own)}`,
                (say) => `about ${say.name(named)} the code says: ${say.words(own)}`,
              )
            : [],
    },
  ]
}

/** Parameters with defaults, of constructors and of what outside code calls. */
const parameterMessages = (world: World): Message[] => {
  const entries = new Set(world.facts.entry_points.map(({ symbol }) => symbol))
  const typesByRank = world.facts.symbols.filter(({ kind }) => kind === 'class').map(({ qualified_name }) => qualified_name)
  return world.facts.symbols
    .filter(
      ({ kind, name, parent }) =>
        (kind === 'method' && constructorName.test(name) && typesByRank.indexOf(parent ?? '') >= 0) || (kind === 'function' && entries.has(name)),
    )
    .map((symbol) => ({ symbol, optional: optionalParameters(symbol.signature).filter(({ name }) => name.length > 2) }))
    .filter(({ optional }) => optional.length >= 2)
    .toSorted((a, b) => b.optional.length - a.optional.length)
    .slice(0, 5)
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

export const optionMessages = (world: World): Message[] => [
  ...holdersIn(world).flatMap((holder, index) => holderMessages(holder, index, world)),
  ...parameterMessages(world),
]
