// The releases by which people count the age of a project: its generations, what the changelog says of them, the newest.
import type { History, Place, RepositoryFacts } from '../../../../shared/analysis.ts'
import { monthAndYear } from '../language/dates.ts'
import { joined } from '../language/lists.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'
import { releaseNoteMessages } from './release-notes.ts'

/** 5 of "v5.0.0" and "5.0": with which a new generation begins. */
const majorOf = (name: string): number | null => {
  const found = /^v?(\d+)\.0(?:\.0)?$/.exec(name)
  return found === null ? null : Number(found[1])
}
const mostGenerations = 3

/** `javalin-parent-7.2.3`, `@shop/till@7.2.3`: what stands before the number. */
const prefixOf = (name: string): string => /^((?:@[\w.-]+\/)?(?:[A-Za-z][\w.]*[-_/])*(?:[A-Za-z][\w.-]*[-_/@]))v?\d+\.\d/.exec(name)?.[1] ?? ''

/** `rel/1.2.0`: a folder for tags. */
const tagFolder = /^(?:rel|releases?|tags|versions?)\//i

/** `1.2.0-RC1` was there to be tried before 1.2.0 came. */
const isCandidate = (name: string): boolean => /\d[-.]?(?:alpha|beta|rc|cr|pre|preview|dev|snapshot|m)[-.]?\d*$/i.test(name)
const withoutCandidates = (releases: History['releases']): History['releases'] => {
  const final = releases.filter(({ name }) => !isCandidate(name))
  return final.length > 0 ? final : releases
}

/** "javalin-parent-7.2.3": where most tags bear the same words before their number, the number is the version. */
const withoutPrefix = (releases: History['releases']): History['releases'] => {
  const [most] = [...Map.groupBy(releases, ({ name }) => prefixOf(name))].toSorted(([, a], [, b]) => b.length - a.length)
  const prefix = most?.[0] ?? ''
  return prefix === '' || (most?.[1].length ?? 0) < releases.length / 2
    ? releases
    : releases.filter(({ name }) => name.startsWith(prefix)).map((release) => ({ ...release, name: release.name.slice(prefix.length) }))
}

const numbersOf = (version: string): number[] => (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
const isLater = (version: string, other: string): boolean => {
  const [one, two] = [numbersOf(version), numbersOf(other)]
  const at = one.findIndex((number, index) => number !== (two[index] ?? 0))
  return at !== -1 && (one[at] ?? 0) > (two[at] ?? 0)
}

/** What the manifest calls the project, where that is a version after the last one that has a date. */
const undated = (version: RepositoryFacts['version_name'], newest: string): RepositoryFacts['version_name'] =>
  version !== null && /^v?\d+(?:\.\d+)+$/.test(version.version) && isLater(version.version, newest) ? version : null

const fewestOfName = 3
/** `javawriter-1.0.0` before `javapoet-1.0.0`: what its first releases were called. */
const formerNames = (releases: History['releases']): Message[] => {
  const wordOf = (name: string): string => /^([a-z][a-z\d]{3,})[-_]v?\d+\.\d/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const groups = [...Map.groupBy(releases, ({ name }) => wordOf(name))]
    .filter(([word, own]) => word !== '' && !/^(?:release|version|parent|rel|tag|build)/.test(word) && own.length >= fewestOfName)
    .map(([word, own]) => ({ word, dates: own.flatMap(({ date }) => date ?? []).toSorted(), own }))
    .toSorted((a, b) => (a.dates[0] ?? '').localeCompare(b.dates[0] ?? ''))
  const [old, now] = groups
  const last = old?.dates.at(-1)
  const first = now?.dates[0]
  // Two that go on beside each other are two packages.
  if (old === undefined || now === undefined || groups.length !== 2 || last === undefined || first === undefined || last > first) return []
  return [
    {
      id: 'past:former-name',
      about: null,
      weight: 0.96,
      places: [],
      keywords: [old.word, now.word],
      title: 'another name',
      forms: ways(
        () =>
          `its first releases, up to ${monthAndYear(last)}, were called ${mark(old.word)}; since ${monthAndYear(first)} they have been called ${mark(now.word)}`,
        () => `it was released as ${mark(old.word)} until ${monthAndYear(last)}, and has been ${mark(now.word)} since ${monthAndYear(first)}`,
      ),
    },
  ]
}

export const releaseMessages = (history: History, version: RepositoryFacts['version_name'], anchor: readonly Place[]): Message[] => {
  const notes = releaseNoteMessages(history)
  const named = history.releases.map((release) => ({ ...release, name: release.name.replace(tagFolder, '') }))
  const dated = withoutPrefix(withoutCandidates(named)).filter(({ date, name }) => date !== null && /^\d{4}-\d\d/.test(date) && /^v?\d/.test(name))
  const [newest] = dated
  if (newest?.date == null) return notes.messages
  const newestDate = newest.date
  const later = named.filter(({ name, date }) => date !== null && date > newestDate && /\d+\.\d/.test(name))
  // Tags of another kind came after it, of packages with numbers of their own: which of them is the newest nobody can tell.
  const isPassed = later.some(({ name }) => !isCandidate(name))
  const [candidate] = later.filter(({ name }) => isCandidate(name)).toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))
  const generations = dated.filter(({ name }) => (majorOf(name) ?? 0) >= 1).toSorted((a, b) => (a.date ?? '').localeCompare(b.date ?? ''))
  const [first] = generations
  // When something is said of a release, its date is said with it.
  const isTold = ({ name }: History['releases'][number]): boolean => notes.releases.has(`${majorOf(name) ?? 0}.0.0`)
  const told = first === undefined ? [] : [first, ...generations.slice(1).slice(-(mostGenerations - 1))].filter((release) => !isTold(release))
  const placeOf = (release: History['releases'][number]): Place[] => (release.place === null ? [...anchor] : [release.place])
  const when = (release: History['releases'][number]): string => monthAndYear(release.date ?? '')
  const plainName = (name: string): string => name.replace(/^v/, '')
  const messages: Message[] = []
  if (told.length > 0)
    messages.push({
      id: 'past:generations',
      about: null,
      weight: 0.95,
      places: told.flatMap(placeOf),
      keywords: ['release', 'version'],
      ...(told[0]?.name === newest.name || isPassed ? {} : { title: `from version ${plainName(told[0]?.name ?? '')} to ${plainName(newest.name)}` }),
      forms: ways(
        () => (told.length > 1 ? null : `version ${mark(plainName(told[0]?.name ?? ''))} came out in ${told[0] === undefined ? '' : when(told[0])}`),
        () => `version ${joined(told.map((release) => `${mark(plainName(release.name))} came out in ${when(release)}`))}`,
        () =>
          told.length === 1
            ? null
            : `its generations can be dated: ${joined(told.map((release) => `${mark(plainName(release.name))} is of ${when(release)}`))}`,
      ),
    })
  const called = undated(version, newest.name)
  // A release branch has tags that this line of the history does not lead to.
  const trial = candidate === undefined ? '' : `; a later one, ${mark(plainName(candidate.name))} of ${when(candidate)}, is there to be tried`
  const recorded = newest.place === null ? 'with a tag in this line of the history' : 'that the changelog dates'
  messages.push({
    id: 'past:release',
    about: null,
    weight: 0.82,
    places: [...placeOf(newest), ...(called === null ? [] : [called.place])],
    forms:
      called !== null
        ? ways(
            () => `its manifest calls it ${mark(called.version)}; the last version that has a date here is ${mark(plainName(newest.name))}, of ${when(newest)}`,
            () => `by its manifest it is at ${mark(called.version)}, and the last release to be dated is ${mark(plainName(newest.name))}, of ${when(newest)}`,
          )
        : generations.length === 0 && Number(/^v?(\d+)/.exec(newest.name)?.[1] ?? 1) === 0
          ? ways(
              () => `it has not called itself version one yet: the newest full release ${recorded}, ${mark(plainName(newest.name))}, is of ${when(newest)}`,
              () => `its version numbers still begin with zero; the newest full one ${recorded}, ${mark(plainName(newest.name))}, is of ${when(newest)}`,
            )
          : ways(
              () => `the newest full release ${recorded} is ${mark(plainName(newest.name))}, of ${when(newest)}${trial}`,
              () => `the latest full release ${recorded} is ${mark(plainName(newest.name))}, dated ${when(newest)}${trial}`,
            ),
  })
  return [...formerNames(named), ...messages.slice(0, -1), ...notes.messages, ...(isPassed ? [] : messages.slice(-1))]
}
