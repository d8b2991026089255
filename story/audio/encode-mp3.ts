// Sound to MP3 frames with LAME, compiled to WebAssembly: 128 kbit/s constant, mono, 44.1 kHz.
import { createMp3Encoder } from 'wasm-media-encoders'
import { type FrameCount, sampleRate, soundFrames } from './mp3-frames.ts'

const secondsPerCall = 5
/** LAME turns the level down by this at 128 kbit/s, to be safe from clipping; our peaks are held already. */
const lameScale = 0.95

/** @param samples at 44.1 kHz */
export const encodeMp3 = async (samples: Float32Array): Promise<{ frames: Uint8Array; count: FrameCount }> => {
  const encoder = await createMp3Encoder()
  encoder.configure({ sampleRate, channels: 1, bitrate: 128, outputSampleRate: sampleRate })
  const parts: Buffer[] = []
  for (let start = 0; start < samples.length; start += secondsPerCall * sampleRate) {
    // What the encoder returns is its own memory: copied before the next call.
    parts.push(Buffer.from(encoder.encode([samples.subarray(start, start + secondsPerCall * sampleRate).map((sample) => sample / lameScale)])))
  }
  parts.push(Buffer.from(encoder.finalize()))
  return soundFrames(Buffer.concat(parts))
}
