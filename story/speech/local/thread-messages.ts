// What the local voice's threads are asked to do. A sentence is spoken by whichever thread is free; a chapter's sentences
// are then put together, brought to one level and encoded by one of them. Plain data only: it crosses a thread.
import type { FrameCount } from '../../audio/mp3-frames.ts'
import type { FliteVoice } from './local-voices.ts'

export interface SaySentence {
  kind: 'say'
  text: string
  flite: FliteVoice
  shift: number
  /** Seconds per second of the voice's own pace, before the shift. */
  stretch: number
}
/** Sound at `rate`, silence before and after it cut off. */
export interface SaidSentence {
  samples: Float32Array
  rate: number
}

export interface MixChapter {
  kind: 'mix'
  openingSeconds: number
  sentences: { said: SaidSentence; voice: string; pauseAfterSeconds: number }[]
  closingSeconds: number
}
export interface MixedChapter {
  frames: Uint8Array
  count: FrameCount
  peaks: number[]
  /** From the chapter's start, in the order given. */
  times: { startSeconds: number; endSeconds: number }[]
}

export type ThreadTask = SaySentence | MixChapter
export interface ThreadRequest {
  id: number
  task: ThreadTask
}
export type ThreadAnswer = { id: number; said: SaidSentence } | { id: number; mixed: MixedChapter } | { id: number; error: { message: string } }
