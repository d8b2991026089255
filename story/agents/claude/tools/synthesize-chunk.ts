import { z } from 'zod'
import type { SpokenAudio } from '../../../speech/speech.ts'
import type { VoiceDesk } from './voice-desk.ts'

export const synthesizeChunkInput = z.object({ chapter: z.number().int().min(1).describe('Number of the chapter to speak, counted from 1') })

export const synthesizeChunk = ({ chapter }: z.output<typeof synthesizeChunkInput>, { speech, chapters, context }: VoiceDesk): Promise<SpokenAudio> => {
  const wanted = chapters[chapter - 1]
  if (wanted === undefined) throw new Error(`There are ${chapters.length} chapters.`)
  return speech.speakChapter(wanted, context)
}
