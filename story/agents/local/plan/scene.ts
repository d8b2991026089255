// The thread of the story: what sets out, where it enters, how far it is followed.

import type { CodeSymbol, Place, Quote } from '../../../../shared/analysis.ts'
import { isBorrowedTest } from '../borrowed-test.ts'
import { essenceOf } from '../material/essence.ts'
import { journeys, takesRequests } from '../material/journey/journeys.ts'
import { isDoor, isPlumbing } from '../material/part-links.ts'
import { purposeSentences } from '../material/purpose.ts'
import { findSettingsFile } from '../material/settings/from-outside.ts'
import { isCommand, isOfProduct, servesRequests } from '../material/start.ts'
import type { World } from '../material/world.ts'
import type { Scene } from '../styles/style-sheet.ts'
import type { Named } from '../telling/message.ts'

const travellerOf = (world: World, entry: Named): string => {
  const { facts } = world
  const entries = facts.entry_points.filter((entry) => entry.kind === 'bin' || isOfProduct(entry, world))
  const kinds = new Set(entries.slice(0, 6).map(({ kind }) => kind))
  // Its command is followed first, and to what it does with a request.
  const isCommandFirst = facts.call_paths.some(({ entry: { kind }, steps: [first] }) => kind === 'bin' && isSame(first?.place, entry.place))
  if (isCommandFirst) return 'command'
  if (kinds.has('route') || kinds.has('server') || (servesRequests(facts) && takesRequests(entry.name))) return 'request'
  if (entries[0]?.kind === 'bin' || (entries[0]?.kind === 'main' && isCommand(facts))) return 'command'
  return 'call'
}

const isSame = (one: Place | undefined, other: Place | undefined): boolean =>
  one !== undefined && one.file === other?.file && one.start_line === other.start_line

const typeKinds: ReadonlySet<string> = new Set(['class', 'interface', 'struct', 'trait', 'enum'])

/**
 * Whom the story is about, the first before the others: who works on the path that it follows, then who has much to offer and
 * says for what. What is raised when something fails is no star, however often it is named.
 */
const starsOf = ({ facts }: World): CodeSymbol[] => {
  const errors = new Set(facts.errors.flatMap(({ kind, name }) => (kind === 'error_type' ? [name] : [])))
  const owners = (facts.call_paths[0]?.steps ?? []).map(({ symbol }) => symbol.split(/::|[.#]/).at(-2))
  const standing = ({ name, doc }: CodeSymbol, rank: number): number =>
    Math.min(4, owners.filter((owner) => owner === name).length) + (doc === null ? 0 : 1) + 4 / (1 + rank)
  return facts.symbols
    .filter(({ kind, name }) => typeKinds.has(kind) && !errors.has(name) && !/(?:Error|Exception|Warning)s?$|^Err[A-Z]/.test(name))
    .map((symbol, rank) => ({ symbol, standing: standing(symbol, rank) }))
    .toSorted((a, b) => b.standing - a.standing)
    .map(({ symbol }) => symbol)
}

/** What it says first of itself, as it is told, and the line of its manifest. */
const whatItIs = (world: World): Quote[] => [
  ...purposeSentences(world)
    .slice(0, 1)
    .map(({ text, quote: { place } }) => ({ text, place })),
  ...world.facts.purpose.slice(0, 2).filter(({ place }) => !/readme/i.test(place.file)),
]

export const makeScene = (world: World): Scene => {
  const { facts } = world
  const [first, second] = journeys(world)
  const firstEntry = facts.entry_points.find((candidate) => isOfProduct(candidate, world))
  const entry =
    first?.entry ??
    (firstEntry === undefined
      ? world.project
      : firstEntry.symbol === null
        ? world.file(firstEntry.place.file)
        : world.symbol(firstEntry.symbol, firstEntry.place.file))
  const stars = starsOf(world)
  const runtime = facts.dependencies.filter(({ scope, internal }) => scope === 'runtime' && !internal).toSorted((a, b) => b.use_count - a.use_count)
  const settingsFile = findSettingsFile(world)
  const raised = [
    ...Map.groupBy(
      facts.errors.filter(({ kind, name }) => kind === 'raised' && /^[A-Z]\w+(?:Error|Exception)$/.test(name)),
      ({ name }) => name,
    ),
  ].toSorted(([, a], [, b]) => b.length - a.length)[0]
  // What is promised of an error has to be told: the project's own are, those of the language may not be.
  const own = facts.errors.filter(
    ({ kind, name, doc, raised_in: places }) => kind === 'error_type' && /^[A-Z]\w{3,}$/.test(name) && (doc !== null || (places?.length ?? 0) > 0),
  )
  const error = own.find(({ name }) => name === raised?.[0]) ?? own.find(({ doc }) => doc !== null)
  const mainPart = facts.parts.filter((part) => !isPlumbing(part) && !isDoor(part.path)).toSorted((a, b) => b.used_by.length - a.used_by.length)[0]
  const test = facts.tests.subjects.find(({ file }) => !isBorrowedTest(file))
  const named = (symbol: CodeSymbol | undefined) => (symbol === undefined ? null : world.symbol(symbol.qualified_name, symbol.place.file))
  return {
    project: world.project,
    essence: essenceOf(whatItIs(world), facts.name),
    traveller: travellerOf(world, entry),
    entry,
    end: first?.end ?? entry,
    stations: first?.stations ?? [],
    secondEntry: second === undefined || second.entry.key === entry.key ? null : second.entry,
    mainPart: mainPart === undefined || facts.parts.length < 2 ? null : world.part(mainPart.name),
    mainType: named(stars[0]),
    otherType: named(stars.find(({ name }) => name !== stars[0]?.name)),
    mainDependency: runtime[0] === undefined ? null : world.dependency(runtime[0]),
    otherDependency: runtime[1] === undefined ? null : world.dependency(runtime[1]),
    mainSettingsFile: settingsFile === null || settingsFile.settings.length < 2 ? null : world.file(settingsFile.file),
    mainError: error === undefined ? null : { key: `error ${error.name}`, name: error.name, role: '', home: null },
    mainTest: test === undefined ? null : world.file(test.file),
    firstYear: facts.history?.complete === true && facts.history.first !== null ? facts.history.first.date.slice(0, 4) : null,
    partCount: facts.parts.length,
  }
}
