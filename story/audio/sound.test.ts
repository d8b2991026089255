// The sound itself: level, peaks, rates and file formats, against values that are known from outside.
import { describe, expect, it } from 'vitest'
import { tone, toneMp3, toneWav } from '../../test/support/spoken-tone.ts'
import { decodeSound } from './decode.ts'
import { openMp3Encoder } from './encode-mp3.ts'
import { findLoudness } from './loudness.ts'
import { master, targetLufs } from './master.ts'
import { sampleRate } from './mp3-frames.ts'
import { decibels, peakOf, peaksOf, trimSilence } from './pcm.ts'
import { resample } from './resample.ts'

const sine = (frequency: number, level: number, seconds = 3, rate = sampleRate): Float32Array =>
  Float32Array.from({ length: seconds * rate }, (_, index) => level * Math.sin((2 * Math.PI * frequency * index) / rate))
const rms = (samples: Float32Array): number => Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
/** Bursts that are far louder than what lies between them: like a voice, only worse. */
const bursts = (): Float32Array => Float32Array.from({ length: 4 * sampleRate }, (_, index) => (index % 9000 < 200 ? 0.9 : 0.05) * Math.sin(index / 12))

describe('loudness', () => {
  it('is that of BS.1770: 997 Hz at full scale is -3.01 LUFS, and 3 dB of weighting separate 100 Hz from 3 kHz', () => {
    expect(findLoudness({ samples: sine(997, 0.1), rate: sampleRate })).toBeCloseTo(-23.01, 1)
    // As ffmpeg's ebur128 measures the same tones.
    expect(findLoudness({ samples: sine(3000, 0.1), rate: sampleRate })).toBeCloseTo(-19.9, 1)
    expect(findLoudness({ samples: sine(100, 0.1), rate: sampleRate })).toBeCloseTo(-24.8, 1)
  })

  it('is the same at another rate', () => {
    expect(findLoudness({ samples: sine(997, 0.1, 3, 24_000), rate: 24_000 })).toBeCloseTo(-23.01, 1)
  })

  it('leaves pauses out', () => {
    const samples = new Float32Array(10 * sampleRate)
    samples.set(sine(997, 0.1), sampleRate)
    expect(findLoudness({ samples, rate: sampleRate })).toBeGreaterThan(-24)
  })

  it('is unknown where there is nothing to hear', () => {
    expect(findLoudness({ samples: new Float32Array(sampleRate), rate: sampleRate })).toBeNull()
  })
})

describe('mastering', () => {
  it.each([
    ['quiet', 0.01],
    ['right', 0.223],
    ['loud', 0.9],
  ])('brings %s sound to the target', (_, level) => {
    expect(findLoudness({ samples: master({ samples: sine(997, level), rate: sampleRate }), rate: sampleRate })).toBeCloseTo(targetLufs, 0)
  })

  it('holds every peak, also of sound that has the right level already', () => {
    for (const gain of [0.3, 1, 1.5]) {
      const samples = bursts().map((sample) => sample * gain)
      expect(peakOf(master({ samples, rate: sampleRate }))).toBeLessThanOrEqual(decibels(-2.99))
    }
  })

  it('does not bend what is under the ceiling', () => {
    const out = master({ samples: sine(440, 0.01), rate: sampleRate })
    const gain = rms(out) / 0.01 / Math.SQRT1_2
    out.forEach((sample, index) => {
      if (index % 997 === 0) expect(sample).toBeCloseTo(gain * 0.01 * Math.sin((2 * Math.PI * 440 * index) / sampleRate), 3)
    })
  })

  it('keeps its level and its peaks through the encoder', async () => {
    const mastered = master({ samples: sine(997, 0.1, 6), rate: sampleRate })
    const { frames } = await (await openMp3Encoder())(mastered)
    const decoded = await decodeSound(frames)
    expect(findLoudness(decoded)).toBeCloseTo(targetLufs, 0)
    expect(peakOf(decoded.samples)).toBeLessThan(1)
  })
})

describe('another rate', () => {
  it.each([8000, 14_400, 16_000, 22_050, 24_000, 48_000])('keeps pitch, level and length from %i Hz', (rate) => {
    const out = resample(sine(1000, 0.5, 1, rate), rate, sampleRate)
    expect(Math.abs(out.length - sampleRate)).toBeLessThan(4)
    const middle = out.subarray(2000, 42_000)
    expect(rms(middle)).toBeCloseTo(0.5 * Math.SQRT1_2, 2)
    const crossings = middle.reduce((count, sample, index) => count + (index > 0 && sample >= 0 && (middle[index - 1] ?? 0) < 0 ? 1 : 0), 0)
    expect(crossings).toBeCloseTo((1000 * middle.length) / sampleRate, -1)
  })

  it.each([14_400, 16_000, 24_000])('follows the sound itself from %i Hz, also where one run of the filter ends and the next begins', (rate) => {
    const out = resample(sine(1000, 0.5, 2, rate), rate, sampleRate)
    const off = out.map((sample, index) => sample - 0.5 * Math.sin((2 * Math.PI * 1000 * index) / sampleRate))
    expect(peakOf(off.subarray(2000, 2 * sampleRate - 2000))).toBeLessThan(0.0005)
  })

  it('lets nothing fold back when the rate goes down', () => {
    expect(rms(resample(sine(20_000, 0.5, 1, 48_000), 48_000, 16_000).subarray(500, 15_000))).toBeLessThan(0.005)
  })
})

describe('trimming and peaks', () => {
  it('cuts silence off and fades what it cut, so that nothing clicks', () => {
    const samples = new Float32Array(3 * sampleRate)
    samples.set(sine(200, 0.5, 1), sampleRate)
    const cut = trimSilence({ samples, rate: sampleRate }, { thresholdDb: -38, marginSeconds: 0.03, fadeSeconds: 0.008 })
    expect(cut.length / sampleRate).toBeCloseTo(1.06, 2)
    expect([cut[0], cut.at(-1)]).toEqual([0, 0])
  })

  it('gives ten peaks a second', () => {
    const samples = new Float32Array(sampleRate * 2)
    samples.set(sine(200, 0.5, 1), sampleRate)
    const peaks = peaksOf({ samples, rate: sampleRate })
    expect(peaks).toHaveLength(20)
    expect(peaks.slice(0, 10)).toEqual(new Array(10).fill(0))
    expect(Math.min(...peaks.slice(10))).toBeCloseTo(0.5, 2)
  })
})

describe('files from elsewhere', () => {
  const samples = tone('a text', 24_000, 2)
  it.each([
    ['WAV', async () => toneWav(samples)],
    ['WAV with placeholders for its sizes', async () => toneWav(samples, { streamed: true })],
    ['stereo WAV', async () => toneWav(samples, { channels: 2 })],
  ])('reads %s', async (_, make) => {
    const sound = await decodeSound(await make())
    expect(sound.rate).toBe(24_000)
    expect(sound.samples.length).toBe(samples.length)
    expect(sound.samples[1000]).toBeCloseTo(samples[1000] ?? 0, 3)
  })

  it('reads MP3 of another rate and with two channels', async () => {
    const sound = await decodeSound(await toneMp3(tone('a text', sampleRate, 2), { rate: 24_000, channels: 2 }))
    expect(sound.rate).toBe(24_000)
    expect(sound.samples.length / sound.rate).toBeCloseTo(2, 0)
  })

  it.each([
    ['half a WAV', toneWav(samples).subarray(0, 20_000)],
    ['a page', Buffer.from('<!doctype html>')],
    ['nothing', Buffer.alloc(0)],
    ['a header alone', toneWav(samples).subarray(0, 36)],
  ])('refuses %s', async (_, bytes) => {
    await expect(decodeSound(bytes)).rejects.toMatchObject({ code: 'speech_failed' })
  })
})
