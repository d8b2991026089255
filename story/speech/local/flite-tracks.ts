// What stands in Flite's memory when it would make sound: its structures as a 32-bit C program lays them out (cst_track.h,
// cst_cg.h of Flite 2.3), read into plain arrays.
import type { SpeechFrames, VoiceFilters } from './vocoder.ts'

/** Offsets in words of four bytes. */
const track = { frames: 1, channels: 2, times: 3, rows: 4 } as const
/** Of 26 numbers a frame: pitch and 25 of the spectrum, in all of Flite's voices. */
const channels = 26
const voice = { rate: 3, alpha: 30, beta: 31, bandCount: 34, taps: 35, bands: 36, gain: 38 } as const

const viewOf = (memory: WebAssembly.Memory) => ({ words: new Int32Array(memory.buffer), floats: new Float32Array(memory.buffer) })

const readRows = (memory: WebAssembly.Memory, address: number): { count: number; values: Float32Array } => {
  const { words, floats } = viewOf(memory)
  const at = address >> 2
  const [count = 0, width = 0] = [words[at + track.frames], words[at + track.channels]]
  const rows = (words[at + track.rows] ?? 0) >> 2
  const values = new Float32Array(count * width)
  for (let row = 0; row < count; row += 1) {
    const from = (words[rows + row] ?? 0) >> 2
    for (let channel = 0; channel < width; channel += 1) values[row * width + channel] = floats[from + channel] ?? 0
  }
  return { count, values }
}

export const readFrames = (memory: WebAssembly.Memory, addresses: { parameters: number; strengths: number }): SpeechFrames => {
  const { words, floats } = viewOf(memory)
  const times = (words[(addresses.parameters >> 2) + track.times] ?? 0) >> 2
  const { count, values } = readRows(memory, addresses.parameters)
  return {
    count,
    frameSeconds: (floats[times + 1] ?? 0) - (floats[times] ?? 0),
    parameters: values,
    strengths: readRows(memory, addresses.strengths).values,
  }
}

export const readVoice = (memory: WebAssembly.Memory, address: number): VoiceFilters => {
  const { words, floats } = viewOf(memory)
  const at = address >> 2
  const bands = (words[at + voice.bands] ?? 0) >> 2
  return {
    rate: words[at + voice.rate] ?? 0,
    size: channels,
    alpha: floats[at + voice.alpha] ?? 0,
    beta: floats[at + voice.beta] ?? 0,
    // Voices made before there was a gain have 0.
    gain: floats[at + voice.gain] || 1,
    bands: Array.from({ length: words[at + voice.bandCount] ?? 0 }, (_, index) => {
      const [first = 0, ...others] = new Float64Array(memory.buffer, words[bands + index] ?? 0, words[at + voice.taps] ?? 0)
      // Flite's delay line is read before it moves on, but for the newest sample: between the first two taps lies one of none.
      return Float64Array.of(first, 0, ...others)
    }),
  }
}
