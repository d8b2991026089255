// What was bought, checked before it is believed: whole frames, sound in every sentence, and as long as its own timestamps
// say. It is kept as it came, so that a chunk from the cache goes through the same checks.
import { z } from 'zod'
import { CodeStoryError } from '../../../shared/errors.ts'
import { sampleRate, soundFrames } from '../../audio/mp3-frames.ts'
import { type Pcm, peakOf } from '../../audio/pcm.ts'
import type { ThreadPool } from '../threads/pool.ts'

const alignmentSchema = z.object({
  characters: z.array(z.string()),
  characterStartTimesSeconds: z.array(z.number()),
  characterEndTimesSeconds: z.array(z.number()),
})
export type Alignment = z.infer<typeof alignmentSchema>

export const boughtSchema = z.object({ audioBase64: z.string().min(1), alignment: alignmentSchema.nullish() })
export type Bought = z.infer<typeof boughtSchema>

export interface ChunkSound {
  sound: Pcm
  /** From the chunk's start. */
  times: { startSeconds: number; endSeconds: number }[]
}

const broken = (why: string): CodeStoryError => new CodeStoryError('speech_unavailable', `ElevenLabs sent audio that cannot be used: ${why}.`)

/** Quieter than this there is no voice: −46 dB below full scale. */
const silence = 0.005
/** The last character may end a little after the sound, never much. */
const missingSecondsAllowed = 0.4

/** A decoder passes over half a frame at the end without a word. Audio in another format than ours is decoded as it is. */
const refuseHalfFrames = (audio: Uint8Array, { rate }: Pcm): void => {
  try {
    soundFrames(audio)
  } catch (error) {
    if (rate === sampleRate && error instanceof Error && /broken frame/.test(error.message)) throw broken('it ends in the middle of a frame')
  }
}

const spansOf = (parts: readonly { from: number; to: number }[], text: string, alignment: Alignment | null, seconds: number) => {
  if (alignment === null) return parts.map(({ from, to }) => ({ startSeconds: (from / text.length) * seconds, endSeconds: (to / text.length) * seconds }))
  return parts.map(({ from, to }) => {
    const startSeconds = alignment.characterStartTimesSeconds[from] ?? 0
    return { startSeconds, endSeconds: Math.max(startSeconds, Math.min(seconds, alignment.characterEndTimesSeconds[to - 1] ?? seconds)) }
  })
}

/** Null where the service timed another text than ours: then its times mean nothing for our sentences. */
const fittingAlignment = (alignment: Alignment | null | undefined, text: string): Alignment | null => {
  if (alignment === null || alignment === undefined) return null
  const { characters, characterStartTimesSeconds: starts, characterEndTimesSeconds: ends } = alignment
  const isWhole = characters.length === starts.length && characters.length === ends.length
  return isWhole && characters.join('') === text ? alignment : null
}

/** @throws {CodeStoryError} speech_unavailable: another try may bring the whole of it */
export const checkBought = async (
  bought: Bought,
  chunk: { text: string; parts: { from: number; to: number }[] },
  pool: ThreadPool,
  signal: AbortSignal,
): Promise<ChunkSound> => {
  const audio = Buffer.from(bought.audioBase64, 'base64')
  const sound = await pool.decode(audio, signal).catch((error: unknown) => {
    signal.throwIfAborted()
    throw broken(error instanceof Error ? error.message : 'it cannot be decoded')
  })
  refuseHalfFrames(audio, sound)
  const seconds = sound.samples.length / sound.rate
  const alignment = fittingAlignment(bought.alignment, chunk.text)
  const saidUntil = alignment?.characterEndTimesSeconds.at(-1) ?? null
  if (saidUntil !== null && seconds < saidUntil - missingSecondsAllowed) throw broken(`it ends after ${seconds.toFixed(1)} of ${saidUntil.toFixed(1)} seconds`)
  const times = spansOf(chunk.parts, chunk.text, alignment, seconds)
  for (const { startSeconds, endSeconds } of times) {
    const heard = sound.samples.subarray(Math.floor(startSeconds * sound.rate), Math.ceil(endSeconds * sound.rate))
    if (peakOf(heard) < silence) throw broken('a sentence in it is silent')
  }
  return { sound, times }
}
