// What a story consumed: shown under `usage`, summed by month for a user, held against limits.
import { z } from 'zod'

export const callUsageSchema = z.object({
  agent: z.string(),
  model: z.string(),
  purpose: z.string().describe('Which step or chapter the call was for'),
  input_tokens: z.int().min(0),
  output_tokens: z.int().min(0),
  cache_read_tokens: z.int().min(0),
  cache_write_tokens: z.int().min(0),
  characters: z.int().min(0).describe('Characters bought from a speech service'),
  cost_usd: z.number().min(0),
  duration_ms: z.number().min(0),
})
export type CallUsage = z.infer<typeof callUsageSchema>

export const usageSchema = z.object({
  input_tokens: z.int().min(0),
  output_tokens: z.int().min(0),
  cache_read_tokens: z.int().min(0),
  cache_write_tokens: z.int().min(0),
  characters: z.int().min(0),
  cost_usd: z.number().min(0),
  calls: z.array(callUsageSchema),
})
export type Usage = z.infer<typeof usageSchema>

export const noUsage = (): Usage => ({
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  characters: 0,
  cost_usd: 0,
  calls: [],
})

/** The sum of calls, with the calls themselves as the receipt. Cost is kept to a hundredth of a cent. */
export const sumUsage = (calls: readonly CallUsage[]): Usage => {
  const sum = noUsage()
  for (const call of calls) {
    sum.input_tokens += call.input_tokens
    sum.output_tokens += call.output_tokens
    sum.cache_read_tokens += call.cache_read_tokens
    sum.cache_write_tokens += call.cache_write_tokens
    sum.characters += call.characters
    sum.cost_usd += call.cost_usd
  }
  return { ...sum, cost_usd: Math.round(sum.cost_usd * 1e4) / 1e4, calls: [...calls] }
}
