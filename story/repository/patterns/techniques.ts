// Techniques that show in more than one place of it, and that a newcomer should know by name.
import { type Found, findSymbols, isType, namesOf, patternOf, place, placesOf, productFiles, type Rule } from './evidence.ts'

const technique = patternOf('technique')

const builder: Rule = (sources) => {
  const found = findSymbols(sources, ({ name, kind }) => /[a-z]Builder$/.test(name) && !/test/i.test(name) && /^(?:struct|class)$/.test(kind))
  return technique('builder', `objects with many options are made by builders (${namesOf(found)})`, placesOf(found), 2)
}

const fewestImplementers = 3

const severalImplementations: Rule = (sources) => {
  const types = findSymbols(sources, (symbol, { path }) => isType(symbol) && !/\.d\.[cm]?ts$/.test(path))
  // What errors have in common is told with the errors.
  const bases = types.filter(
    ({ symbol }) => /^(?:trait|interface|protocol)$/.test(symbol.kind) && symbol.exported && !/(?:Error|Exception|Throwable)$/.test(symbol.name),
  )
  const [most] = bases
    .map((base): { base: Found; by: Found[] } => ({
      base,
      by: types.filter(
        ({ symbol }) =>
          symbol.kind !== 'interface' &&
          symbol.qualifiedName !== base.symbol.qualifiedName &&
          symbol.extends.some((name) => name.split(/\.|::/).at(-1) === base.symbol.name),
      ),
    }))
    .filter(({ by }) => new Set(by.map(({ symbol }) => symbol.name)).size >= fewestImplementers)
    .sort((a, b) => b.by.length - a.by.length)
  // How many there are is not said: only the files that matter were read whole.
  return most === undefined
    ? null
    : technique('interface with several implementations', `${most.base.symbol.name} is implemented by several types (${namesOf(most.by)})`, [
        most.base.place,
        ...placesOf(most.by),
      ])
}

const visitor: Rule = (sources) => {
  const types = findSymbols(sources, (symbol) => isType(symbol) && /Visitor$/.test(symbol.name))
  const visits = findSymbols(sources, ({ name }) => /^visit/i.test(name))
  if (new Set(types.map(({ symbol }) => symbol.name)).size < 2 || visits.length < 3) return null
  return technique('visitor', `trees are walked by visitors (${namesOf(types)})`, placesOf(types))
}

const objectPool: Rule = (sources) => {
  const found = productFiles(sources).flatMap((file) =>
    [...file.fieldTypes]
      .filter(([, type]) => /^(?:Pool|ObjectPool|ArrayPool)$/.test(type))
      .flatMap(([field]) =>
        file.symbols
          .filter((symbol) => symbol.qualifiedName === field.split('.')[0])
          .map((symbol) => ({ place: place(file.path, symbol.line, symbol.endLine), symbol })),
      ),
  )
  return technique('object pool', `used objects are kept and used again (${namesOf(found)})`, placesOf(found))
}

/** How a thread is started, by language: the same words mean other things elsewhere. `receiver.name` of the call. */
const threadStarts: Readonly<Record<string, RegExp>> = {
  Rust: /^(?:(?:std::)?thread\.(?:spawn|scope)|s\.spawn|scope\.spawn|\w*\.?spawn_blocking)$/,
  Java: /^(?:.*\.)?(?:Thread|newFixedThreadPool|newCachedThreadPool|newSingleThreadExecutor|ThreadPoolExecutor)$/,
  Kotlin: /^(?:.*\.)?(?:Thread|thread|newFixedThreadPool|newCachedThreadPool|newSingleThreadExecutor|ThreadPoolExecutor)$/,
  'C#': /^(?:.*\.)?(?:Thread|QueueUserWorkItem)$/,
  C: /^(?:.*\.)?pthread_create$/,
  'C++': /^(?:(?:.*\.)?pthread_create|std\.(?:thread|async)|std::(?:thread|async)|thread)$/,
  Python: /^(?:.*\.)?(?:Thread|ThreadPoolExecutor|ProcessPoolExecutor)$/,
  Ruby: /^Thread\.(?:new|start|fork)$/,
  JavaScript: /^(?:.*\.)?Worker$/,
  TypeScript: /^(?:.*\.)?Worker$/,
}

const workerThreads: Rule = (sources) => {
  const found = productFiles(sources).flatMap((file) =>
    file.symbols.flatMap((symbol) =>
      symbol.calls
        .filter(({ name, receiver }) => threadStarts[file.language]?.test(receiver === null ? name : `${receiver}.${name}`))
        .map((call) => ({ place: place(file.path, call.line), symbol })),
    ),
  )
  return technique('worker threads', `work is given to threads or processes beside the main one (${namesOf(found, 3)})`, placesOf(found))
}

const doorName = /(?:^|\/)(?:index|main|lib|mod|__init__)\.\w+$/
const fewestBehindDoor = 4
const longestDoor = 90

const facade: Rule = ({ facts, graph, product }) => {
  const door = facts.key_files.find(
    ({ path, imports, lines }) =>
      doorName.test(path) &&
      product.has(path) &&
      imports.length >= fewestBehindDoor &&
      lines <= longestDoor &&
      facts.entry_points.some((entry) => entry.kind === 'library' && entry.place.file === path),
  )
  if (door === undefined) return null
  const edges = (graph.edgesFrom.get(door.path) ?? []).filter(({ line }) => line !== null)
  return technique(
    'facade',
    `${door.path} is the door for callers, and the work is in the files behind it`,
    edges.flatMap(({ from, line }) => (line === null ? [] : [place(from, line)])),
    fewestBehindDoor,
  )
}

export const techniqueRules: readonly Rule[] = [severalImplementations, builder, visitor, workerThreads, objectPool, facade]
