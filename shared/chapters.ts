// Chapters for a player, as the Podcasting 2.0 namespace lays them down (application/json+chapters).
import { z } from 'zod'

export const chapterListSchema = z.object({
  version: z.literal('1.2.0'),
  title: z.string(),
  chapters: z.array(z.object({ startTime: z.number().min(0), endTime: z.number().min(0), title: z.string(), url: z.string().optional() })),
})
export type ChapterList = z.infer<typeof chapterListSchema>
