// The port to whoever speaks. The cut is at the chapter: an engine knows best how to split it, what silence costs and how
// its parts join. What goes in is the written form with its speakers; the spoken form is made inside, by one module.

import type { TimedSentence } from '../../shared/audio.ts'
import type { Paragraph } from '../../shared/script.ts'
import type { CallUsage } from '../../shared/usage.ts'
import type { Voice } from '../../shared/voices.ts'

export interface SpeechTiming {
  /** Seconds that this paragraph takes in this voice, its own pauses and the pause after it included. */
  paragraphSeconds: (paragraph: Pick<Paragraph, 'sentences' | 'speaker'>, voice: Voice) => number
  /** Seconds of one sentence, the pause after it included: for choosing what still fits. */
  sentenceSeconds: (text: string, voice: Voice) => number
  /** Seconds added around a chapter: its opening and closing silence. */
  chapterOverheadSeconds: number
  /** Whole words a minute of running text in this voice, for prompts. */
  wordsPerMinute: (voice: Voice) => number
}

export interface ChapterToSpeak {
  title: string
  paragraphs: readonly Paragraph[]
  /** host and guest → the voices that speak them. */
  voiceOf: Readonly<Record<'host' | 'guest', Voice>>
  /** Written form → how to say it: this repository's own words. */
  pronunciations: Readonly<Record<string, string>>
  /** What the chapter should take; met within what rate (±6 %) and pauses can give unnoticed. Null: as it comes. */
  targetSeconds: number | null
  /** Words before and after this chapter, so that a voice can keep its prosody over the seam. */
  previousText: string | null
  nextText: string | null
}

export interface SpeechContext {
  signal: AbortSignal
  /** Seconds of this chapter that are spoken so far. */
  progress: (secondsSpoken: number) => void
  log: (action: string, details?: Record<string, string | number>, level?: 'info' | 'warning') => void
  budget: { check: (nextCallUsd: number) => Promise<void>; record: (call: CallUsage) => Promise<void> }
  /** Bought audio by the hash of what was asked: never bought twice. */
  cache: SpeechCache
}
export interface SpeechCache {
  find: (key: string) => Promise<Uint8Array | null>
  save: (key: string, bytes: Uint8Array) => Promise<void>
}

export interface SpokenAudio {
  /** Whole MP3 frames, 44.1 kHz mono 128 kbit/s, no tags and no Info frame. A chapter of five minutes is 5 MB. */
  frames: Uint8Array
  /** From the frame count. */
  durationSeconds: number
  sentences: TimedSentence[]
  /** Ten a second, 0 to 1. */
  peaks: number[]
  warnings: string[]
}

export interface Speech {
  /** For `engines.voice`: a model's id, or `local`. */
  readonly engine: string
  readonly paid: boolean
  readonly timing: SpeechTiming
  /** The most chapters worth speaking at once. */
  readonly parallelChapters: number
  /** USD for this many characters of spoken form, 0 where it is free. */
  quoteUsd: (characters: number) => number
  /** @throws {CodeStoryError} speech_…; silence or half a chapter is never returned */
  speakChapter: (chapter: ChapterToSpeak, context: SpeechContext) => Promise<SpokenAudio>
  close: () => Promise<void>
}
