// The four documented names on Flite's voices. A voice is made deeper by speaking faster and playing back slower: its
// sound is stretched by `shift` in the synthesis and its sample rate taken as 16,000 × shift, so the pace stays.
import type { Voice } from '../../../shared/voices.ts'

export type FliteVoice = 'slt' | 'rms' | 'awb'

export interface LocalVoice {
  flite: FliteVoice
  shift: number
  /** Slower than the voice's own pace, by which it is easier to follow: 1 is as fast as it comes. */
  pace: number
  /** Seconds of speech, fitted to what the voice says (see timing.ts). */
  seconds: { sentence: number; word: number; syllable: number; consonant: number; comma: number }
}

export const localVoices: Readonly<Record<Voice, LocalVoice>> = {
  Rachel: { flite: 'slt', shift: 1, pace: 1.08, seconds: { sentence: 0.1, word: 0.02, syllable: 0.1, consonant: 0.04, comma: 0.2 } },
  Drew: { flite: 'rms', shift: 1, pace: 1, seconds: { sentence: 0.1, word: 0.02, syllable: 0.1, consonant: 0.04, comma: 0.2 } },
  Bella: { flite: 'slt', shift: 0.9, pace: 1.05, seconds: { sentence: 0.1, word: 0.02, syllable: 0.1, consonant: 0.04, comma: 0.2 } },
  Antoni: { flite: 'awb', shift: 1, pace: 1.06, seconds: { sentence: 0.1, word: 0.02, syllable: 0.1, consonant: 0.04, comma: 0.2 } },
}

/** Of a voice, before any shift. */
export const fliteSampleRate = 16_000
