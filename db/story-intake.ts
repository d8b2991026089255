// The way in for stories that many ask for at once: row, first log and job of everybody who asks at the same moment are
// written in one transaction. What is promised is what createStory promises, one by one: all three or none,
// and a repeated idempotency key gives the first story. A request that the database refuses is tried again alone, so that
// it spoils nobody else's.
import { randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { batched } from './batched.ts'
import { jobsChannel, type Queue } from './queue.ts'
import type { NewStory } from './stories.ts'

export interface TakenStory {
  id: string
  /** False where the idempotency key was known: this is the first story. */
  created: boolean
}

export type TakeStory = (story: Omit<NewStory, 'localFolder'>) => Promise<TakenStory>

type Ask = Parameters<TakeStory>[0]

interface WrittenRow {
  position: number
  id: string
  job_id: string
  created: boolean
  priority: number
}

/** The more stories of a user wait already, the later the next one's turn. Whoever has a hundred waiting is last anyway. */
const mostCounted = 100

const asRow = ({ userId, request, repoUrl, repoName, idempotencyKey }: Ask, position: number) => ({
  position,
  id: randomUUID(),
  job_id: randomUUID(),
  user_id: userId,
  repo_url: repoUrl,
  repo_name: repoName,
  style: request.style,
  duration_minutes: request.duration,
  voice: request.voice,
  technical_depth: request.technicalDepth,
  focus_areas: request.focusAreas,
  idempotency_key: idempotencyKey,
})

const writeStories = (tx: TransactionSql, rows: ReturnType<typeof asRow>[]): Promise<WrittenRow[]> => tx<WrittenRow[]>`
  with given as (
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row(
      position int, id uuid, job_id uuid, user_id uuid, repo_url text, repo_name text, style story_style, duration_minutes smallint,
      voice story_voice, technical_depth technical_depth, focus_areas jsonb, idempotency_key text)
  ), waiting as (
    select asking.user_id, (
      select count(*) from (
        select from stories where stories.user_id = asking.user_id and status not in ('completed', 'failed') limit ${mostCounted}
      ) as counted
    ) as stories
    from (select distinct user_id from given) as asking
  ), inserted as (
    insert into stories (id, job_id, user_id, repo_url, repo_name, style, duration_minutes, voice, technical_depth, focus_areas, idempotency_key, last_event_id)
    select id, job_id, user_id, repo_url, repo_name, style, duration_minutes, voice, technical_depth,
      array(select jsonb_array_elements_text(focus_areas)), idempotency_key, 1
    from given order by position
    on conflict (user_id, idempotency_key) where idempotency_key is not null do nothing
    returning id, repo_name, duration_minutes, style
  ), logged as (
    insert into processing_logs (story_id, id, kind, agent_name, action, level, details)
    select id, 1, 'log', 'System', 'Story queued', 'info', jsonb_build_object('repo', repo_name, 'minutes', duration_minutes, 'style', style)
    from inserted
  )
  select given.position, given.id, given.job_id, inserted.id is not null as created,
    -(waiting.stories + row_number() over (partition by given.user_id order by given.position) - 1)::int as priority
  from given join waiting using (user_id) left join inserted on inserted.id = given.id
  order by given.position`

const findFirst = async (tx: TransactionSql, { userId, idempotencyKey }: Ask): Promise<TakenStory> => {
  const [first] = await tx<{ id: string }[]>`select id from stories where user_id = ${userId} and idempotency_key = ${idempotencyKey ?? null}`
  if (first === undefined) throw new Error('a story was not written, and nothing stands in its way')
  return { id: first.id, created: false }
}

/** SQLSTATE classes in which the data is at fault, not the database: somebody in the batch asked for what cannot be. */
const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|23)/.test(error.code)

export const openStoryIntake = (sql: Sql, queue: Pick<Queue, 'enqueueMany'>): TakeStory => {
  const write = (asks: readonly Ask[]): Promise<TakenStory[]> =>
    sql.begin(async (tx) => {
      const written = await writeStories(tx, asks.map(asRow))
      const jobs = written.filter((row) => row.created).map(({ id, job_id, priority }) => ({ jobId: job_id, storyId: id, priority }))
      if (jobs.length > 0) await Promise.all([queue.enqueueMany(tx, jobs), tx`select pg_notify(${jobsChannel}, '')`])
      const taken = new Map(written.map(({ position, id, created }) => [position, { id, created }]))
      return Promise.all(
        asks.map((ask, position) => {
          const story = taken.get(position)
          return story?.created === true ? story : findFirst(tx, ask)
        }),
      )
    })

  return batched(
    async (asks: Ask[]): Promise<(TakenStory | Promise<TakenStory>)[]> => {
      try {
        return await write(asks)
      } catch (error) {
        if (asks.length === 1 || !isRefusal(error)) throw error
        return asks.map(async (ask) => {
          const [taken] = await write([ask])
          if (taken === undefined) throw error
          return taken
        })
      }
    },
    // Two: while one batch waits for the disk, the next is written.
    { underWay: 2, most: 100 },
  )
}
