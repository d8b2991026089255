// One level for every voice: −16 LUFS, as podcast apps expect speech, with its peaks held down so that nothing clips.
import { findLoudness } from './loudness.ts'
import { decibels, type Pcm } from './pcm.ts'

export const targetLufs = -16
/** Below full scale by what encoding and the curve between samples may add. */
const ceiling = decibels(-1.5)
/** How far ahead the limiter sees: its gain is down before the peak comes, so the peak is not bent. */
const lookaheadSeconds = 0.005
const releaseSeconds = 0.08

/** Holds peaks under the ceiling with a gain that moves slowly enough not to be heard. */
export const limit = ({ samples, rate }: Pcm, gain: number): Float32Array => {
  const lookahead = Math.round(lookaheadSeconds * rate)
  const needed = new Float32Array(samples.length + lookahead).fill(1)
  for (let index = 0; index < samples.length; index += 1) {
    const size = Math.abs((samples[index] ?? 0) * gain)
    if (size > ceiling) needed[index] = ceiling / size
  }
  // The lowest gain that any sample of the window ahead needs: a row of candidates, each lower than those before it.
  const out = new Float32Array(samples.length)
  const release = Math.exp(-1 / (releaseSeconds * rate))
  const candidates: number[] = []
  let head = 0
  let smoothed = 1
  for (let index = -lookahead; index < samples.length; index += 1) {
    const coming = index + lookahead
    const value = needed[coming] ?? 1
    while (candidates.length > head && (needed[candidates.at(-1) ?? 0] ?? 1) >= value) candidates.pop()
    candidates.push(coming)
    while ((candidates[head] ?? coming) < index) head += 1
    const lowest = needed[candidates[head] ?? coming] ?? 1
    const attack = smoothed + (lowest - smoothed) * (6 / lookahead)
    smoothed = lowest < smoothed ? attack : lowest - (lowest - smoothed) * release
    // What the attack did not reach in time is cut at the ceiling: at most the last few hundredths of a peak.
    if (index >= 0) out[index] = Math.max(-ceiling, Math.min(ceiling, (samples[index] ?? 0) * gain * smoothed))
  }
  return out
}

/** Brought to the target loudness; sound without anything to hear comes back as it is. */
export const master = (pcm: Pcm): Float32Array => {
  const before = findLoudness(pcm)
  if (before === null) return pcm.samples
  const gain = decibels(targetLufs - before)
  const first = limit(pcm, gain)
  // Holding peaks down takes some loudness away: once more with what is missing.
  const after = findLoudness({ samples: first, rate: pcm.rate }) ?? targetLufs
  return Math.abs(after - targetLufs) < 0.1 ? first : limit(pcm, gain * decibels(targetLufs - after))
}
