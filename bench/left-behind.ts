// What is left behind: a thousand stories, made by workers that are killed a hundred times, and then cleaned up. Every file
// has to belong to a story, every row to somebody who is there; and when the stories have expired, nothing may be left.
//   node bench/left-behind.ts [--stories 1000] [--crashes 100]
// The stories have next to no content (test/support/instant-makers.ts); steps, files, jobs and deaths are real.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { openDatabase } from '../db/client.ts'
import { ensurePostgres } from '../db/embedded.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { openQueue } from '../db/queue.ts'
import { stories } from '../db/schema.ts'
import { openStoryIntake } from '../db/story-intake.ts'
import { ensureUser, localUserId } from '../db/users.ts'
import { openFolderStore } from '../shared/node/file-store/folder.ts'
import { smallCoverKey } from '../shared/node/file-store/story-keys.ts'
import { openLogger } from '../shared/node/logger.ts'
import { storyRequestSchema } from '../shared/story.ts'
import { cleanUp } from '../worker/jobs/clean-up.ts'

const { values } = parseArgs({ options: { stories: { type: 'string', default: '1000' }, crashes: { type: 'string', default: '100' } } })
const [wanted, crashes] = [Number(values.stories), Number(values.crashes)]
const workerCount = 3
const workerPath = fileURLToPath(new URL('./left-behind/instant-worker.ts', import.meta.url))

const folder = await mkdtemp(join(tmpdir(), 'code-story-left-behind-'))
const logger = openLogger({ LOG_LEVEL: 'fatal' }, 'left-behind')
const postgres = await ensurePostgres(folder, logger)
await migrateDatabase(postgres.url)
const { db, close: closeDatabase } = openDatabase(postgres.url)
const queue = await openQueue(postgres.url, { logger, supervise: true })
const files = await openFolderStore(folder)
const temporaryFolder = join(folder, 'tmp')

const children = new Set<ChildProcess>()
let ending = false
const startWorker = (): void => {
  const child = spawn(process.execPath, [...process.execArgv, workerPath, postgres.url, folder], { stdio: ['ignore', 'ignore', 'inherit'] })
  children.add(child)
  child.once('exit', () => {
    children.delete(child)
    if (!ending) startWorker()
  })
}
const stopWorkers = async (): Promise<void> => {
  ending = true
  const ended = [...children].map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(ended)
}

const count = async (query: ReturnType<typeof sql>): Promise<number> => Number((await db.execute<{ count: number }>(query))[0]?.count ?? 0)
const filesBelow = async (path: string): Promise<string[]> => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(path, join(entry.parentPath, entry.name)))
}

let lost = 0
const check = (what: string, left: number): void => {
  console.log(`${String(left).padStart(6)}  ${what}`)
  lost += left
}

/** Two days later, as far as the clean-up can see. */
const letTimePass = async (): Promise<void> => {
  for (const name of await filesBelow(join(folder, 'files'))) await utimes(join(folder, 'files', name), 0, 0)
  await db.execute(sql`update workers set started_at = now() - interval '2 days'`)
  await db.execute(sql`update stories set updated_at = now() - interval '2 days', created_at = now() - interval '2 days'`)
  await db.execute(sql`update pgboss.job set completed_on = now() - interval '2 days' where completed_on is not null`)
}

const leaveNothing = async (): Promise<void> => {
  await stopWorkers()
  await files.close()
  await queue.close()
  await closeDatabase()
  await postgres.release()
  await rm(folder, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leaveNothing().finally(() => process.exit(1)))

try {
  await ensureUser(db, localUserId)
  const takeStory = openStoryIntake(db, queue)
  const request = storyRequestSchema.parse({ repoUrl: 'owner/repo', duration: 5 })
  await Promise.all(
    Array.from({ length: wanted }, () => takeStory({ userId: localUserId, request, repoUrl: 'https://github.com/owner/repo', repoName: 'owner/repo' })),
  )
  for (let index = 0; index < workerCount; index += 1) startWorker()

  const finished = () => count(sql`select count(*) from stories where status = 'completed'`)
  const since = performance.now()
  // Killed at even distances, as counted in finished stories.
  for (let killed = 0; killed < crashes; killed += 1) {
    while ((await finished()) < ((wanted - workerCount) * killed) / crashes) await sleep(10)
    const [oldest] = children
    oldest?.kill('SIGKILL')
  }
  while ((await finished()) < wanted && performance.now() - since < 600_000) await sleep(100)
  const failed = await count(sql`select count(*) from stories where status <> 'completed'`)
  const deaths = await count(sql`select count(*) from processing_logs where action like 'The worker died%'`)
  const steps = await count(sql`select count(*) from story_steps`)
  console.log(
    `${wanted} stories with ${steps} saved steps, ${crashes} crashes, ${deaths} of them over a story, ${Math.round((performance.now() - since) / 1000)} s`,
  )
  check('stories that are not complete', failed)
  await stopWorkers()

  await letTimePass()
  await cleanUp({ hands: { db, queue }, files, temporaryFolder, retentionDays: undefined, logger })
  // As every start does, and every hour.
  await (await openFolderStore(folder)).close()
  const rows = await db.select().from(stories)
  const owned = new Set(
    rows.flatMap(({ audioKey, coverKey, audioChunks }) => [
      audioKey,
      coverKey,
      coverKey === null ? null : smallCoverKey(coverKey),
      ...audioChunks.map(({ key }) => key),
    ]),
  )
  const kept = await filesBelow(join(folder, 'files'))
  check('files that no story points to', kept.filter((name) => !owned.has(name)).length)
  check('files that a story points to and that are not there', [...owned].filter((key) => key !== null && !kept.includes(key)).length)
  check('clones', (await readdir(temporaryFolder).catch(() => [])).length)
  check('rows of workers that are gone', await count(sql`select count(*) from workers`))
  check('jobs that are waiting or active', await count(sql`select count(*) from pgboss.job where state <= 'active'`))
  check('stories in somebody’s hands', await count(sql`select count(*) from stories where claimed_by is not null or job_id is not null`))

  // A round takes some hundred of them.
  for (let round = 0; round <= wanted / 500; round += 1) await cleanUp({ hands: { db, queue }, files, temporaryFolder, retentionDays: 1, logger })
  console.log('and when they have expired:')
  check('stories', await count(sql`select count(*) from stories`))
  check('saved steps', await count(sql`select count(*) from story_steps`))
  check('log lines', await count(sql`select count(*) from processing_logs`))
  check('files', (await filesBelow(join(folder, 'files'))).length)
} finally {
  await leaveNothing()
}
process.exit(lost === 0 ? 0 : 1)
