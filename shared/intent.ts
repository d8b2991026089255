// What a listener wants: said in a form, or in free text.
import { z } from 'zod'
import { focusAreasSchema, storyDurationSchema, storyStyleSchema, technicalDepthSchema } from './story.ts'

/** The Intent agent's output, as documented. */
export const intentResultSchema = z.object({
  repo_url: z.string(),
  repo_owner: z.string(),
  repo_name: z.string(),
  focus_areas: z.array(z.string()),
  technical_depth: technicalDepthSchema,
  style: storyStyleSchema,
  duration_minutes: storyDurationSchema,
  custom_instructions: z.string().nullable(),
})
export type IntentResult = z.infer<typeof intentResultSchema>

export const chatTurnSchema = z.strictObject({ role: z.enum(['user', 'assistant']), content: z.string().min(1).max(8000) })
export type ChatTurn = z.infer<typeof chatTurnSchema>

export const chatRequestSchema = z.strictObject({
  message: z.string().trim().min(1).max(8000),
  repoUrl: z.string().trim().max(2048).optional(),
  history: z.array(chatTurnSchema).max(20).default([]).describe('Earlier turns of this conversation, oldest first'),
})
export type ChatRequest = z.infer<typeof chatRequestSchema>

/** What the chat proposes: each value is accepted by generate (`suggestedDuration` as `duration`). */
export const chatIntentSchema = z.object({
  focusAreas: focusAreasSchema,
  technicalDepth: technicalDepthSchema,
  style: storyStyleSchema,
  suggestedDuration: storyDurationSchema,
})
export type ChatIntent = z.infer<typeof chatIntentSchema>

export const chatAnswerSchema = z.object({ intent: chatIntentSchema, message: z.string() })
export type ChatAnswer = z.infer<typeof chatAnswerSchema>

/** The chat as it streams: the intent first, then the message in pieces. */
export type ChatEvent = { type: 'intent'; intent: ChatIntent } | { type: 'delta'; text: string }
