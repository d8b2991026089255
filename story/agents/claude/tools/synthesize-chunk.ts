import { z } from 'zod'
import type { SpokenAudio } from '../../../speech/speech.ts'
import type { SpeechDesk } from './voice-desk.ts'

export const synthesizeChunkInput = z.object({ chapter: z.number().int().min(1).describe('Number of the chapter to speak, counted from 1') })

/** @throws {CodeStoryError} speech_… */
export const synthesizeChunk = async ({ chapter }: z.output<typeof synthesizeChunkInput>, { speech, chapters, context }: SpeechDesk): Promise<SpokenAudio> => {
  const wanted = chapters.get(chapter)
  if (wanted === undefined) throw new Error(`There is no text for chapter ${chapter} yet.`)
  return speech.speakChapter(wanted, context)
}
