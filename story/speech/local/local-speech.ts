// The built-in voice: Flite in worker threads, no network, no model to fetch. A chapter is planned from the measured rate
// of its voices, spoken sentence by sentence on every thread, measured, and put together with pauses that make up for what
// the plan missed; only where pauses cannot do it unnoticed are the sentences spoken a second time.
import { availableParallelism } from 'node:os'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { Voice } from '../../../shared/voices.ts'
import { secondsPerFrame } from '../../audio/mp3-frames.ts'
import type { Pcm } from '../../audio/pcm.ts'
import { chapterOverheadSeconds, pauseScale, pauses, rateScale, within } from '../pauses.ts'
import type { ChapterToSpeak, Speech, SpeechContext, SpokenAudio } from '../speech.ts'
import { makeSpokenForm } from '../spoken-form.ts'
import { type SpokenLine, spokenLines } from '../spoken-lines.ts'
import { openThreadPool, type ThreadPool } from '../threads/pool.ts'
import { loadSeconds, makeTiming, pacedRate, type SpeechRate, speechLoad } from '../timing.ts'
import { respellForFlite } from './flite-spelling.ts'
import { localVoices } from './local-voices.ts'

const rateOf = (voice: Voice): SpeechRate => pacedRate(localVoices[voice].seconds, localVoices[voice].pace)

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const secondsOf = (said: Pcm): number => said.samples.length / said.rate

const sayAll = async (lines: readonly SpokenLine[], rate: number, pool: ThreadPool, { signal, progress }: SpeechContext): Promise<Pcm[]> => {
  let spokenSeconds = 0
  return Promise.all(
    lines.map(async ({ written, spoken }) => {
      const { flite, shift, pace } = localVoices[written.voice]
      const said = await pool.say({ text: spoken, flite, shift, stretch: Math.round(pace * rate * 1e4) / 1e4 }, signal)
      if (said.samples.length === 0) throw new CodeStoryError('speech_failed', `The built-in voice said nothing for "${written.text}".`)
      spokenSeconds += secondsOf(said)
      progress(spokenSeconds)
      return said
    }),
  )
}

export const openLocalSpeech = (threads = Math.min(2, availableParallelism())): Speech => {
  const pool = openThreadPool(threads)
  const toSpoken = makeSpokenForm()
  const timing = makeTiming({ rateOf, toSpoken: (written) => respellForFlite(toSpoken(written).text) })

  const speakChapter = async (chapter: ChapterToSpeak, context: SpeechContext): Promise<SpokenAudio> => {
    const { lines: neutral, warnings } = spokenLines(chapter)
    const lines = neutral.map((line) => ({ ...line, spoken: respellForFlite(line.spoken) }))
    const silence = sum(lines.map((line) => line.pauseSeconds))
    const room = chapter.targetSeconds === null ? null : chapter.targetSeconds - chapterOverheadSeconds
    const predicted = sum(lines.map(({ spoken, written }) => loadSeconds(speechLoad(spoken), rateOf(written.voice))))
    let rate = room === null ? 1 : within(room / (predicted + silence), rateScale)
    let said = await sayAll(lines, rate, pool, context)
    let scale = 1
    if (room !== null) {
      const needed = (room - sum(said.map(secondsOf))) / silence
      scale = within(needed, pauseScale)
      const better = within((rate * (room - silence)) / sum(said.map(secondsOf)), rateScale)
      // A second reading is worth its time only where pauses leave more than half a percent open and the rate can give it.
      if (Math.abs(needed - scale) * silence > room * 0.005 && Math.abs(better - rate) > 0.003) {
        rate = better
        said = await sayAll(lines, rate, pool, context)
        scale = within((room - sum(said.map(secondsOf))) / silence, pauseScale)
      }
    }
    const mixed = await pool.mix(
      {
        openingSeconds: pauses.opening,
        // The voice itself has spoken at the pace that is wanted.
        pace: 1,
        sentences: lines.map(({ written, pauseSeconds }, index) => ({
          said: said[index] ?? { samples: new Float32Array(0), rate: 1 },
          voice: written.voice,
          pauseAfterSeconds: pauseSeconds * scale,
        })),
        closingSeconds: pauses.closing,
      },
      context.signal,
    )
    const sentences = lines.map(({ written }, index) => {
      const { startSeconds = 0, endSeconds = 0 } = mixed.times[index] ?? {}
      return { ...written, start_seconds: startSeconds, end_seconds: endSeconds }
    })
    return { frames: mixed.frames, durationSeconds: mixed.count.frames * secondsPerFrame, sentences, peaks: mixed.peaks, warnings }
  }

  return {
    engine: 'local',
    paid: false,
    timing,
    parallelChapters: threads,
    quoteUsd: () => 0,
    speakChapter,
    close: pool.close,
  }
}
