// The picture of the whole: which parts there are, which of them all others need, what lies at the bottom and at the top.
import type { Part } from '../../../../shared/analysis.ts'
import { docPredicate } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { exactly } from '../language/numbers.ts'
import { wordCount } from '../language/plain-words.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message, Say } from '../telling/message.ts'
import { claiming, styled, ways } from '../telling/ways.ts'
import { alongThePath, isDoor, isOfErrors, isPlumbing, tellingFirst } from './part-links.ts'
import { inwardMessages } from './parts-inward.ts'
import type { World } from './world.ts'

/** Folders, packages and crates are what people divide a project into; a file is only where something stands. */
const areasOf = (parts: readonly Part[]): Part[] => parts.filter(({ kind }) => kind !== 'file')
const isFlat = (parts: readonly Part[]): boolean => areasOf(parts).length < parts.length / 2

/** Of the lines: less is no "most", however one counts. */
const mostShare = 0.6
const mostAreas = 4
/** Files side by side have no floors and no roof: which of them to open first is all that their order tells. */
const flatMessages = (world: World): Message[] => {
  const single = world.facts.parts.filter(({ kind }) => kind === 'file')
  const doing = single.filter(({ path, name }) => !isDoor(path) && !isOfErrors.test(name))
  const files = tellingFirst(alongThePath(doing, world))
  const allAreas = tellingFirst(areasOf(world.facts.parts))
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

/** Fewer do not make it what the others rest on. */
const fewestUsers = 3
/** What one other part uses is that part's affair, and no ground for all. */
const fewestOnGround = 2

export const partsOverview = (world: World): Message[] => {
  if (isFlat(world.facts.parts)) return [...flatMessages(world), ...inwardMessages(world)]
  const parts = tellingFirst(alongThePath(areasOf(world.facts.parts), world))
  const single = tellingFirst(
    alongThePath(
      world.facts.parts.filter(({ kind, path }) => kind === 'file' && !isDoor(path)),
      world,
    ),
  ).filter((part) => !isPlumbing(part))
  const [first, second, third] = parts
  if (first === undefined || second === undefined) return []
  // Files beside the folders are parts, too, where it comes to who needs whom.
  const kinds = new Set(world.facts.parts.map(({ kind }) => kind))
  const noun = kinds.size === 1 && first.kind !== 'file' ? `${first.kind}s` : 'parts'
  const area = new Set(parts.map(({ kind }) => kind)).size === 1 ? `${first.kind}s` : 'parts'
  const named = parts.slice(0, mostAreas)
  const list = (say: Say): string => `${joined(named.map(({ name }) => say.bare(world.part(name))))}${parts.length > named.length ? ' among them' : ''}`
  const beside = (say: Say): string =>
    // Beside packages single files are no parts of the same kind.
    single.length === 0 || area !== 'folders'
      ? ''
      : `; beside them stand single files, ${joined(single.slice(0, 2).map(({ path }) => say.bare(world.file(path))))}${single.length > 2 ? ' first of all' : ''}`
  const links = world.linkVerb
  const [busiest, runnerUp] = world.facts.parts.toSorted((a, b) => b.used_by.length - a.used_by.length)
  const isTold = busiest !== undefined && !isPlumbing(busiest)
  const standing = runnerUp !== undefined && runnerUp.used_by.length === busiest?.used_by.length ? 'as many as any' : `more than ${links} any other`
  const messages: Message[] = [
    {
      id: 'parts:count',
      about: null,
      weight: 0.95,
      places: [...named, ...(area === 'folders' ? single.slice(0, 2) : [])].map(({ place }) => place),
      title: `the ${area}, from ${first.name} to ${(third ?? second).name}`,
      forms: [
        ...ways(
          (say) => `the code is divided into ${area}, ${list(say)}${beside(say)}`,
          (say) => `of the ${area} of the code, ${joined(named.map(({ name }) => say.bare(world.part(name))))} are the ones to know first${beside(say)}`,
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
  // Small parts are none of those that are told apart, and may use it as well.
  const users = `at least ${exactly(busiest?.used_by.length ?? 0)}`
  if (busiest !== undefined && busiest.kind !== 'file' && busiest.used_by.length >= fewestUsers)
    messages.push({
      id: 'parts:busiest',
      about: world.part(busiest.name),
      weight: isTold ? 0.87 : 0.3,
      places: [busiest.place, ...busiest.used_by.slice(0, 3).map(({ example }) => example)],
      title: `${busiest.name}, on which many others lean`,
      forms: [
        ...ways(
          (say) => `${users} of the others ${links} ${say.name(world.part(busiest.name))}, ${standing}`,
          (say) => `many roads lead to ${say.name(world.part(busiest.name))}, which ${users} other ${noun} ${links}`,
        ),
        ...styled('tutorial', (say) => `if you draw an arrow for each part that needs another, ${users} of them end at ${say.name(world.part(busiest.name))}`),
      ],
    })
  messages.push(...roleSummary([...parts, ...single], world), ...inwardMessages(world), ...layerMessages(parts, world, noun))
  return messages
}

const fewestRoles = 3
const mostRoles = 5
/** A role that takes longer is told in a sentence of its own. */
const mostRoleWords = 12

/** What each is for, in one breath: of single sentences time would let only the first two be told. */
const roleSummary = (parts: readonly Part[], world: World): Message[] => {
  const known = parts.flatMap((part) => {
    const role = part.description === null ? null : docPredicate(part.description.text, part.name)
    return role === null || wordCount(role) > mostRoleWords || /[,:;]/.test(role) || part.description === null
      ? []
      : [{ role, named: world.part(part.name), place: part.description.place }]
  })
  const told = known.slice(0, mostRoles)
  if (told.length < fewestRoles) return []
  const list = (say: Say): string => joined(told.map(({ named, role }) => `${say.bare(named)} ${say.words(role)}`))
  return [
    {
      id: 'parts:roles',
      about: null,
      weight: 0.94,
      places: told.map(({ place }) => place),
      keywords: told.map(({ named }) => named.name),
      forms: claiming(
        told.map(({ role }) => `what ${role}`),
        [
          ...ways(
            (say) => `each has work of its own: ${list(say)}`,
            (say) => `by their own words, ${list(say)}`,
          ),
          ...styled('technical', (say) => list(say)),
        ],
      ),
    },
  ]
}

/** That nothing is imported is known only where nearly every import was understood. */
const fewestResolved = 0.95
export const knowsImports = ({ facts: { counts, read_in_part: inPart, languages }, linkVerb }: World): boolean =>
  // Where no file is imported, who uses whom is read off names; Go's folders are packages, and those are imported.
  (linkVerb === 'import' || languages[0]?.name === 'Go') && !inPart && counts.imports > 0 && counts.imports_resolved / counts.imports >= fewestResolved

/** Where a listener has not heard of a part, that it lies at the bottom says nothing. */
const mostInLayers = 8

/** Bottom and top of the building in one sentence. */
const layerMessages = (parts: readonly Part[], world: World, noun: string): Message[] => {
  if (!knowsImports(world)) return []
  const known = new Set(tellingFirst(parts).slice(0, mostInLayers))
  const bottom = parts
    .filter((part) => known.has(part))
    .filter(({ depends_on: needs, used_by: users }) => needs.length === 0 && users.length >= fewestOnGround)
    .slice(0, 3)
  const top = parts
    .filter((part) => known.has(part))
    .filter(({ depends_on: needs, used_by: users }) => needs.length > 0 && users.length === 0)
    .slice(0, 2)
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
            `at the bottom ${bottom.length === 1 ? 'lies' : 'lie'} ${low(say)}, which ${needs} none of the other ${noun}; at the top ${top.length === 1 ? 'is' : 'are'} ${high(say)}, which none of them needs`,
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
