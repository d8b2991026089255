// The four documented voices. Which sound answers to a name is the speech engine's business.
import { z } from 'zod'

export const voices = ['Rachel', 'Drew', 'Bella', 'Antoni'] as const
export const voiceSchema = z.enum(voices)
export type Voice = z.infer<typeof voiceSchema>

/** The second voice of a podcast: as unlike the chosen one as the four allow. */
export const secondVoice: Readonly<Record<Voice, Voice>> = {
  Rachel: 'Drew',
  Drew: 'Rachel',
  Bella: 'Antoni',
  Antoni: 'Bella',
}
