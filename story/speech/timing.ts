// How long a voice takes for a text, before it is heard. Speech time grows with what is said, not with letters: sentences,
// commas, words, spelled letters and, by kind, sounds each add their own. How many sounds a word has is guessed from its
// spelling, and what each costs is fitted per voice, by least squares, to 190 sentences that it really spoke. A sentence may
// be off by a tenth; over a chapter that comes to a hundredth or two (bench/recognize-speech.ts tells), which rate and
// pauses make up for.
import type { Paragraph } from '../../shared/script.ts'
import type { Voice } from '../../shared/voices.ts'
import { chapterOverheadSeconds, pauses, pausesOf } from './pauses.ts'
import type { SpeechTiming } from './speech.ts'

export const soundKinds = ['sentence', 'comma', 'letter', 'reduced', 'word', 'vowel', 'long', 'hiss', 'stop', 'sonorant'] as const
export type SoundKind = (typeof soundKinds)[number]
/** How often each kind is in a text. */
export type SpeechLoad = Record<SoundKind, number>
/** Seconds that one of each kind takes. */
export type SpeechRate = Readonly<Record<SoundKind, number>>

/** Words that people hardly pronounce in a sentence. */
const reduced = new Set(
  'the a an of to in and is it its that as at by for from on or be was are has have had with this not no if he she his her they them their we you your i but so then than which what who when there these those one into can will would do does did been'.split(
    ' ',
  ),
)

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Letters to sounds, roughly: T stands for any hissing pair, S for -tion's, I for -igh. */
const addSounds = (word: string, load: SpeechLoad): void => {
  const sounds = (/oo|ee/.test(word) ? word.replace(/([^oe])\1/g, '$1') : word.replace(/(.)\1/g, '$1'))
    .replaceAll('igh', 'I')
    .replace(/[ts]ion/g, 'SN')
    .replaceAll('gh', '')
    .replace(/th|sh|ch|ph|ck|ng|wh|qu/g, 'T')
  load.long += countOf(sounds, /ee|ea|oo|ou|ow|ai|ay|oa|oi|oy|au|aw|ie|I|[aiou][bcdfghklmnpstvz]es?\b/g)
  const voiced = word.length > 3 ? sounds.replace(/([^aeiou])e(s?)\b/g, '$1$2') : sounds
  load.vowel += Math.max(1, countOf(voiced, /[aeiouyI]+/g))
  load.hiss += countOf(voiced, /[sfzvxTS]/g)
  load.stop += countOf(voiced, /[ptkbdgcqj]/g)
  load.sonorant += countOf(voiced, /[mnlrwhN]/g)
}

/** @param spoken the spoken form of a sentence, or of several */
export const speechLoad = (spoken: string): SpeechLoad => {
  const load: SpeechLoad = { sentence: 0, comma: 0, letter: 0, reduced: 0, word: 0, vowel: 0, long: 0, hiss: 0, stop: 0, sonorant: 0 }
  if (spoken === '') return load
  load.sentence = 1 + countOf(spoken, /[.?!](?=\s)/g)
  load.comma = countOf(spoken, /[,;:]/g)
  for (const word of spoken.toLowerCase().match(/[a-z']+/g) ?? []) {
    if (word.length === 1 && !reduced.has(word)) {
      load.letter += 1
      continue
    }
    load[reduced.has(word) ? 'reduced' : 'word'] += 1
    addSounds(word, load)
  }
  return load
}

export const loadSeconds = (load: SpeechLoad, rate: SpeechRate): number => soundKinds.reduce((sum, kind) => sum + load[kind] * rate[kind], 0)

/** The same voice at another pace. */
export const pacedRate = (rate: SpeechRate, pace: number): SpeechRate => ({
  sentence: rate.sentence * pace,
  comma: rate.comma * pace,
  letter: rate.letter * pace,
  reduced: rate.reduced * pace,
  word: rate.word * pace,
  vowel: rate.vowel * pace,
  long: rate.long * pace,
  hiss: rate.hiss * pace,
  stop: rate.stop * pace,
  sonorant: rate.sonorant * pace,
})

/** Prose about code in its mean: what a hundred written words bring, and the paragraphs they make. */
const hundredWords: SpeechLoad = {
  sentence: 6.8,
  comma: 9.5,
  letter: 2.1,
  reduced: 44.9,
  word: 61.6,
  vowel: 141.5,
  long: 23.4,
  hiss: 75.8,
  stop: 79.6,
  sonorant: 89.4,
}
const paragraphsInHundredWords = 1.6

export interface TimingOptions {
  rateOf: (voice: Voice) => SpeechRate
  toSpoken: (written: string) => string
}

export const makeTiming = ({ rateOf, toSpoken }: TimingOptions): SpeechTiming => {
  const spokenSeconds = (text: string, voice: Voice) => loadSeconds(speechLoad(toSpoken(text)), rateOf(voice))
  const paragraphSeconds = (paragraph: Pick<Paragraph, 'sentences' | 'speaker'>, voice: Voice): number => {
    const silences = pausesOf(paragraph)
    return paragraph.sentences.reduce((sum, sentence, index) => sum + spokenSeconds(sentence.text, voice) + (silences[index] ?? 0), 0)
  }
  return {
    paragraphSeconds,
    sentenceSeconds: (text, voice) => spokenSeconds(text, voice) + pauses.sentence,
    chapterOverheadSeconds,
    wordsPerMinute: (voice) => {
      const silence = (hundredWords.sentence - paragraphsInHundredWords) * pauses.sentence + paragraphsInHundredWords * pauses.paragraph
      return Math.round((100 * 60) / (loadSeconds(hundredWords, rateOf(voice)) + silence))
    },
  }
}
