// Speech a little slower or faster at the same pitch, by WSOLA (Verhelst and Roelands, 1993): the sound is laid down again in
// short overlapping windows, each taken from near where it should come from, at the place that continues the one before best.
// For a few per cent that is mostly the very next sample, and now and then a period of the voice that is said twice or left out.
import type { Pcm } from './pcm.ts'

/** Half a window: longer than a period of the deepest voice, shorter than a sound of speech. */
const hopSeconds = 0.012
/** How far from its place a window may be taken: a period of the deepest voice, to either side. */
const reachSeconds = 0.008
/** Likeness is compared on samples of about this rate: what makes two places of a voice alike is below it. */
const comparedRate = 11_025

/** @param stretch seconds for each second: 1.05 is slower */
export const timeStretch = ({ samples, rate }: Pcm, stretch: number): Float32Array => {
  const hop = Math.round(hopSeconds * rate)
  const reach = Math.round(reachSeconds * rate)
  const length = Math.round(samples.length * stretch)
  if (length === samples.length || samples.length < 4 * hop) return samples
  const step = Math.max(1, Math.floor(rate / comparedRate))
  const at = (index: number): number => samples[index] ?? 0
  const likeness = (one: number, other: number): number => {
    let product = 0
    let energy = 1e-9
    for (let index = 0; index < hop; index += step) {
      product += at(one + index) * at(other + index)
      energy += at(other + index) ** 2
    }
    return product / Math.sqrt(energy)
  }
  /** The place near `wanted` that sounds most like `next`. */
  const findPlace = (wanted: number, next: number): number => {
    let best = { place: wanted, likeness: 1e-6 }
    const consider = (place: number): void => {
      const found = likeness(next, place)
      if (found > best.likeness) best = { place, likeness: found }
    }
    for (let place = wanted - reach; place <= wanted + reach; place += step) consider(place)
    // As it came, where that is near enough: nothing continues a sound better than the sound itself.
    if (Math.abs(next - wanted) <= reach) consider(next)
    for (let place = best.place - step + 1, last = best.place + step; place < last; place += 1) consider(place)
    return best.place
  }

  // Raised cosines at half their length apart add up to one.
  const fade = Float32Array.from({ length: 2 * hop }, (_, index) => 0.5 - 0.5 * Math.cos((Math.PI * (index + 0.5)) / hop))
  const out = new Float32Array(length + 2 * hop)
  // The first window has none before it to overlap with.
  out.set(samples.subarray(0, hop))
  let place = 0
  for (let start = 0; start < length; start += hop) {
    if (start > 0) place = findPlace(Math.round(start / stretch), place + hop)
    for (let index = start === 0 ? hop : 0; index < 2 * hop; index += 1) out[start + index] = (out[start + index] ?? 0) + at(place + index) * (fade[index] ?? 0)
  }
  return out.slice(0, length)
}
