// What a caller may say of a story: which one, and what to do with it.
import { z } from 'zod'
import { logQuerySchema } from '../shared/progress.ts'

// Any UUID in form, whatever its version: an id that we never gave out is unknown, not wrong.
const storyIdSchema = z.guid('A story’s id is a UUID.').toLowerCase()
export const storyInputSchema = z.strictObject({ id: storyIdSchema })

/** In a query everything is text. */
const flagSchema = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])
export const restartInputSchema = storyInputSchema.extend({
  fresh: flagSchema.default(false).describe('Nothing is kept: from the newest commit'),
})
export const updateInputSchema = storyInputSchema.extend({ isPublic: z.boolean().describe('Anybody may read it by its address') })
export const logsInputSchema = storyInputSchema.extend(logQuerySchema.shape)
export const progressInputSchema = storyInputSchema.extend({
  lastEventId: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
  follow: flagSchema.default(false).describe('Stays over restarts'),
})
