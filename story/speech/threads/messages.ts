// What the voices' threads are asked to do, so that the event loop stays free: to say a sentence with the built-in voice, to
// read a sound file that a service sent, to put a chapter together. Plain data only: it crosses a thread.
import type { FrameCount } from '../../audio/mp3-frames.ts'
import type { Pcm } from '../../audio/pcm.ts'
import type { FliteVoice } from '../local/local-voices.ts'

export interface SaySentence {
  kind: 'say'
  text: string
  flite: FliteVoice
  shift: number
  /** Seconds per second of the voice's own pace, before the shift. */
  stretch: number
}

/** WAV or MP3 of any rate, told apart by their first bytes. */
export interface DecodeSound {
  kind: 'decode'
  bytes: Uint8Array
}

export interface MixChapter {
  kind: 'mix'
  openingSeconds: number
  /** Seconds for each second that was said: 1.02 is slower. */
  pace: number
  sentences: { said: Pcm; voice: string; pauseAfterSeconds: number }[]
  closingSeconds: number
}
export interface MixedChapter {
  frames: Uint8Array
  count: FrameCount
  peaks: number[]
  /** From the chapter's start, in the order given. */
  times: { startSeconds: number; endSeconds: number }[]
}

export type ThreadTask = SaySentence | DecodeSound | MixChapter
export type ThreadResult = { kind: 'say' | 'decode'; sound: Pcm } | { kind: 'mix'; mixed: MixedChapter }
export interface ThreadRequest {
  id: number
  task: ThreadTask
}
export type ThreadAnswer = { id: number; result: ThreadResult } | { id: number; error: { code: string | null; message: string } }
