// Where execution starts: the doors (commands, main functions, what an import gives), then the calls that lead through
// most of the code.
import type { EntryPoint, Place } from '../../../../shared/analysis.ts'
import { joined } from '../language/lists.ts'
import { speakable } from '../language/plain-words.ts'
import { mark } from '../telling/marked-names.ts'
import type { Form, Message } from '../telling/message.ts'
import { plain, styled, ways } from '../telling/ways.ts'
import { stageForms } from './journey/stages.ts'
import { madeByMessages } from './made-by.ts'
import { fewestRoutes, type World } from './world.ts'

/** Chosen by the analysis since it leads through much of the code: a typical call, not a door. */
export const isTypicalCall = ({ symbol, kind }: EntryPoint): boolean => symbol !== null && (kind === 'library' || kind === 'export')

/** What shows that callers begin there, in words. */
const shownBy = ({ reason }: EntryPoint): string | null => (/^the README calls it/.test(reason) ? 'the README calls it' : null)

/** "slim/slim" and "@scope/slim" are Slim; "axum-core" is not axum. */
const isOwnPackage = ({ name }: EntryPoint, { facts }: World): boolean =>
  name.toLowerCase().split('/').at(-1) === facts.name.toLowerCase() ||
  !facts.entry_points.some((other) => other.name.toLowerCase() === facts.name.toLowerCase())

/** What a request passes before its handler, as the group that its route belongs to says. */
const guardMessage = (entry: EntryPoint, world: World): Message | null => {
  const names = /, behind (.+)$/.exec(entry.reason)?.[1]?.split(' and ') ?? []
  const guards = names.flatMap((name) => world.facts.symbols.find((symbol) => symbol.name === name && /^(?:function|method)$/.test(symbol.kind)) ?? [])
  const [first] = guards
  if (first === undefined) return null
  const named = guards.map(({ qualified_name: symbol, place }) => world.symbol(symbol, place.file))
  return {
    id: 'start-guard:0',
    about: named[0] ?? null,
    weight: 0.98,
    places: [entry.place, ...guards.map(({ place }) => place)],
    keywords: names,
    forms: ways(
      (say) => `before its handler, ${mark(entry.name)} has to pass ${joined(named.map((guard) => say.placed(guard)))}, like all routes of its group`,
      (say) =>
        `${joined(named.map((guard) => say.placed(guard)))} ${named.length === 1 ? 'stands' : 'stand'} before ${mark(entry.name)}, and before the other routes of its group`,
    ),
  }
}

const isWithin = (place: Place, around: Place | undefined): boolean =>
  around !== undefined && around.start_line < place.start_line && place.end_line < around.end_line

/** Where a file is imported, and not a package or a header. */
const doorLanguage = /\.(?:[cm]?[jt]sx?|py|rs|rb|vue|svelte)$/

const doorForms = (entry: EntryPoint, world: World): Form[] => {
  const { project } = world
  const file = world.file(entry.place.file)
  const inside = entry.symbol === null ? file : world.symbol(entry.symbol, entry.place.file)
  const name = mark(entry.name)
  switch (entry.kind) {
    case 'bin':
      return [
        ...ways(
          (say) => `typing ${name} in a terminal starts ${say.name(file)}`,
          (say) => `the program ${name} begins in ${say.name(file)}`,
        ),
        ...styled('tutorial', (say) => `when you type ${name}, the first file to run is ${say.bare(file)}`),
        ...styled('fiction', (say) => `whoever speaks the word ${name} in a terminal finds the gate open, and the gate is ${say.bare(file)}`),
      ]
    case 'main':
      return [
        ...ways(
          (say) => `a program starts in ${say.placed(inside)}`,
          (say) => `${say.placed(inside)} is where a program begins to run`,
        ),
        ...styled('technical', (say) => `main function: ${say.placed(inside)}`),
        ...styled('fiction', (say) => `one gate of the town is ${say.placed(inside)}`),
      ]
    case 'library':
    case 'export':
      // In a repository of several packages only one of them is the project itself.
      if (!isOwnPackage(entry, world))
        return ways(
          (say) => `${name} is a package of its own, and its door is ${say.placed(inside)}`,
          (say) => `code that imports ${name} lands in ${say.placed(inside)}`,
        )
      // Where a package is imported as a whole, none of its files is its door.
      if (!doorLanguage.test(entry.place.file))
        return [
          ...ways(
            (say) => `${say.bare(project)} is a library: other code imports it, and ${say.placed(inside)} is a good file to open first`,
            (say) => `other people's code imports ${say.bare(project)} as a whole; to read it, begin with ${say.placed(inside)}`,
          ),
          ...styled('technical', (say) => `library; first file: ${say.placed(inside)}`),
          ...styled(
            'fiction',
            (say) => `strangers who want to know the town begin with ${say.placed(inside)}, for a library is visited and never sets out by itself`,
          ),
        ]
      return [
        ...ways(
          (say) => `${say.bare(project)} is a library: other code imports it, and the import leads to ${say.placed(inside)}`,
          (say) => `whoever imports ${say.bare(project)} gets what ${say.placed(inside)} exports`,
          (say) => `the door for other people's code is ${say.placed(inside)}`,
        ),
        ...styled('tutorial', (say) => `your own code is the program: it imports ${say.bare(project)} and lands in ${say.placed(inside)}`),
        ...styled('technical', (say) => `library entry: ${say.placed(inside)}`),
        ...styled('fiction', (say) => `the gate for strangers is ${say.placed(inside)}, for a library is visited and never sets out by itself`),
      ]
    case 'server':
      return ways(
        (say) => `the server comes up in ${say.placed(inside)}`,
        (say) => `a server is started by ${say.placed(inside)}`,
      )
    case 'route':
      // Written out on the spot: the function around it only registers the route.
      if (entry.symbol !== null && isWithin(entry.place, world.findSymbol(entry.symbol, entry.place.file)?.place))
        return ways(
          (say) => `${name} is registered in ${say.placed(inside)}, together with what answers it`,
          (say) => `what answers ${name} is written out where the route is registered, in ${say.placed(inside)}`,
        )
      return ways(
        (say) => `${name} is answered by ${say.placed(inside)}`,
        (say) => `a request for ${name} is led to ${say.placed(inside)}`,
      )
    case 'command':
      return ways(
        (say) => `the command ${name} is answered by ${say.placed(inside)}`,
        (say) => `${name} is one of its commands, and it lives in ${say.name(file)}`,
      )
    case 'example':
      return ways(
        (say) => `an example to run is ${say.name(file)}`,
        (say) => `for a first look there is an example, ${say.bare(file)}`,
      )
    case 'script':
      return ways((say) => `the script ${name} runs ${say.name(file)}`)
    case 'worker':
      return ways((say) => `a worker of its own starts in ${say.placed(inside)}`)
  }
}

const callForms = (entry: EntryPoint, world: World): Form[] => {
  const inside = world.symbol(entry.symbol ?? entry.name, entry.place.file)
  const shown = shownBy(entry)
  return [
    ...ways(
      (say) => `of all that callers may call, ${say.placed(inside)} is the one to follow${shown === null ? '' : `, since ${shown}`}`,
      (say) => `a typical call enters at ${say.placed(inside)}${shown === null ? '' : ', as the README shows'}`,
    ),
    ...styled('tutorial', (say) => `the call to study first is ${say.placed(inside)}${shown === null ? '' : `, since ${shown}`}`),
    ...styled('fiction', (say) => `the road that most strangers ask for is the one to ${say.placed(inside)}`),
    ...styled('podcast', (say) => `I'd set a breakpoint in ${say.placed(inside)}${shown === null ? '' : `, because ${shown}`}`),
    ...styled('technical', (say) => `principal entry point: ${say.placed(inside)}`),
  ]
}

/** Code beside the product: it starts too, but nobody who asks where it starts means that. */
const besideWords = new Set(
  'test tests testing mock mocks fake fakes bench benches benchmark benchmarks example examples metrics demo demos sample samples script scripts support tool tools fuzz fuzzing codegen integration buildsrc extras extra contrib packaging profiling'.split(
    ' ',
  ),
)
/** By whole words: "FuzzyMatch" and "describe" are none of these. A package's name under `src/main/java` says nothing. */
const isBesideProduct = (file: string, symbol: string): boolean =>
  `${file.replace(/(src\/\w+\/(?:java|kotlin|scala|groovy))\/.*\//, '$1/')} ${symbol}`
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .some((word) => besideWords.has(word.toLowerCase()))
const cFamily = new Set(['C', 'C++', 'Objective-C'])

/** Neither a helper's nor in a language that the project is not written in. */
export const isOfProduct = (entry: EntryPoint, { facts }: World): boolean => {
  const main = facts.languages[0]?.name
  const language = facts.key_files.find(({ path }) => path === entry.place.file)?.language
  const isForeign =
    language !== undefined &&
    main !== undefined &&
    (facts.languages.find(({ name }) => name === language)?.share ?? 0) < 0.25 &&
    !(cFamily.has(language) && cFamily.has(main))
  return !isForeign && !isBesideProduct(entry.place.file, entry.symbol ?? '')
}

/** Does the project call itself something that is typed into a terminal? */
export const isCommand = ({ purpose }: World['facts']): boolean =>
  purpose
    .slice(0, 4)
    .some(({ text }) => /\b(?:command[- ]line|CLI|terminal)\b/i.test(text) && !/\b(?:library|framework|package|toolkit) (?:for|to)\b/i.test(text))

/** Then what a call is has been settled by others: a request comes in. */
export const servesRequests = ({ purpose }: World['facts']): boolean =>
  /\b(?:web (?:application )?framework|[AW]SGI framework|http (?:server|router|web framework)|router for building|web server|web applications?|build\w* (?:\w+ )?web services?|micro-?framework|rest api(?! client))\b/i.test(
    purpose
      .slice(0, 3)
      .map(({ text }) => text)
      .join(' '),
  )

const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '')
/** A main function of a project that calls itself a command, or of the project's own name, as Go builds it: unless people meet it by its routes. */
export const isOwnMain = ({ kind, name }: EntryPoint, facts: World['facts']): boolean =>
  kind === 'main' &&
  (isCommand(facts) || (plainName(name) === plainName(facts.name) && facts.entry_points.filter((entry) => entry.kind === 'route').length < fewestRoutes))

/** Is it a program first, whatever else its code offers? */
export const startsItself = ({ facts }: World): boolean => {
  const [first] = facts.entry_points
  return first !== undefined && (first.kind === 'bin' || isOwnMain(first, facts))
}

const mostDoors = 5
const fewestPackages = 3

/** @param followed key of what the story's path begins with: of all that may be called, that is the call to tell of */
export const startMessages = (world: World, followed: string | null = null): Message[] => {
  const { entry_points: entries } = world.facts
  // A script that a command starts is that command, told once.
  const isCommandsScript = ({ kind, symbol, place }: EntryPoint): boolean =>
    kind === 'main' && symbol === null && entries.some((other) => other.kind === 'bin' && other.place.file === place.file)
  const doors = entries.filter((entry) => !isTypicalCall(entry) && !isCommandsScript(entry) && (speakable(entry.name) || entry.kind !== 'route'))
  const distinct = doors.filter(
    (door, index) => doors.findIndex(({ place, kind }) => place.file === door.place.file && kind === door.kind) === index && door.kind !== 'script',
  )
  // A file of a library that can be started too is beside the point.
  const isAside = ({ kind, place }: EntryPoint): boolean => kind === 'main' && world.isLibrary && !isCommand(world.facts) && !place.file.endsWith('.go')
  // A manifest says that there is a package; nobody imports the manifest.
  const isManifest = ({ kind, place }: EntryPoint): boolean =>
    (kind === 'library' || kind === 'export') && /(?:pom\.xml|CMakeLists\.txt|\.gradle(?:\.kts)?|\.gemspec|\.(?:json|toml|podspec|csproj))$/.test(place.file)
  const main = distinct.filter(
    (door) => !isAside(door) && !isManifest(door) && door.kind !== 'route' && door.kind !== 'example' && (door.kind === 'bin' || isOfProduct(door, world)),
  )
  // Of many packages in one repository, that of the call that is followed, or the first: each by itself is not the project.
  const packages = [...new Set(main.flatMap(({ kind, name }) => (kind === 'library' ? [name] : [])))]
  const followedName = entries.find((entry) => isTypicalCall(entry) && world.symbol(entry.symbol ?? '', entry.place.file).key === followed)?.name
  const ownPackage = packages.includes(followedName ?? '') ? followedName : packages[0]
  const isOfMany = ({ kind, name }: EntryPoint): boolean => kind === 'library' && packages.length >= fewestPackages && name !== ownPackage
  const isNamesake = ({ name }: EntryPoint): boolean => name.toLowerCase() === world.facts.name.toLowerCase()
  // Beside a command of the project's own name at the root, those that lie elsewhere are tools of its makers.
  const isOfRoot = ({ place }: EntryPoint): boolean => /^(?:(?:src|bin|cmd|lib|cli|exe)\/|[^/]+$)/.test(place.file)
  const hasOwnCommand = main.some((door) => door.kind === 'bin' && isNamesake(door) && isOfRoot(door))
  const chosenDoors = [
    ...main
      .filter((door) => (!hasOwnCommand || door.kind !== 'bin' || isOfRoot(door)) && !isOfMany(door))
      .toSorted((a, b) => Number(b.kind === 'bin' && isNamesake(b)) - Number(a.kind === 'bin' && isNamesake(a))),
    ...(world.isLibrary && entries.some(isTypicalCall) ? [] : distinct.filter(({ kind }) => kind === 'route').slice(0, 2)),
    ...distinct.filter(({ kind, place }) => kind === 'example' && !/bench/i.test(place.file)).slice(0, 1),
  ].slice(0, mostDoors)
  const messages = chosenDoors.map(
    (entry, index): Message => ({
      id: `start:${index}`,
      about: entry.symbol === null ? world.file(entry.place.file) : world.symbol(entry.symbol, entry.place.file),
      weight: Math.max(0.25, 1 - index * 0.2),
      places: [entry.place],
      keywords: [entry.name, entry.place.file],
      forms: doorForms(entry, world),
    }),
  )
  const guarded = chosenDoors.find(({ kind, reason }) => kind === 'route' && reason.includes(', behind '))
  const guard = guarded === undefined ? null : guardMessage(guarded, world)
  if (guard !== null && guarded !== undefined) messages.splice(chosenDoors.indexOf(guarded) + 1, 0, guard)
  // One call is followed; that others are open to callers as well, all of them are.
  const isFollowed = ({ symbol, place }: EntryPoint): boolean => followed === null || (symbol !== null && world.symbol(symbol, place.file).key === followed)
  const call = startsItself(world)
    ? undefined
    : entries.find((entry) => world.isLibrary && isTypicalCall(entry) && isOfProduct(entry, world) && isFollowed(entry))
  if (call !== undefined)
    messages.splice(1, 0, {
      id: 'start-call:0',
      about: world.symbol(call.symbol ?? call.name, call.place.file),
      weight: 0.95,
      places: [call.place],
      keywords: [call.symbol ?? '', call.place.file],
      forms: callForms(call, world),
    })
  const followedCall = call ?? entries.find((entry) => isTypicalCall(entry) && isFollowed(entry))
  if (followedCall !== undefined && followed !== null && !startsItself(world))
    messages.splice(call === undefined ? 1 : 2, 0, ...madeByMessages(followedCall, world))
  const script = chosenDoors.find(({ kind }) => kind === 'bin')
  const ofScript = script === undefined ? null : stageForms(world.stagesOf(script.place.file), world.file(script.place.file))
  if (script !== undefined && ofScript !== null)
    messages.splice(1, 0, {
      id: 'start-stages:0',
      about: world.file(script.place.file),
      weight: 0.98,
      places: ofScript.told.map(({ place }) => place),
      keywords: [script.place.file],
      forms: ofScript.forms,
    })
  const routes = entries.filter(({ kind }) => kind === 'route')
  if (routes.length > 3 && !(world.isLibrary && entries.some(isTypicalCall)))
    messages.push({
      id: 'start:routes',
      about: null,
      weight: 0.5,
      places: routes.slice(0, 3).map(({ place }) => place),
      forms: plain(() => `its routes include ${joined(routes.slice(0, 3).map(({ name }) => mark(name)))}`),
    })
  return messages
}
