// Sound files that a voice service may answer with, to samples. What they are is told by their first bytes: services name
// types freely, and some send another one than was asked for.
import { MPEGDecoder } from 'mpg123-decoder'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Pcm } from './pcm.ts'
import { readWav } from './wav.ts'

export type SoundFormat = 'wav' | 'mp3'

const startsWith = (bytes: Uint8Array, text: string): boolean => [...text].every((letter, index) => bytes[index] === letter.charCodeAt(0))

export const findSoundFormat = (bytes: Uint8Array): SoundFormat | null => {
  if (startsWith(bytes, 'RIFF')) return 'wav'
  const hasSync = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2
  return startsWith(bytes, 'ID3') || hasSync ? 'mp3' : null
}

const decodeMp3 = async (bytes: Uint8Array): Promise<Pcm> => {
  const decoder = new MPEGDecoder({ enableGapless: false })
  try {
    await decoder.ready
    const { channelData, samplesDecoded, sampleRate } = decoder.decode(bytes)
    const [first = new Float32Array(0), second] = channelData
    if (samplesDecoded === 0) throw new CodeStoryError('speech_failed', 'The speech service sent an MP3 file without a single frame.')
    return { samples: second === undefined ? first : first.map((sample, index) => (sample + (second[index] ?? 0)) / 2), rate: sampleRate }
  } finally {
    decoder.free()
  }
}

/** @throws {CodeStoryError} speech_failed */
export const decodeSound = async (bytes: Uint8Array): Promise<Pcm> => {
  const format = findSoundFormat(bytes)
  if (format === null) throw new CodeStoryError('speech_failed', 'The speech service sent something that is neither WAV nor MP3.')
  return format === 'wav' ? readWav(bytes) : decodeMp3(bytes)
}
