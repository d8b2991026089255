// The types and functions that the rest is written in terms of.
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { docPredicate, ownWords } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { parameterNames } from '../language/signature.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message, Named } from '../telling/message.ts'
import { atDepth, claiming, plain, styled, ways } from '../telling/ways.ts'
import { doingsOf } from './contents.ts'
import { lastSegment, type World } from './world.ts'

const typeKinds: ReadonlySet<CodeSymbol['kind']> = new Set(['class', 'interface', 'type', 'enum', 'struct', 'trait', 'module'])
const functionKinds: ReadonlySet<CodeSymbol['kind']> = new Set(['function', 'method', 'macro'])

const languageOf = (world: World, file: string): string => world.facts.key_files.find(({ path }) => path === file)?.language ?? ''

const whatItIs = (symbol: CodeSymbol, named: Named, weight: number, isFirst: boolean): Message[] => {
  if (symbol.doc === null) return []
  const predicate = docPredicate(symbol.doc.text, lastSegment(symbol.qualified_name), functionKinds.has(symbol.kind))
  const own = ownWords(symbol.doc.text)
  const places = [symbol.doc.place, symbol.place]
  const keywords = [symbol.qualified_name, symbol.place.file]
  // What a constructor does is not what its type is.
  if (predicate !== null && !functionKinds.has(symbol.kind) && /^(?:creates?|constructs?|initiali[sz]es?) (?:a|an|the|this)\b/.test(predicate)) return []
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
  if (parents.length > 0)
    messages.push({
      id: `kin:${id}`,
      about: named,
      weight: weight - 0.2,
      places: [symbol.place],
      keywords,
      forms: [
        ...ways(
          (say) => `${say.subject(named)} is built on ${joined(parents.map((parent) => mark(lastSegment(parent))))}`,
          (say) =>
            `behind ${say.name(named)} ${parents.length > 1 ? 'stand' : 'stands'} ${joined(parents.map((parent) => mark(lastSegment(parent))))}, from which it descends`,
        ),
        ...styled('fiction', (say) => `${say.name(named)} comes from the family of ${joined(parents.map((parent) => mark(lastSegment(parent))))}`),
      ],
    })
  const members = world.facts.symbols.filter(
    ({ parent, place, kind }) => parent === symbol.qualified_name && place.file === symbol.place.file && functionKinds.has(kind),
  )
  const called = members.filter(({ reference_count }) => reference_count > 0)
  if (called.length >= 2) {
    const known = called
      .toSorted((a, b) => b.reference_count - a.reference_count)
      .slice(0, 3)
      .map(({ qualified_name, place }) => world.symbol(qualified_name, place.file))
    messages.push({
      id: `members:${id}`,
      about: named,
      weight: weight - 0.26,
      places: [symbol.place, ...members.slice(0, 2).map(({ place }) => place)],
      keywords,
      forms: [
        ...ways(
          (say) => (say.isCurrent(named) ? `of its methods, ${joined(known.map((member) => say.bare(member)))} are the ones most referred to` : null),
          (say) => `the methods of ${say.name(named)} that other code refers to most are ${joined(known.map((member) => say.bare(member)))}`,
          (say) => `what other code wants from ${say.name(named)} is above all ${joined(known.map((member) => say.bare(member)))}`,
        ),
        ...styled('fiction', (say) => `${say.name(named)} has many talents, and ${joined(known.map((member) => say.bare(member)))} are the ones in demand`),
      ],
    })
  }
  return messages
}

/** Of a type that nobody explained: what its methods do, or what it stands for. */
const doings = (symbol: CodeSymbol, named: Named, world: World, weight: number): Message[] => {
  if (symbol.doc !== null) return []
  const base = { id: `doings:${symbol.place.file}#${symbol.qualified_name}`, about: named, weight: weight - 0.1, keywords: [symbol.qualified_name, symbol.place.file] }
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
  // `EntryID string`: a name for something plain, so that it is not mixed up with others of its kind.
  const plainType = /^(?:type )?\w+ =? ?(string|u?int\d*|float\d*|bool|\[\]byte|time\.Time|time\.Duration)$/.exec(symbol.signature.trim())?.[1]
  return plainType === undefined || symbol.kind !== 'type'
    ? []
    : [
        {
          ...base,
          places: [symbol.place],
          forms: ways(
            (say) => `${say.placed(named)} is a ${mark(plainType)} with a name of its own, so that it cannot be mistaken for any other`,
            (say) => `behind ${say.placed(named)} stands a plain ${mark(plainType)}`,
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
      weight: weight - 0.22,
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

const castOf = (symbols: readonly CodeSymbol[], world: World): Message[] =>
  symbols
    .filter(({ name }) => /[a-z]{2}/i.test(name))
    .flatMap((symbol, index) => {
      const named = world.symbol(symbol.qualified_name, symbol.place.file)
      const weight = Math.max(0.2, 0.95 - index * 0.025)
      return [
        ...whatItIs(symbol, named, weight, index === 0),
        ...family(symbol, named, world, weight),
        ...(functionKinds.has(symbol.kind) ? [...callsOf(symbol, named, world, weight), ...signature(symbol, named, world, weight)] : []),
        ...(typeKinds.has(symbol.kind) ? doings(symbol, named, world, weight) : []),
      ]
    })

export const typeMessages = (world: World): Message[] => castOf(world.facts.symbols.filter(({ kind }) => typeKinds.has(kind)).slice(0, 30), world)
export const functionMessages = (world: World): Message[] => castOf(world.facts.symbols.filter(({ kind }) => functionKinds.has(kind)).slice(0, 50), world)
