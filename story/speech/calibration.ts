// How fast voices that we did not measure really are. A prediction starts from prose read by narrators and is corrected by
// every chapter heard, so that the chapters still to be written are planned by the voice that will speak them.
import type { Voice } from '../../shared/voices.ts'

export interface Calibration {
  /** Real seconds for each predicted one. */
  factor: (voice: Voice) => number
  note: (voice: Voice, predictedSeconds: number, heardSeconds: number) => void
}

/** What the starting guess weighs against what was heard: a minute's worth. */
const guessSeconds = 60
/** A voice outside of this is broken, not slow or fast: it must not spoil the plan. */
const plausible = { least: 0.6, most: 1.6 }

export const makeCalibration = (): Calibration => {
  const heard = new Map<Voice, { predicted: number; real: number }>()
  return {
    factor: (voice) => {
      const { predicted = 0, real = 0 } = heard.get(voice) ?? {}
      return (real + guessSeconds) / (predicted + guessSeconds)
    },
    note: (voice, predictedSeconds, heardSeconds) => {
      const share = heardSeconds / predictedSeconds
      if (!(share >= plausible.least && share <= plausible.most)) return
      const { predicted = 0, real = 0 } = heard.get(voice) ?? {}
      heard.set(voice, { predicted: predicted + predictedSeconds, real: real + heardSeconds })
    },
  }
}

/** A narrator at about 155 words a minute, pauses included. */
export const narratorRate = {
  sentence: 0.2,
  comma: 0.23,
  letter: 0.21,
  reduced: 0.03,
  word: 0.11,
  vowel: 0.055,
  long: 0.02,
  hiss: 0.072,
  stop: 0.064,
  sonorant: 0.047,
} as const
