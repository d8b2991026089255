// How much is told: messages are taken chapter by chapter in proportion to their shares until the story is as long as it
// was asked to be, then single ones are exchanged until it is within a percent or so.

import type { Speaker } from '../../../../shared/script.ts'
import { secondVoice, type Voice } from '../../../../shared/voices.ts'
import type { SpeechTiming } from '../../../speech/speech.ts'
import { createWordingReader, type ReadWording } from '../telling/repetition.ts'
import type { OpenChapter, Slot } from './chapters.ts'
import { type Composition, compose, type ToldChapter } from './compose.ts'

export interface FittedStory {
  chapters: ToldChapter[]
  seconds: number[]
  totalSeconds: number
  /** What is told. */
  chosen: ReadonlySet<Slot>
}

interface Spoken {
  paragraphs: readonly { speaker: Speaker; sentences: readonly { text: string }[] }[]
}

export const chapterSeconds = (chapter: Spoken, timing: SpeechTiming, voice: Voice): number =>
  timing.chapterOverheadSeconds +
  chapter.paragraphs.reduce(
    (sum, { speaker, sentences }) =>
      sum +
      timing.paragraphSeconds({ speaker, sentences: sentences.map(({ text }) => ({ text, sources: [] })) }, speaker === 'guest' ? secondVoice[voice] : voice),
    0,
  )

type Standing = (slot: Slot) => number

/** All slots in the order in which they are taken: each chapter fills at the speed of its share. */
const takingOrder = (chapters: readonly OpenChapter[], targetSeconds: number, mostOfShare: number, standing: Standing): Slot[] =>
  chapters
    .flatMap(({ slots, share }) =>
      slots
        .toSorted((a, b) => standing(b) - standing(a))
        .slice(0, Math.max(12, Math.round((targetSeconds * share * mostOfShare) / secondsOfSentence)))
        .map((slot, index) => ({ slot, fill: (index + 1) / share })),
    )
    .toSorted((a, b) => a.fill - b.fill)
    .map(({ slot }) => slot)

// Where other chapters run dry, one may grow, but a story that is half about one thing is not about the repository. Only
// where even that does not fill the time, what is left may.
const mostOfShare = 2.6
const allOfShare = 8
const secondsOfSentence = 5.7

// Closer than this the voice's own variation is larger.
const tolerance = 0.004

/** Most paragraphs come back unchanged in the next try. */
const remembered = (timing: SpeechTiming): SpeechTiming => {
  const known = new Map<string, number>()
  return {
    ...timing,
    paragraphSeconds: (paragraph, voice) => {
      const key = `${voice} ${paragraph.speaker} ${paragraph.sentences.map(({ text }) => text).join('\n')}`
      const seconds = known.get(key) ?? timing.paragraphSeconds(paragraph, voice)
      known.set(key, seconds)
      return seconds
    },
  }
}

/** Fewer claims a minute than this, and a listener waits for the next one. */
const fewestClaims = 6.2
const claimsPerMinute = ({ chapters, totalSeconds }: FittedStory): number =>
  chapters.flatMap(({ paragraphs }) => paragraphs.flatMap(({ sentences }) => sentences.filter(({ places }) => places.length > 0))).length /
  (totalSeconds / secondsPerMinute)
const secondsPerMinute = 60

/** What a claim of usual length takes, and what each second beyond that costs it. */
const usualSeconds = 5.5
const costsOfSecond = [0.09, 0.2]
const byLength = ({ chapters }: FittedStory, costOfSecond: number, { timing, voice }: FitWishes): Standing => {
  const seconds = new Map(
    chapters.flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ sentences }) => sentences.map(({ id, text }): [string, number] => [id, timing.sentenceSeconds(text, voice)])),
    ),
  )
  return ({ message, priority }) => priority - Math.max(0, (seconds.get(message.id) ?? 0) - usualSeconds) * costOfSecond
}

/** Where long sentences leave too few claims, the short ones go first. */
export const fitStory = (
  composition: Omit<Composition, 'chosen' | 'readWording'>,
  targetSeconds: number,
  slowTiming: SpeechTiming,
  voice: Voice,
): FittedStory => {
  const wishes = { composition, targetSeconds, timing: remembered(slowTiming), voice, readWording: createWordingReader() }
  const { best, all } = fitWith(wishes, ({ priority }) => priority)
  const missOf = ({ totalSeconds }: FittedStory): number => Math.abs(totalSeconds - targetSeconds)
  const longestMiss = Math.max(missOf(best), targetSeconds * tolerance * 2)
  let found = best
  for (const cost of costsOfSecond) {
    if (claimsPerMinute(found) >= fewestClaims || best === all) break
    const denser = fitWith(wishes, byLength(all, cost, wishes)).best
    if (missOf(denser) <= longestMiss && claimsPerMinute(denser) > claimsPerMinute(found)) found = denser
  }
  return found
}

interface FitWishes {
  composition: Omit<Composition, 'chosen' | 'readWording'>
  targetSeconds: number
  timing: SpeechTiming
  voice: Voice
  readWording: ReadWording
}

/** `all`: everything that may be told, whatever its length. */
const fitWith = ({ composition, targetSeconds, timing, voice, readWording }: FitWishes, standing: Standing): { best: FittedStory; all: FittedStory } => {
  const tell = (chosen: ReadonlySet<Slot>): FittedStory => {
    const chapters = compose({ ...composition, chosen, readWording })
    const seconds = chapters.map((chapter) => chapterSeconds(chapter, timing, voice))
    return { chapters, seconds, chosen, totalSeconds: seconds.reduce((sum, part) => sum + part, 0) }
  }
  const miss = (story: FittedStory): number => Math.abs(story.totalSeconds - targetSeconds)
  const sparing = takingOrder(composition.chapters, targetSeconds, mostOfShare, standing)
  const told = tell(new Set(sparing))
  const isEnough = told.totalSeconds >= targetSeconds
  const order = isEnough ? sparing : takingOrder(composition.chapters, targetSeconds, allOfShare, standing)
  const all = isEnough ? told : tell(new Set(order))
  if (all.totalSeconds <= targetSeconds * (1 + tolerance)) return { best: all, all }

  let low = 0
  let high = order.length
  let best = all
  let bestCount = order.length
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    const story = tell(new Set(order.slice(0, middle)))
    if (miss(story) < miss(best)) {
      best = story
      bestCount = middle
    }
    if (story.totalSeconds > targetSeconds) high = middle
    else low = middle
  }
  // Exchanges near the edge: one of the last ones out, one of the next ones in. Wordings shift with every change, so that
  // length is not quite monotone and trying is all that helps.
  const edge = order.slice(Math.max(0, bestCount - 8), bestCount)
  const beyond = order.slice(bestCount, bestCount + 8)
  const base = order.slice(0, bestCount)
  const variants = [
    ...edge.map((slot) => base.filter((other) => other !== slot)),
    ...beyond.map((slot) => [...base, slot]),
    ...edge.flatMap((out, index) => beyond.slice(index, index + 2).map((incoming) => [...base.filter((other) => other !== out), incoming])),
  ]
  for (const variant of variants) {
    if (miss(best) <= targetSeconds * tolerance) break
    const story = tell(new Set(variant))
    if (miss(story) < miss(best)) best = story
  }
  return { best, all }
}
