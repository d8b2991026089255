// A thread of the voices: one task after the other, an answer for each. Flite and the encoder are compiled when they are first needed.
import { parentPort } from 'node:worker_threads'
import { CodeStoryError } from '../../../shared/errors.ts'
import { decodeSound } from '../../audio/decode.ts'
import { type Mp3Encoder, openMp3Encoder } from '../../audio/encode-mp3.ts'
import { concatenated, trimSilence } from '../../audio/pcm.ts'
import { cutAtCommas } from '../chunks.ts'
import { type Flite, openFlite } from '../local/flite.ts'
import { fliteSampleRate } from '../local/local-voices.ts'
import type { SaySentence, ThreadAnswer, ThreadRequest, ThreadResult, ThreadTask } from './messages.ts'
import { mixChapter } from './mix.ts'

/** A voice's own silences go: ours are placed where they are wanted. The margin keeps the breath of an h and the end of an s. */
const trim = { thresholdDb: -38, marginSeconds: 0.03, fadeSeconds: 0.008 }

let flite: Promise<Flite> | null = null
let encoder: Promise<Mp3Encoder> | null = null

/** Flite's memory grows with the text of a call: 3,000 words take a gigabyte. */
const mostCharactersAtOnce = 500

const say = async ({ text, flite: voice, shift, stretch }: SaySentence): Promise<ThreadResult> => {
  flite ??= openFlite()
  const speak = await flite
  const parts = cutAtCommas(text, mostCharactersAtOnce).map((part) => {
    const { samples, rate } = speak(part, voice, stretch * shift)
    const deeper = { samples, rate: Math.round(rate * shift) }
    return { samples: trimSilence(deeper, trim), rate: deeper.rate }
  })
  return { kind: 'say', sound: { samples: concatenated(parts.map((part) => part.samples)), rate: parts[0]?.rate ?? fliteSampleRate } }
}

const perform = async (task: ThreadTask): Promise<ThreadResult> => {
  switch (task.kind) {
    case 'say':
      return say(task)
    case 'decode':
      return { kind: 'decode', sound: await decodeSound(task.bytes) }
    case 'mix':
      encoder ??= openMp3Encoder()
      return { kind: 'mix', mixed: await mixChapter(task, await encoder) }
  }
}

const answer = async ({ id, task }: ThreadRequest): Promise<ThreadAnswer> => {
  try {
    return { id, result: await perform(task) }
  } catch (error) {
    return { id, error: { code: error instanceof CodeStoryError ? error.code : null, message: error instanceof Error ? error.message : String(error) } }
  }
}

parentPort?.on('message', (request: ThreadRequest) => {
  void answer(request).then((message) => parentPort?.postMessage(message))
})
