// Sound to MP3 frames with LAME, compiled to WebAssembly: 128 kbit/s constant, mono, 44.1 kHz. Whoever encodes more than
// once keeps the encoder: the module's code gets fast while it runs, which a newly compiled one would have to begin anew.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createEncoder } from 'wasm-media-encoders'
import { type FrameCount, sampleRate, soundFrames } from './mp3-frames.ts'

const samplesPerCall = 5 * sampleRate
/** LAME turns the level down by this at 128 kbit/s, to be safe from clipping; our peaks are held already. */
const lameScale = 0.95

/** Samples at 44.1 kHz in, whole frames out: each call is a file of its own. */
export type Mp3Encoder = (samples: Float32Array) => Promise<{ frames: Uint8Array; count: FrameCount }>

export const openMp3Encoder = async (): Promise<Mp3Encoder> => {
  const lame = await WebAssembly.compile(await readFile(createRequire(import.meta.url).resolve('wasm-media-encoders/wasm/mp3')))
  return async (samples) => {
    const encoder = await createEncoder('audio/mpeg', lame)
    encoder.configure({ sampleRate, channels: 1, bitrate: 128, outputSampleRate: sampleRate })
    const parts: Buffer[] = []
    const scaled = new Float32Array(samplesPerCall)
    for (let start = 0; start < samples.length; start += samplesPerCall) {
      const count = Math.min(samplesPerCall, samples.length - start)
      for (let index = 0; index < count; index += 1) scaled[index] = (samples[start + index] ?? 0) / lameScale
      // What the encoder returns is its own memory: copied before the next call.
      parts.push(Buffer.from(encoder.encode([scaled.subarray(0, count)])))
    }
    parts.push(Buffer.from(encoder.finalize()))
    return soundFrames(Buffer.concat(parts))
  }
}
