// A thread of the local voice: one task after the other, an answer for each.
import { parentPort } from 'node:worker_threads'
import { trimSilence } from '../../audio/pcm.ts'
import { openFlite } from './flite.ts'
import { mixChapter } from './mix.ts'
import type { SaidSentence, SaySentence, ThreadAnswer, ThreadRequest } from './thread-messages.ts'

/** Flite's own silences go: ours are placed where they are wanted. The margin keeps the breath of an h and the end of an s. */
const trim = { thresholdDb: -38, marginSeconds: 0.03, fadeSeconds: 0.008 }

const flite = openFlite()

const say = async ({ text, flite: voice, shift, stretch }: SaySentence): Promise<SaidSentence> => {
  const speak = await flite
  const { samples, rate } = speak(text, voice, stretch * shift)
  const deeper = { samples, rate: Math.round(rate * shift) }
  return { samples: trimSilence(deeper, trim), rate: deeper.rate }
}

const answer = async ({ id, task }: ThreadRequest): Promise<[ThreadAnswer, ArrayBufferLike[]]> => {
  try {
    if (task.kind === 'say') {
      const said = await say(task)
      return [{ id, said }, [said.samples.buffer]]
    }
    const mixed = await mixChapter(task)
    return [{ id, mixed }, []]
  } catch (error) {
    return [{ id, error: { message: error instanceof Error ? error.message : String(error) } }, []]
  }
}

parentPort?.on('message', (request: ThreadRequest) => {
  void answer(request).then(([message, moved]) =>
    parentPort?.postMessage(
      message,
      moved.filter((buffer) => buffer instanceof ArrayBuffer),
    ),
  )
})
