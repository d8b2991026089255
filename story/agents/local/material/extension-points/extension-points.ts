// Where something new would go: places at which the code already has several of a kind. Implementations of one interface,
// files that are built alike, classes and functions that are named alike, routes that are registered together.
import { noPlacesForMore, type PlacesForMore } from '../../details/places-for-more.ts'
import { joined, withArticle } from '../../language/lists.ts'
import type { Form, Message, Say } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'
import { folderFamilies, kindFolders, siblings } from './of-files.ts'
import { namedFunctions, routes } from './of-functions.ts'
import { alikeFiles, caseKinds, generatedKinds, registeredKinds, tableKinds } from './of-texts.ts'
import { families, namedAlike } from './of-types.ts'
import type { ExtensionPoint } from './point.ts'

const pointForms = ({ what, examples: all, how, made }: ExtensionPoint): Form[] => {
  // What is written once for each platform bears one name.
  const examples = all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at)
  const as = (say: Say): string =>
    `${examples.length === 0 ? '' : `, as ${joined(examples.map((example) => say.bare(example)))} ${examples.length === 1 ? 'shows' : 'show'}`}${made?.(say) ?? ''}`
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

export const extensionMessages = (world: World, places: PlacesForMore = noPlacesForMore): Message[] => {
  const inTexts = [
    ...generatedKinds(world, places),
    ...registeredKinds(world, places),
    ...alikeFiles(world, places),
    ...caseKinds(world, places),
    ...tableKinds(world, places),
  ]
  const lastWords = (points: readonly ExtensionPoint[]): Set<string> => new Set(points.map(({ what }) => what.split(' ').at(-1) ?? what))
  const first = [...folderFamilies(world), ...routes(world), ...siblings(world), ...families(world)]
  const known = [...first, ...kindFolders(world, lastWords(first))]
  const all = [...known, ...namedAlike(world, lastWords(known)), ...namedFunctions(world)]
  // Found in two ways, it is told in the one that says more.
  const lastOf = (what: string): string => what.split(' ').at(-1) ?? what
  const distinct = all.filter(
    ({ what }, at) => !inTexts.some((other) => lastOf(other.what) === lastOf(what)) && all.findIndex((other) => other.what === what) === at,
  )
  const told = distinct.slice(0, mostPoints).map(
    (point): Message => ({
      id: `extend:${point.id}`,
      about: point.about,
      weight: point.weight,
      places: point.places,
      keywords: [point.what, ...point.examples.map(({ name }) => name)],
      title: `room for another ${point.what}`,
      forms: pointForms(point),
    }),
  )
  return [...inTexts.map(({ message }) => message), ...told]
}
