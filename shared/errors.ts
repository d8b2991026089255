// The schemas of our coded errors, as an answer carries them; and the errors themselves.
import { z } from 'zod'
import { errorCodes } from './coded-error.ts'

export * from './coded-error.ts'

export const errorCodeSchema = z.enum(errorCodes)

export const fieldProblemSchema = z.object({ field: z.string(), message: z.string() })
export type FieldProblem = z.infer<typeof fieldProblemSchema>

/** The one shape of an error in every answer. */
export const errorBodySchema = z.object({
  error: z.object({ code: errorCodeSchema, message: z.string(), details: z.array(fieldProblemSchema).optional() }),
})
export type ErrorBody = z.infer<typeof errorBodySchema>
