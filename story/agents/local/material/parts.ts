// The parts as a newcomer would name them, what each is for, and which of them carry the others.
import type { Part } from '../../../../shared/analysis.ts'
import { docPredicate, ownWords } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { exactly } from '../language/numbers.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message, Say } from '../telling/message.ts'
import { claiming, plain, styled, ways } from '../telling/ways.ts'
import { contentsForms, findContents } from './contents.ts'
import type { World } from './world.ts'

/** Folders, packages and crates are what people divide a project into; a file is only where something stands. */
const areasOf = (parts: readonly Part[]): Part[] => parts.filter(({ kind }) => kind !== 'file')
const isFlat = (parts: readonly Part[]): boolean => areasOf(parts).length < parts.length / 2

/** Of the lines: less is no "most", however one counts. */
const mostShare = 0.6
const mostAreas = 3

/** Files side by side have no floors and no roof: which of them to open first is all that their order tells. */
const flatMessages = (world: World): Message[] => {
  const single = world.facts.parts.filter(({ kind }) => kind === 'file')
  const files = single.filter(({ path }) => !/(?:^|\/)(?:__init__|index|mod|lib|__version__|version|_?types?)\.\w+$/.test(path))
  const allAreas = areasOf(world.facts.parts)
  const areas = allAreas.slice(0, mostAreas)
  const [first, second, third] = files
  if (first === undefined || second === undefined || third === undefined) return []
  const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/')
  const [most] = [...Map.groupBy(files, ({ path }) => folderOf(path))].toSorted(([, a], [, b]) => b.length - a.length)
  const folder = most?.[0] ?? ''
  const where = folder === '' ? 'side by side' : `in ${mark(folder)}`
  const lines = single.reduce((sum, part) => sum + (folderOf(part.path) === folder ? part.lines : 0), 0)
  const isMost = lines >= world.facts.counts.source_lines * mostShare
  const names = (say: Say): string => joined([first, second, third].map(({ path }) => say.bare(world.file(path))))
  const beside = (say: Say): string => {
    const list = joined(areas.map(({ name }) => say.bare(world.part(name))))
    return allAreas.length > areas.length ? `folders, ${list} among them,` : list
  }
  const way = (say: Say): string => `to find your way, begin with ${names(say)}`
  return [
    {
      id: 'parts:flat',
      about: null,
      weight: 0.95,
      places: [first, second, third, ...areas].map(({ place }) => place),
      title: `${first.name}, ${second.name} and the files beside them`,
      forms: [
        ...(areas.length === 0
          ? ways(
              (say) => `the code is not cut into folders: its files lie ${where}; ${way(say)}`,
              (say) => `there is one level only, files ${where}; ${way(say)}`,
            )
          : isMost
            ? ways(
                (say) => `most of the code lies in single files ${where}, with ${beside(say)} beside them; ${way(say)}`,
                (say) => `apart from ${beside(say)} the code is single files ${where}; ${way(say)}`,
              )
            : ways(
                (say) => `part of the code lies in single files ${where}, and part of it in ${beside(say)}; ${way(say)}`,
                (say) => `there are single files ${where}, and beside them ${beside(say)}; ${way(say)}`,
              )),
        ...styled('tutorial', (say) => `your map is mostly files ${where}: write ${names(say)} in the middle`),
        ...styled('fiction', (say) => `it is a town of houses ${where} rather than of quarters, and everybody knows those of ${names(say)}`),
      ],
    },
  ]
}

export const partsOverview = (world: World): Message[] => {
  if (isFlat(world.facts.parts)) return flatMessages(world)
  const parts = areasOf(world.facts.parts)
  const [first, second, third] = parts
  if (first === undefined || second === undefined) return []
  const kinds = new Set(parts.map(({ kind }) => kind))
  const noun = kinds.size === 1 && first.kind !== 'file' ? `${first.kind}s` : 'parts'
  const links = world.linkVerb
  const [busiest, runnerUp] = parts.toSorted((a, b) => b.used_by.length - a.used_by.length)
  const standing = runnerUp !== undefined && runnerUp.used_by.length === busiest?.used_by.length ? 'as many as any' : `more than ${links} any other`
  const messages: Message[] = [
    {
      id: 'parts:count',
      about: null,
      weight: 0.95,
      places: parts.slice(0, 3).map(({ place }) => place),
      title: `the ${noun}, from ${first.name} to ${(third ?? second).name}`,
      forms: [
        ...ways(
          (say) =>
            `the code is divided into ${noun}, and the names to remember are ${joined([first, second, ...(third === undefined ? [] : [third])].map(({ name }) => say.bare(world.part(name))))}`,
          (say) => `of the ${noun} of the code, ${joined([first, second].map(({ name }) => say.bare(world.part(name))))} are the ones to know first`,
        ),
        ...styled(
          'fiction',
          (say) =>
            `the town has its quarters, and ${joined([first, second].map(({ name }) => say.bare(world.part(name))))} are the ones that the others talk about`,
        ),
        ...styled(
          'tutorial',
          (say) => `keep a map of the ${noun}, and write ${joined([first, second].map(({ name }) => say.bare(world.part(name))))} in the middle`,
        ),
      ],
    },
  ]
  if (busiest !== undefined && busiest.used_by.length >= 2)
    messages.push({
      id: 'parts:busiest',
      about: world.part(busiest.name),
      weight: 0.9,
      places: [busiest.place, ...busiest.used_by.slice(0, 3).map(({ example }) => example)],
      title: `${busiest.name}, on which ${exactly(busiest.used_by.length)} others lean`,
      forms: [
        ...ways(
          (say) => `${exactly(busiest.used_by.length)} of the others ${links} ${say.name(world.part(busiest.name))}, ${standing}`,
          (say) => `many roads lead to ${say.name(world.part(busiest.name))}, which ${exactly(busiest.used_by.length)} other ${noun} ${links}`,
        ),
        ...styled(
          'tutorial',
          (say) =>
            `if you draw an arrow for each part that needs another, ${exactly(busiest.used_by.length)} of them end at ${say.name(world.part(busiest.name))}`,
        ),
      ],
    })
  messages.push(...layerMessages(parts, world, noun))
  return messages
}

/** That nothing is imported is known only where nearly every import was understood. */
const fewestResolved = 0.95
const knowsImports = ({ facts: { counts, read_in_part: inPart, languages }, linkVerb }: World): boolean =>
  // Where no file is imported, who uses whom is read off names; Go's folders are packages, and those are imported.
  (linkVerb === 'import' || languages[0]?.name === 'Go') && !inPart && counts.imports > 0 && counts.imports_resolved / counts.imports >= fewestResolved

/** Bottom and top of the building in one sentence. */
const layerMessages = (parts: readonly Part[], world: World, noun: string): Message[] => {
  if (!knowsImports(world)) return []
  const bottom = parts.filter(({ depends_on: needs, used_by: users }) => needs.length === 0 && users.length > 0).slice(0, 3)
  const top = parts.filter(({ depends_on: needs, used_by: users }) => needs.length > 0 && users.length === 0).slice(0, 2)
  if (bottom.length === 0 || top.length === 0) return []
  const names = (some: readonly Part[]) => (say: Say) => joined(some.map(({ name }) => say.bare(world.part(name))))
  const low = names(bottom)
  const high = names(top)
  const needs = bottom.length === 1 ? 'needs' : 'need'
  return [
    {
      id: 'parts:layers',
      about: null,
      weight: 0.88,
      places: [...bottom, ...top].map(({ place }) => place),
      title: `${bottom[0]?.name} below, ${top[0]?.name} above`,
      forms: [
        ...ways(
          (say) =>
            `at the bottom ${bottom.length === 1 ? 'lies' : 'lie'} ${low(say)}, which ${needs} none of the other ${noun}; at the top is ${high(say)}, which none of them needs`,
          (say) => `the ground is ${low(say)}, which ${needs} nobody else here, and the roof is ${high(say)}, on which nothing rests`,
        ),
        ...styled(
          'tutorial',
          (say) =>
            `put ${low(say)} at the lower edge, since ${bottom.length === 1 ? 'it needs' : 'they need'} none of the others, and ${high(say)} at the upper one`,
        ),
        ...styled('podcast', (say) => `read it from the bottom, which is ${low(say)}, to the top, which is ${high(say)}`),
      ],
    },
  ]
}

/** Two parts that name each other: what the base takes from its users is most often an example in a comment, or a test. */
const isIncidental = (part: Part, { part: other, imports }: Part['depends_on'][number], world: World): boolean => {
  const target = world.findPart(other)
  const back = target?.depends_on.find(({ part: name }) => name === part.name)?.imports ?? 0
  return back > imports && (back >= imports * 4 || part.used_by.length > (target?.used_by.length ?? 0))
}

/** The scripts of a page are not what a part of a server is known by. */
const isOfLanguage = (language: string, main: string): boolean =>
  language === main || language.replace(/^TSX$|^JavaScript$/, 'TypeScript') === main.replace(/^TSX$|^JavaScript$/, 'TypeScript')

const filesOf = ({ path, kind, main_language: main }: Part, { facts }: World): Set<string> =>
  new Set(
    facts.key_files
      .filter(({ language }) => isOfLanguage(language, main))
      .map((file) => file.path)
      .filter((file) => (kind === 'file' ? file === path : path === '' ? !file.includes('/') : file.startsWith(`${path}/`))),
  )

/** "sendMessage(), getOneMessage(), ipc option": what is in it, and no word of what it is. */
const namesOnly = /^(?:[^\s,]+(?: [^\s,]+)?, ){3,}/

export const partMessages = (world: World): Message[] =>
  world.facts.parts.slice(0, 14).flatMap((part, index): Message[] => {
    const links = world.linkVerb
    const linked = links === 'import' ? 'imported' : 'used'
    const named = world.part(part.name)
    // Beyond the first few, who needs whom is a table read out.
    const base = Math.max(0.25, 0.9 - index * 0.08) - (index < 5 ? 0 : 0.15)
    // Who imports whom among files of one package is how it is written, not how it is built.
    const linkBase = part.kind === 'file' ? base - 0.35 : base
    const keywords = [part.name, part.path]
    const messages: Message[] = []
    const words = part.description === null || namesOnly.test(part.description.text) ? null : part.description.text
    const predicate = words === null ? null : docPredicate(words, part.name)
    const own = words === null ? null : ownWords(words)
    if (part.description !== null && predicate !== null)
      messages.push({
        id: `part:${part.name}:what`,
        about: named,
        weight: base,
        places: [part.description.place],
        keywords,
        forms: claiming(`what ${predicate}`, [
          ...ways(
            (say) => `${say.name(named)} ${say.words(predicate)}`,
            (say) => `then there is ${say.name(named)}, which ${say.words(predicate)}`,
            (say) => `as for ${say.name(named)}, it ${say.words(predicate)}`,
          ),
          ...styled('fiction', (say) => `in the quarter called ${say.bare(named)} lives the one who ${say.words(predicate)}`),
          ...styled('technical', (say) => `${say.name(named)}${part.path === part.name ? '' : ` (${mark(part.path)})`} ${say.words(predicate)}`),
        ]),
      })
    else if (part.description !== null && own !== null)
      messages.push({
        id: `part:${part.name}:words`,
        about: named,
        weight: base - 0.1,
        places: [part.description.place],
        keywords,
        forms: claiming(`what ${own}`, [
          ...ways((say) => `of ${say.name(named)} the code says: ${say.words(own)}`),
          ...plain((say) => `${say.name(named)} has this to say for itself: ${say.words(own)}`),
        ]),
      })
    const contents = findContents(filesOf(part, world), world)
    if (contents !== null)
      messages.push({
        id: `part:${part.name}:holds`,
        about: named,
        weight: base - (predicate === null && own === null ? 0.02 : 0.3),
        places: contents.symbols.map(({ place }) => place),
        keywords: [...keywords, ...contents.symbols.map(({ name }) => name)],
        forms: contentsForms(named, contents, world, part.path),
      })
    const known = new Set(world.facts.key_files.flatMap(({ path, language }) => (isOfLanguage(language, world.facts.languages[0]?.name ?? '') ? [path] : [])))
    const central =
      part.kind === 'file' ? [] : part.central_files.filter((file) => known.has(file) && !/(?:^|\/)(?:__init__|index|mod|lib)\.\w+$/.test(file)).slice(0, 3)
    if (central.length >= 2)
      messages.push({
        id: `part:${part.name}:files`,
        about: named,
        weight: base - 0.12,
        places: central.map((file) => world.top(file)),
        keywords: [...keywords, ...central],
        forms: ways(
          (say) => `the files of ${say.name(named)} to know are ${joined(central.map((file) => say.bare(world.file(file))))}`,
          (say) => `in ${say.name(named)} the files to begin with are ${joined(central.map((file) => say.bare(world.file(file))))}`,
        ),
      })
    // Between files there is one import or none: the more central one is told first.
    const rankOf = (name: string): number => world.facts.parts.findIndex((other) => other.name === name)
    // Files of one package see each other without a word: that one names another is no dependence.
    const isOnePackage = part.kind === 'file' && links === 'use'
    const [need, ...needs] = (isOnePackage ? [] : part.depends_on)
      .filter((link) => !isIncidental(part, link, world))
      .toSorted((a, b) => b.imports - a.imports || rankOf(a.part) - rankOf(b.part))
    if (need !== undefined) {
      const others = [need, ...needs].slice(0, 3).map(({ part: name }) => world.part(name))
      const isAll = part.depends_on.length === others.length
      const more = isAll ? '' : ', among others'
      const list = (say: Say): string => `${joined(others.map((other) => say.bare(other)))}${more}`
      messages.push({
        id: `part:${part.name}:needs`,
        about: named,
        weight: linkBase - 0.05,
        places: [need, ...needs].slice(0, 3).map(({ example }) => example),
        keywords,
        forms: [
          ...ways(
            (say) => `${say.subject(named)} depends on ${list(say)}`,
            (say) => `for its own work ${say.name(named)} ${links}s ${list(say)}`,
            (say) => `${say.name(named)} leans on ${list(say)}`,
            // That this is all can be said only where all of it is known.
            (say) => (isAll && !knowsImports(world) ? null : `what ${say.name(named)} needs from its neighbours, it takes from ${list(say)}`),
          ),
          ...styled(
            'fiction',
            (say) => `${say.name(named)} never works alone: it sends for ${list(say)}`,
            (say) => `the debts of ${say.name(named)} are with ${list(say)}`,
            (say) => `when ${say.name(named)} runs short of something, ${list(say)} must help out`,
          ),
          ...styled('podcast', (say) => `${say.name(named)} can't live without ${list(say)}`),
          ...styled('tutorial', (say) => `an arrow on your map goes from ${say.name(named)} to ${list(say)}`),
          ...styled('technical', (say) => `${say.name(named)} ${links}s ${list(say)}`),
        ],
      })
    } else if (knowsImports(world) && !isOnePackage && part.used_by.length > 0 && part.depends_on.length === 0)
      messages.push({
        id: `part:${part.name}:base`,
        about: named,
        weight: linkBase - 0.3,
        places: [part.place, ...part.used_by.slice(0, 1).map(({ example }) => example)],
        keywords,
        forms: [
          ...ways(
            (say) => `${say.subject(named)} ${links}s none of the other parts, which puts it at the bottom`,
            (say) => `${say.name(named)} stands on its own feet: no other part of the repository is ${linked} there`,
          ),
          ...styled('fiction', (say) => `${say.name(named)} asks nobody in town for anything`),
        ],
      })
    const users = part.used_by
      .toSorted((a, b) => b.imports - a.imports)
      .slice(0, 2)
      .map(({ part: name }) => world.part(name))
    if (knowsImports(world) && !isOnePackage && users.length > 0 && part.used_by.length <= 2)
      messages.push({
        id: `part:${part.name}:users`,
        about: named,
        weight: linkBase - 0.25,
        places: part.used_by.slice(0, 2).map(({ example }) => example),
        keywords,
        forms: ways(
          (say) =>
            `tests, examples and tools aside, only ${joined(users.map((user) => say.bare(user)))} ${users.length === 1 ? `${links}s` : links} ${say.name(named)}`,
          (say) => `in the code itself ${say.name(named)} is ${linked} by ${joined(users.map((user) => say.bare(user)))} alone`,
        ),
      })
    return messages
  })
