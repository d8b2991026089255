// How it got here: first commit, pace, people, big changes, releases. A commit is no file, so what only history shows
// cites the changelog where there is one and else stands on the analysis.
import type { History, Place } from '../../../../shared/analysis.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { joined } from '../language/lists.ts'
import { counted, roughly } from '../language/numbers.ts'
import { plainWords, speakable, wordCount } from '../language/plain-words.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import type { World } from './world.ts'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const monthAndYear = (date: string): string => `${months[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`.trim()
const fullDay = (date: string): string => `${months[Number(date.slice(5, 7)) - 1] ?? ''} ${Number(date.slice(8, 10))}, ${date.slice(0, 4)}`

const subjectWords = (subject: string): string | null => {
  const text = plainWords(
    subject
      .replace(/^\w+(?:\([^)]*\))?!?:\s+/, '')
      .replace(/\s*\(#\d+\)$/, '')
      .replace(/#\d+/g, ''),
  ).replace(/[.\s:]+$/, '')
  return speakable(text) &&
    !addressedToAModel(text) &&
    wordCount(text) >= 2 &&
    wordCount(text) <= 12 &&
    !/^merge\b|\w[._/]\w|\b[\da-f]{7,}\b/i.test(text) &&
    !/[a-z][A-Z]/.test(text)
    ? text
    : null
}

const fewestLines = 20

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
    push({
      id: 'past:first',
      weight: 0.95,
      // A name like commander.js could be a file's: it stands where the project says what it is.
      places: world.facts.purpose.slice(0, 1).map(({ place }) => place),
      forms: [
        ...ways(
          (say) => `the first commit of ${say.bare(project)} is dated ${fullDay(first.date)}`,
          (say) => `${say.bare(project)} begins on ${fullDay(first.date)}, with a first commit`,
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
        weight: 0.7,
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
  // Every commit touches the changelog; what changes most in the code is news.
  // A file of a few lines changes with every release: it holds the version.
  const code = history.changes_most.filter(({ file }) => files.some(({ path, lines }) => path === file && lines >= fewestLines))
  for (const [index, file] of code.slice(0, 4).entries()) {
    const named = world.file(file.file)
    push({
      id: `past:changes:${index}`,
      about: named,
      weight: 0.6 - index * 0.1,
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
  for (const [index, change] of history.big_changes.slice(0, 6).entries()) {
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
  messages.push(...paceMessages(history), ...releaseMessages(history, anchor))
  const pair = history.changes_together[0]
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
      weight: 0.6,
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
            weight: 0.45,
            places: [],
            forms: ways(() => `${last.year}, the latest year on record, has ${counted(last.commits, 'commit')}`),
          },
        ]),
  ]
}

const releaseMessages = ({ releases }: History, anchor: readonly Place[]): Message[] => {
  const dated = releases.filter(({ date }) => date !== null && /^\d{4}/.test(date ?? ''))
  const newest = dated[0]
  if (newest?.date == null || !/\d/.test(newest.name)) return []
  const { name, date, place } = newest
  return [
    {
      id: 'past:release',
      about: null,
      weight: 0.5,
      places: place === null ? anchor : [place],
      forms: ways(
        () => `the newest release that the repository records is ${mark(name)}, of ${monthAndYear(date)}`,
        () => `the latest entry among its releases is ${mark(name)}, dated ${monthAndYear(date)}`,
      ),
    },
    ...(dated.length >= 3
      ? [
          {
            id: 'past:releases',
            about: null,
            weight: 0.35,
            places: place === null ? anchor : [place],
            forms: ways(
              () => `${counted(dated.length, 'release')} are on record, ${joined(dated.slice(0, 2).map((release) => mark(release.name)))} the last of them`,
            ),
          },
        ]
      : []),
  ]
}
