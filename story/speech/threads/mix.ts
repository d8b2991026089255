// A chapter from its spoken sentences: every voice is brought to the same loudness by itself (one narrator must not be
// louder than the other), laid on one line with the silences between, and encoded. All but the encoding is done at the
// voices' own rate, which for the built-in ones is a third of ours and takes a third of the time.
import type { Mp3Encoder } from '../../audio/encode-mp3.ts'
import { findLoudness } from '../../audio/loudness.ts'
import { master, targetLufs } from '../../audio/master.ts'
import { sampleRate } from '../../audio/mp3-frames.ts'
import { concatenated, decibels, peaksOf } from '../../audio/pcm.ts'
import { resample } from '../../audio/resample.ts'
import { timeStretch } from '../../audio/time-stretch.ts'
import type { MixChapter, MixedChapter } from './messages.ts'

/** Every voice at the same level, by one gain a voice: its quiet sentences stay quieter than its loud ones. */
const levelled = ({ sentences, pace }: Pick<MixChapter, 'sentences' | 'pace'>, rate: number): Float32Array[] => {
  const sounds = sentences.map(({ said }) => resample(timeStretch(said, pace), said.rate, rate))
  for (const voice of new Set(sentences.map((sentence) => sentence.voice))) {
    const own = sounds.filter((_, index) => sentences[index]?.voice === voice)
    const loudness = findLoudness({ samples: concatenated(own), rate }) ?? targetLufs
    const gain = decibels(targetLufs - loudness)
    for (const sound of own) for (let index = 0; index < sound.length; index += 1) sound[index] = (sound[index] ?? 0) * gain
  }
  return sounds
}

export const mixChapter = async ({ openingSeconds, pace, sentences, closingSeconds }: Omit<MixChapter, 'kind'>, encode: Mp3Encoder): Promise<MixedChapter> => {
  const rate = Math.min(sampleRate, Math.max(...sentences.map(({ said }) => said.rate)))
  const silence = (seconds: number) => new Float32Array(Math.round(seconds * rate))
  const parts: Float32Array[] = [silence(openingSeconds)]
  const times: MixedChapter['times'] = []
  let position = parts[0]?.length ?? 0
  levelled({ sentences, pace }, rate).forEach((sound, index) => {
    const pause = silence(sentences[index]?.pauseAfterSeconds ?? 0)
    times.push({ startSeconds: position / rate, endSeconds: (position + sound.length) / rate })
    parts.push(sound, pause)
    position += sound.length + pause.length
  })
  parts.push(silence(closingSeconds))
  const samples = resample(master({ samples: concatenated(parts), rate }), rate, sampleRate)
  const { frames, count } = await encode(samples)
  return { frames, count, peaks: peaksOf({ samples, rate: sampleRate }), times }
}
