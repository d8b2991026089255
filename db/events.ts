// A story's events: log lines, states and the completion, rows before they are messages. Numbers are given out under the
// story's row lock, so they commit in order and a reader who has seen number n has seen everything before it. The
// notification is a doorbell with the story's id, and with the new rows where they are few: whoever hears it and knows all
// rows before them need not read; everybody else reads the rows after the last one it knows.
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type AgentName, agentNames, type LogLevel, logLevels, type StatusData } from '../shared/progress.ts'
import type { StoryStatus } from '../shared/story.ts'
import type { Executor } from './client.ts'
import { processingLogs } from './schema.ts'

export const eventChannel = 'story_events'

export type EventDetails = Record<string, unknown>
export type NewEvent =
  | { kind: 'log'; agentName: AgentName; action: string; level: LogLevel; details?: EventDetails }
  | { kind: 'status'; status: StatusData }
  | { kind: 'complete'; details: EventDetails }
export type StoredEvent = typeof processingLogs.$inferSelect

interface AppendOptions {
  /** Only while this claim is the newest one, and holds the story. */
  lease?: number
  /** The story's state after these events; progress never falls. */
  status?: StoryStatus
  progress?: number
  /** What else of the story's row changes with them, as assignments; and on what condition any of it does. */
  changes?: readonly SQL[]
  condition?: SQL
  /** What else the statement does: named parts of its WITH. `story` is there for them, without a row where nothing is appended. */
  beside?: readonly SQL[]
  /** A channel that is rung, too. */
  bell?: string
}

const eventRow = (event: NewEvent): Record<string, unknown> => {
  switch (event.kind) {
    case 'log':
      return { kind: event.kind, agent_name: event.agentName, action: event.action, level: event.level, details: event.details ?? {} }
    case 'status':
      return { kind: event.kind, details: event.status }
    case 'complete':
      return { kind: event.kind, details: event.details }
  }
}
const eventRows = (events: readonly NewEvent[]): string => JSON.stringify(events.map((event, index) => ({ position: index + 1, ...eventRow(event) })))

/** Postgres takes notifications of less than 8,000 bytes: 36 and a space are the id's. */
const bellLimitBytes = 7900

/** The one statement that appends: raises the story's counter, writes the rows, rings the bell on commit. */
const appendStatement = (
  storyId: string,
  events: readonly NewEvent[],
  { lease, status, progress, changes: others = [], condition = sql`true`, beside = [], bell }: AppendOptions,
): SQL => {
  const changes: SQL[] = [sql`last_event_id = last_event_id + ${events.length}`, sql`updated_at = clock_timestamp()`, ...others]
  if (status !== undefined) changes.push(sql`status = ${status}::story_status`)
  if (progress !== undefined) changes.push(sql`progress = greatest(progress, ${progress})`)
  const fence = lease === undefined ? sql`true` : sql`lease = ${lease} and claimed_by is not null`
  return sql`
    with story as (
      update stories set ${sql.join(changes, sql`, `)} where id = ${storyId} and ${fence} and ${condition}
      returning id, user_id, last_event_id
    ), inserted as (
      insert into processing_logs (story_id, id, kind, agent_name, action, level, details)
      select story.id, story.last_event_id - ${events.length}::int + event.position, event.kind, event.agent_name, event.action, event.level, event.details
      from story, jsonb_to_recordset(${eventRows(events)}::text::jsonb)
        as event(position int, kind event_kind, agent_name agent_name, action text, level log_level, details jsonb)
      returning id, kind, agent_name, action, level, details, created_at
    ), rows as (
      select coalesce(jsonb_agg(to_jsonb(inserted) order by id)::text, '') as text from inserted
    ), bell as (
      select last_event_id, story.id || ' ' || case when octet_length(text) < ${bellLimitBytes} then text else '' end as payload from story, rows
    )${sql.join(
      beside.map((part) => sql`, ${part}`),
      sql``,
    )}
    select last_event_id, payload, pg_notify(${eventChannel}, payload)${bell === undefined ? sql`` : sql`, pg_notify(${bell}, '')`} from bell`
}

/**
 * Appends events to a story, in one statement: inside a transaction they commit with what else it writes.
 * @returns the number of the last one, or null where the story is gone, the lease is no longer the newest, or the condition does not hold
 */
export const appendEvents = async (db: Executor, storyId: string, events: readonly NewEvent[], options: AppendOptions = {}): Promise<number | null> => {
  const [row] = await db.execute<{ last_event_id: number }>(appendStatement(storyId, events, options))
  return row?.last_event_id ?? null
}
/** The same. @returns what the bell says, for whoever need not wait for it; null as above */
export const appendAndHear = async (db: Executor, storyId: string, events: readonly NewEvent[], options: AppendOptions = {}): Promise<string | null> => {
  const [row] = await db.execute<{ payload: string }>(appendStatement(storyId, events, options))
  return row?.payload ?? null
}

const rungEventSchema = z.object({
  id: z.int(),
  kind: z.enum(['log', 'status', 'complete']),
  agent_name: z.enum(agentNames).nullable(),
  action: z.string().nullable(),
  level: z.enum(logLevels).nullable(),
  details: z.record(z.string(), z.unknown()),
  created_at: z.coerce.date(),
})

export interface Bell {
  storyId: string
  /** What was appended, in order. @returns null where it was too much for a notification: then it is to be read */
  open: () => StoredEvent[] | null
}
/** A notification of `eventChannel`, as it arrived. */
export const hearBell = (payload: string): Bell => {
  const [storyId = ''] = payload.split(' ', 1)
  return {
    storyId,
    open: () => {
      const text = payload.slice(storyId.length + 1)
      if (text === '') return null
      return z
        .array(rungEventSchema)
        .parse(JSON.parse(text))
        .map(({ agent_name: agentName, created_at: createdAt, ...event }) => ({ ...event, storyId, agentName, createdAt }))
    },
  }
}

/** Events with numbers above `after`, in order. */
export const readEvents = (db: Executor, storyId: string, after: number, limit = 1000): Promise<StoredEvent[]> =>
  db
    .select()
    .from(processingLogs)
    .where(and(eq(processingLogs.storyId, storyId), gt(processingLogs.id, after)))
    .orderBy(asc(processingLogs.id))
    .limit(limit)

/** Log lines alone. */
export const readLogs = (db: Executor, storyId: string, after: number): Promise<StoredEvent[]> =>
  db
    .select()
    .from(processingLogs)
    .where(and(eq(processingLogs.storyId, storyId), gt(processingLogs.id, after), eq(processingLogs.kind, 'log')))
    .orderBy(asc(processingLogs.id))
