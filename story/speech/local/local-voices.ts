// The four documented names on Flite's voices. A voice is made deeper by speaking faster and playing back slower: its
// sound is stretched by `shift` in the synthesis and its sample rate taken as 16,000 × shift, so the pace stays.
import type { Voice } from '../../../shared/voices.ts'
import type { SpeechRate } from '../timing.ts'

export type FliteVoice = 'slt' | 'rms' | 'awb'

export interface LocalVoice {
  flite: FliteVoice
  shift: number
  /** Slower than the voice's own pace, by which it is easier to follow: 1 is as fast as it comes. */
  pace: number
  /** Seconds of speech, fitted to what the voice says (see timing.ts). */
  seconds: SpeechRate
}

/** Seconds at the voice's own pace. */
const fitted: Readonly<Record<FliteVoice, SpeechRate>> = {
  slt: {
    sentence: 0.1705,
    comma: 0.256,
    letter: 0.196,
    reduced: 0.0208,
    word: 0.0962,
    vowel: 0.0426,
    long: 0.0197,
    hiss: 0.0761,
    stop: 0.0661,
    sonorant: 0.0523,
  },
  rms: {
    sentence: 0.1854,
    comma: 0.1901,
    letter: 0.2234,
    reduced: 0.0282,
    word: 0.1323,
    vowel: 0.067,
    long: 0.0139,
    hiss: 0.0796,
    stop: 0.0661,
    sonorant: 0.0386,
  },
  awb: {
    sentence: 0.1107,
    comma: 0.268,
    letter: 0.2173,
    reduced: 0.0283,
    word: 0.114,
    vowel: 0.0479,
    long: 0.0057,
    hiss: 0.0852,
    stop: 0.0694,
    sonorant: 0.0316,
  },
}

export const localVoices: Readonly<Record<Voice, LocalVoice>> = {
  Rachel: { flite: 'slt', shift: 1, pace: 1.08, seconds: fitted.slt },
  Drew: { flite: 'rms', shift: 1, pace: 1, seconds: fitted.rms },
  Bella: { flite: 'slt', shift: 0.9, pace: 1.05, seconds: fitted.slt },
  Antoni: { flite: 'awb', shift: 1, pace: 1.06, seconds: fitted.awb },
}

/** Of a voice, before any shift. */
export const fliteSampleRate = 16_000
