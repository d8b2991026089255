// Where something new would go: places at which the code already has several of a kind. Implementations of one interface,
// files that are built alike, classes and functions that are named alike, routes that are registered together.
import type { CodeSymbol, KeyFile, Place } from '../../../../shared/analysis.ts'
import { joined, withArticle } from '../language/lists.ts'
import { isBaseVerb } from '../language/verbs.ts'
import { mark } from '../telling/marked-names.ts'
import type { Form, Message, Named, Say } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import { findKind, inWords, singular } from './kind-in-words.ts'
import { isBeside } from './tellable-facts.ts'
import { lastSegment, type World } from './world.ts'

interface ExtensionPoint {
  id: string
  /** What one would add, in words: "content decoder". */
  what: string
  about: Named
  /** Some that are there. */
  examples: Named[]
  places: Place[]
  /** How a new one is made known: what it descends from, where it stands. */
  how: (say: Say) => string
  weight: number
}

const fewest = 3
const mostOfKind = 2

const isError = (name: string): boolean => /(?:Error|Exception|Failure)\w*$/.test(name)

/** `ActiveJob::Base` is none of `Formatters::Base`: what a parent is called with has to be around it, or be a module of small letters. */
const isMeant = (parent: string, { qualified_name: qualified, parent: owner, place }: CodeSymbol, child: CodeSymbol): boolean => {
  const segments = parent
    .replace(/<.*$/s, '')
    .split(/::|[.\\]/)
    .filter((segment) => segment !== '')
  const around = segments.at(-2)
  if (around === undefined)
    // Within another type, it is known by this name only to that type's own.
    return owner === null || child.place.file === place.file || child.qualified_name.startsWith(owner)
  return !/^[A-Z]/.test(around) || [...qualified.split(/::|[.\\]/), ...place.file.split('/')].some((name) => name.toLowerCase() === around.toLowerCase())
}

/** The types that others implement or extend. */
const families = (world: World): ExtensionPoint[] => {
  const types = world.facts.symbols.filter(({ kind }) => /^(?:class|interface|trait|struct)$/.test(kind))
  const children = new Map<CodeSymbol, CodeSymbol[]>()
  for (const type of types)
    for (const parent of type.extends) {
      const bases = types.filter((base) => base.name === lastSegment(parent) && base.qualified_name !== type.qualified_name && isMeant(parent, base, type))
      // Of two with one name nobody knows which is meant.
      const [base] = bases
      if (base === undefined || bases.length > 1 || isError(base.name) || isError(type.name) || /Options$/.test(base.name)) continue
      children.set(base, [...(children.get(base) ?? []), type])
    }
  return [...children]
    .map(([base, all]) => ({ base, all: all.filter((child, at) => all.findIndex(({ name }) => name === child.name) === at) }))
    .flatMap(({ base, all }) => {
      const what = findKind(base.name, base.parent)
      return what === null || all.length < fewest || !/[A-Z]?[a-z]{3}/.test(base.name) ? [] : [{ base, all, what }]
    })
    .toSorted((a, b) => b.all.length - a.all.length)
    .slice(0, mostOfKind + 1)
    .map(({ base, all, what }, index): ExtensionPoint => {
      const named = world.symbol(base.qualified_name, base.place.file)
      const verb = /^(?:interface|trait)$/.test(base.kind) ? 'implements' : 'is built on'
      return {
        id: `family:${base.qualified_name}`,
        what,
        about: named,
        examples: all.slice(0, 3).map(({ qualified_name: name, place }) => world.symbol(name, place.file)),
        places: [base.place, ...all.slice(0, 3).map(({ place }) => place)],
        how: (say) => `it ${verb} ${say.placed(named)}`,
        weight: 0.92 - index * 0.1,
      }
    })
}

const folderOf = (file: string): string => file.split('/').slice(0, -1).join('/')
const stemOf = (file: string): string =>
  (file.split('/').at(-1) ?? file)
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')

/** Words that people use for a kind of thing. */
const kindFolder =
  /^(?:adapters?|plugins?|commands?|cmds?|handlers?|transports?|drivers?|providers?|backends?|middlewares?|formats?|formatters?|loaders?|extensions?|rules?|checkers?|parsers?|languages?|controllers?|models?|views?|migrations?|integrations?|connectors?|exporters?|importers?|reporters?|renderers?|resolvers?|serializers?|validators?|strategies|actions?|tasks?|jobs?|stores?|codecs?|filters?|lexers?|printers?|widgets?|components?|hooks?|services?|clients?)$/i

/** Where some of a folder bear its word as their last, as CurlHandler does in Handler, the others are what those need. */
const ofTheirKind = <Item>(items: readonly Item[], kind: string, nameOf: (item: Item) => string): Item[] => {
  const own = items.filter((item) => nameOf(item).toLowerCase().endsWith(kind.toLowerCase()))
  return own.length > 0 ? own : [...items]
}

/** Files of one folder, each with a type called like the file, that share the names of their methods. */
const siblings = (world: World): ExtensionPoint[] => {
  const named = world.facts.symbols.filter(({ kind, name, place }) => /^(?:class|struct)$/.test(kind) && stemOf(place.file).includes(name.toLowerCase()))
  const usual =
    /^(?:new|default|from|init|constructor|__\w+__|__construct|toString|ToString|clone|initialize|[dD]ispose(?:Async)?|[cC]lose|[eE]quals|hashCode|GetHashCode)$/
  return [...Map.groupBy(named, ({ place }) => folderOf(place.file))].flatMap(([folder, types]): ExtensionPoint[] => {
    if (folder === '' || types.length < fewest) return []
    const methods = types.map((type) => ({
      type,
      names: new Set(
        world.facts.symbols
          .filter(({ parent, place, kind }) => kind === 'method' && parent === type.qualified_name && place.file === type.place.file)
          .map(({ name }) => name)
          .filter((name) => !usual.test(name)),
      ),
    }))
    const counts = new Map<string, number>()
    for (const { names } of methods) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
    const shared = [...counts].filter(([, count]) => count >= Math.max(fewest, types.length * 0.6)).map(([name]) => name)
    const [method] = shared
    if (method === undefined) return []
    const last = folder.split('/').at(-1) ?? folder
    const having = methods.filter(({ names }) => names.has(method)).map(({ type }) => type)
    const alike = ofTheirKind(having, singular(last), ({ name }) => name)
    if (alike.length < fewest) return []
    // The file that names them all, so that a new one has to be named there, too.
    const files = new Set(alike.map(({ place }) => place.file))
    const registry = world.facts.key_files.find(
      ({ path, imports }) => !files.has(path) && imports.filter((file) => files.has(file)).length >= files.size * 0.8 && files.size >= fewest,
    )
    const part = world.facts.parts.find(({ path }) => path === folder)
    const home: Named = part === undefined ? { key: `folder ${folder}`, name: folder, role: 'folder', home: null } : world.part(part.name)
    // What they are called by: the last word that their types share, else the folder where that is a word for a kind.
    const ending = /([A-Z][a-z]{3,})$/.exec(alike[0]?.name ?? '')?.[1]
    const what =
      ending !== undefined && alike.every(({ name }) => name.endsWith(ending))
        ? findKind(ending, null)
        : kindFolder.test(last) || /[^s]s$/.test(last)
          ? findKind(singular(last), null)
          : null
    if (what === null) return []
    return [
      {
        id: `siblings:${folder}`,
        what,
        about: home,
        examples: alike.slice(0, 3).map(({ place }) => world.file(place.file)),
        places: [...alike.slice(0, 3).map(({ place }) => place), ...(registry === undefined ? [] : [world.top(registry.path)])],
        how: (say) =>
          `it is a file in ${say.bare(home)} whose type has ${shared.length > 1 ? 'the methods' : 'the method'} ${joined(shared.slice(0, 2).map(mark))}${registry === undefined ? '' : `, and ${say.bare(world.file(registry.path))} has to name it`}`,
        weight: 0.95,
      },
    ]
  })
}

/** `CurlHandler`, `MockHandler`, `StreamHandler`: a kind that is only told by its name. */
const namedAlike = (world: World, taken: ReadonlySet<string>): ExtensionPoint[] => {
  const types = world.facts.symbols.filter(
    ({ kind, parent, name, extends: parents }) =>
      /^(?:class|struct)$/.test(kind) && parent === null && ![name, ...parents].some(isError) && !name.startsWith('_'),
  )
  const kindOf = (name: string): string => /[a-z\d]([A-Z][a-z]{3,})$/.exec(name)?.[1] ?? ''
  return [...Map.groupBy(types, ({ name }) => kindOf(name))]
    .filter(
      ([kind, all]) =>
        kind !== '' &&
        !taken.has(kind.toLowerCase()) &&
        all.length >= fewest &&
        findKind(kind, null) !== null &&
        !/^(?:Params?|Config|Info|State|Builder|Result|Type|List|Item)$/.test(kind),
    )
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, mostOfKind)
    .map(([kind, all], index): ExtensionPoint => {
      const files = new Set(all.map(({ place }) => place.file))
      const [file] = files
      const folders = new Set([...files].map(folderOf))
      const [folder] = folders
      const first = all[0]
      return {
        id: `alike:${kind}`,
        what: inWords(kind),
        about: first === undefined ? world.project : world.symbol(first.qualified_name, first.place.file),
        examples: all.slice(0, 3).map(({ qualified_name: name, place }) => world.symbol(name, place.file)),
        places: all.slice(0, 3).map(({ place }) => place),
        how: (say) =>
          files.size === 1 && file !== undefined
            ? `it would stand beside them in ${say.bare(world.file(file))}`
            : folders.size === 1 && folder !== undefined && folder !== ''
              ? `it would be another file in ${mark(folder)}`
              : 'it is best modelled on one of them',
        weight: 0.74 - index * 0.1,
      }
    })
}

/** `URLRequest+Name.swift` adds to somebody else's type, and is no extension of this. */
const isKindOf = (file: string): boolean =>
  !/\+|(?:^|\/)(?:index|mod|__init__|base|common|utils?|types?|helpers?)\.\w+$|[._-](?:test|spec)\.|\.d\.ts$/i.test(file)

/** A folder called after a kind of thing, with a file for each. */
const kindFolders = (world: World, taken: ReadonlySet<string>): ExtensionPoint[] => {
  const sources = world.facts.key_files.filter(
    ({ path, language }) => language !== 'SQL' && kindFolder.test(folderOf(path).split('/').at(-1) ?? '') && isKindOf(path) && !isBeside(path),
  )
  return [...Map.groupBy(sources, ({ path }) => folderOf(path))]
    .map(([folder, files]): [string, KeyFile[]] => [folder, ofTheirKind(files, singular(folder.split('/').at(-1) ?? folder), ({ path }) => stemOf(path))])
    .filter(([folder, files]) => files.length >= fewest && !taken.has(inWords(singular(folder.split('/').at(-1) ?? ''))))
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, mostOfKind)
    .map(([folder, files], index): ExtensionPoint => {
      const part = world.facts.parts.find(({ path }) => path === folder)
      const home: Named = part === undefined ? { key: `folder ${folder}`, name: folder, role: 'folder', home: null } : world.part(part.name)
      return {
        id: `folder:${folder}`,
        what: inWords(singular(folder.split('/').at(-1) ?? folder)),
        about: home,
        examples: files.slice(0, 3).map(({ path }) => world.file(path)),
        places: files.slice(0, 3).map(({ path }) => world.top(path)),
        how: (say) => `it would be one more file in ${say.bare(home)}`,
        weight: 0.86 - index * 0.1,
      }
    })
}

const fewestFunctions = 6
/** Verbs that any code is full of: that there are several of them is no pattern to follow. */
const common =
  /^(?:get|set|is|has|to|as|test|bench|print|log|assert|check|expect|init|add|remove|create|make|new|copy|apply|validate|update|delete|find|load|read|write)$/

/** `parse_tuple`, `parse_call` …, `WithInput`, `WithOutput` …: a new case is one more function beside the others. */
const functionFamilies = (world: World): ExtensionPoint[] => {
  const wordOf = ({ name }: CodeSymbol): string => /^([a-z]+|[A-Z][a-z]+)(?=[A-Z_]\w)/.exec(name)?.[1] ?? ''
  const functions = world.facts.symbols.filter(({ kind, name }) => (kind === 'function' || kind === 'method') && !name.startsWith('_'))
  return [...Map.groupBy(functions, (symbol) => `${symbol.place.file}#${symbol.parent ?? ''}#${wordOf(symbol)}`)]
    .flatMap(([, all]) => {
      const [first] = all
      const word = first === undefined ? '' : wordOf(first)
      const isVerb = isBaseVerb(word.toLowerCase(), 'the') || /^(?:visit|do|on|with|before|after|handle|use)$/i.test(word)
      return first === undefined || all.length < fewestFunctions || word === '' || common.test(word.toLowerCase()) || !isVerb ? [] : [{ first, all, word }]
    })
    .toSorted((a, b) => b.all.length - a.all.length)
    .slice(0, mostOfKind)
    .map(({ first, all, word }, index): ExtensionPoint => {
      const file = world.file(first.place.file)
      return {
        id: `functions:${first.place.file}:${word}`,
        // "Another on method" says nothing.
        what: isBaseVerb(word.toLowerCase(), 'the') && word !== 'do' && word !== 'use' ? `${word} ${first.kind}` : `${first.kind} like ${first.name}`,
        about: file,
        examples: all.slice(0, 3).map(({ qualified_name: name, place }) => world.symbol(name, place.file)),
        places: all.slice(0, 3).map(({ place }) => place),
        how: (say) => `it would stand among the others in ${say.bare(file)} whose names begin with ${mark(word)}`,
        weight: 0.72 - index * 0.1,
      }
    })
}

/** Where requests are led to code. */
const routes = (world: World): ExtensionPoint[] => {
  // The routes of a library are its users' own; those within are of an example, or of a page for itself.
  if (world.isLibrary) return []
  const all = world.facts.entry_points.filter(({ kind }) => kind === 'route')
  const [most] = [...Map.groupBy(all, ({ place }) => place.file)].toSorted(([, a], [, b]) => b.length - a.length)
  if (most === undefined || most[1].length < fewest) return []
  const [path, own] = most
  const file = world.file(path)
  return [
    {
      id: 'routes',
      what: 'route',
      about: file,
      examples: [],
      places: own.slice(0, 3).map(({ place }) => place),
      how: (say) => `it is registered in ${say.bare(file)}, ${own.length > all.length / 2 ? 'where most of the others are' : 'as others are'}`,
      weight: 0.96,
    },
  ]
}

const pointForms = ({ what, examples: all, how }: ExtensionPoint): Form[] => {
  // What is written once for each platform bears one name.
  const examples = all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at)
  const as = (say: Say): string =>
    examples.length === 0 ? '' : `, as ${joined(examples.map((example) => say.bare(example)))} ${examples.length === 1 ? 'shows' : 'show'}`
  return [
    ...ways(
      (say) => `to add another ${what}, follow those that are there: ${how(say)}${as(say)}`,
      (say) => `should it need one more ${what}, the pattern is set: ${how(say)}${as(say)}`,
      (say) => `there is a place for ${withArticle(`new ${what}`)}: ${how(say)}${as(say)}`,
      (say) => `who misses ${withArticle(what)} can see how the others were made: ${how(say)}${as(say)}`,
    ),
    ...styled('tutorial', (say) => `imagine that you had to add another ${what}: ${how(say)}${as(say)}`),
    ...styled('technical', (say) => `extension point, ${what}: ${how(say)}${as(say)}`),
    ...styled('podcast', (say) => `if I wanted another ${what}, I'd look at what's there: ${how(say)}${as(say)}`),
    ...styled('fiction', (say) => `a newcomer to the guild called ${what} learns the custom first: ${how(say)}${as(say)}`),
  ]
}

const mostPoints = 7

export const extensionMessages = (world: World): Message[] => {
  const lastWords = (points: readonly ExtensionPoint[]): Set<string> => new Set(points.map(({ what }) => what.split(' ').at(-1) ?? what))
  const first = [...routes(world), ...siblings(world), ...families(world)]
  const known = [...first, ...kindFolders(world, lastWords(first))]
  const all = [...known, ...namedAlike(world, lastWords(known)), ...functionFamilies(world)]
  // Found in two ways, it is told in the one that says more.
  const distinct = all.filter(({ what }, at) => all.findIndex((other) => other.what === what) === at)
  return distinct.slice(0, mostPoints).map((point) => ({
    id: `extend:${point.id}`,
    about: point.about,
    weight: point.weight,
    places: point.places,
    keywords: [point.what, ...point.examples.map(({ name }) => name)],
    title: `room for another ${point.what}`,
    forms: pointForms(point),
  }))
}
