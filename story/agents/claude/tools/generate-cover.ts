import { z } from 'zod'
import type { RepositoryFacts } from '../../../../shared/analysis.ts'
import { coverSubject, makeCover } from '../../../audio/cover.ts'

export const generateCoverInput = z.object({})

/** Drawn from the analysis, so that the same commit always has the same cover. */
export const generateCover = (_: z.output<typeof generateCoverInput>, facts: RepositoryFacts): Promise<Uint8Array> => makeCover(coverSubject(facts))
