// Another sample rate by windowed sinc, one bank of filters per fraction of a sample. Rates are whole numbers, so the
// fractions repeat and are computed once.
import { convolve } from './convolve.ts'

/** Samples to either side: 16 keeps what is audible below the edge and costs little (less than 1 ms per second of sound). */
const halfWidth = 16
/** Kaiser's beta for about 80 dB of stop band. */
const beta = 8
/** A little below the edge, so that the filter's slope ends there. */
const cutoffShare = 0.94

const bessel0 = (x: number): number => {
  let term = 1
  let sum = 1
  for (let k = 1; term > 1e-12 * sum; k += 1) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b))

const makeBank = (phases: number, cutoff: number, width: number): Float32Array => {
  const bank = new Float32Array(phases * 2 * width)
  for (let phase = 0; phase < phases; phase += 1) {
    const taps = Float64Array.from({ length: 2 * width }, (_tap, index) => {
      const x = index - width + 1 - phase / phases
      const window = Math.abs(x) >= width ? 0 : bessel0(beta * Math.sqrt(1 - (x / width) ** 2)) / bessel0(beta)
      const angle = Math.PI * x * cutoff
      return (x === 0 ? 1 : Math.sin(angle) / angle) * cutoff * window
    })
    const sum = taps.reduce((total, tap) => total + tap, 0)
    bank.set(
      taps.map((tap) => tap / sum),
      phase * 2 * width,
    )
  }
  return bank
}

export const resample = (samples: Float32Array, fromRate: number, toRate: number): Float32Array => {
  if (fromRate === toRate) return samples
  const divisor = greatestDivisor(fromRate, toRate)
  const [step, phases] = [fromRate / divisor, toRate / divisor]
  const squeeze = Math.min(1, toRate / fromRate)
  // Even, since taps are taken four at a time.
  const width = 2 * Math.ceil(halfWidth / squeeze / 2)
  const padded = new Float32Array(samples.length + 2 * width)
  padded.set(samples, width - 1)
  const outputs = Math.floor((samples.length * phases) / step)
  return convolve(padded, outputs, { bank: makeBank(phases, squeeze * cutoffShare, width), taps: 2 * width, phases, step })
}
