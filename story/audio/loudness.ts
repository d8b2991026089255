// Integrated loudness as ITU-R BS.1770-4 defines it, for mono: two filters that imitate the head and the ear (K-weighting),
// mean square over blocks of 400 ms that overlap by three quarters, and two gates that leave the silences out.
import type { Pcm } from './pcm.ts'

interface Biquad {
  b: readonly [number, number, number]
  a: readonly [number, number]
}

// The standard gives its filters' numbers at 48 kHz only; these are the analogue prototypes behind them, for any rate.
const shelf = { frequency: 1681.9744509555319, gainDb: 3.99984385397, q: 0.7071752369554193 }
const highPass = { frequency: 38.13547087613982, q: 0.5003270373253953 }

const makeShelf = (rate: number): Biquad => {
  const k = Math.tan((Math.PI * shelf.frequency) / rate)
  const high = 10 ** (shelf.gainDb / 20)
  const band = high ** 0.499666774155
  const scale = 1 + k / shelf.q + k * k
  return {
    b: [(high + (band * k) / shelf.q + k * k) / scale, (2 * (k * k - high)) / scale, (high - (band * k) / shelf.q + k * k) / scale],
    a: [(2 * (k * k - 1)) / scale, (1 - k / shelf.q + k * k) / scale],
  }
}
const makeHighPass = (rate: number): Biquad => {
  const k = Math.tan((Math.PI * highPass.frequency) / rate)
  const scale = 1 + k / highPass.q + k * k
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / scale, (1 - k / highPass.q + k * k) / scale] }
}

/** The mean square of each whole step of the weighted sound: both filters and the squares in one walk, which is done often. */
const weightedSquares = ({ samples, rate }: Pcm, stepLength: number): number[] => {
  const { b: shelfB, a: shelfA } = makeShelf(rate)
  const { b: passB, a: passA } = makeHighPass(rate)
  const [b0, b1, b2] = shelfB
  const [a1, a2] = shelfA
  const [d0, d1, d2] = passB
  const [c1, c2] = passA
  const steps: number[] = []
  let [z1, z2, w1, w2] = [0, 0, 0, 0]
  for (let start = 0; start + stepLength <= samples.length; start += stepLength) {
    let sum = 0
    for (let index = start; index < start + stepLength; index += 1) {
      const x = samples[index] ?? 0
      const y = b0 * x + z1
      z1 = b1 * x - a1 * y + z2
      z2 = b2 * x - a2 * y
      const weighted = d0 * y + w1
      w1 = d1 * y - c1 * weighted + w2
      w2 = d2 * y - c2 * weighted
      sum += weighted * weighted
    }
    steps.push(sum / stepLength)
  }
  return steps
}

const blockSeconds = 0.4
const stepsPerBlock = 4
const absoluteGate = -70
const relativeGate = -10
const toLoudness = (meanSquare: number): number => -0.691 + 10 * Math.log10(meanSquare)

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** LUFS, or null where there is nothing to hear. */
export const findLoudness = ({ samples, rate }: Pcm): number | null => {
  const steps = weightedSquares({ samples, rate }, Math.round((blockSeconds * rate) / stepsPerBlock))
  const blocks = steps.slice(0, Math.max(0, steps.length - stepsPerBlock + 1)).map((_, index) => mean(steps.slice(index, index + stepsPerBlock)))
  const audible = blocks.filter((block) => toLoudness(block) > absoluteGate)
  if (audible.length === 0) return null
  const gate = toLoudness(mean(audible)) + relativeGate
  return toLoudness(mean(audible.filter((block) => toLoudness(block) > gate)))
}
