// Which workers live. Each worker process holds an advisory lock in its listener's session: it vanishes with the process,
// however that ends, and needs no heartbeat. A row here says which lock is whose.
import { randomInt, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { eq, sql } from 'drizzle-orm'
import type { Sql } from 'postgres'
import type { Database, Executor } from './client.ts'
import { stories, workers } from './schema.ts'

/** The upper half of every worker's lock, so that nobody else's locks are taken for a worker. */
const lockClass = 0x57_524b

export interface WorkerIdentity {
  readonly id: string
  readonly lockKey: number
}
export const newWorkerIdentity = (): WorkerIdentity => ({ id: randomUUID(), lockKey: lockClass * 2 ** 32 + randomInt(1, 2 ** 31) })

/** Run on every connection of the listener: no lock, no worker. @throws while the dead session of before still holds it */
export const holdWorkerLock = async (session: Sql, worker: WorkerIdentity): Promise<void> => {
  const [row] = await session`select pg_try_advisory_lock(${worker.lockKey}::bigint) as held`
  if (row?.held !== true) throw new Error('the lock of this worker is still held by its lost connection')
}

export const registerWorker = async (db: Database, worker: WorkerIdentity, slots: number): Promise<void> => {
  await db.insert(workers).values({ id: worker.id, lockKey: worker.lockKey, host: hostname(), slots })
}
export const removeWorker = async (db: Executor, workerId: string): Promise<void> => {
  await db.delete(workers).where(eq(workers.id, workerId))
}

const isAlive = sql`exists (
  select 1 from pg_locks
  where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
    and classid::bigint = ${lockClass} and objid::bigint = (${workers.lockKey} & 4294967295) and objsubid = 1)`

/** Stories in the hands of workers whose lock is gone. */
export const findOrphans = async (db: Executor): Promise<{ storyId: string; lease: number }[]> =>
  db
    .select({ storyId: stories.id, lease: stories.lease })
    .from(stories)
    .leftJoin(workers, eq(workers.id, stories.claimedBy))
    .where(sql`${stories.status} not in ('completed', 'failed') and ${stories.claimedBy} is not null and (${workers.id} is null or not ${isAlive})`)

export const countLiveWorkers = async (db: Executor): Promise<{ workers: number; slots: number }> => {
  const [row] = await db
    .select({ workers: sql<number>`count(*)::int`, slots: sql<number>`coalesce(sum(${workers.slots}), 0)::int` })
    .from(workers)
    .where(isAlive)
  return row ?? { workers: 0, slots: 0 }
}

/** Rows of workers that died without taking leave, once nobody's story points to them. */
export const removeDeadWorkers = async (db: Executor): Promise<void> => {
  await db.delete(workers).where(sql`not ${isAlive} and ${workers.startedAt} < now() - interval '1 minute'
    and not exists (select 1 from ${stories} where ${stories.claimedBy} = ${workers.id})`)
}
