// What is in a file or a part: the types and functions by which people know it. Of code that nobody explained it is the
// shortest true answer to "what is this for, and is it what I have to change?".
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { docPredicate } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { nameInWords } from '../language/name-in-words.ts'
import { isVerbOnly } from '../language/verbs.ts'
import type { Form, Named, Say } from '../telling/message.ts'
import { claiming, plain, styled, ways } from '../telling/ways.ts'
import { lastSegment, type World } from './world.ts'

const typeKinds: ReadonlySet<CodeSymbol['kind']> = new Set(['class', 'interface', 'enum', 'struct', 'trait'])

export interface Contents {
  kind: 'types' | 'functions' | 'both'
  /** The most central first. */
  symbols: CodeSymbol[]
  /** More of this kind stand there than are told. */
  isMore: boolean
}

const mostNames = 4
/** What a constructor does is not what its type is. */
export const isOfMaking = (predicate: string): boolean => /^(?:creates?|constructs?|initiali[sz]es?) (?:a|an|the|this)\b/.test(predicate)

const isHidden = ({ name, exported }: CodeSymbol): boolean => !exported || /^_|^[A-Z_\d]{2,}$|(?:^|\.)(?:main|init|new|New|default|exports?)$/.test(name)

const distinctByName = (symbols: readonly CodeSymbol[]): CodeSymbol[] =>
  symbols.filter(({ name }, at) => symbols.findIndex((other) => other.name === name) === at)

/** Ruby opens a class again to put another into it: the file defines the inner one, and the class stands elsewhere. */
const isReopened = (symbol: CodeSymbol, symbols: readonly CodeSymbol[]): boolean => {
  const isSame = (other: CodeSymbol): boolean => other.qualified_name === symbol.qualified_name
  const inner = symbols.filter(({ parent, place }) => parent === symbol.qualified_name && place.file === symbol.place.file)
  return (
    typeKinds.has(symbol.kind) &&
    inner.length > 0 &&
    inner.every(({ kind }) => typeKinds.has(kind)) &&
    symbols.some((other) => isSame(other) && other.place.file !== symbol.place.file)
  )
}

/** Null where nothing of it has a name that tells something. */
export const findContents = (files: ReadonlySet<string>, world: World): Contents | null => {
  const { symbols } = world.facts
  const modules = new Set(symbols.filter(({ kind }) => kind === 'module').map(({ qualified_name: name }) => name))
  const within = symbols.filter(({ place }) => files.has(place.file))
  const reopened = within.filter((symbol) => isReopened(symbol, symbols))
  const isIn = ({ parent, place }: CodeSymbol): boolean =>
    parent === null || modules.has(parent) || reopened.some((outer) => outer.qualified_name === parent && outer.place.file === place.file)
  const own = within.filter((symbol) => !reopened.includes(symbol) && isIn(symbol) && /[a-z]{2}/i.test(symbol.name) && symbol.name.length <= 32)
  const shown = own.filter((symbol) => !isHidden(symbol))
  const types = distinctByName(shown.filter(({ kind }) => typeKinds.has(kind)))
  const functions = distinctByName(shown.filter(({ kind }) => kind === 'function'))
  const hidden = distinctByName(own.filter((symbol) => typeKinds.has(symbol.kind) && isHidden(symbol)))
  const plainStem = (path: string): string =>
    (path.split('/').at(-1) ?? path)
      .replace(/\.\w+$/, '')
      .toLowerCase()
      .replace(/[^a-z\d]/g, '')
  // That a file called so holds what is called so was clear before.
  const isPlain = ([only, ...others]: readonly CodeSymbol[]): boolean =>
    only !== undefined && others.length === 0 && plainStem(only.place.file) === only.name.toLowerCase().replace(/[^a-z\d]/g, '')
  const contents = (kind: Contents['kind'], symbols: readonly CodeSymbol[]): Contents | null =>
    isPlain(symbols)
      ? null
      : {
          kind,
          symbols: symbols.slice(0, mostNames),
          isMore: symbols.length > mostNames,
        }
  if (types.length >= 2) return contents('types', types)
  // What a package keeps to itself may be what the file is about.
  // What is hidden alone tells nobody what the file is for.
  if (types.length === 0 && functions.length === 0 && !hidden.some(({ kind, doc }) => typeKinds.has(kind) && doc !== null)) return null
  if (types.length + hidden.length >= 1) return contents('both', [...types, ...hidden.filter((type) => !types.includes(type)).slice(0, 2), ...functions])
  return functions.length > 0 ? contents('functions', functions) : null
}

export const namesOf = ({ symbols }: Contents, world: World): Named[] => symbols.map(({ qualified_name: name, place }) => world.symbol(name, place.file))

const mostBeside = 3
/** Shorter than this, a role is the name again. */
const fewestRoleWords = 3

const stemOf = (path: string): string =>
  (path.split('/').at(-1) ?? path)
    .replace(/\.\w+$/, '')
    .replace(/[^a-z\d]/gi, '')
    .toLowerCase()

/** The one that its file is called after, else the first of which its comment says what it does. */
const findExplained = ({ symbols }: Contents): { symbol: CodeSymbol; predicate: string } | null => {
  // A declaration file says again what the code says, and to those who call it.
  const own = symbols.filter(({ place }) => !/\.d\.[cm]?ts$/.test(place.file))
  const found = own.flatMap((symbol) => {
    const predicate = symbol.doc === null ? null : docPredicate(symbol.doc.text, lastSegment(symbol.qualified_name), symbol.kind === 'function')
    return predicate === null || predicate.split(' ').length < fewestRoleWords || isOfMaking(predicate) ? [] : [{ symbol, predicate }]
  })
  const namesake = ({ place, name }: CodeSymbol): boolean => stemOf(place.file) === name.toLowerCase()
  const first = found.find(({ symbol }) => namesake(symbol))
  // The one that a file is called after comes first, if nobody explained it: without it the others would stand for the file.
  if (first === undefined && new Set(own.map(({ place }) => place.file)).size === 1 && own.some(namesake)) return null
  return first ?? found[0] ?? null
}

/** Says a comment of any of them what it does? Then they are more than a list of names. */
export const hasRole = (contents: Contents): boolean => findExplained(contents) !== null

/** @param key one for each thing, however often it is told as a file and as a part. */
export const contentsForms = (thing: Named, contents: Contents, world: World, key: string): Form[] => {
  const names = namesOf(contents, world)
  const list = (say: Say): string => joined(names.map((name) => say.bare(name)))
  const isOne = names.length === 1
  const noun = contents.kind === 'both' ? '' : `the ${isOne ? contents.kind.slice(0, -1) : contents.kind} `
  const more = contents.isMore ? ', among others' : ''
  const explained = findExplained(contents)
  const rest = names.filter((_, at) => contents.symbols[at] !== explained?.symbol).slice(0, mostBeside)
  const first = explained === null ? null : world.symbol(explained.symbol.qualified_name, explained.symbol.place.file)
  const beside = (say: Say): string =>
    rest.length === 0 ? '' : `; beside it ${rest.length === 1 ? 'stands' : 'stand'} ${joined(rest.map((name) => say.bare(name)))}${more}`
  // One of them with what it does is worth more than four names.
  const withRole =
    explained === null || first === null
      ? []
      : claiming(
          [`holds ${key}`, `what ${explained.predicate}`],
          [
            ...ways(
              (say) => `${say.name(thing)} holds ${say.name(first)}, which ${say.words(explained.predicate)}${beside(say)}`,
              (say) => `in ${say.name(thing)} you find ${say.name(first)}, which ${say.words(explained.predicate)}${beside(say)}`,
              (say) => `${say.subject(thing)} is the home of ${say.name(first)}: it ${say.words(explained.predicate)}${beside(say)}`,
            ).map((form) => ({ ...form, cost: -2 })),
          ],
        )
  return [
    ...withRole,
    ...claiming(`holds ${key}`, [
      ...ways(
        (say) => `${say.name(thing)} is where ${list(say)} ${isOne ? 'is' : 'are'} defined${more}`,
        (say) => `in ${say.name(thing)} you find ${noun}${list(say)}${more}`,
        (say) => `${say.subject(thing)} holds ${noun}${list(say)}${more}`,
        (say) => `${say.name(thing)} is the home of ${list(say)}${more}`,
      ),
      ...styled('fiction', (say) => `in ${say.name(thing)} ${isOne ? 'lives' : 'live'} ${list(say)}${more}`),
      ...styled('technical', (say) => `${say.name(thing)} defines ${noun}${list(say)}${more}`),
      ...styled(
        'tutorial',
        (say) =>
          `whenever you look for ${joined(
            names.map((name) => say.bare(name)),
            'or',
          )}, open ${say.name(thing)}`,
      ),
      ...plain((say) => `${list(say)} ${isOne ? 'stands' : 'stand'} in ${say.name(thing)}`),
    ]),
  ]
}

const mostDoings = 3

/** What is made in steps, or holds what was chosen: its methods are called after what they set. */
const holdsChoices = /(?:Builder|Options?|Config(?:uration)?|Settings?|Params?|Args)$/
/** `include_mode(mut self, …) -> Self` includes nothing: it notes that somebody wants it included. */
const isSetter = ({ signature, parent }: CodeSymbol): boolean =>
  new RegExp(`(?:->|:)\\s*&?(?:mut )?(?:Self|this|${parent === null ? 'Self' : lastSegment(parent).replace(/\W/g, '')})\\s*\\{?$`).test(signature.trim())

/** What a type does, read off the names of its methods, where their verbs can be nothing else: "inserts the entry, deletes the link". */
export const doingsOf = (symbol: CodeSymbol, world: World): { words: string[]; methods: CodeSymbol[] } => {
  const methods = world.facts.symbols
    .filter(
      (method) =>
        method.kind === 'method' &&
        method.parent === symbol.qualified_name &&
        method.place.file === symbol.place.file &&
        !method.name.startsWith('_') &&
        !holdsChoices.test(symbol.name) &&
        !isSetter(method),
    )
    .toSorted((a, b) => b.reference_count - a.reference_count)
  const told = methods.flatMap((method) => {
    const words = nameInWords(lastSegment(method.qualified_name))
    return words === null || !isVerbOnly(words.split(' ')[0] ?? '') ? [] : [{ words, method }]
  })
  const first = told.filter(({ words }, at) => told.findIndex((other) => other.words.split(' ')[0] === words.split(' ')[0]) === at).slice(0, mostDoings)
  return { words: first.map(({ words }) => words), methods: first.map(({ method }) => method) }
}
