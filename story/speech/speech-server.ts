// Any speech server with OpenAI's endpoint /v1/audio/speech: Kokoro-FastAPI, Speaches, LocalAI and others. It is asked for
// one sentence at a time, since it tells no timestamps: so every caption is exact and the pauses are ours. WAV is asked for,
// which all of them know, and whatever comes is converted, brought to one level and encoded by us.
import { setTimeout as sleep } from 'node:timers/promises'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Env } from '../../shared/node/env.ts'
import type { Voice } from '../../shared/voices.ts'
import { secondsPerFrame } from '../audio/mp3-frames.ts'
import { type Pcm, peakOf, trimSilence } from '../audio/pcm.ts'
import { wrapPcm } from '../audio/wav.ts'
import { makeCalibration, narratorRate } from './calibration.ts'
import { fitToRoom, pauses } from './pauses.ts'
import type { ChapterToSpeak, Speech, SpeechContext, SpokenAudio } from './speech.ts'
import { makeSpokenForm } from './spoken-form.ts'
import { type SpokenLine, spokenLines } from './spoken-lines.ts'
import { openThreadPool } from './threads/pool.ts'
import { loadSeconds, makeTiming, pacedRate, speechLoad } from './timing.ts'

export interface SpeechServerOptions {
  baseUrl: string
  apiKey: string | undefined
  model: string
  voiceNames: Readonly<Record<Voice, string>>
  waitMs: (attempt: number) => number
  deadlineMs: number
}

/** OpenAI's names, which the servers map to voices of their own. */
const commonNames: Readonly<Record<Voice, string>> = { Rachel: 'nova', Drew: 'onyx', Bella: 'shimmer', Antoni: 'echo' }

export const speechServerOptions = (env: Env, baseUrl: string): SpeechServerOptions => ({
  baseUrl,
  apiKey: env.SPEECH_API_KEY,
  model: env.SPEECH_MODEL ?? 'tts-1',
  voiceNames: {
    Rachel: env.SPEECH_VOICE_RACHEL ?? commonNames.Rachel,
    Drew: env.SPEECH_VOICE_DREW ?? commonNames.Drew,
    Bella: env.SPEECH_VOICE_BELLA ?? commonNames.Bella,
    Antoni: env.SPEECH_VOICE_ANTONI ?? commonNames.Antoni,
  },
  waitMs: (attempt) => 500 * 2 ** attempt,
  deadlineMs: 120_000,
})

/** The address may be given with its /v1 or without: both are in use. */
const endpoint = (baseUrl: string): string => `${baseUrl.replace(/\/v1$/, '')}/v1/audio/speech`

const mostTries = 4
/** A sentence of speech is far less; a server that streams without end must not fill the memory. */
const mostBytes = 64 * 2 ** 20
const sentencesAtOnce = 2
const trim = { thresholdDb: -45, marginSeconds: 0.04, fadeSeconds: 0.008 }
const silence = 0.005

const readBody = async (response: Response): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > mostBytes) throw new CodeStoryError('speech_failed', `The speech server sent more than ${mostBytes / 2 ** 20} MiB for one sentence.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/**
 * Some servers send bare samples whatever they are asked for, and only the type tells: 24 kHz and one channel, as OpenAI's
 * `pcm` has them, unless it says otherwise; the low byte first, also where they call it L16.
 */
const withHeader = (body: Uint8Array, type: string): Uint8Array => {
  if (!/^audio\/(?:x-)?(?:pcm|l16|raw)\b/i.test(type) || Buffer.from(body.subarray(0, 4)).toString('latin1') === 'RIFF') return body
  const parameter = (name: string): number | null => Number(new RegExp(`\\b${name}="?(\\d+)`, 'i').exec(type)?.[1] ?? 0) || null
  return wrapPcm(body, { rate: parameter('rate') ?? 24_000, channels: parameter('channels') ?? 1 })
}

const refusal = (status: number, text: string, options: SpeechServerOptions, voice: Voice): CodeStoryError => {
  const said = text.replace(/\s+/g, ' ').slice(0, 200)
  if (status === 401 || status === 403) return new CodeStoryError('speech_key_rejected', 'The speech server rejects the key. Check SPEECH_API_KEY.')
  if (status === 402) return new CodeStoryError('speech_quota', 'The speech server asks for payment.')
  if (status === 429 || status >= 500 || status === 408) return new CodeStoryError('speech_unavailable', `The speech server answered with status ${status}.`)
  const names = `the model ${options.model} (SPEECH_MODEL) and the voice ${options.voiceNames[voice]} (SPEECH_VOICE_${voice.toUpperCase()})`
  return new CodeStoryError(
    'speech_failed',
    `The speech server refused a sentence with status ${status}${said === '' ? '' : `: ${said}`}. It was asked for ${names}.`,
  )
}

export const openSpeechServer = (options: SpeechServerOptions): Speech => {
  const pool = openThreadPool(1)
  const calibration = makeCalibration()
  const toSpoken = makeSpokenForm()
  const timing = makeTiming({ rateOf: (voice) => pacedRate(narratorRate, calibration.factor(voice)), toSpoken: (written) => toSpoken(written).text })

  const ask = async (text: string, voice: Voice, signal: AbortSignal): Promise<Pcm> => {
    const response = await fetch(endpoint(options.baseUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }) },
      body: JSON.stringify({ model: options.model, input: text, voice: options.voiceNames[voice], response_format: 'wav' }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(options.deadlineMs)]),
    })
    const body = await readBody(response)
    if (!response.ok) throw refusal(response.status, Buffer.from(body).toString('utf8'), options, voice)
    const sound = await pool.decode(withHeader(body, response.headers.get('content-type') ?? ''), signal)
    const samples = trimSilence(sound, trim)
    if (peakOf(samples) < silence) throw new CodeStoryError('speech_unavailable', 'The speech server sent silence for a sentence.')
    return { samples, rate: sound.rate }
  }

  const say = async ({ spoken, written }: SpokenLine, { signal, log }: SpeechContext): Promise<Pcm> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask(spoken, written.voice, signal)
      } catch (error) {
        signal.throwIfAborted()
        // A sound that cannot be read may be half of one: worth another try. What the server refuses, it refuses again.
        const isRefused = error instanceof CodeStoryError && !error.retry && !/cannot be read|neither WAV|without a single/.test(error.message)
        if (isRefused) throw error
        const reason = error instanceof Error ? error.message : String(error)
        if (attempt >= mostTries)
          throw error instanceof CodeStoryError
            ? error
            : new CodeStoryError('speech_unavailable', `The speech server at SPEECH_BASE_URL could not be used: ${reason}.`, { cause: error })
        log('The speech server did not answer as it should, trying again', { reason: reason.slice(0, 200), attempt }, 'warning')
        await sleep(options.waitMs(attempt), undefined, { signal })
      }
    }
  }

  const sayAll = async (lines: readonly SpokenLine[], given: SpeechContext): Promise<Pcm[]> => {
    const said: Pcm[] = []
    let next = 0
    let spokenSeconds = 0
    const failing = new AbortController()
    const context = { ...given, signal: AbortSignal.any([given.signal, failing.signal]) }
    const work = async (): Promise<void> => {
      for (;;) {
        const index = next
        const line = lines[index]
        if (line === undefined) return
        next += 1
        const sound = await say(line, context)
        said[index] = sound
        const seconds = sound.samples.length / sound.rate
        calibration.note(line.written.voice, loadSeconds(speechLoad(line.spoken), narratorRate), seconds)
        spokenSeconds += seconds
        context.progress(spokenSeconds)
      }
    }
    try {
      await Promise.all(Array.from({ length: sentencesAtOnce }, work))
    } catch (error) {
      // What the other one is at has no use any more.
      failing.abort(error)
      throw error
    }
    return said
  }

  const speakChapter = async (chapter: ChapterToSpeak, context: SpeechContext): Promise<SpokenAudio> => {
    const { lines, warnings } = spokenLines(chapter)
    const said = await sayAll(lines, context)
    const speechSeconds = said.reduce((sum, sound) => sum + sound.samples.length / sound.rate, 0)
    const pauseSeconds = lines.reduce((sum, line) => sum + line.pauseSeconds, 0)
    const room = chapter.targetSeconds === null ? null : chapter.targetSeconds - pauses.opening - pauses.closing
    const fit = fitToRoom(room, speechSeconds, pauseSeconds)
    const sentences = lines.flatMap((line, index) => {
      const sound = said[index]
      return sound === undefined ? [] : [{ said: sound, voice: line.written.voice, pauseAfterSeconds: line.pauseSeconds * fit.pauses }]
    })
    const mixed = await pool.mix({ openingSeconds: pauses.opening, pace: fit.pace, sentences, closingSeconds: pauses.closing }, context.signal)
    return {
      frames: mixed.frames,
      durationSeconds: mixed.count.frames * secondsPerFrame,
      sentences: lines.map(({ written }, index) => ({
        ...written,
        start_seconds: mixed.times[index]?.startSeconds ?? 0,
        end_seconds: mixed.times[index]?.endSeconds ?? 0,
      })),
      peaks: mixed.peaks,
      warnings,
    }
  }

  return { engine: options.model, paid: false, timing, parallelChapters: 2, quoteUsd: () => 0, speakChapter, close: pool.close }
}
