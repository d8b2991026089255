// The reads that every request and every doorbell makes, as prepared statements: one round trip each, planned once per
// connection. drizzle's ordinary queries are described before they are run, which is a second round trip. Stories that are
// asked for at the same moment are read together.
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { type CallUsage, callUsageSchema, noUsage, sumUsage, type Usage } from '../shared/usage.ts'
import { batched } from './batched.ts'
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

const usageOf = (calls: CallUsage[] | null): Usage => (calls === null ? noUsage() : sumUsage(calls.map((call) => callUsageSchema.parse(call))))

/** In the spelling that the database gives back; anything else is the id of nothing. */
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

export const prepareHotReads = (db: Database): HotReads => {
  const storiesById = db
    .select({ story: stories, calls: callsOfStory })
    .from(stories)
    .where(sql`${stories.id} = any(${sql.placeholder('ids')}::text::uuid[])`)
    .prepare('stories_by_id')
  const eventsAfter = db
    .select()
    .from(processingLogs)
    .where(and(eq(processingLogs.storyId, sql.placeholder('storyId')), gt(processingLogs.id, sql.placeholder('after'))))
    .orderBy(asc(processingLogs.id))
    .limit(sql.placeholder('limit'))
    .prepare('events_after')
  const findStories = batched(
    async (ids: string[]): Promise<(StoryWithUsage | null)[]> => {
      const rows = await storiesById.execute({ ids: `{${[...new Set(ids)].join(',')}}` })
      const found = new Map(rows.map((row): [string, StoryWithUsage] => [row.story.id, { story: row.story, usage: usageOf(row.calls) }]))
      return ids.map((id) => found.get(id) ?? null)
    },
    { underWay: 2, most: 200 },
  )
  return {
    findStory: async (id) => (uuid.test(id) ? findStories(id) : null),
    readEvents: (storyId, after, limit) => eventsAfter.execute({ storyId, after, limit }),
  }
}
