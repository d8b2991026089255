// What a page has to know of the server before anything else.
import { z } from 'zod'
import { enginesSchema } from './story.ts'

export const publicConfigSchema = z.object({
  supabase: z.object({ url: z.string(), anonKey: z.string() }).nullable().describe('Null: one local user, no sign-in'),
  engines: enginesSchema,
  publicUrl: z.string(),
})
export type PublicConfig = z.infer<typeof publicConfigSchema>
