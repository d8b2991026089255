// A chapter from its spoken sentences: every voice is brought to the same loudness by itself (one narrator must not be
// louder than the other), laid on one line with the silences between, and encoded.
import { encodeMp3 } from '../../audio/encode-mp3.ts'
import { master } from '../../audio/master.ts'
import { sampleRate } from '../../audio/mp3-frames.ts'
import { peaksOf } from '../../audio/pcm.ts'
import { resample } from '../../audio/resample.ts'
import type { MixChapter, MixedChapter } from './thread-messages.ts'

const concatenated = (parts: readonly Float32Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** The sentences of each voice at one level. Mastered as one piece, so that quiet sentences stay quieter than loud ones. */
const mastered = (sentences: MixChapter['sentences']): Float32Array[] => {
  const sounds = sentences.map(({ said }) => resample(said.samples, said.rate, sampleRate))
  for (const voice of new Set(sentences.map((sentence) => sentence.voice))) {
    const own = sentences.flatMap((sentence, index) => (sentence.voice === voice ? [index] : []))
    const whole = master({ samples: concatenated(own.map((index) => sounds[index] ?? new Float32Array(0))), rate: sampleRate })
    let offset = 0
    for (const index of own) {
      const length = sounds[index]?.length ?? 0
      sounds[index] = whole.subarray(offset, offset + length)
      offset += length
    }
  }
  return sounds
}

export const mixChapter = async ({ openingSeconds, sentences, closingSeconds }: MixChapter): Promise<MixedChapter> => {
  const silence = (seconds: number) => new Float32Array(Math.round(seconds * sampleRate))
  const parts: Float32Array[] = [silence(openingSeconds)]
  const times: MixedChapter['times'] = []
  let position = parts[0]?.length ?? 0
  mastered(sentences).forEach((sound, index) => {
    const pause = silence(sentences[index]?.pauseAfterSeconds ?? 0)
    times.push({ startSeconds: position / sampleRate, endSeconds: (position + sound.length) / sampleRate })
    parts.push(sound, pause)
    position += sound.length + pause.length
  })
  parts.push(silence(closingSeconds))
  const samples = concatenated(parts)
  const { frames, count } = await encodeMp3(samples)
  return { frames, count, peaks: peaksOf({ samples, rate: sampleRate }), times }
}
