// The reads that every request and every doorbell makes, as prepared statements: one round trip each, planned once per
// connection. drizzle's ordinary queries are described before they are run, which is a second round trip.
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { type CallUsage, callUsageSchema, noUsage, sumUsage, type Usage } from '../shared/usage.ts'
import type { Database } from './client.ts'
import type { StoredEvent } from './events.ts'
import { processingLogs, stories } from './schema.ts'
import type { StoryRow } from './stories.ts'

export interface StoryWithUsage {
  story: StoryRow
  usage: Usage
}

export interface HotReads {
  findStory: (id: string) => Promise<StoryWithUsage | null>
  readEvents: (storyId: string, after: number, limit: number) => Promise<StoredEvent[]>
}

// Named by hand: in a selection from one table drizzle leaves the table's name out, and `id` would be the call's.
const callsOfStory = sql<
  CallUsage[] | null
>`(select jsonb_agg(story_calls.call order by story_calls.id) from story_calls where story_calls.story_id = stories.id)`

export const prepareHotReads = (db: Database): HotReads => {
  const storyById = db
    .select({ story: stories, calls: callsOfStory })
    .from(stories)
    .where(eq(stories.id, sql.placeholder('id')))
    .prepare('story_by_id')
  const eventsAfter = db
    .select()
    .from(processingLogs)
    .where(and(eq(processingLogs.storyId, sql.placeholder('storyId')), gt(processingLogs.id, sql.placeholder('after'))))
    .orderBy(asc(processingLogs.id))
    .limit(sql.placeholder('limit'))
    .prepare('events_after')
  return {
    findStory: async (id) => {
      const [row] = await storyById.execute({ id })
      if (row === undefined) return null
      return { story: row.story, usage: row.calls === null ? noUsage() : sumUsage(row.calls.map((call) => callUsageSchema.parse(call))) }
    },
    readEvents: (storyId, after, limit) => eventsAfter.execute({ storyId, after, limit }),
  }
}
