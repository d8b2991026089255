// Where the history turns: code that began anew, years of silence, a project that was closed and opened again.
import type { History } from '../../../../shared/analysis.ts'
import { fullDay, monthAndYear, personOf } from '../language/dates.ts'
import { plainWords, speakable, wordCount } from '../language/plain-words.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'

const mostTitleWords = 12

/** "[core] Migrate to Kotlin (#12)" → "Migrate to Kotlin"; null where it cannot be said. */
const titleOf = (subject: string): string | null => {
  const text = plainWords(
    subject
      .replace(/^\[[^\]]+\]\s*|^\w+(?:\([^)]*\))?!?:\s+/, '')
      .replace(/\s*\(#\d+\)$/, '')
      .replace(/#\d+/g, ''),
  ).replace(/[.\s:]+$/, '')
  return speakable(text) && wordCount(text) >= 1 && wordCount(text) <= mostTitleWords ? text : null
}

const rewriteMessages = ({ rewrite }: History): Message[] => {
  if (rewrite == null) return []
  const title = titleOf(rewrite.subject)
  const called = title === null ? '' : `, called ${mark(title)}`
  const when = monthAndYear(rewrite.date)
  return [
    {
      id: 'past:rewrite',
      about: null,
      weight: 0.98,
      places: [],
      keywords: ['rewrite'],
      title: `a new beginning in ${rewrite.date.slice(0, 4)}`,
      forms: ways(
        () => `of what lies in its source folders today nothing is older than ${when}: a commit of that month${called}, put new code in the place of the old`,
        () => `the code is younger than the project: it was begun anew in ${when}, with a commit of ${fullDay(rewrite.date)}${called}`,
      ),
    },
  ]
}

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '')

/** Only what became the name of the whole: anything within it may be called anew. */
const renamedMessages = ({ turns }: History, project: string): Message[] =>
  (turns ?? [])
    .filter(({ kind, to }) => kind === 'renamed' && to !== undefined && bare(to) === bare(project))
    .slice(0, 1)
    .map(({ date, author, to = '', from }): Message => {
      const person = personOf(author)
      // "Rename project name to till" tells no former name.
      const old = from === undefined || bare(from) === bare(project) || /^(?:name|names|title|project|repo)$/i.test(from) ? '' : ` from ${mark(from)}`
      return {
        id: 'past:renamed',
        about: null,
        weight: 0.93,
        places: [],
        keywords: ['name'],
        title: 'another name',
        forms: ways(
          () => `it was not always called that: ${person === null ? 'a commit' : person} changed the name${old} to ${mark(to)} in ${monthAndYear(date)}`,
          () => `the name is younger than the code: it was changed${old} to ${mark(to)} in ${monthAndYear(date)}${person === null ? '' : `, by ${person}`}`,
        ),
      }
    })

const turnMessages = ({ turns }: History): Message[] =>
  (turns ?? [])
    .filter(({ kind }) => kind !== 'renamed')
    .flatMap((turn, index): Message[] => {
      const title = titleOf(turn.subject)
      if (title === null) return []
      const [person, successor] = [personOf(turn.author), turn.next === null ? null : personOf(turn.next.author)]
      const by = person === null ? '' : ` by ${person}`
      const [when, next] = [monthAndYear(turn.date), turn.next === null ? null : monthAndYear(turn.next.date)]
      // That work went on a day later says that nothing stopped.
      const after =
        turn.kind !== 'closed' || next === null || next === when
          ? ''
          : `; the next one came in ${next}${successor === null || successor === person ? '' : `, from ${successor}`}`
      return [
        {
          id: `past:turn:${turn.commit}`,
          about: null,
          weight: 0.94 - index * 0.05,
          places: [],
          keywords: [turn.kind],
          forms: ways(
            () => `a commit${by} in ${when} bears the title ${mark(title)}${after}`,
            () => `in ${when} came a commit${by} with the title ${mark(title)}${after}`,
          ),
        },
      ]
    })

const silenceMessages = ({ silences }: History): Message[] => {
  const [longest, other] = (silences ?? []).toSorted((a, b) => a.from.localeCompare(b.from))
  if (longest === undefined) return []
  const span = ({ from, until }: NonNullable<History['silences']>[number]): string => `from ${monthAndYear(from)} to ${monthAndYear(until)}`
  const spans = [longest, ...(other === undefined ? [] : [other])].map(span)
  // Of two pauses each was ended by somebody.
  const person = other === undefined ? personOf(longest.resumed_by ?? '') : null
  const after = person === null ? '' : `; it was ${person} who went on`
  return [
    {
      id: 'past:silence',
      about: null,
      weight: 0.86,
      places: [],
      forms: ways(
        () => `${spans.join(', and again ')}, nobody committed anything${after}`,
        () => `the work stood still for more than a year: ${spans.join(', and again ')} there was no commit${after}`,
      ),
    },
  ]
}

export const turningPointMessages = (history: History, project: string): Message[] => [
  ...renamedMessages(history, project),
  ...rewriteMessages(history),
  ...turnMessages(history),
  ...silenceMessages(history),
]
