// The four voices, and where each can be heard.
import { z } from 'zod'
import { type Voice, voiceSchema, voices } from '../../shared/voices.ts'
import { openProcedure, router } from '../trpc.ts'

export const voiceInfoSchema = z.object({ name: voiceSchema, engine: z.string().describe('Who speaks it'), sample_url: z.string() })
export const voiceListSchema = z.object({ voices: z.array(voiceInfoSchema) })
export type VoiceList = z.infer<typeof voiceListSchema>

export const voiceInputSchema = z.strictObject({ voice: voiceSchema })

export const voicesRouter = router({
  list: openProcedure.query(
    ({ ctx }): VoiceList => ({
      voices: voices.map((name: Voice) => ({
        name,
        engine: ctx.deps.speech.engine,
        sample_url: `${ctx.addresses.origin}/api/voices/${name}/sample.mp3`,
      })),
    }),
  ),
})
