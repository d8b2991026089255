// What a story would cost and take, before anything is made: the same arithmetic as the receipt, over what such a story
// usually needs. The limits are held call by call on what is really bought; this is for whoever decides.
import type { StoryDuration } from '../../shared/story.ts'
import { narrationWordsPerMinute } from '../../shared/timing.ts'
import type { Speech } from '../speech/speech.ts'
import { costUsd, findModel } from './claude/models.ts'

export interface QuoteInput {
  /** How many source files the repository has; null where nobody could be asked. */
  sourceFiles: number | null
  minutes: StoryDuration
  /** `engines.narrator`: a Claude model's id, or local. */
  narrator: string
  speech: Pick<Speech, 'paid' | 'quoteUsd'>
}
export interface Quote {
  /** Read and written by the model. */
  tokens: number
  /** Spoken. */
  characters: number
  usd: number
  /** Of making it. */
  seconds: number
}

// Measured on stories of express and flask (bench/claude-writers.ts): a digest of 700 tokens a file until it is full, eight
// thousand tokens of rules, tools and evidence around it, and for each chapter a call and half a revision.
const digestTokens = { each: 700, most: 18_000, around: 8_000 }
const callTokens = { fresh: 1_000, written: 2_000 }
const callsPerChapter = 1.5
const otherCalls = 3
const chapterMinutes = 1.7
/** At 70 tokens a second, the calls that wait for each other: analysis, outline, a chapter and its revision. */
const callSeconds = 40
const callsInARow = 4
/** Spoken form runs to about six characters a word, the space after it included. */
const charactersPerWord = 6
const readingSeconds = 6
const speakingSecondsPerMinute = { paid: 4, free: 1.2 }

const writing = (narrator: string, { sourceFiles, minutes }: QuoteInput): Pick<Quote, 'tokens' | 'usd'> => {
  const { model } = findModel(narrator)
  const prefix = digestTokens.around + Math.min((sourceFiles ?? 100) * digestTokens.each, digestTokens.most)
  const calls = Math.ceil(otherCalls + (minutes / chapterMinutes) * callsPerChapter)
  const counts = {
    input_tokens: calls * callTokens.fresh,
    cache_write_tokens: prefix,
    cache_read_tokens: (calls - 1) * prefix,
    output_tokens: calls * callTokens.written,
  }
  return { tokens: counts.input_tokens + counts.cache_write_tokens + counts.cache_read_tokens + counts.output_tokens, usd: costUsd(model, counts) }
}

export const quoteStory = (input: QuoteInput): Quote => {
  const { minutes, narrator, speech } = input
  const characters = minutes * narrationWordsPerMinute * charactersPerWord
  const written = narrator === 'local' ? { tokens: 0, usd: 0 } : writing(narrator, input)
  const writingSeconds = narrator === 'local' ? 1 : callSeconds * callsInARow
  const speakingSeconds = minutes * (speech.paid ? speakingSecondsPerMinute.paid : speakingSecondsPerMinute.free)
  return {
    tokens: written.tokens,
    characters,
    usd: Math.round((written.usd + speech.quoteUsd(characters)) * 100) / 100,
    seconds: Math.round(readingSeconds + writingSeconds + speakingSeconds),
  }
}
