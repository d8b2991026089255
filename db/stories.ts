// Stories as the server needs them: read, listed, restarted, cancelled, deleted. How they are made is in story-intake.ts,
// what a worker does to them in claims.ts.
import { randomUUID } from 'node:crypto'
import { and, desc, eq, ilike, lt, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { CodeStoryError } from '../shared/errors.ts'
import type { Logger } from '../shared/node/logger.ts'
import type { StoryListQuery } from '../shared/story.ts'
import { batched } from './batched.ts'
import type { Database, Executor } from './client.ts'
import { appendAndHear, appendEvents } from './events.ts'
import { jobsChannel, type Queue } from './queue.ts'
import { stories } from './schema.ts'
import { removeSteps } from './steps.ts'

export type StoryRow = typeof stories.$inferSelect

/** A notification with a story's id: whoever works on it ends the call in flight. */
export const cancelChannel = 'story_cancel'

// The more stories of a user wait already, the later the next one's turn: a hundred of one never starve another's one.
/** Whoever has a hundred waiting is last anyway. */
export const mostCounted = 100
/** Of the owner of `story`, a named part of the statement. */
const waitingOfOwner = sql`(select count(*)::int from (
  select from stories as others where others.user_id = story.user_id and others.status not in ('completed', 'failed') limit ${mostCounted}) as counted)`

export const findStory = async (db: Executor, id: string): Promise<StoryRow | null> => {
  const [row] = await db.select().from(stories).where(eq(stories.id, id))
  return row ?? null
}

const cursorOf = (row: { createdAt: Date; id: string }): string => Buffer.from(JSON.stringify([row.createdAt.toISOString(), row.id])).toString('base64url')
const parseCursor = (cursor: string): { createdAt: Date; id: string } => {
  try {
    const [createdAt, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (typeof createdAt === 'string' && typeof id === 'string' && /^[\da-f-]{36}$/.test(id) && !Number.isNaN(Date.parse(createdAt)))
      return { createdAt: new Date(createdAt), id }
  } catch {
    // Not ours: answered below, like every other cursor that we did not give out.
  }
  throw new CodeStoryError('invalid', 'This cursor is not one that the list gave out.', {
    details: [{ field: 'cursor', message: 'not a cursor of this list' }],
  })
}
const containing = (words: string): string => `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** A page of a user's stories, newest first. `userId` null: everybody's (the service role). */
export const listStories = async (
  db: Executor,
  userId: string | null,
  { cursor, limit, status, style, repo, q }: StoryListQuery,
): Promise<{ rows: StoryRow[]; nextCursor: string | null }> => {
  const conditions: (SQL | undefined)[] = []
  if (userId !== null) conditions.push(eq(stories.userId, userId))
  if (status === 'making') conditions.push(notInArray(stories.status, ['completed', 'failed']))
  else if (status !== undefined) conditions.push(eq(stories.status, status))
  if (style !== undefined) conditions.push(eq(stories.style, style))
  if (repo !== undefined) conditions.push(eq(sql`lower(${stories.repoName})`, repo.toLowerCase()))
  if (q !== undefined && q !== '') conditions.push(or(ilike(stories.title, containing(q)), ilike(stories.repoName, containing(q))))
  if (cursor !== undefined) {
    const { createdAt, id } = parseCursor(cursor)
    // Milliseconds in the cursor, microseconds in the column: cut the column, or rows of one millisecond repeat.
    const created = sql`date_trunc('milliseconds', ${stories.createdAt})`
    conditions.push(or(lt(created, createdAt.toISOString()), and(eq(created, createdAt.toISOString()), lt(stories.id, id))))
  }
  const rows = await db
    .select()
    .from(stories)
    .where(and(...conditions))
    .orderBy(desc(sql`date_trunc('milliseconds', ${stories.createdAt})`), desc(stories.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}

const nothingMade = {
  title: null,
  summary: null,
  commitSha: null,
  chapters: [],
  audioKey: null,
  audioSizeBytes: null,
  audioChunks: [],
  coverKey: null,
  durationSeconds: null,
  engines: null,
  warnings: [],
}

const restartChanges: readonly SQL[] = [
  sql`deaths = 0`,
  sql`progress = 0`,
  ...['error_code', 'error_message', 'cancel_requested_at', 'completed_at'].map((column) => sql`${sql.identifier(column)} = null`),
]

export const isRunning = (row: Pick<StoryRow, 'jobId'>): boolean => row.jobId !== null

interface RestartHands {
  db: Database
  /** Null for the command that calls: nobody else may work on its story. */
  queue: Pick<Queue, 'insertion'> | null
}
export interface ToRestart {
  id: string
  /** Whose it has to be; null: anybody's. */
  owner: string | null
}
// One text for all of them, which has one plan.
const isTheirs = ({ id, owner }: ToRestart): SQL => sql`id = ${id} and (${owner}::uuid is null or user_id = ${owner}::uuid)`

/** @returns what the bell says; null where they have no such story, it runs, or no worker may read what it is of */
const restartWithin = async (
  executor: Executor,
  queue: RestartHands['queue'],
  story: ToRestart,
  { fresh, rings = true }: { fresh: boolean; rings?: boolean },
): Promise<string | null> => {
  const { id } = story
  const jobId = randomUUID()
  const job = await queue?.insertion({ jobId, storyId: id }, sql`(select -${waitingOfOwner} from story)`)
  return appendAndHear(
    executor,
    id,
    [
      { kind: 'log', agentName: 'System', action: fresh ? 'Story restarted from the newest commit' : 'Story restarted', level: 'info', details: { fresh } },
      { kind: 'status', status: { status: 'pending', progress: 0 } },
    ],
    {
      status: 'pending',
      changes: [sql`job_id = ${jobId}`, ...restartChanges],
      condition: sql`${isTheirs(story)} and job_id is null${queue === null ? sql`` : sql` and local_folder is null`}`,
      ...(job === undefined ? {} : { beside: [sql`job as (${job})`], ...(rings ? { bell: jobsChannel } : {}) }),
    },
  )
}

const refusalOf = async (db: Database, asked: ToRestart): Promise<CodeStoryError> => {
  const [story] = await db.select({ localFolder: stories.localFolder }).from(stories).where(isTheirs(asked))
  if (story === undefined) return new CodeStoryError('not_found', 'There is no such story.')
  return story.localFolder === null
    ? new CodeStoryError('conflict', 'This story is being made right now. Cancel it first, or wait until it is finished.')
    : new CodeStoryError('conflict', 'This story is of a folder, which only the command that made it may read. Run that command again.')
}

/**
 * Queues a finished story again. Finished steps are kept, unless `fresh`; the logs always.
 * @throws {CodeStoryError} not_found; conflict while it runs, and where a worker is to make it of a folder
 */
export const restartStory = async ({ db, queue }: RestartHands, story: ToRestart, { fresh }: { fresh: boolean }): Promise<void> => {
  const restarted = fresh
    ? await db.transaction(async (tx) => {
        const bell = await restartWithin(tx, queue, story, { fresh: true })
        if (bell === null) return null
        await tx.update(stories).set(nothingMade).where(eq(stories.id, story.id))
        await removeSteps(tx, story.id)
        return bell
      })
    : await restartWithin(db, queue, story, { fresh: false })
  if (restarted === null) throw await refusalOf(db, story)
}

/** Whoever asks so wakes the workers afterwards. */
const quietly = { fresh: false, rings: false }
/** Statements under way: while one waits for the disk, the next is written. */
export const restartsAtOnce = 2
/** Postgres plans a prepared statement anew for the first five times before it sees that one plan does for all. */
const timesUntilPlanned = 6

/**
 * Lets every connection plan a restart before somebody waits for it, which takes longer than all that the restart asks: of a
 * story that cannot be, so that nothing is written.
 * @param hands its database has `restartsAtOnce` connections, which stay
 */
export const planRestarts = async ({ db, queue }: RestartHands): Promise<void> => {
  const nobodys: ToRestart = { id: '00000000-0000-0000-0000-000000000000', owner: null }
  for (let times = 0; times < timesUntilPlanned; times += 1)
    await Promise.all(Array.from({ length: restartsAtOnce }, () => restartWithin(db, queue, nobodys, quietly)))
}

/** @returns what the bell says, which is on its way to everybody else */
export type RestartMany = (story: ToRestart) => Promise<string>
/**
 * The same, with what is finished kept, for many callers: those who ask at the same moment share a commit. A commit that
 * rings a bell waits for the disk alone, however many others could go with it.
 */
export const openRestarts = ({ db, queue }: RestartHands, logger: Pick<Logger, 'debug'>): RestartMany => {
  // Not with the restart itself: a worker that wakes up then has the processor before whoever asked has heard anything. Should
  // this process die in between, the workers look by themselves once a second (worker/slots.ts).
  const wakeWorkers = batched(
    async (asked: null[]) => {
      await db.execute(sql`select pg_notify(${jobsChannel}, '')`)
      return asked
    },
    { underWay: 1, most: 1000 },
  )
  const restart = batched(
    async (asked: ToRestart[]): Promise<(string | null)[]> => {
      const [first] = asked
      if (first !== undefined && asked.length === 1) return [await restartWithin(db, queue, first, quietly)]
      return db.transaction((tx) => Promise.all(asked.map((story) => restartWithin(tx, queue, story, quietly))))
    },
    { underWay: restartsAtOnce, most: 50 },
  )
  return async (story) => {
    const bell = await restart(story)
    if (bell === null) throw await refusalOf(db, story)
    setImmediate(() => wakeWorkers(null).catch((error: unknown) => logger.debug({ err: error }, 'no worker was woken')))
    return bell
  }
}

/**
 * Fails a story as cancelled, at once, and tells whoever works on it. The worker's later writes meet a raised lease.
 * @returns the story, and the job that is to be taken out of the queue (null where nothing ran)
 * @throws {CodeStoryError} not_found, conflict where it is finished already
 */
export const cancelStory = (db: Database, id: string): Promise<{ story: StoryRow; jobId: string | null }> =>
  db.transaction(async (tx) => {
    const [story] = await tx.select().from(stories).where(eq(stories.id, id)).for('update')
    if (story === undefined) throw new CodeStoryError('not_found', 'There is no such story.')
    if (!isRunning(story)) {
      if (story.errorCode === 'cancelled') return { story, jobId: null }
      throw new CodeStoryError('conflict', `This story is ${story.status} already: there is nothing to cancel.`)
    }
    const message = 'Cancelled. Restart it to go on from the last finished step.'
    const [cancelled] = await tx
      .update(stories)
      .set({
        status: 'failed',
        errorCode: 'cancelled',
        errorMessage: message,
        jobId: null,
        claimedBy: null,
        cancelRequestedAt: sql`now()`,
        lease: sql`${stories.lease} + 1`,
      })
      .where(eq(stories.id, id))
      .returning()
    if (cancelled === undefined) throw new CodeStoryError('not_found', 'There is no such story.')
    await appendEvents(
      tx,
      id,
      [
        { kind: 'log', agentName: 'System', action: 'Story cancelled', level: 'warning', details: { progress: story.progress } },
        { kind: 'status', status: { status: 'failed', progress: story.progress, error_code: 'cancelled', error_message: message } },
      ],
      { status: 'failed' },
    )
    await tx.execute(sql`select pg_notify(${cancelChannel}, ${id})`)
    return { story: cancelled, jobId: story.jobId }
  })

/** Removes the row with its logs and steps. Files are the caller's: they go after the row, so that nothing points to nothing. */
export const deleteStory = (db: Database, id: string): Promise<{ jobId: string | null } | null> =>
  db.transaction(async (tx) => {
    const [gone] = await tx.delete(stories).where(eq(stories.id, id)).returning({ jobId: stories.jobId })
    if (gone === undefined) return null
    await tx.execute(sql`select pg_notify(${cancelChannel}, ${id})`)
    return gone
  })

export const setPublic = async (db: Executor, id: string, isPublic: boolean): Promise<StoryRow | null> => {
  const [row] = await db.update(stories).set({ isPublic, updatedAt: sql`now()` }).where(eq(stories.id, id)).returning()
  return row ?? null
}
