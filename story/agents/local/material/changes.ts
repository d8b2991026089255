// Where to change what: a concern, the file that holds it, and the test that would notice.
import type { Place, Setting } from '../../../../shared/analysis.ts'
import { type Details, noDetails } from '../details/read-details.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { docPredicate, lowerFirst } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { plainWords, speakable } from '../language/plain-words.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message, Named } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import { extensionMessages } from './extension-points/extension-points.ts'
import { findSettingsFile } from './settings/from-outside.ts'
import { isCommand, isOfProduct, isTypicalCall } from './start.ts'
import { newCaseMessages } from './variants.ts'
import { lastSegment, type World } from './world.ts'

const change = (id: string, concern: string, target: Named, test: Named | null, weight: number, places: readonly Place[]): Message => ({
  id: `change:${id}`,
  about: target,
  weight,
  places,
  keywords: [concern],
  forms: [
    ...ways(
      (say) => `to change ${concern}, open ${say.bare(target)}${test === null ? '' : `, and expect ${say.bare(test)} to notice`}`,
      (say) => `${concern} would be changed in ${say.bare(target)}${test === null ? '' : `, under the eyes of ${say.bare(test)}`}`,
      (say) => `for a change of ${concern}, ${say.bare(target)} is the place${test === null ? '' : `; its tests are in ${say.bare(test)}`}`,
      (say) => `anyone who wants to change ${concern} begins in ${say.bare(target)}`,
    ),
    ...styled(
      'tutorial',
      (say) => `suppose you had to change ${concern}: you would open ${say.bare(target)}${test === null ? '' : ` and then run ${say.bare(test)}`}`,
    ),
    ...styled('technical', (say) => `${concern}: ${say.bare(target)}${test === null ? '' : `, tests in ${say.bare(test)}`}`),
  ],
})

/** What is read from the environment is read in several places, and what holds by default is no wish of anybody's. */
const concerns: Partial<Record<Setting['kind'], string>> = {
  flag: 'the flags of the command line',
  file: 'the file that it is configured by',
  option: 'the options that callers have',
}

/** By the kind that most of them are of. What is one type's own is called that: it is not what the whole project can be told. */
const concernOf = (settings: readonly Setting[], all: readonly Setting[]): string | null => {
  const [most] = [...Map.groupBy(settings, ({ kind }) => kind)].toSorted(([, a], [, b]) => b.length - a.length)
  const kind = most?.[0] ?? 'setting'
  const owners = new Set(settings.map(({ of }) => of ?? null))
  const [owner] = owners
  const isOneOfSeveral = owners.size === 1 && all.some((other) => other.kind === kind && (other.of ?? null) !== owner)
  return owner == null || !isOneOfSeveral || kind !== 'option' ? (concerns[kind] ?? null) : `the options of ${mark(lastSegment(owner))}`
}

const mostAdditions = 2

/** Where to put the hand, in the words of those who know. */
const additionMessages = (world: World, { additions }: Details): Message[] =>
  additions
    .flatMap(({ heading, text, place }) => {
      const words = plainWords(text).replace(/[.\s]+$/, '')
      return speakable(words) && speakable(heading) && !addressedToAModel(words) ? [{ heading, words, place }] : []
    })
    .slice(0, mostAdditions)
    .map(({ heading, words, place }, index) => {
      const page = world.file(place.file)
      return {
        id: `addition:${place.file}:${place.start_line}`,
        about: page,
        weight: 0.99 - index * 0.1,
        places: [place],
        keywords: [heading, place.file],
        title: lowerFirst(heading),
        forms: ways(
          (say) => `${say.bare(page)} has a section called "${say.words(heading)}", and there it says: ${say.words(words)}`,
          (say) => `under "${say.words(heading)}" ${say.bare(page)} tells what to do: ${say.words(words)}`,
        ),
      }
    })

/** A file and its test say little: the third is one too many. */
const mostPairs = 2

export const changeMessages = (world: World, details: Details = noDetails): Message[] => {
  const { facts } = world
  const testOf = (file: string): Named | null => {
    // What helps tests bears the names of what they test, too.
    const subject = facts.tests.subjects.find(
      ({ covers, file: test }) => covers === file && !/(?:^|\/)(?:helpers?|fixtures?|support|utils?|mocks?)\//.test(test),
    )
    return subject === undefined ? null : world.file(subject.file)
  }
  const messages: Message[] = [...additionMessages(world, details), ...newCaseMessages(world, details), ...extensionMessages(world, details.placesForMore)]
  const setting = findSettingsFile(world)
  const concern = setting === null ? null : concernOf(setting.settings, facts.settings)
  if (setting !== null && concern !== null)
    messages.push(
      change(
        'settings',
        concern,
        world.file(setting.file),
        testOf(setting.file),
        0.66,
        setting.settings.slice(0, 2).map(({ place }) => place),
      ),
    )
  const entries = facts.entry_points.filter(
    (candidate) =>
      !isTypicalCall(candidate) &&
      (candidate.kind === 'bin' || (candidate.kind === 'main' && (!world.isLibrary || isCommand(facts))) || candidate.kind === 'server') &&
      isOfProduct(candidate, world),
  )
  const entry = entries.find(({ name }) => name.toLowerCase() === facts.name.toLowerCase()) ?? entries[0]
  // Of several commands the one that is called as the whole is; of others nobody knows.
  const commands = facts.entry_points.filter(({ kind }) => kind === 'bin')
  const isTheOne = entry?.kind !== 'bin' || commands.length < 2 || entry.name.toLowerCase() === facts.name.toLowerCase()
  if (entry !== undefined && isTheOne)
    messages.push(
      change(
        'entry',
        entry.kind === 'bin' && world.isLibrary ? `how the command ${mark(entry.name)} starts` : 'how it starts',
        world.file(entry.place.file),
        testOf(entry.place.file),
        0.45,
        [entry.place],
      ),
    )
  const errorFile = [
    ...Map.groupBy(
      facts.errors.filter(({ kind }) => kind === 'error_type'),
      ({ place }) => place.file,
    ),
  ].toSorted(([, a], [, b]) => b.length - a.length)[0]
  // Where each part has its own, no one file is the place.
  const allTypes = facts.errors.filter(({ kind }) => kind === 'error_type').length
  if (errorFile !== undefined && errorFile[1].length > Math.max(1, allTypes / 2))
    messages.push(
      change(
        'errors',
        // Which other types there are the facts may not tell.
        errorFile[1].length === allTypes
          ? 'the error types'
          : `error types such as ${joined(errorFile[1].slice(0, 2).map(({ name }) => mark(lastSegment(name))))}`,
        world.file(errorFile[0]),
        testOf(errorFile[0]),
        0.55,
        errorFile[1].slice(0, 2).map(({ place }) => place),
      ),
    )
  let paired = 0
  for (const [index, file] of facts.key_files.slice(0, 25).entries()) {
    const test = testOf(file.path)
    if (test === null || paired >= mostPairs) continue
    const own = facts.symbols.filter(({ place, exported, name }) => place.file === file.path && exported && !/^[_#]/.test(name))
    const top =
      own.find(({ kind }) => /^(?:class|struct|trait|interface)$/.test(kind)) ?? own.find(({ doc }) => doc !== null && docPredicate(doc.text, '') !== null)
    if (top === undefined) continue
    const symbol = world.symbol(top.qualified_name, file.path)
    paired += 1
    messages.push({
      id: `change:${file.path}`,
      about: symbol,
      weight: 0.6 - index * 0.02,
      places: [top.place, world.top(file.path)],
      keywords: [file.path, lastSegment(top.qualified_name)],
      forms: [
        ...ways(
          (say) => `a change to ${say.bare(symbol)} belongs in ${say.bare(world.file(file.path))}; the tests for that file are in ${say.bare(test)}`,
          (say) => `${say.bare(symbol)} can be changed in ${say.bare(world.file(file.path))}, the file that ${say.bare(test)} is for`,
        ),
        ...styled(
          'tutorial',
          (say) => `if ${say.bare(symbol)} had to behave differently, you would edit ${say.bare(world.file(file.path))} and run ${say.bare(test)}`,
        ),
      ],
    })
  }
  // What people come for first.
  return messages.toSorted((a, b) => b.weight - a.weight)
}
