// ElevenLabs: the documented voices, model, format and settings. A chapter is bought in chunks that end where a paragraph
// does, each told what is said before and after it, so that the seams cannot be heard; they are laid on one line with the
// silences between and brought to one level, like every voice. A voice's pace is its own: the length is planned by what was
// heard of it so far, and what the plan missed is left to the pauses, then to the pace.
import type { Env } from '../../../shared/node/env.ts'
import type { Voice } from '../../../shared/voices.ts'
import { secondsPerFrame } from '../../audio/mp3-frames.ts'
import { makeCalibration, narratorRate } from '../calibration.ts'
import { type Chunk, makeChunks } from '../chunks.ts'
import { fitToRoom, pauses } from '../pauses.ts'
import type { ChapterToSpeak, Speech, SpeechContext, SpokenAudio } from '../speech.ts'
import { makeSpokenForm } from '../spoken-form.ts'
import { type SpokenLine, spokenLines } from '../spoken-lines.ts'
import { openThreadPool } from '../threads/pool.ts'
import { loadSeconds, makeTiming, pacedRate, speechLoad } from '../timing.ts'
import type { ChunkSound } from './bought-chunk.ts'
import type { ChunkOrder } from './chunk-order.ts'
import { speechModel } from './models.ts'
import { makePlaces } from './places.ts'
import { openShop, type ShopOptions } from './shop.ts'

const documentedVoiceIds: Readonly<Record<Voice, string>> = {
  Rachel: '21m00Tcm4TlvDq8ikWAM',
  Drew: '29vD33N1CtxCmqQRPOHJ',
  Bella: 'EXAVITQu4vr4xnSDxMaL',
  Antoni: 'ErXwobaYiN019PkySvjV',
}
/** What a voice needs to know of its neighbours: a sentence or two. */
const contextCharacters = 300

export const elevenLabsOptions = (env: Env, apiKey: string): ShopOptions => ({
  apiKey,
  baseUrl: env.ELEVENLABS_BASE_URL,
  model: env.ELEVENLABS_MODEL,
  voiceIds: {
    Rachel: env.ELEVENLABS_VOICE_RACHEL ?? documentedVoiceIds.Rachel,
    Drew: env.ELEVENLABS_VOICE_DREW ?? documentedVoiceIds.Drew,
    Bella: env.ELEVENLABS_VOICE_BELLA ?? documentedVoiceIds.Bella,
    Antoni: env.ELEVENLABS_VOICE_ANTONI ?? documentedVoiceIds.Antoni,
  },
  waitMs: (attempt) => 500 * 2 ** attempt,
  deadlineMs: (characters) => 30_000 + characters * 20,
  // A chunk of 90 seconds takes the service some five seconds, with the slower models ten. A worker's death is noticed after five.
  patienceMs: (characters) => 5_000 + characters * 5,
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const secondsOf = ({ sound }: ChunkSound): number => sound.samples.length / sound.rate

interface OrderedFrom extends Pick<ShopOptions, 'model' | 'voiceIds'> {
  chunks: readonly Chunk[]
  lines: readonly SpokenLine[]
}
/** Each chunk with its voice and the words around it, of the chapter and of its neighbours. */
const ordersOf = (chapter: ChapterToSpeak, { chunks, lines, model, voiceIds }: OrderedFrom): ChunkOrder[] =>
  chunks.map((chunk, index) => {
    const before = chunks[index - 1]?.text ?? chapter.previousText
    const after = chunks[index + 1]?.text ?? chapter.nextText
    const voice = lines[chunk.parts[0]?.line ?? 0]?.written.voice ?? chapter.voiceOf.host
    // A cut may go through a character of two halves, and half of one is refused.
    const previousText = before?.slice(-contextCharacters).toWellFormed() || null
    return { ...chunk, voice, voiceId: voiceIds[voice], model, previousText, nextText: after?.slice(0, contextCharacters).toWellFormed() || null }
  })

/** When each sentence is heard: a chunk's own times, from where it stands. A sentence that was cut begins in one chunk and ends in another. */
const timesOf = ({ chunks, sounds, starts, pace }: { chunks: readonly Chunk[]; sounds: readonly ChunkSound[]; starts: readonly number[]; pace: number }) => {
  const times = new Map<number, { start: number; end: number }>()
  chunks.forEach((chunk, index) => {
    const offset = starts[index] ?? 0
    chunk.parts.forEach((part, at) => {
      const { startSeconds, endSeconds } = sounds[index]?.times[at] ?? { startSeconds: 0, endSeconds: 0 }
      times.set(part.line, { start: times.get(part.line)?.start ?? offset + startSeconds * pace, end: offset + endSeconds * pace })
    })
  })
  return times
}

export const openElevenLabsSpeech = (options: ShopOptions): Speech => {
  const pool = openThreadPool(1)
  const shop = openShop(options, pool, makePlaces())
  const { mostCharacters, usdPerThousandCharacters } = speechModel(options.model)
  const calibration = makeCalibration()
  const toSpoken = makeSpokenForm()
  const timing = makeTiming({ rateOf: (voice) => pacedRate(narratorRate, calibration.factor(voice)), toSpoken: (written) => toSpoken(written).text })

  const speakChapter = async (chapter: ChapterToSpeak, context: SpeechContext): Promise<SpokenAudio> => {
    const { lines, warnings } = spokenLines(chapter)
    const chunks = makeChunks(lines, mostCharacters)
    let spokenSeconds = 0
    const failing = new AbortController()
    const orders = ordersOf(chapter, { chunks, lines, model: options.model, voiceIds: options.voiceIds })
    await shop.checkVoices(
      orders.map((order) => order.voice),
      context,
    )
    const outcomes = await Promise.allSettled(
      orders.map(async (order) => {
        const sound = await shop.get(order, context, failing.signal).catch((error: unknown) => {
          failing.abort(error)
          throw error
        })
        const seconds = secondsOf(sound)
        calibration.note(order.voice, loadSeconds(speechLoad(order.text), narratorRate) + (order.parts.length - 1) * pauses.sentence, seconds)
        spokenSeconds += seconds
        context.progress(spokenSeconds)
        return sound
      }),
    )
    failing.signal.throwIfAborted()
    const sounds = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    const silence = sum(chunks.map((chunk) => chunk.pauseSeconds))
    const room = chapter.targetSeconds === null ? null : chapter.targetSeconds - pauses.opening - pauses.closing
    const fit = fitToRoom(room, sum(sounds.map(secondsOf)), silence)
    const mixed = await pool.mix(
      {
        openingSeconds: pauses.opening,
        pace: fit.pace,
        sentences: orders.flatMap(({ voice, pauseSeconds }, index) => {
          const bought = sounds[index]
          return bought === undefined ? [] : [{ said: bought.sound, voice, pauseAfterSeconds: pauseSeconds * fit.pauses }]
        }),
        closingSeconds: pauses.closing,
      },
      context.signal,
    )
    const starts = mixed.times.map(({ startSeconds }) => startSeconds)
    const times = timesOf({ chunks, sounds, starts, pace: fit.pace })
    const sentences = lines.map(({ written }, index) => ({ ...written, start_seconds: times.get(index)?.start ?? 0, end_seconds: times.get(index)?.end ?? 0 }))
    return { frames: mixed.frames, durationSeconds: mixed.count.frames * secondsPerFrame, sentences, peaks: mixed.peaks, warnings }
  }

  return {
    engine: options.model,
    paid: true,
    timing,
    parallelChapters: 3,
    quoteUsd: (characters) => (characters / 1000) * usdPerThousandCharacters,
    speakChapter,
    close: pool.close,
  }
}
