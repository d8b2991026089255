// The lines that a story cites, kept with it: the clone is gone by the time somebody wants to see them.
import { z } from 'zod'
import { codeExampleSchema } from './script.ts'

export const citedSourcesSchema = z.object({ sources: z.array(codeExampleSchema) })
export type CitedSources = z.infer<typeof citedSourcesSchema>
