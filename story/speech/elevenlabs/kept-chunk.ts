// What is kept under a chunk's key. Before a request goes out it says that the chunk was asked for and when, and the audio
// takes that note's place as soon as it is here. A note that is found without its audio tells of an answer that was lost: the
// process died, or its connection did, and the service may have made the chunk and charged for it all the same. Where the
// service refused, the note is taken back: nothing was made.
import { z } from 'zod'
import type { SpeechCache } from '../speech.ts'
import { type Bought, boughtSchema } from './bought-chunk.ts'

/** Unix time in milliseconds, by this machine's clock; and how many requests were not answered, so that none of them is on a receipt. */
const askedSchema = z.strictObject({ askedFirst: z.number(), askedLast: z.number(), unanswered: z.number() })
export type Asked = z.infer<typeof askedSchema>
const refusedSchema = z.strictObject({ refused: z.literal(true) })
export const refused: z.infer<typeof refusedSchema> = { refused: true }

export type Kept = { kind: 'nothing' } | { kind: 'asked'; asked: Asked } | { kind: 'bought'; bought: Bought } | { kind: 'damaged'; reason: string }

const keptSchema = z.union([
  askedSchema.transform((asked): Kept => ({ kind: 'asked', asked })),
  refusedSchema.transform((): Kept => ({ kind: 'nothing' })),
  boughtSchema.transform((bought): Kept => ({ kind: 'bought', bought })),
])

export const readKept = async (cache: SpeechCache, key: string): Promise<Kept> => {
  const bytes = await cache.find(key)
  if (bytes === null) return { kind: 'nothing' }
  try {
    return keptSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (error) {
    return { kind: 'damaged', reason: error instanceof Error ? error.message : String(error) }
  }
}

export const keep = (cache: SpeechCache, key: string, content: Asked | Bought | typeof refused): Promise<void> =>
  cache.save(key, Buffer.from(JSON.stringify(content)))
