// A person as the server knows them.
import { z } from 'zod'

export const accountSchema = z.object({
  id: z.uuid().nullable().describe('Null for the service role, which is nobody in particular'),
  email: z.string().nullable(),
  sign_in: z.boolean().describe('False where the server has one local user and no sign-in'),
})
export type Account = z.infer<typeof accountSchema>

export const monthlyUsageSchema = z.object({
  month: z.string().describe('2026-11, UTC'),
  stories: z.int().min(0),
  minutes: z.number().min(0),
  tokens: z.int().min(0),
  characters: z.int().min(0),
  cost_usd: z.number().min(0),
})
export const accountUsageSchema = z.object({ months: z.array(monthlyUsageSchema).describe('Newest first') })
export type AccountUsage = z.infer<typeof accountUsageSchema>

export const feedTokenSchema = z.object({ feed_url: z.string().describe('Shown once: a new token replaces the old one') })
export type FeedToken = z.infer<typeof feedTokenSchema>
