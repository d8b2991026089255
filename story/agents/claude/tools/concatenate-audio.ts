import { z } from 'zod'
import { type ChapterPart, type JoinedStory, joinStory, type StoryToJoin } from '../../../audio/join.ts'
import type { FilesDesk } from './voice-desk.ts'

export const concatenateAudioInput = z.object({
  chunks: z
    .array(
      z.object({
        key: z.string().describe('Of the chapter’s MP3 in the file store'),
        title: z.string().describe('Of the chapter, for the table of contents'),
        duration_seconds: z.number().positive().describe('From the count of its frames'),
        size_bytes: z.number().int().positive().describe('Of its file'),
        url: z.string().nullable().describe('A link to what the chapter tells about'),
      }),
    )
    .min(1)
    .describe('The chapters, in order'),
})

/** Frame by frame, in a stream: no file is ever whole in memory. */
export const concatenateAudio = (
  { chunks }: z.output<typeof concatenateAudioInput>,
  tags: Omit<StoryToJoin, 'chapters'>,
  { files, signal }: Pick<FilesDesk, 'files' | 'signal'>,
): JoinedStory =>
  joinStory({
    ...tags,
    chapters: chunks.map(
      ({ key, title, duration_seconds, size_bytes, url }): ChapterPart => ({
        title,
        url,
        durationSeconds: duration_seconds,
        sizeBytes: size_bytes,
        open: () => files.read(key, undefined, signal),
      }),
    ),
  })
