// When a story that failed is tried again, as its log says.
import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from './client.ts'
import { processingLogs } from './schema.ts'

const retryDetailsSchema = z.object({ next_attempt: z.coerce.date() })
/** For a command, which keeps time for itself. @returns how long it is until the next attempt that was announced */
export const secondsToNextAttempt = async (db: Database, storyId: string): Promise<number> => {
  const [row] = await db
    .select({ details: processingLogs.details })
    .from(processingLogs)
    .where(and(eq(processingLogs.storyId, storyId), sql`${processingLogs.details} ? 'next_attempt'`))
    .orderBy(desc(processingLogs.id))
    .limit(1)
  return row === undefined ? 0 : Math.max(0, (retryDetailsSchema.parse(row.details).next_attempt.getTime() - Date.now()) / 1000)
}
