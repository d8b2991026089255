// RIFF WAVE: what synthesizers give. Sizes in a stream's header may be placeholders (0 or 0xFFFFFFFF), so the data runs to
// the end of the bytes where it says more than there is.
import { CodeStoryError } from '../../shared/errors.ts'
import type { Pcm } from './pcm.ts'

const formats = { integer: 1, float: 3, extensible: 0xfffe } as const
const readers: Readonly<Record<string, (view: DataView, offset: number) => number>> = {
  '1-8': (view, offset) => (view.getUint8(offset) - 128) / 128,
  '1-16': (view, offset) => view.getInt16(offset, true) / 32768,
  '1-24': (view, offset) => ((view.getInt8(offset + 2) << 16) | view.getUint16(offset, true)) / 8_388_608,
  '1-32': (view, offset) => view.getInt32(offset, true) / 2_147_483_648,
  '3-32': (view, offset) => view.getFloat32(offset, true),
  '3-64': (view, offset) => view.getFloat64(offset, true),
}

/** @throws {CodeStoryError} speech_failed */
export const readWav = (bytes: Uint8Array): Pcm => {
  const refuse = (why: string): never => {
    throw new CodeStoryError('speech_failed', `The speech service sent a WAV file that cannot be read: ${why}.`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const name = (offset: number) => String.fromCharCode(...bytes.subarray(offset, offset + 4))
  if (bytes.length < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') refuse('no RIFF header')
  let format = { code: 0, channels: 0, rate: 0, bits: 0 }
  for (let offset = 12; offset + 8 <= bytes.length; ) {
    const size = view.getUint32(offset + 4, true)
    const body = offset + 8
    if (name(offset) === 'fmt ' && body + 16 <= bytes.length) {
      const code = view.getUint16(body, true)
      format = {
        code: code === formats.extensible && body + 26 <= bytes.length ? view.getUint16(body + 24, true) : code,
        channels: view.getUint16(body + 2, true),
        rate: view.getUint32(body + 4, true),
        bits: view.getUint16(body + 14, true),
      }
    }
    if (name(offset) === 'data') {
      const read = readers[`${format.code}-${format.bits}`]
      if (read === undefined || format.channels === 0 || format.rate === 0) return refuse(`format ${format.code} with ${format.bits} bits`)
      const frameBytes = (format.bits / 8) * format.channels
      const available = bytes.length - body
      const isPlaceholder = size === 0 || size >= 0xffff_fff0 - 0xff
      if (!isPlaceholder && size > available) refuse(`it ends after ${available} of ${size} bytes`)
      const count = Math.floor((isPlaceholder ? available : size) / frameBytes)
      const samples = new Float32Array(count)
      for (let index = 0; index < count; index += 1) {
        let sum = 0
        for (let channel = 0; channel < format.channels; channel += 1) sum += read(view, body + index * frameBytes + (channel * format.bits) / 8)
        samples[index] = sum / format.channels
      }
      return { samples, rate: format.rate }
    }
    offset = body + size + (size & 1)
  }
  return refuse('no data')
}

/** Samples of 16 bits without a header, given one. */
export const wrapPcm = (samples: Uint8Array, { rate, channels }: { rate: number; channels: number }): Uint8Array => {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + samples.length, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(formats.integer, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * channels * 2, 28)
  header.writeUInt16LE(channels * 2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(samples.length, 40)
  return Buffer.concat([header, samples])
}
