// Sound as numbers: mono, 32-bit float, -1 to 1, with its sample rate beside it. Ten minutes are ten to thirty million of
// them, so whatever looks at each one is a plain loop by index: an iterator or a callback takes five times as long.

export interface Pcm {
  samples: Float32Array
  rate: number
}

export const decibels = (value: number): number => 10 ** (value / 20)

export const peakOf = (samples: Float32Array): number => {
  let peak = 0
  for (let index = 0; index < samples.length; index += 1) {
    const size = Math.abs(samples[index] ?? 0)
    if (size > peak) peak = size
  }
  return peak
}

/** Sound without the silence before and after it, with a short fade at both ends so that the cut does not click. */
export const trimSilence = ({ samples, rate }: Pcm, options: { thresholdDb: number; marginSeconds: number; fadeSeconds: number }): Float32Array => {
  const threshold = peakOf(samples) * decibels(options.thresholdDb)
  const loud = (sample: number) => sample > threshold || sample < -threshold
  const first = samples.findIndex(loud)
  if (first === -1) return new Float32Array(0)
  const margin = Math.round(options.marginSeconds * rate)
  const cut = samples.slice(Math.max(0, first - margin), Math.min(samples.length, samples.findLastIndex(loud) + 1 + margin))
  const fade = Math.min(Math.round(options.fadeSeconds * rate), cut.length >> 1)
  for (let index = 0; index < fade; index += 1) {
    const gain = index / fade
    cut[index] = (cut[index] ?? 0) * gain
    const mirrored = cut.length - 1 - index
    cut[mirrored] = (cut[mirrored] ?? 0) * gain
  }
  return cut
}

const peaksPerSecond = 10

/** Ten a second, 0 to 1. */
export const peaksOf = ({ samples, rate }: Pcm): number[] => {
  const step = rate / peaksPerSecond
  return Array.from({ length: Math.ceil(samples.length / step) }, (_, index) => {
    const peak = peakOf(samples.subarray(Math.round(index * step), Math.round((index + 1) * step)))
    return Math.min(1, Math.round(peak * 1000) / 1000)
  })
}

export const concatenated = (parts: readonly Float32Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
