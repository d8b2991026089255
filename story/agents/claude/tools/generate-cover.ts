import { z } from 'zod'
import type { RepositoryFacts } from '../../../../shared/analysis.ts'
import { coverSubject, makeCover } from '../../../audio/cover.ts'

export const generateCoverInput = z.object({
  line: z.string().max(80).nullable().describe('What the story is about, to stand under the name; null for the name alone'),
})

/** A PNG drawn from the analysis, so that the same commit and line always have the same cover. */
export const generateCover = ({ line }: z.output<typeof generateCoverInput>, facts: RepositoryFacts): Promise<Uint8Array> =>
  makeCover(coverSubject(facts), { line })
