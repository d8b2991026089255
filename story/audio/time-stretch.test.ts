import { describe, expect, it } from 'vitest'
import { timeStretch } from './time-stretch.ts'

const rate = 44_100
const sine = (hertz: number, seconds: number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * rate) }, (_, index) => 0.5 * Math.sin((2 * Math.PI * hertz * index) / rate))
const crossings = (samples: Float32Array): number =>
  samples.reduce((count, sample, index) => count + (index > 0 && sample >= 0 && (samples[index - 1] ?? 0) < 0 ? 1 : 0), 0)

describe('another pace', () => {
  it.each([0.94, 0.97, 1.03, 1.06])('%d is as long as asked for, at the same pitch and level', (stretch) => {
    const tone = sine(180, 2)
    const out = timeStretch({ samples: tone, rate }, stretch)
    expect(out.length).toBe(Math.round(tone.length * stretch))
    expect(crossings(out) / (out.length / rate)).toBeCloseTo(180, -0.5)
    const inner = out.subarray(2000, out.length - 2000)
    expect(Math.max(...inner)).toBeLessThan(0.52)
    // No hole and no click where windows meet: a sine changes by no more than its slope from one sample to the next.
    const slope = (2 * Math.PI * 180 * 0.5) / rate
    expect(inner.every((sample, index) => index === 0 || Math.abs(sample - (inner[index - 1] ?? 0)) < slope * 1.5)).toBe(true)
  })

  it('keeps silence silent, and sound where it was within the whole', () => {
    const burst = new Float32Array(3 * rate)
    burst.set(sine(200, 0.5), rate)
    const out = timeStretch({ samples: burst, rate }, 1.06)
    const loud = (sample: number) => Math.abs(sample) > 0.05
    expect(out.findIndex(loud) / rate).toBeCloseTo(1.06, 1)
    expect(out.findLastIndex(loud) / rate).toBeCloseTo(1.59, 1)
  })

  it('leaves alone what needs no change', () => {
    const tone = sine(180, 1)
    expect(timeStretch({ samples: tone, rate }, 1)).toBe(tone)
  })
})
