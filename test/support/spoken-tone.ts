// Sound for the stand-ins of voice services: a tone that goes up and down as long as speech would take, and the true time
// of every character. No voice, but real frames with a real level.
import { createMp3Encoder } from 'wasm-media-encoders'

export const secondsPerCharacter = 0.06

export const tone = (text: string, rate: number, seconds = text.length * secondsPerCharacter): Float32Array =>
  Float32Array.from(
    { length: Math.ceil(seconds * rate) },
    (_, index) => 0.2 * Math.sin((2 * Math.PI * 180 * index) / rate) * (0.6 + 0.4 * Math.sin(index / (rate / 25))),
  )

interface Mp3Options {
  rate?: number
  channels?: 1 | 2
}
/** 128 kbit/s, 44.1 kHz and mono unless something else is asked for. */
export const toneMp3 = async (samples: Float32Array, { rate = 44_100, channels = 1 }: Mp3Options = {}): Promise<Buffer> => {
  const encoder = await createMp3Encoder()
  encoder.configure({ sampleRate: 44_100, channels, bitrate: 128, outputSampleRate: rate === 44_100 ? 44_100 : 24_000 })
  const parts = [Buffer.from(encoder.encode(channels === 1 ? [samples] : [samples, samples]))]
  parts.push(Buffer.from(encoder.finalize()))
  return Buffer.concat(parts)
}

export const toneWav = (
  samples: Float32Array,
  { rate = 24_000, channels = 1, streamed = false }: { rate?: number; channels?: number; streamed?: boolean } = {},
): Buffer => {
  const dataBytes = samples.length * channels * 2
  const wav = Buffer.alloc(44 + dataBytes)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(streamed ? 0xffff_ffff : 36 + dataBytes, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(channels, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate * channels * 2, 28)
  wav.writeUInt16LE(channels * 2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(streamed ? 0xffff_ffff : dataBytes, 40)
  samples.forEach((sample, index) => {
    for (let channel = 0; channel < channels; channel += 1) wav.writeInt16LE(Math.round(sample * 32_767), 44 + (index * channels + channel) * 2)
  })
  return wav
}
