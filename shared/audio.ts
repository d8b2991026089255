// The Voice director's output, and what the player needs beside the sound.
import { z } from 'zod'
import { sourceSchema, speakerSchema } from './script.ts'
import { voiceSchema } from './voices.ts'

/** What the Voice director hands back, as documented. @public */
export const audioResultSchema = z.object({
  audio_url: z.string(),
  audio_chunks: z.array(z.string()),
  duration_seconds: z.number().min(0),
  cover_url: z.string().nullable(),
  voice_used: z.string(),
})

/** A sentence and when it is heard. In a chapter the times count from the chapter's start; in a transcript, from the story's. */
export const timedSentenceSchema = z.object({
  text: z.string().describe('True spelling'),
  speaker: speakerSchema,
  voice: voiceSchema,
  start_seconds: z.number().min(0),
  end_seconds: z.number().min(0),
  sources: z.array(sourceSchema),
})
export type TimedSentence = z.infer<typeof timedSentenceSchema>

/** A spoken chapter, as it is stored. */
export const spokenChapterSchema = z.object({
  key: z.string().describe('Of the MP3 in the file store'),
  duration_seconds: z.number().min(0).describe('From the count of MP3 frames'),
  size_bytes: z.int().min(0),
  sentences: z.array(timedSentenceSchema),
  peaks: z.array(z.number().min(0).max(1)).describe('Ten a second, for the waveform'),
})
export type SpokenChapter = z.infer<typeof spokenChapterSchema>

export const transcriptChapterSchema = z.object({
  title: z.string(),
  start_seconds: z.number().min(0),
  end_seconds: z.number().min(0),
  sources: z.array(sourceSchema),
  sentences: z.array(timedSentenceSchema),
})
export const transcriptSchema = z.object({ title: z.string(), duration_seconds: z.number(), chapters: z.array(transcriptChapterSchema) })
export type Transcript = z.infer<typeof transcriptSchema>

export const waveformSchema = z.object({
  duration_seconds: z.number(),
  peaks_per_second: z.number(),
  peaks: z.array(z.number()),
})
export type Waveform = z.infer<typeof waveformSchema>
