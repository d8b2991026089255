// A reply that should be JSON. The service holds a model to the schema; a gateway or a local server may not, and wraps the
// document into prose or a code fence.
import type { z } from 'zod'

export const readJson = <Schema extends z.ZodType>(reply: string, schema: Schema): { output: z.output<Schema> } | { missing: string } => {
  const start = reply.indexOf('{')
  const end = reply.lastIndexOf('}')
  if (start < 0 || end < start) return { missing: 'Answer with the requested JSON document and nothing else.' }
  let value: unknown
  try {
    value = JSON.parse(reply.slice(start, end + 1))
  } catch {
    return { missing: 'That is no valid JSON. Answer with the requested JSON document and nothing else.' }
  }
  const result = schema.safeParse(value)
  if (result.success) return { output: result.data }
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  return { missing: `The JSON does not fit: ${problems.slice(0, 5).join('; ')}. Correct it and answer with the whole document.` }
}
