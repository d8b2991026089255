// What is in a file or a part: the types and functions by which people know it. Of code that nobody explained it is the
// shortest true answer to "what is this for, and is it what I have to change?".
import type { CodeSymbol } from '../../../../shared/analysis.ts'
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
  if (types.length + hidden.length >= 1) return contents('both', [...types, ...hidden.filter((type) => !types.includes(type)).slice(0, 2), ...functions])
  return functions.length > 0 ? contents('functions', functions) : null
}

export const namesOf = ({ symbols }: Contents, world: World): Named[] => symbols.map(({ qualified_name: name, place }) => world.symbol(name, place.file))

/** @param key one for each thing, however often it is told as a file and as a part. */
export const contentsForms = (thing: Named, contents: Contents, world: World, key: string): Form[] => {
  const names = namesOf(contents, world)
  const list = (say: Say): string => joined(names.map((name) => say.bare(name)))
  const isOne = names.length === 1
  const noun = contents.kind === 'both' ? '' : `the ${isOne ? contents.kind.slice(0, -1) : contents.kind} `
  const more = contents.isMore ? ', among others' : ''
  return claiming(`holds ${key}`, [
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
  ])
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
