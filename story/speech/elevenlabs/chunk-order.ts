// What is asked of ElevenLabs for a chunk, and the name under which its audio is kept: the hash of everything that makes it
// sound as it does, but for the words around it. Those only smooth the seam, and a chunk whose neighbour was rewritten is
// not worth buying again.
import { createHash } from 'node:crypto'
import type { Voice } from '../../../shared/voices.ts'
import type { Chunk } from '../chunks.ts'

export interface ChunkOrder extends Chunk {
  voice: Voice
  voiceId: string
  model: string
  previousText: string | null
  nextText: string | null
}

export const outputFormat = 'mp3_44100_128'
/** As documented. */
export const voiceSettings = { stability: 0.5, similarityBoost: 0.75, style: 0, useSpeakerBoost: true } as const

export const keyOf = ({ text, voiceId, model }: ChunkOrder): string =>
  createHash('sha256')
    .update(JSON.stringify(['elevenlabs', text, voiceId, model, outputFormat, voiceSettings]))
    .digest('hex')
