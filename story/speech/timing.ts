// How long a voice takes for a text, before it is heard. Speech time grows with what is said, not with letters: sentences,
// words, syllables, consonants and commas each add their own, and the shares are fitted per voice to sentences that it
// really spoke (bench/speech-rate.ts does that again). A single sentence may be off by a tenth; a chapter by a hundredth.
import type { Paragraph } from '../../shared/script.ts'
import type { Voice } from '../../shared/voices.ts'
import { chapterOverheadSeconds, pauses, pausesOf } from './pauses.ts'
import type { SpeechTiming } from './speech.ts'

export interface SpeechLoad {
  sentences: number
  words: number
  syllables: number
  consonants: number
  commas: number
}
export interface SpeechRate {
  sentence: number
  word: number
  syllable: number
  consonant: number
  comma: number
}

const syllablesOf = (word: string): number => {
  const groups = word.match(/[aeiouy]+/g)?.length ?? 0
  const silentE = /[^aeioul]e$/.test(word) && groups > 1 ? 1 : 0
  return Math.max(1, groups - silentE)
}

/** @param spoken the spoken form of one sentence */
export const speechLoad = (spoken: string): SpeechLoad => {
  const words = spoken.toLowerCase().match(/[a-z']+/g) ?? []
  return {
    sentences: 1,
    words: words.length,
    syllables: words.reduce((sum, word) => sum + syllablesOf(word), 0),
    consonants: words.reduce((sum, word) => sum + word.replace(/[aeiouy']/g, '').length, 0),
    commas: spoken.match(/[,;:]/g)?.length ?? 0,
  }
}

export const loadSeconds = (load: SpeechLoad, rate: SpeechRate): number =>
  load.sentences * rate.sentence + load.words * rate.word + load.syllables * rate.syllable + load.consonants * rate.consonant + load.commas * rate.comma

/** Running text of English prose about code: what 100 words bring. */
const hundredWords: SpeechLoad = { sentences: 6, words: 100, syllables: 152, consonants: 290, commas: 7 }

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
      const seconds = loadSeconds(hundredWords, rateOf(voice)) + (hundredWords.sentences - 2) * pauses.sentence + 2 * pauses.paragraph
      return Math.round((hundredWords.words * 60) / seconds)
    },
  }
}
