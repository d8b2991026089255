// How it got here: first commit, pace, people, big changes, releases. A commit is no file, so what only history shows
// cites the changelog where there is one and else stands on the analysis.
import type { History, Place } from '../../../../shared/analysis.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { fullDay, monthAndYear, personOf } from '../language/dates.ts'
import { joined } from '../language/lists.ts'
import { counted, roughly } from '../language/numbers.ts'
import { plainWords, speakable, wordCount } from '../language/plain-words.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import { turningPointMessages } from './turning-points.ts'
import type { World } from './world.ts'

const mostSubjectWords = 12
const mostNoteWords = 24

const subjectWords = (subject: string, most = mostSubjectWords): string | null => {
  const text = plainWords(
    subject
      .replace(/^\w+(?:\([^)]*\))?!?:\s+/, '')
      .replace(/\s*\(#\d+\)$/, '')
      .replace(/#\d+/g, ''),
  ).replace(/[.\s:]+$/, '')
  return speakable(text) &&
    !addressedToAModel(text) &&
    wordCount(text) >= 2 &&
    wordCount(text) <= most &&
    !/^merge\b|\w[._/]\w|\b[\da-f]{7,}\b/i.test(text) &&
    !/[a-z][A-Z]/.test(text)
    ? text
    : null
}

const fewestLines = 20
/** Changes of many files that changed nothing of the program. */
const besideCode =
  /\b(?:test ?data|docs?|documentation|tests?|typos?|formatt?(?:ing|ed)?|lint\w*|bump|examples?|changelog|copyright|licen[sc]e|initial commit|whitespace|revert)\b/i

export const historyMessages = (world: World): Message[] => {
  const { history, key_files: files } = world.facts
  if (history === null || history.commits < 2) return []
  const anchor: Place[] = files[0] === undefined ? [] : [world.top(files[0].path)]
  const { project } = world
  const messages: Message[] = []
  const push = (message: Omit<Message, 'about' | 'places'> & Partial<Pick<Message, 'about' | 'places'>>): void => {
    messages.push({ about: null, places: [], ...message })
  }
  if (history.complete && history.first !== null) {
    const { first } = history
    const beginner = personOf(first.author ?? '')
    push({
      id: 'past:first',
      weight: 0.95,
      // A name like commander.js could be a file's: it stands where the project says what it is.
      places: world.facts.purpose.slice(0, 1).map(({ place }) => place),
      forms: [
        ...(beginner === null
          ? []
          : ways(
              (say) => `${beginner} made the first commit of ${say.bare(project)} on ${fullDay(first.date)}`,
              (say) => `${say.bare(project)} was begun by ${beginner} on ${fullDay(first.date)}`,
            ).map((form) => ({ ...form, cost: -1 }))),
        ...ways(
          (say) => `the first commit of ${say.bare(project)} is dated ${fullDay(first.date)}`,
          (say) => `work on ${say.bare(project)} began on ${fullDay(first.date)}`,
        ),
        ...styled('fiction', () => `the first stone of the town was laid on ${fullDay(first.date)}`),
      ],
    })
    const subject = subjectWords(first.subject)
    if (subject !== null && !/^(?:initial|first) (?:commit|import)/i.test(subject))
      push({
        id: 'past:first-words',
        weight: 0.6,
        forms: ways(
          (say) => `the message of the first commit reads: ${say.words(subject)}`,
          (say) => `beside that first commit its author wrote: ${say.words(subject)}`,
        ),
      })
    push({
      id: 'past:commits',
      weight: 0.85,
      forms: ways(
        () => `since then there have been ${counted(history.commits, 'commit')} by ${counted(history.contributors, 'person', 'people')}`,
        () => `${counted(history.commits, 'commit')} and ${counted(history.contributors, 'contributor')} later, it is what it is today`,
      ),
    })
    const day = history.first_day_subjects.flatMap(({ subject: text }) => subjectWords(text) ?? [])
    if (history.first_day_subjects.length >= 3 && day.length >= 2)
      push({
        id: 'past:first-day',
        weight: 0.3,
        forms: ways(
          (say) =>
            `on that first day there were ${counted(history.first_day_subjects.length, 'commit')}; two of their messages are ${say.words(day[0] ?? '')} and ${say.words(day[1] ?? '')}`,
          (say) =>
            `by the evening of the first day it had ${counted(history.first_day_subjects.length, 'commit')}, and one of them says ${say.words(day[1] ?? '')}`,
        ),
      })
  } else
    push({
      id: 'past:part',
      weight: 0.3,
      forms: ways(() => `of its history only the last ${counted(history.commits, 'commit')} could be read here`),
    })
  const turns = turningPointMessages(history)
  messages.push(...turns, ...releaseMessages(history, anchor), ...(turns.length > 0 ? [] : paceMessages(history)))
  // Every commit touches the changelog; what changes most in the code is news.
  // A file of a few lines changes with every release: it holds the version.
  const code = history.changes_most.filter(({ file }) => files.some(({ path, lines }) => path === file && lines >= fewestLines))
  for (const [index, file] of code.slice(0, 4).entries()) {
    const named = world.file(file.file)
    push({
      id: `past:changes:${index}`,
      about: named,
      weight: 0.4 - index * 0.1,
      places: [world.top(file.file)],
      keywords: [file.file],
      forms:
        index === 0
          ? ways(
              (say) => `no file of the code has been changed more often than ${say.bare(named)}: ${counted(file.commits, 'commit')} touched it`,
              (say) => `the source file with the most changes is ${say.bare(named)}, touched by ${counted(file.commits, 'commit')}`,
            )
          : ways(
              (say) => `${say.bare(named)} follows with ${counted(file.commits, 'change')}`,
              (say) => `${counted(file.commits, 'commit')} went into ${say.bare(named)}`,
            ),
    })
  }
  const telling = history.big_changes
    // What was changed of code that is gone is news no more.
    .filter(({ subject, date }) => !besideCode.test(subject) && (history.rewrite == null || date >= history.rewrite.date))
    .slice(0, turns.length > 0 ? 1 : 6)
  for (const [index, change] of telling.entries()) {
    const subject = subjectWords(change.subject)
    push({
      id: `past:big:${change.commit.slice(0, 7)}`,
      weight: 0.75 - index * 0.08,
      places: [],
      forms: [
        ...(change.deleted_folder === null || world.hasFolder(change.deleted_folder)
          ? []
          : ways(
              () => `in ${monthAndYear(change.date)} a whole folder went: one commit removed ${mark(change.deleted_folder ?? '')}`,
              () => `${mark(change.deleted_folder ?? '')} was once a folder here; it was deleted in ${monthAndYear(change.date)}`,
            )),
        ...(subject === null
          ? []
          : ways(
              (say) => `a large change came in ${monthAndYear(change.date)}: ${roughly(change.files)} files at once, under the title ${say.words(subject)}`,
              (say) => `in ${monthAndYear(change.date)} one commit touched ${counted(change.files, 'file')}, and its author called it ${say.words(subject)}`,
            )),
      ],
    })
  }
  const codeFiles = new Set(files.map(({ path }) => path))
  const stem = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.\w+$/, '')
  // A header changes with its source, and a manifest with its lock: that is no news.
  const pair = history.changes_together.find(({ files: [a, b] }) => codeFiles.has(a) && codeFiles.has(b) && stem(a) !== stem(b))
  if (pair !== undefined && pair.commits >= 4)
    push({
      id: 'past:together',
      weight: 0.55,
      places: pair.files.map((file) => world.top(file)),
      keywords: [...pair.files],
      forms: ways(
        (say) =>
          `${say.bare(world.file(pair.files[0]))} and ${say.bare(world.file(pair.files[1]))} tend to change together, in ${counted(pair.commits, 'commit')} so far`,
        (say) =>
          `${counted(pair.commits, 'commit')} changed ${say.bare(world.file(pair.files[0]))} and ${say.bare(world.file(pair.files[1]))} at the same time`,
      ),
    })
  return messages.filter(({ forms }) => forms.length > 0)
}

const paceMessages = ({ commits_by_year: years, complete }: History): Message[] => {
  const busiest = years.toSorted((a, b) => b.commits - a.commits)[0]
  const last = years.toSorted((a, b) => b.year - a.year)[0]
  if (!complete || busiest === undefined || last === undefined || years.length < 3) return []
  return [
    {
      id: 'past:busiest',
      about: null,
      weight: 0.4,
      title: `the year ${busiest.year}`,
      places: [],
      forms: ways(
        () => `its busiest year was ${busiest.year}, with ${counted(busiest.commits, 'commit')}`,
        () => `work was never faster than in ${busiest.year}: ${counted(busiest.commits, 'commit')} in twelve months`,
      ),
    },
    ...(last.year === busiest.year
      ? []
      : [
          {
            id: 'past:recent',
            about: null,
            weight: 0.2,
            places: [],
            forms: ways(() => `${last.year}, the latest year on record, has ${counted(last.commits, 'commit')}`),
          },
        ]),
  ]
}

/** 5 of "v5.0.0" and "5.0": with which a new generation begins. */
const majorOf = (name: string): number | null => {
  const found = /^v?(\d+)\.0(?:\.0)?$/.exec(name)
  return found === null ? null : Number(found[1])
}
const mostGenerations = 3

const prefixOf = (name: string): string => /^((?:[A-Za-z][A-Za-z.]*[-_/])+)v?\d+\.\d/.exec(name)?.[1] ?? ''

/** "javalin-parent-7.2.3": where most tags bear the same words before their number, the number is the version. */
const withoutPrefix = (releases: History['releases']): History['releases'] => {
  const [most] = [...Map.groupBy(releases, ({ name }) => prefixOf(name))].toSorted(([, a], [, b]) => b.length - a.length)
  const prefix = most?.[0] ?? ''
  return prefix === '' || (most?.[1].length ?? 0) < releases.length / 2
    ? releases
    : releases.filter(({ name }) => name.startsWith(prefix)).map((release) => ({ ...release, name: release.name.slice(prefix.length) }))
}

/** The releases by which people count the age of a project: its generations, and the newest. */
const releaseMessages = ({ releases }: History, anchor: readonly Place[]): Message[] => {
  const dated = withoutPrefix(releases).filter(({ date, name }) => date !== null && /^\d{4}-\d\d/.test(date) && /^v?\d/.test(name))
  const [newest] = dated
  if (newest?.date == null) return []
  const generations = dated.filter(({ name }) => (majorOf(name) ?? 0) >= 1).toSorted((a, b) => (a.date ?? '').localeCompare(b.date ?? ''))
  const [first] = generations
  const told = first === undefined ? [] : [first, ...generations.slice(1).slice(-(mostGenerations - 1))]
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
      title: `from version ${plainName(told[0]?.name ?? '')} to ${plainName(newest.name)}`,
      forms: ways(
        () => (told.length > 1 ? null : `version ${mark(plainName(told[0]?.name ?? ''))} came out in ${told[0] === undefined ? '' : when(told[0])}`),
        () => `version ${joined(told.map((release) => `${mark(plainName(release.name))} came out in ${when(release)}`))}`,
        () =>
          told.length === 1
            ? null
            : `its generations can be dated: ${joined(told.map((release) => `${mark(plainName(release.name))} is of ${when(release)}`))}`,
      ),
    })
  for (const [index, release] of told.toReversed().entries()) {
    const words = release.note === undefined ? null : subjectWords(release.note.text.replace(/[.\s]+$/, ''), mostNoteWords)
    if (words === null || release.note === undefined) continue
    messages.push({
      id: `past:generation:${release.name}`,
      about: null,
      weight: 0.84 - index * 0.12,
      places: [release.note.place],
      keywords: ['release', release.name],
      forms: ways(
        (say) => `the first point that the changelog makes of ${mark(plainName(release.name))} is this: ${say.words(words)}`,
        (say) => `of ${mark(plainName(release.name))} the changelog says before all else: ${say.words(words)}`,
      ),
    })
  }
  messages.push({
    id: 'past:release',
    about: null,
    weight: 0.82,
    places: placeOf(newest),
    forms:
      told.length === 0 && Number(/^v?(\d+)/.exec(newest.name)?.[1] ?? 1) === 0
        ? ways(
            () => `it has not called itself version one yet: the newest release, ${mark(plainName(newest.name))}, is of ${when(newest)}`,
            () => `its version numbers still begin with zero; the newest, ${mark(plainName(newest.name))}, is of ${when(newest)}`,
          )
        : ways(
            () => `the newest release that the repository records is ${mark(plainName(newest.name))}, of ${when(newest)}`,
            () => `the latest entry among its releases is ${mark(plainName(newest.name))}, dated ${when(newest)}`,
          ),
  })
  return messages
}
