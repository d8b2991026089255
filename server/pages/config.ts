// What the page has to know before anybody has signed in. Nothing here is a secret: the anon key is made to be public.
import { z } from 'zod'
import { enginesSchema } from '../../shared/story.ts'
import type { Answer } from '../rest/route.ts'

export const publicConfigSchema = z.object({
  supabase: z.object({ url: z.string(), anonKey: z.string() }).nullable().describe('Null: one local user, no sign-in'),
  engines: enginesSchema,
  publicUrl: z.string(),
})
export type PublicConfig = z.infer<typeof publicConfigSchema>

export const configAnswer: Answer = {
  status: 200,
  content: { 'application/json': publicConfigSchema },
  send: async ({ deps, reply, request }) => {
    const { SUPABASE_URL, SUPABASE_ANON_KEY } = deps.env
    const config: PublicConfig = {
      supabase: SUPABASE_URL === undefined ? null : { url: SUPABASE_URL, anonKey: SUPABASE_ANON_KEY ?? '' },
      engines: { narrator: deps.agents.narrator, voice: deps.speech.engine },
      publicUrl: deps.originOf(request.raw),
    }
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(config))
  },
}
