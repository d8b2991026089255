// What changed with a release, in the words of the changelog or of the guide for those who upgrade.
import type { History, ReleaseNote } from '../../../../shared/analysis.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { monthAndYear } from '../language/dates.ts'
import { joined } from '../language/lists.ts'
import { plainWords, speakable, splitSentences, wordCount } from '../language/plain-words.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'

const mostWords = 30
const mostGenerations = 4
const mostOthers = 4
const leastBetween = 8

/** A first word that is no name. */
const plainStart =
  /^(?:the|this|all|an?|in|on|as|with|now|new|support|add\w*|drop\w*|remov\w*|rewr\w*|replac\w*|switch\w*|introduc\w*|mov(?:e|ed|es|ing)|renam\w*|requir\w*|ma[dk]e\w*|us(?:e|es|ed|ing)|updat\w*|improv\w*|chang\w*|implement\w*|massive|major|minimum|experimental|breaking|first|every\w*|most|some)\b/i
/** "CHANGE" and "NEW" in capitals are a mark, and stay one. */
const lowered = (text: string): string => (/^[A-Z](?![A-Z])/.test(text) && plainStart.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text)

const sayable = (text: string): string[] => {
  const told: string[] = []
  for (const sentence of splitSentences(plainWords(text))) {
    const words = sentence.replace(/[.\s]+$/, '')
    if (!speakable(words) || addressedToAModel(words) || wordCount(words) > mostWords || wordCount(words) < 2) break
    told.push(words)
  }
  return told
}

const generationOf = (release: string): number => (/^[1-9]\d*\.0\.0$/.test(release) ? Number(release.split('.')[0]) : 0)
/** "3.0.0" as people say it. */
const shortName = (release: string): string => release.replace(/\.0$/, '')

interface Told {
  release: string
  date: string | null
  notes: { note: ReleaseNote; sentences: string[] }[]
}

/** The newest generations and those that changed most; where there are none, the releases that changed most. */
const choose = (notes: readonly ReleaseNote[]): Told[] => {
  const usable = notes.map((note) => ({ note, sentences: note.headings ?? sayable(note.quote.text) })).filter(({ sentences }) => sentences.length > 0)
  const releases = [...Map.groupBy(usable, ({ note }) => note.release)].map(
    ([release, own]): Told => ({ release, date: own[0]?.note.date ?? null, notes: own }),
  )
  const generations = releases.filter(({ release }) => generationOf(release) > 0).toSorted((a, b) => generationOf(b.release) - generationOf(a.release))
  // Beside generations, a release in between has to have changed much.
  const others = releases.filter(
    ({ release, notes: own }) => generationOf(release) === 0 && (generations.length === 0 || (own[0]?.note.score ?? 0) >= leastBetween),
  )
  return [...generations.slice(0, mostGenerations), ...others.slice(0, Math.max(0, mostOthers - generations.length))]
}

const isBefore = (a: Told, b: Told): number => {
  const [one, two] = [a.release.split('.').map(Number), b.release.split('.').map(Number)]
  const at = one.findIndex((number, index) => number !== two[index])
  return at < 0 ? 0 : (one[at] ?? 0) - (two[at] ?? 0)
}

/** A guide that says nowhere in one sentence what changed says it by what it has sections on. */
const headingMessage = (
  { release, date, headings }: { release: string; date: string | null; headings: readonly string[] },
  note: ReleaseNote,
  rank: number,
): Message => {
  const name = mark(shortName(release))
  const when = date === null ? '' : `, of ${monthAndYear(date)},`
  return {
    id: `past:note:${release}`,
    about: null,
    weight: Math.max(0.5, 0.94 - rank * 0.06),
    places: [note.quote.place],
    keywords: ['release', release],
    title: `what changed with ${shortName(release)}`,
    forms: ways(
      (say) =>
        `whoever goes over to version ${name}${when} finds sections of the upgrade guide on ${joined(headings.map((heading) => `"${say.words(heading)}"`))}`,
      (say) =>
        `what changed with version ${name}${when} shows in what its upgrade guide is divided into: ${joined(headings.map((heading) => `"${say.words(heading)}"`))}`,
    ),
  }
}

/** In the order in which they came. `releases` of which something is told need no other mention. */
export const releaseNoteMessages = ({ release_notes: notes }: Pick<History, 'release_notes'>): { messages: Message[]; releases: ReadonlySet<string> } => {
  const chosen = choose(notes ?? [])
  const messages = chosen.toSorted(isBefore).flatMap(({ release, date, notes: own }): Message[] => {
    const [first, second] = own
    if (first === undefined) return []
    const rank = chosen.findIndex((told) => told.release === release)
    const name = mark(shortName(release))
    const { is_guide: isGuide, quote } = first.note
    const source = isGuide ? 'the upgrade guide' : 'the changelog'
    if (first.note.headings !== undefined) return [headingMessage({ release, date, headings: first.note.headings }, first.note, rank)]
    const [opening = '', ...more] = first.sentences
    const words = [opening, ...more.slice(0, 1)].join('. ')
    const other = second === undefined || second.note.is_guide !== isGuide || more.length > 0 ? null : (second.sentences[0] ?? null)
    const also = other === null ? '' : `; and also: ${lowered(other)}`
    const when = date === null ? '' : ` of ${monthAndYear(date)}`
    return [
      {
        id: `past:note:${release}`,
        about: null,
        weight: Math.max(0.5, 0.96 - rank * 0.06),
        places: [quote.place, ...(other === null || second === undefined ? [] : [second.note.quote.place])],
        keywords: ['release', release],
        title: `what changed with ${shortName(release)}`,
        forms: [
          ...ways(
            (say) => `of version ${name}${when === '' ? '' : `,${when},`} ${source} says: ${say.words(lowered(words))}${say.words(also)}`,
            (say) => `what came with version ${name}${when}, ${source} puts like this: ${say.words(lowered(words))}${say.words(also)}`,
            (say) => `on version ${name}${when === '' ? '' : `,${when},`} ${source} has this: ${say.words(lowered(words))}${say.words(also)}`,
          ),
          ...styled('technical', (say) => `${name}${when}, by ${source}: ${say.words(lowered(words))}${say.words(also)}`),
        ],
      },
    ]
  })
  return { messages, releases: new Set(chosen.filter(({ date }) => date !== null).map(({ release }) => release)) }
}
