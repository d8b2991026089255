// How it got here: first commit, pace, people, big changes, releases. A commit is no file, so what only history shows
// cites the changelog where there is one and else stands on the analysis.
import type { History, Place } from '../../../../shared/analysis.ts'
import { type Details, noDetails } from '../details/read-details.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { fullDay, handleOf, monthAndYear, personOf } from '../language/dates.ts'
import { counted, roughly } from '../language/numbers.ts'
import { plainWords, speakable } from '../language/plain-words.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import { paceMessages } from './pace.ts'
import { releaseMessages } from './releases.ts'
import { subjectWords } from './subject-words.ts'
import { turningPointMessages } from './turning-points.ts'
import type { World } from './world.ts'

const fewestLines = 20
/** Who signs in two ways that have nothing in common is counted twice: only a small number can be exact. */
export const peopleIn = ({ contributors: count }: History): string =>
  count <= 12 ? counted(count, 'person', 'people') : `about ${count < 50 ? 5 * Math.round(count / 5) : 10 * Math.round(count / 10)} people`

/** Of a day with more commits only so many are listed. */
const mostListed = 40
/** Of a change that is called large. */
const fewestFiles = 15
const fewestChanged = 400
/** What went elsewhere as it was has few lines that changed. */
const moves = /\b(?:mov(?:e|ed|es|ing)|renam\w+|split\w*|extract\w*|re-?organi[sz]\w+|re-?structur\w+)\b/i
/** Changes of many files that changed nothing of the program. */
const besideCode =
  /\b(?:test ?data|docs?|documentation|tests?|typos?|formatt?(?:ing|ed)?|lint\w*|line-length|ruff|prettier|eslint|rubocop|isort|flake8|gofmt|rustfmt|bump|examples?|changelog|copyright|licen[sc]e|initial commit|whitespace|revert)\b/i

/** Most of it came, or most of it went: where the one outweighs the other. */
const linesOf = ({ insertions, deletions }: History['big_changes'][number]): string =>
  deletions > 2 * insertions && deletions >= fewestChanged
    ? ` and took ${roughly(deletions)} lines out`
    : insertions > 2 * deletions && insertions >= fewestChanged
      ? ` and brought ${roughly(insertions)} lines`
      : ''

export const historyMessages = (world: World, { origin }: Pick<Details, 'origin'> = noDetails): Message[] => {
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
    const handle = handleOf(first.author ?? '')
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
        ...(beginner !== null || handle === null
          ? []
          : ways(
              (say) => `the first commit of ${say.bare(project)}, of ${fullDay(first.date)}, is signed ${mark(handle)}`,
              (say) => `${say.bare(project)} was begun on ${fullDay(first.date)} by somebody who signs as ${mark(handle)}`,
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
        () => `since then there have been ${counted(history.commits, 'commit')} by ${peopleIn(history)}`,
        () => `${counted(history.commits, 'commit')} and ${peopleIn(history)} later, it is what it is today`,
      ),
    })
    const day = history.first_day_subjects.flatMap(({ subject: text }) => subjectWords(text) ?? [])
    if (history.first_day_subjects.length >= 3 && history.first_day_subjects.length < mostListed && day.length >= 2)
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
  const cameFrom = origin === null ? '' : plainWords(origin.text).replace(/[.\s]+$/, '')
  if (origin !== null && speakable(cameFrom) && !addressedToAModel(cameFrom))
    push({
      id: 'past:origin',
      weight: 0.95,
      places: [origin.place],
      forms: ways(
        (say) => `on where it comes from the README says: ${say.words(cameFrom)}`,
        (say) => `how it began stands in the README, too: ${say.words(cameFrom)}`,
      ),
    })
  const turns = turningPointMessages(history, project.name)
  messages.push(...turns, ...releaseMessages(history, world.facts.version_name, anchor), ...paceMessages(history))
  // Of a long history only the newest part says what was changed.
  const among = history.changes_read_of === undefined ? '' : `of the last ${counted(history.changes_read_of, 'commit')} `
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
              (say) =>
                among === ''
                  ? `no file of the code has been changed more often than ${say.bare(named)}: ${counted(file.commits, 'commit')} touched it`
                  : `${among}${counted(file.commits, 'commit')} touched ${say.bare(named)}, more than any other file of the code`,
              (say) => (among === '' ? `the source file with the most changes is ${say.bare(named)}, touched by ${counted(file.commits, 'commit')}` : null),
            )
          : ways((say) => (among === '' ? `${say.bare(named)} follows with ${counted(file.commits, 'change')}` : null)),
    })
  }
  const telling = history.big_changes
    // What was changed of code that is gone is news no more.
    .filter(
      ({ subject, date, files: touched, insertions, deletions }) =>
        !besideCode.test(subject) &&
        touched >= fewestFiles &&
        // Where old contents are not here, nothing is known of lines.
        (insertions + deletions === 0 || insertions + deletions >= fewestChanged || moves.test(subject)) &&
        (history.rewrite == null || date >= history.rewrite.date),
    )
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
              () => `${mark(change.deleted_folder ?? '')} was once a folder here; a commit of ${monthAndYear(change.date)} deleted what it found there`,
              () => `in ${monthAndYear(change.date)} one commit deleted files in ${mark(change.deleted_folder ?? '')}, a folder that is there no more`,
            )),
        ...(subject === null
          ? []
          : ways(
              (say) =>
                `a large change of ${monthAndYear(change.date)} touched ${counted(change.files, 'file')}${linesOf(change)}, under the title ${say.words(subject)}`,
              (say) =>
                `in ${monthAndYear(change.date)} one commit touched ${counted(change.files, 'file')}${linesOf(change)}, and its author called it ${say.words(subject)}`,
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
          `${say.bare(world.file(pair.files[0]))} and ${say.bare(world.file(pair.files[1]))} tend to change together, in ${counted(pair.commits, 'commit')}${among === '' ? ' so far' : ` ${among.trim()}`}`,
        (say) =>
          among === ''
            ? `${counted(pair.commits, 'commit')} changed ${say.bare(world.file(pair.files[0]))} and ${say.bare(world.file(pair.files[1]))} at the same time`
            : null,
      ),
    })
  return messages.filter(({ forms }) => forms.length > 0)
}
