// A story as the outside world sees it: what may be asked for, and what a record looks like.
// Requests are camelCase and records snake_case: that is the documented contract.
import { z } from 'zod'
import { chapterSchema } from './script.ts'
import { usageSchema } from './usage.ts'
import { voiceSchema } from './voices.ts'

export const storyStyles = ['documentary', 'tutorial', 'podcast', 'fiction', 'technical'] as const
export const storyStyleSchema = z.enum(storyStyles)
export type StoryStyle = z.infer<typeof storyStyleSchema>

export const technicalDepths = ['beginner', 'intermediate', 'advanced'] as const
export const technicalDepthSchema = z.enum(technicalDepths)
export type TechnicalDepth = z.infer<typeof technicalDepthSchema>

/** Minutes. */
export const storyDurations = [5, 10, 15, 20] as const
export const storyDurationSchema = z.literal(storyDurations)
export type StoryDuration = z.infer<typeof storyDurationSchema>

export const storyStatuses = ['pending', 'analyzing', 'generating', 'synthesizing', 'completed', 'failed'] as const
export const storyStatusSchema = z.enum(storyStatuses)
export type StoryStatus = z.infer<typeof storyStatusSchema>

export const focusAreasSchema = z.array(z.string().trim().min(1).max(100)).max(20)

export const storyRequestSchema = z.strictObject({
  repoUrl: z.string().trim().min(1).max(2048).describe('https://github.com/owner/repo, or owner/repo'),
  style: storyStyleSchema.default('documentary'),
  duration: storyDurationSchema.default(10).describe('Minutes'),
  voice: voiceSchema.default('Rachel'),
  focusAreas: focusAreasSchema.default([]).describe('What the story should dwell on'),
  technicalDepth: technicalDepthSchema.default('intermediate'),
})
export type StoryRequest = z.infer<typeof storyRequestSchema>
/** What a client may send: everything but the address may be left out. */
export type StoryRequestInput = z.input<typeof storyRequestSchema>

/** Who wrote the script and who spoke it: local work is never passed off as Claude's or ElevenLabs'. */
export const enginesSchema = z.object({
  narrator: z.string().describe("A Claude model's id, or local"),
  voice: z.string().describe("An ElevenLabs model's id, a speech server's model, or local"),
})
export type Engines = z.infer<typeof enginesSchema>

export const storyRecordSchema = z.object({
  id: z.uuid(),
  repo_url: z.string(),
  repo_name: z.string(),
  title: z.string().nullable(),
  summary: z.string().nullable(),
  status: storyStatusSchema,
  progress: z.int().min(0).max(100),
  style: storyStyleSchema,
  duration_minutes: z.int(),
  voice: voiceSchema,
  technical_depth: technicalDepthSchema,
  focus_areas: z.array(z.string()),
  audio_url: z.string().nullable(),
  audio_chunks: z.array(z.string()),
  chapters: z.array(chapterSchema),
  cover_url: z.string().nullable(),
  duration_seconds: z.number().nullable().describe('Measured, not estimated'),
  commit_sha: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  error_message: z.string().nullable(),
  error_code: z.string().nullable(),
  warnings: z.array(z.string()),
  engines: enginesSchema.nullable(),
  usage: usageSchema,
  is_public: z.boolean(),
})
export type StoryRecord = z.infer<typeof storyRecordSchema>

export const storySummarySchema = storyRecordSchema.omit({ chapters: true, audio_chunks: true })
export type StorySummary = z.infer<typeof storySummarySchema>

/** The answer to generate and restart. */
export const storyAcceptedSchema = z.object({ id: z.uuid(), status: z.literal('pending'), message: z.string() })
export type StoryAccepted = z.infer<typeof storyAcceptedSchema>

export const storyListQuerySchema = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  status: storyStatusSchema.or(z.literal('making')).optional().describe('A status, or making: any but completed and failed'),
  style: storyStyleSchema.optional(),
  repo: z.string().max(300).optional().describe('owner/name'),
  q: z.string().max(200).optional().describe('Words in the title or the repository name'),
})
export type StoryListQuery = z.infer<typeof storyListQuerySchema>

export const storyListSchema = z.object({ stories: z.array(storySummarySchema), next_cursor: z.string().nullable() })
export type StoryList = z.infer<typeof storyListSchema>
