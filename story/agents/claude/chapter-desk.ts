// Where a chapter is written, checked and brought to length. The model hands in a version with write_chapter; what it hears
// back decides what happens next:
//
//   a version comes in
//     → each sentence is checked against the repository (story/check) and against demands of the repository
//     → what holds is measured in the voice that will speak it
//   something fails, and no repair was asked for yet              → it is told exactly what, and writes again
//   something still fails, and without it the chapter is too short → it is told once more
//   it is too long, and cutting its optional sentences is enough  → they are cut
//   it is still too long, by a fifth at most                      → sentences on which no other leans are cut
//   it is longer than that, and was not told so before            → it is told by how much, and cuts for itself
//   it is too short, and fewer than two rounds were had           → it is told by how much, and extends it
//   otherwise                                                     → taken
//
// Cutting is done here wherever it can be: a call costs as much as half a chapter, and a writer who is told to cut hits
// the length no better than a count of seconds does. What is missing, only the writer can add.
//
// A version that is both wrong and off in length is told both at once. At the end the best version counts: what still fails
// in it is left out, and what is still too long is cut. Later versions are handed in as changes to single sentences, so that
// what was right stays as it was and need not be written, and paid for, again. A model that writes less or more than it was
// asked for is asked for more or less in that proportion.
import type { AnalysisResult, Place } from '../../../shared/analysis.ts'
import { CodeStoryError } from '../../../shared/errors.ts'
import { type ChapterDraft, type CodeExample, chapterSources, chapterText, countWords, type Paragraph, type Sentence } from '../../../shared/script.ts'
import type { Voice } from '../../../shared/voices.ts'
import type { CheckDraft } from '../../check/check-chapter.ts'
import { keepTrueSentences } from '../../check/keep-true-sentences.ts'
import type { ChapterProblem } from '../../check/problem.ts'
import type { RepositorySnapshot } from '../../repository/snapshot.ts'
import type { SpeechTiming } from '../../speech/speech.ts'
import { findDemands } from './demands.ts'
import { type Fit, isFit, trimToFit } from './fit-length.ts'
import { codeExampleAt } from './tools/add-code-examples.ts'
import { findPlace } from './tools/place.ts'
import { applyChanges, type ChapterDesk, draftOf, type WriteChapterInput, type WrittenParagraph } from './tools/write-chapter.ts'

const mostRepairs = 2
const mostRounds = { extend: 2, cut: 1 }
/** Of the chapter's target, which keeps the story within the same share of the request. */
const tolerance = 0.03
/** A little too long is cut here, for nothing; a little too short costs a call. So a little more is asked for. */
export const askedForMore = 1.02
/** Share of the target that is cut beyond the optional sentences before the writer is asked to. */
const mostCutHere = 0.2
const mostProblemsTold = 15

export interface ChapterAssignment {
  title: string
  targetSeconds: number
  words: number
  evidence: readonly string[]
  analysis: AnalysisResult
  snapshot: RepositorySnapshot
  check: CheckDraft
  timing: SpeechTiming
  voiceOf: Readonly<Record<'host' | 'guest', Voice>>
  twoVoices: boolean
}

interface Version {
  draft: ChapterDraft
  optional: ReadonlySet<Sentence>
  problems: ChapterProblem[]
  /** What holds of it, cut to length as far as optional sentences allow; null when nothing holds. */
  kept: ChapterDraft | null
  keptSeconds: number
}
export interface ChapterResult {
  draft: ChapterDraft
  versions: number
  repairs: number
  lengthRounds: number
  dropped: number
}
export interface OpenChapterDesk extends ChapterDesk {
  isTaken: () => boolean
  /** The finished chapter, or null before the first version. */
  finish: () => Promise<ChapterResult | null>
}

const numberOf = (place: ChapterProblem['place']): string =>
  'codeExample' in place ? `code example ${place.codeExample + 1}` : `${place.paragraph + 1}.${place.sentence + 1}`

const tellProblems = (draft: ChapterDraft, problems: readonly ChapterProblem[], unreadable: readonly string[]): string[] => [
  ...problems.slice(0, mostProblemsTold).map(({ place, message }) => {
    const text = 'codeExample' in place ? '' : ` “${draft.paragraphs[place.paragraph]?.sentences[place.sentence]?.text ?? ''}”`
    return `- ${numberOf(place)}${text}: ${message}`
  }),
  ...unreadable.map((source) => `- ${source} is no place; write path:first-last.`),
]

export const openChapterDesk = (assignment: ChapterAssignment): OpenChapterDesk => {
  const { title, targetSeconds, analysis, snapshot, check, timing, voiceOf, twoVoices } = assignment
  const isDemanded = findDemands(analysis)
  const secondsOf = (paragraphs: readonly Paragraph[]): number =>
    timing.chapterOverheadSeconds + paragraphs.reduce((sum, paragraph) => sum + timing.paragraphSeconds(paragraph, voiceOf[paragraph.speaker]), 0)
  const fit: Fit = { targetSeconds, tolerance, secondsOf }
  const versions: Version[] = []
  let repairs = 0
  let lengthRounds = 0
  let taken = false
  let written: WrittenParagraph[] | null = null
  let words = 0
  /** What the next version is to have: so many words in all, or so many more or fewer than the last one. */
  let asked = { inAll: assignment.words, change: 0 }
  /** Words written for each word asked for. */
  let obedience = 1

  /** To length, as far as that can be done without the writer. */
  const brought = (draft: ChapterDraft, optional: ReadonlySet<Sentence>): ChapterDraft => {
    const shorter = trimToFit(draft, optional, fit)
    return secondsOf(shorter.paragraphs) > targetSeconds * (1 + mostCutHere) ? shorter : trimToFit(shorter, null, fit)
  }

  const judge = async (input: WriteChapterInput): Promise<{ version: Version; unreadable: string[] }> => {
    written = applyChanges(written, input)
    const { draft, optional, unreadable } = draftOf(written, title, desk.codeExamples, snapshot)
    if (!twoVoices) for (const paragraph of draft.paragraphs) paragraph.speaker = 'host'
    const problems = await check(draft)
    for (const [paragraph, { sentences }] of draft.paragraphs.entries())
      for (const [sentence, { text }] of sentences.entries())
        if (isDemanded(text))
          problems.push({
            kind: 'demanded',
            place: { paragraph, sentence },
            subject: text,
            message: 'This repeats a text that speaks to a model. Leave it out.',
          })
    const { draft: holds } = keepTrueSentences(draft, problems)
    const kept = holds === null ? null : brought(holds, optional)
    return { version: { draft, optional, problems, kept, keptSeconds: kept === null ? 0 : secondsOf(kept.paragraphs) }, unreadable }
  }

  /** What to ask for after a version of so many seconds, of a model as obedient as this one was. */
  const wordsToAsk = (draft: ChapterDraft, seconds: number): typeof asked => {
    const perSecond = words / Math.max(secondsOf(draft.paragraphs) - timing.chapterOverheadSeconds, 1)
    const aim = seconds < targetSeconds ? targetSeconds * askedForMore : targetSeconds
    const change = (aim - seconds) * perSecond
    return { inAll: Math.round((words + change) / obedience), change: Math.round(change / obedience) }
  }
  const learnObedience = (draft: ChapterDraft, isWhole: boolean): void => {
    const now = countWords(chapterText(draft))
    const [written, expected] = isWhole ? [now, asked.inAll] : [now - words, asked.change]
    if (Math.abs(expected) > 5) obedience = Math.min(Math.max(written / expected, 0.5), 2)
    words = now
    asked = { inAll: now, change: 0 }
  }

  const review = async (input: WriteChapterInput): Promise<string> => {
    const { version, unreadable } = await judge(input)
    versions.push(version)
    const { draft, problems, kept } = version
    learnObedience(draft, input.paragraphs !== null)
    const isEnoughWithout = kept !== null && isFit(version.keptSeconds, fit)
    const repair = (problems.length > 0 || unreadable.length > 0) && repairs < (isEnoughWithout ? 1 : mostRepairs)
    // What will be corrected keeps its length; what will be left out does not.
    const seconds = repair || kept === null ? secondsOf(brought(draft, version.optional).paragraphs) : version.keptSeconds
    const resize = !isFit(seconds, fit) && lengthRounds < mostRounds[seconds > targetSeconds ? 'cut' : 'extend']
    if (!repair && !resize) {
      taken = true
      return 'Taken.'
    }
    const told: string[] = []
    if (repair) {
      repairs += 1
      told.push('These do not hold. Correct each against the repository, or leave it out:', ...tellProblems(draft, problems, unreadable))
    }
    if (resize) {
      lengthRounds += 1
      asked = wordsToAsk(draft, seconds)
      const cited = new Set(chapterSources(draft).map((source) => source.file))
      const unused = assignment.evidence.filter((place) => !cited.has(findPlace(place)?.file ?? ''))
      const measured = `The chapter takes ${Math.round(seconds)} seconds and should take ${Math.round(targetSeconds)}.`
      told.push(
        asked.change > 0
          ? `${measured} Add about ${asked.change} words where it matters, with substance and no padding${unused.length === 0 ? '' : `; not used yet: ${unused.slice(0, 5).join(', ')}`}.`
          : `${measured} Cut about ${-asked.change} words that the thread can do without.`,
      )
    }
    const whole = resize ? ` Only if little of it stays, hand in the whole chapter again, with about ${asked.inAll} words.` : ''
    told.push(
      `Hand in the changes, sentence by sentence, by calling the tool write_chapter; what they do not name stays as it is. They are numbered as the chapter stands now, paragraph.sentence, from 1.${whole}`,
    )
    return told.join('\n')
  }

  /** What the model chose, with the chapter or after it; where it chose nothing, the first lines that the chapter cites. */
  const codeExamplesFor = async (draft: ChapterDraft): Promise<CodeExample[]> => {
    const chosen = draft.code_examples.length > 0 ? draft.code_examples : desk.codeExamples
    if (chosen.length > 0) return chosen
    const lengthOf = (place: Place): number => place.end_line - place.start_line + 1
    const sources = chapterSources(draft)
    const place = sources.find((source) => lengthOf(source) >= 3 && lengthOf(source) <= 24) ?? sources[0]
    return place === undefined ? [] : [await codeExampleAt(place, snapshot)]
  }

  const finish = async (): Promise<ChapterResult | null> => {
    if (versions.length === 0) return null
    const candidates = versions.flatMap(({ problems, kept }) => {
      if (kept === null) return []
      const draft = trimToFit(kept, null, fit)
      return [{ draft, dropped: problems.length, off: Math.max(0, Math.abs(secondsOf(draft.paragraphs) / targetSeconds - 1) - tolerance) }]
    })
    const best = candidates.reduce<(typeof candidates)[number] | null>((chosen, one) => (chosen === null || one.off <= chosen.off ? one : chosen), null)
    if (best === null) throw new CodeStoryError('narrator_failed', `Nothing that Claude wrote for “${title}” holds against the repository.`)
    const seconds = secondsOf(best.draft.paragraphs)
    const notes = [...best.draft.notes]
    if (repairs > 0) notes.push(`Asked for ${repairs} ${repairs === 1 ? 'repair' : 'repairs'}`)
    if (!isFit(seconds, fit)) notes.push(`${Math.round(seconds)} seconds instead of ${Math.round(targetSeconds)}`)
    const draft = { ...best.draft, code_examples: await codeExamplesFor(best.draft), predicted_seconds: seconds, notes }
    return { draft, versions: versions.length, repairs, lengthRounds, dropped: best.dropped }
  }

  const desk: OpenChapterDesk = {
    snapshot: async () => snapshot,
    analysis,
    codeExamples: [],
    targetSeconds,
    secondsOf: (text) => timing.sentenceSeconds(text, voiceOf.host),
    review,
    isTaken: () => taken,
    finish,
  }
  return desk
}
