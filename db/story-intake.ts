// The way in for stories, one after the other or many at once: row, first log and job of everybody who asks at the same
// moment are written in one transaction. Each asker is promised what it would be promised alone: all three or none, and a
// repeated idempotency key gives the first story. A request that the database refuses is tried again alone, so that
// it spoils nobody else's.
import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import type { StoryRequest } from '../shared/story.ts'
import { batched } from './batched.ts'
import type { Database } from './client.ts'
import { returnDailyStories, takeDailyStories } from './daily-stories.ts'
import type { Queue } from './queue.ts'
import { mostCounted } from './stories.ts'

export interface NewStory {
  userId: string
  request: StoryRequest
  repoUrl: string
  repoName: string
  /** A folder of this machine, which only the command that named it reads. */
  localFolder?: string
  idempotencyKey?: string
  /** How many stories the user may have made today with this one; no limit unless given. */
  mostToday?: number
}

export interface TakenStory {
  id: string
  /** False where the idempotency key was known: this is the first story. */
  created: boolean
}

/** @returns null where today's stories of the user are used up */
export type TakeStory = (story: NewStory) => Promise<TakenStory | null>

interface WrittenRow {
  position: number
  id: string
  job_id: string
  created: boolean
  priority: number
}

const asRow = ({ userId, request, repoUrl, repoName, localFolder, idempotencyKey }: NewStory, position: number) => ({
  position,
  id: randomUUID(),
  job_id: randomUUID(),
  user_id: userId,
  repo_url: repoUrl,
  repo_name: repoName,
  local_folder: localFolder,
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
      position int, id uuid, job_id uuid, user_id uuid, repo_url text, repo_name text, local_folder text, style story_style,
      duration_minutes smallint, voice story_voice, technical_depth technical_depth, focus_areas jsonb, idempotency_key text)
  ), waiting as (
    select asking.user_id, (
      select count(*) from (
        select from stories where stories.user_id = asking.user_id and status not in ('completed', 'failed') limit ${mostCounted}
      ) as counted
    ) as stories
    from (select distinct user_id from given) as asking
  ), inserted as (
    insert into stories (id, job_id, user_id, repo_url, repo_name, local_folder, style, duration_minutes, voice, technical_depth, focus_areas,
      idempotency_key, last_event_id)
    select id, job_id, user_id, repo_url, repo_name, local_folder, style, duration_minutes, voice, technical_depth,
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

const findFirst = async (tx: TransactionSql, { userId, idempotencyKey }: NewStory): Promise<TakenStory | null> => {
  if (idempotencyKey === undefined) return null
  const [first] = await tx<{ id: string }[]>`select id from stories where user_id = ${userId} and idempotency_key = ${idempotencyKey}`
  return first === undefined ? null : { id: first.id, created: false }
}

/** SQLSTATE classes in which the data is at fault, not the database: somebody in the batch asked for what cannot be. */
const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|23)/.test(error.code)

/** @param queue where the jobs go; a command, which works on its story itself, gives one that keeps none */
export const openStoryIntake = (db: Database, queue: Pick<Queue, 'enqueueMany'>): TakeStory => {
  const write = (asks: readonly NewStory[]): Promise<(TakenStory | null)[]> =>
    db.$client.begin(async (tx) => {
      const granted = await takeDailyStories(tx, asks)
      const admitted = asks.filter((_, position) => granted[position])
      const written = admitted.length === 0 ? [] : await writeStories(tx, admitted.map(asRow))
      const created = written.filter((row) => row.created)
      const jobs = created.map(({ id, job_id, priority }) => ({ jobId: job_id, storyId: id, priority }))
      if (jobs.length > 0) await queue.enqueueMany(tx, jobs)
      const taken = new Map(created.map(({ position, id }) => [admitted[position], { id, created: true }]))
      await returnDailyStories(
        tx,
        admitted.filter((ask) => !taken.has(ask)),
      )
      return Promise.all(asks.map((ask) => taken.get(ask) ?? findFirst(tx, ask)))
    })

  return batched(
    async (asks: NewStory[]): Promise<(TakenStory | null | Promise<TakenStory | null>)[]> => {
      try {
        return await write(asks)
      } catch (error) {
        if (asks.length === 1 || !isRefusal(error)) throw error
        return asks.map(async (ask) => (await write([ask]))[0] ?? null)
      }
    },
    // Two: while one batch waits for the disk, the next is written.
    { underWay: 2, most: 100 },
  )
}
