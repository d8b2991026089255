// What a story says about itself while it is made: rows first, messages second. Ids grow within a story, over logs and
// states alike, so that a subscriber can resume after the last one it saw.
import { z } from 'zod'
import { storyStatusSchema } from './story.ts'

export const agentNames = ['Intent', 'Analyzer', 'Architect', 'Synthesizer', 'System'] as const
export const agentNameSchema = z.enum(agentNames)
export type AgentName = z.infer<typeof agentNameSchema>

export const logLevels = ['info', 'success', 'warning', 'error'] as const
export const logLevelSchema = z.enum(logLevels)
export type LogLevel = z.infer<typeof logLevelSchema>

export const logEntrySchema = z.object({
  id: z.int().min(1),
  agent_name: agentNameSchema,
  action: z.string(),
  details: z.record(z.string(), z.json()),
  level: logLevelSchema,
  timestamp: z.iso.datetime(),
})
export type LogEntry = z.infer<typeof logEntrySchema>

export const statusDataSchema = z.object({
  status: storyStatusSchema,
  progress: z.int().min(0).max(100),
  error_code: z.string().optional(),
  error_message: z.string().optional(),
})
export type StatusData = z.infer<typeof statusDataSchema>

export const completeDataSchema = z.object({
  audio_url: z.string(),
  audio_chunks: z.array(z.string()),
  duration: z.number().describe('Seconds, measured'),
})

export const progressMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('log'), data: logEntrySchema }),
  z.object({ type: z.literal('status'), data: statusDataSchema }),
  z.object({ type: z.literal('complete'), data: completeDataSchema }),
])
export type ProgressMessage = z.infer<typeof progressMessageSchema>

export const logQuerySchema = z.strictObject({ after: z.coerce.number().int().min(0).default(0) })
export const logListSchema = z.object({ logs: z.array(logEntrySchema) })
export type LogList = z.infer<typeof logListSchema>
