// One level for every voice: −16 LUFS, as podcast apps expect speech, with its peaks held down so that nothing clips.
import { findLoudness } from './loudness.ts'
import { decibels, type Pcm } from './pcm.ts'

export const targetLufs = -16
/** Below full scale by what the curve between samples of 16 kHz and the encoder's rounding add: 3.3 dB at the most in what was measured. */
const ceiling = decibels(-4)
/** How far ahead the limiter sees: its gain is down before the peak comes, so the peak is not bent. */
const lookaheadSeconds = 0.006
const releaseSeconds = 0.08

/**
 * For each sample the lowest gain, at most 1, that it and those up to `length` ahead need to stay under the ceiling. Found
 * from the end with a row of candidates, each higher than the one before; the many samples that need none stay out of it.
 */
const neededAhead = (samples: Float32Array, gain: number, length: number): Float32Array => {
  const needed = new Float32Array(samples.length)
  const candidates = new Int32Array(samples.length)
  const lowest = new Float32Array(samples.length)
  let [head, tail] = [0, 0]
  for (let index = samples.length - 1; index >= 0; index -= 1) {
    const level = Math.abs((samples[index] ?? 0) * gain)
    if (level > ceiling) {
      const own = ceiling / level
      needed[index] = own
      while (tail > head && (needed[candidates[tail - 1] ?? 0] ?? 1) >= own) tail -= 1
      candidates[tail] = index
      tail += 1
    }
    while (head < tail && (candidates[head] ?? 0) > index + length) head += 1
    lowest[index] = head < tail ? (needed[candidates[head] ?? 0] ?? 1) : 1
  }
  return lowest
}

/**
 * Holds peaks under the ceiling with a gain that moves slowly enough not to be heard. The gain is the mean, over the window
 * behind, of the lowest gain needed in the window ahead: at a peak every value in that mean is low enough for it.
 */
export const limit = ({ samples, rate }: Pcm, gain: number): Float32Array => {
  const window = Math.round(lookaheadSeconds * rate)
  const release = 1 - Math.exp(-1 / (releaseSeconds * rate))
  const held = neededAhead(samples, gain, window)
  for (let index = 1; index < held.length; index += 1) {
    const [before, now] = [held[index - 1] ?? 1, held[index] ?? 1]
    if (now > before) held[index] = before + (now - before) * release
  }
  const out = new Float32Array(samples.length)
  // Before the first sample the gain was what that one needs: sound may begin with a peak.
  const atStart = held[0] ?? 1
  let sum = window * atStart
  for (let index = 0; index < samples.length; index += 1) {
    sum += (held[index] ?? 1) - (index >= window ? (held[index - window] ?? 1) : atStart)
    out[index] = (samples[index] ?? 0) * gain * Math.min(1, sum / window)
  }
  return out
}

/** Holding peaks down takes some loudness away, so the gain is found by trying: few need more than three. */
const tries = 6
/** A fifth of what a listener could tell. */
const closeEnoughLu = 0.2
/** Of loudness for each decibel of gain: 1 where nothing is held down, less the more is. */
const slopes = { least: 0.3, most: 1 }

/** Brought to the target loudness; sound without anything to hear comes back as it is. */
export const master = (pcm: Pcm): Float32Array => {
  const loudness = findLoudness(pcm)
  if (loudness === null) return pcm.samples
  let last = { gainDb: 0, lufs: loudness }
  let slope = 1
  let out = pcm.samples
  // Once at least, whatever the level: the peaks have to be held in any case.
  for (let count = 0; count < tries; count += 1) {
    const gainDb = last.gainDb + (targetLufs - last.lufs) / slope
    out = limit(pcm, decibels(gainDb))
    const lufs = findLoudness({ samples: out, rate: pcm.rate }) ?? targetLufs
    if (Math.abs(lufs - targetLufs) < closeEnoughLu) break
    // How far the last step came tells how far the next one has to go.
    if (gainDb !== last.gainDb) slope = Math.min(slopes.most, Math.max(slopes.least, (lufs - last.lufs) / (gainDb - last.gainDb)))
    last = { gainDb, lufs }
  }
  return out
}
