// The types and functions that the rest is written in terms of.
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { type Details, noDetails } from '../details/read-details.ts'
import { docPredicate, ownWords } from '../language/doc-clause.ts'
import { joined, withArticle } from '../language/lists.ts'
import { parameterNames } from '../language/signature.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message, Named } from '../telling/message.ts'
import { atDepth, claiming, plain, styled, ways } from '../telling/ways.ts'
import { doingsOf, isOfMaking } from './contents.ts'
import { fieldMessages } from './fields.ts'
import { makerMessages } from './makers.ts'
import { relationMessages } from './relations.ts'
import { variantMessages } from './variants.ts'
import { lastSegment, type World } from './world.ts'

const typeKinds: ReadonlySet<CodeSymbol['kind']> = new Set(['class', 'interface', 'type', 'enum', 'struct', 'trait', 'module'])
const functionKinds: ReadonlySet<CodeSymbol['kind']> = new Set(['function', 'method', 'macro'])

const languageOf = (world: World, file: string): string => world.facts.key_files.find(({ path }) => path === file)?.language ?? ''

const whatItIs = (symbol: CodeSymbol, named: Named, weight: number, isFirst: boolean): Message[] => {
  if (symbol.doc === null) return []
  const predicate = docPredicate(symbol.doc.text, lastSegment(symbol.qualified_name), functionKinds.has(symbol.kind))
  // A header of the file, or a note to those who change it, says nothing of what a type is.
  if (typeKinds.has(symbol.kind) && /^(?:TypeScript|Type definitions|module\.exports|export)\b/i.test(symbol.doc.text.trim())) return []
  const own = ownWords(symbol.doc.text)
  const places = [symbol.doc.place, symbol.place]
  const keywords = [symbol.qualified_name, symbol.place.file]
  if (predicate !== null && !functionKinds.has(symbol.kind) && isOfMaking(predicate)) return []
  if (predicate !== null)
    return [
      {
        id: `cast:${symbol.place.file}#${symbol.qualified_name}:what`,
        about: named,
        weight,
        places,
        keywords,
        ...(isFirst && predicate.length < 40 && /^is (?:an?|the) /.test(predicate) ? { title: `${named.name}, ${predicate.slice(3)}` } : {}),
        example: symbol.place,
        forms: claiming(`what ${predicate}`, [
          ...ways(
            (say) => `${say.placed(named)} ${say.words(predicate)}`,
            (say) => `among the names to know is ${say.placed(named)}, which ${say.words(predicate)}`,
            (say) => (isFirst || !say.hasToldKind('cast') ? null : `another is ${say.placed(named)}: it ${say.words(predicate)}`),
            (say) => (isFirst || !say.hasToldKind('cast') ? null : `then there is ${say.placed(named)}, which ${say.words(predicate)}`),
            (say) => `according to its comment, ${say.placed(named)} ${say.words(predicate)}`,
            (say) => (isFirst || !say.hasToldKind('cast') ? null : `you will also meet ${say.placed(named)}; it ${say.words(predicate)}`),
          ),
          ...styled(
            'fiction',
            (say) => `enter ${say.placed(named)}, who ${say.words(predicate)}`,
            (say) => `people here speak with respect of ${say.placed(named)}, who ${say.words(predicate)}`,
            (say) => `in the same street works ${say.placed(named)}, who ${say.words(predicate)}`,
          ),
          ...styled(
            'tutorial',
            (say) => `write down ${say.placed(named)}: it ${say.words(predicate)}`,
            (say) => `the next name for your list is ${say.placed(named)}, which ${say.words(predicate)}`,
          ),
          ...styled(
            'podcast',
            (say) => `you can't get around ${say.placed(named)}, which ${say.words(predicate)}`,
            (say) => `one that I like is ${say.placed(named)}: it ${say.words(predicate)}`,
          ),
        ]),
      },
    ]
  if (own === null) return []
  return [
    {
      id: `cast:${symbol.place.file}#${symbol.qualified_name}:words`,
      about: named,
      weight: weight - 0.12,
      places,
      keywords,
      forms: claiming(`what ${own}`, [
        ...ways(
          (say) => `about ${say.placed(named)} its comment says: ${say.words(own)}`,
          (say) => `the comment above ${say.placed(named)} reads: ${say.words(own)}`,
          (say) => `${say.placed(named)} comes with a remark: ${say.words(own)}`,
        ),
        ...plain((say) => `here is what is written at ${say.placed(named)}: ${say.words(own)}`),
      ]),
    },
  ]
}

const family = (symbol: CodeSymbol, named: Named, world: World, weight: number): Message[] => {
  const messages: Message[] = []
  const id = `${symbol.place.file}#${symbol.qualified_name}`
  const keywords = [symbol.qualified_name, symbol.place.file]
  // A Rust type's traits are implemented elsewhere in the file, out of sight of its own lines.
  const parents = symbol.place.file.endsWith('.rs') ? [] : symbol.extends.filter((parent) => /^[\w$.:]+$/.test(parent)).slice(0, 2)
  const isContract = (parent: string): boolean =>
    world.facts.symbols.some(({ name, kind }) => name === lastSegment(parent) && (kind === 'interface' || kind === 'trait'))
  if (parents.length > 0) {
    const list = joined(parents.map((parent) => mark(lastSegment(parent))))
    messages.push({
      id: `kin:${id}`,
      about: named,
      weight: weight - 0.2,
      places: [symbol.place],
      keywords,
      // What only says what is wanted is nobody's ancestor.
      forms: parents.some(isContract)
        ? ways((say) => (parents.every(isContract) && symbol.kind !== 'interface' ? `${say.subject(named)} implements ${list}` : null))
        : [
            ...ways(
              (say) => `${say.subject(named)} is built on ${list}`,
              (say) => `behind ${say.name(named)} ${parents.length > 1 ? 'stand' : 'stands'} ${list}, from which it descends`,
            ),
            ...styled('fiction', (say) => `${say.name(named)} comes from the family of ${list}`),
          ],
    })
  }
  const members = world.facts.symbols.filter(
    ({ parent, place, kind }) => parent === symbol.qualified_name && place.file === symbol.place.file && functionKinds.has(kind),
  )
  const outside = world.facts.symbols.filter(({ parent, place }) => parent !== symbol.qualified_name || place.file !== symbol.place.file)
  const callsOutside = ({ qualified_name, place }: CodeSymbol): number =>
    outside.filter(({ calls }) => calls.some(({ resolved }) => resolved === `${place.file}#${qualified_name}`)).length
  const called = members.map((member) => ({ member, calls: member.exported ? callsOutside(member) : 0 })).filter(({ calls }) => calls > 0)
  if (called.length >= 2) {
    const known = called
      .toSorted((a, b) => b.calls - a.calls)
      .slice(0, 3)
      .map(({ member: { qualified_name, place } }) => world.symbol(qualified_name, place.file))
    messages.push({
      id: `members:${id}`,
      about: named,
      weight: weight - 0.26,
      places: [symbol.place, ...called.slice(0, 3).map(({ member }) => member.place)],
      keywords,
      forms: [
        ...ways(
          (say) => (say.isCurrent(named) ? `of its methods, ${joined(known.map((member) => say.bare(member)))} are called from outside of it` : null),
          (say) => `among the methods of ${say.name(named)} that other code here calls are ${joined(known.map((member) => say.bare(member)))}`,
          (say) => `other code here turns to ${say.name(named)} for ${joined(known.map((member) => say.bare(member)))}`,
        ),
        ...styled('fiction', (say) => `${say.name(named)} has many talents, and ${joined(known.map((member) => say.bare(member)))} are the ones in demand`),
      ],
    })
  }
  return messages
}

/** Of a type that nobody explained: what its methods do, or what it stands for. */
const doings = (symbol: CodeSymbol, named: Named, world: World, weight: number): Message[] => {
  const base = {
    id: `doings:${symbol.place.file}#${symbol.qualified_name}`,
    about: named,
    weight: weight - 0.1,
    keywords: [symbol.qualified_name, symbol.place.file],
  }
  const { words, methods } = doingsOf(symbol, world)
  if (words.length >= 2)
    return [
      {
        ...base,
        places: [symbol.place, ...methods.map(({ place }) => place)],
        forms: [
          ...ways(
            (say) => `going by its methods, ${say.placed(named)} ${joined(words)}`,
            (say) => `${say.placed(named)} has no comment, but its methods tell what it does: it ${joined(words)}`,
            (say) => `among other things ${say.placed(named)} ${joined(words)}`,
          ),
          ...styled('technical', (say) => `${say.placed(named)}: ${joined(words)}`),
        ],
      },
    ]
  return []
}

const plainType = ({ kind, signature: text }: CodeSymbol): string | null =>
  kind === 'type' ? (/^(?:type )?\w+ (string|u?int\d*|float\d*|bool|\[\]byte)$/.exec(text.trim())?.[1] ?? null) : null
const fewestPlain = 3

/** `EntryID string`, `Filename string`: names for something plain, told together, since one alone says nothing. */
const plainTypes = (symbols: readonly CodeSymbol[], world: World): Message[] => {
  const [most] = [...Map.groupBy(symbols, plainType)].filter(([base]) => base !== null).toSorted(([, a], [, b]) => b.length - a.length)
  const [base, own] = most ?? []
  if (base == null || own === undefined || own.length < fewestPlain) return []
  const named = own.slice(0, 3).map(({ qualified_name: name, place }) => world.symbol(name, place.file))
  return [
    {
      id: `plain-types:${base}`,
      about: null,
      weight: 0.86,
      places: own.slice(0, 3).map(({ place }) => place),
      keywords: own.map(({ name }) => name),
      forms: ways(
        (say) =>
          `${joined(named.map((name) => say.bare(name)))} are each ${withArticle(base)} underneath, with types of their own so that one cannot be passed for another`,
        (say) =>
          `plain values get types here: ${joined(named.map((name) => say.bare(name)))} are all ${withArticle(base)} inside, and the compiler keeps them apart`,
      ),
    },
  ]
}

const signature = (symbol: CodeSymbol, named: Named, world: World, weight: number): Message[] => {
  const names = parameterNames(symbol.signature, lastSegment(symbol.qualified_name), languageOf(world, symbol.place.file))
  // Parameters of what nobody explained are a list, not a story; single letters say nothing to the ear.
  if (names === null || names.length === 0 || names.length > 5 || symbol.doc === null || names.some((name) => name.length < 2)) return []
  const list = joined(names.map(mark))
  return [
    {
      id: `signature:${symbol.place.file}#${symbol.qualified_name}`,
      about: named,
      weight: weight - 0.42,
      places: [symbol.place],
      keywords: [symbol.qualified_name],
      forms: [
        ...ways(
          (say) => `${say.subject(named)} takes ${list}`,
          (say) => `to call ${say.name(named)} you pass ${list}`,
          (say) => `${say.name(named)} expects ${list} from its caller`,
        ),
        ...styled(
          'technical',
          (say) => `parameters of ${say.name(named)}: ${list}`,
          (say) => `${say.name(named)} is called with ${list}`,
        ),
      ],
    },
  ]
}

const callsOf = (symbol: CodeSymbol, named: Named, world: World, weight: number): Message[] => {
  const seen = new Set([symbol.qualified_name])
  const calls: Named[] = []
  for (const call of symbol.calls) {
    const target = world.findResolved(call.resolved)
    if (target === null || seen.has(target.qualified_name)) continue
    seen.add(target.qualified_name)
    calls.push(world.symbol(target.qualified_name, target.place.file))
  }
  const [first, second, third] = calls
  if (first === undefined || second === undefined) return []
  return [
    {
      id: `calls:${symbol.place.file}#${symbol.qualified_name}`,
      about: named,
      weight: weight - 0.45,
      places: [symbol.place],
      keywords: [symbol.qualified_name],
      forms: [
        ...ways(
          (say) => `${say.subject(named)} calls ${joined([first, second, ...(third === undefined ? [] : [third])].map((call) => say.bare(call)))}`,
          (say) => (say.isCurrent(named) ? `its work is shared with ${say.bare(first)} and ${say.bare(second)}` : null),
          (say) =>
            `reading ${say.name(named)} from the top, one meets ${say.bare(first)}, then ${say.bare(second)}${third === undefined ? '' : ` and ${say.bare(third)}`}`,
        ),
        ...atDepth(['advanced'], (say) => `calls inside ${say.name(named)}, from the top: ${joined(calls.slice(0, 4).map((call) => say.bare(call)))}`),
      ],
    },
  ]
}

/** First what each is, then what else is known of it: who hears only the beginning has met the most important ones. */
const castOf = (symbols: readonly CodeSymbol[], world: World): Message[] => {
  const told = symbols
    .filter(({ name }) => /[a-z]{2}/i.test(name))
    .map((symbol, index) => ({
      symbol,
      index,
      named: world.symbol(symbol.qualified_name, symbol.place.file),
      weight: Math.max(0.2, 0.95 - index * 0.025),
    }))
  return [
    ...told.flatMap(({ symbol, named, weight, index }) => {
      const what = whatItIs(symbol, named, weight, index === 0)
      return what.length > 0 || !typeKinds.has(symbol.kind) ? what : doings(symbol, named, world, weight)
    }),
    ...told.flatMap(({ symbol, named, weight }) => [
      ...family(symbol, named, world, weight),
      ...(functionKinds.has(symbol.kind) ? [...callsOf(symbol, named, world, weight), ...signature(symbol, named, world, weight)] : []),
    ]),
  ]
}

/** Those on the path that the story follows first, then those of the most central files. */
const centralFirst = (symbols: readonly CodeSymbol[], world: World): CodeSymbol[] => {
  const steps = (world.facts.call_paths[0]?.steps ?? []).map(({ symbol, place }) => `${place.file}#${symbol}`)
  // What the project shows first is what its users know by name.
  const shown = new Set(
    [world.facts.usage_example?.code ?? '', ...world.facts.explanations.flatMap(({ about, sentences }) => [...about, ...sentences.map(({ text }) => text)])]
      .join(' ')
      .match(/[A-Za-z_]\w+/g) ?? [],
  )
  const standing = (symbol: CodeSymbol, index: number): number =>
    index * 0.5 -
    (shown.has(symbol.name) ? 5 : 0) -
    Math.min(4, steps.filter((step) => step.startsWith(`${symbol.place.file}#${symbol.qualified_name}`)).length) * 4 -
    (steps[0]?.startsWith(`${symbol.place.file}#${symbol.qualified_name}`) === true ? 8 : 0) -
    (symbol.doc === null ? 0 : 2) +
    // What is raised is told with the errors.
    (/(?:Error|Exception)\w*$/.test(symbol.name) ? 12 : 0) -
    Math.min(20, symbol.reference_count) * 0.2
  return symbols
    .map((symbol, index) => ({ symbol, standing: standing(symbol, index) }))
    .toSorted((a, b) => a.standing - b.standing)
    .map(({ symbol }) => symbol)
}

const relationsFirst = 2
/** Of which the fields are told, if anybody explained them. */
const mostWithFields = 12

export const typeMessages = (world: World, details: Details = noDetails): Message[] => {
  // A type inside of a function is nobody else's business.
  const types = world.facts.symbols.filter(
    ({ kind, parent, place }) => typeKinds.has(kind) && (parent === null || !functionKinds.has(world.findSymbol(parent, place.file)?.kind ?? 'type')),
  )
  const central = centralFirst(types.slice(0, 40), world)
  const [first, second, third, ...rest] = castOf(central.slice(0, 30), world)
  const fields = fieldMessages(central.slice(0, mostWithFields), world, details)
  const relations = relationMessages(world)
  return [
    ...[first, second].flatMap((message) => message ?? []),
    // How they hang together is asked before what is written at a third of them.
    ...relations.slice(0, relationsFirst),
    ...fields.slice(0, 1),
    ...[third].flatMap((message) => message ?? []),
    ...fields.slice(1),
    ...relations.slice(relationsFirst),
    ...makerMessages(central, world),
    ...variantMessages(world, details),
    ...plainTypes(types, world),
    ...rest,
  ]
}
export const functionMessages = (world: World): Message[] => castOf(world.facts.symbols.filter(({ kind }) => functionKinds.has(kind)).slice(0, 50), world)
