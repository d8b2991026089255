// Sound from what Flite predicts of it: five milliseconds at a time a pitch, a spectrum (mel-cepstrum), and how much of each
// of five bands is pulse and how much is noise (mixed excitation, Yoshimura 2001). Written anew after Flite's cst_mlsa.c
// (Zen, Toda, Black; © NITECH, NAIST and CMU, see THIRD-PARTY-NOTICES.md), the same to a step of its 16 bits in twice the
// speed. Its noise begins the same for every sentence, so each band of it is filtered once and kept; its pulses are few, so
// only where one sounds is anything multiplied.
import type { Pcm } from '../../audio/pcm.ts'
import { makeFilterOf } from './mel-cepstrum.ts'
import { makeMlsaFilter } from './mlsa-filter.ts'
import { openBandNoise } from './noise.ts'

export interface VoiceFilters {
  rate: number
  /** How many coefficients a filter has: as many as a frame has numbers, since the highest is always 0 and left out there. */
  size: number
  alpha: number
  beta: number
  gain: number
  /** The impulse response of each band's filter. */
  bands: readonly Float64Array[]
}

/** Frame after frame, in one row. */
export interface SpeechFrames {
  count: number
  frameSeconds: number
  /** Of each frame the pitch in Hz (0: no voice) and the mel-cepstrum. */
  parameters: Float32Array
  /** For each band of each frame the share of pulses, 0 to 1. */
  strengths: Float32Array
}

export type Vocoder = (frames: SpeechFrames) => Pcm

/** What Flite's 16-bit samples call full scale. */
const fullScale = 32_768

/** A source of pulses: where they fall, at a pitch that glides from one frame's to the next. */
const makePulses = () => {
  let period = 0
  let sincePulse = 0
  return {
    begin: (first: number): void => {
      period = first
      sincePulse = first
    },
    /** Calls for each pulse of a frame with its place there and its height: the longer the period, the higher. */
    through: (samples: number, nextPeriod: number, pulse: (at: number, height: number) => void): void => {
      let drift = 0
      if (period !== 0 && nextPeriod !== 0) drift = (nextPeriod - period) / samples
      else {
        sincePulse = nextPeriod
        period = 0
      }
      for (let at = 0; at < samples && period !== 0; at += 1) {
        sincePulse += 1
        if (sincePulse >= period) {
          pulse(at, Math.sqrt(period))
          sincePulse -= period
        }
        period += drift
      }
      period = nextPeriod
    },
  }
}

export const makeVocoder = ({ rate, size, alpha, beta, gain, bands }: VoiceFilters): Vocoder => {
  const toFilter = makeFilterOf({ size, alpha, beta })
  const noiseOf = openBandNoise(bands)
  const taps = bands[0]?.length ?? 0
  return ({ count, frameSeconds, parameters, strengths }) => {
    const samplesPerFrame = Math.round(frameSeconds * rate)
    const sound = new Float32Array(Math.max(0, count - 1) * samplesPerFrame)
    const noise = noiseOf(sound.length)
    const filter = makeMlsaFilter(size, alpha)
    const cepstrum = new Float64Array(size)
    const target = new Float64Array(size)
    const step = new Float64Array(size)
    const pulseShape = new Float64Array(taps)
    const excitation = new Float64Array(samplesPerFrame)
    const source = makePulses()
    /** Pulses that may still sound, places counted from the frame's first sample. */
    let pulses: { at: number; height: number }[] = []

    const excite = (frame: number): void => {
      excitation.fill(0)
      pulseShape.fill(0)
      bands.forEach((band, index) => {
        const strength = strengths[frame * bands.length + index] ?? 0
        for (let tap = 0; tap < taps; tap += 1) pulseShape[tap] = (pulseShape[tap] ?? 0) + strength * (band[tap] ?? 0)
        const own = noise[index] ?? excitation
        const from = (frame - 1) * samplesPerFrame
        for (let at = 0; at < samplesPerFrame; at += 1) excitation[at] = (excitation[at] ?? 0) + (1 - strength) * (own[from + at] ?? 0)
      })
      for (const { at, height } of pulses)
        for (let place = Math.max(0, at); place < Math.min(samplesPerFrame, at + taps); place += 1)
          excitation[place] = (excitation[place] ?? 0) + height * (pulseShape[place - at] ?? 0)
      pulses = pulses.map(({ at, height }) => ({ at: at - samplesPerFrame, height })).filter(({ at }) => at + taps > 0)
    }

    for (let frame = 0; frame < count; frame += 1) {
      const pitch = parameters[frame * size] ?? 0
      const period = pitch === 0 ? 0 : rate / pitch
      for (let index = 0; index < size - 1; index += 1) cepstrum[index] = parameters[frame * size + index + 1] ?? 0
      toFilter(cepstrum, target)
      if (frame === 0) {
        filter.coefficients.set(target)
        source.begin(period)
        continue
      }
      source.through(samplesPerFrame, period, (at, height) => pulses.push({ at, height }))
      excite(frame)
      for (let index = 0; index < size; index += 1) step[index] = ((target[index] ?? 0) - (filter.coefficients[index] ?? 0)) / samplesPerFrame
      // The first coefficient is the loudness, as a logarithm, and glides as the others do.
      let level = Math.exp(filter.coefficients[0] ?? 0) * gain
      const glide = Math.exp(step[0] ?? 0)
      for (let at = 0; at < samplesPerFrame; at += 1) {
        excitation[at] = (excitation[at] ?? 0) * level
        level *= glide
      }
      filter.pass(excitation, step)
      const from = (frame - 1) * samplesPerFrame
      for (let at = 0; at < samplesPerFrame; at += 1) sound[from + at] = (excitation[at] ?? 0) / fullScale
      // Its steps have added up to this but for rounding.
      filter.coefficients.set(target)
    }
    return { samples: sound, rate }
  }
}
