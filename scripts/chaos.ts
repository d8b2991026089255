// Everything that may be killed is killed, with SIGKILL, at random moments: one kill in each story. Then every story has
// to be complete by itself, no saved step may have run twice, every subscriber has to have every event once and in order,
// over its reconnections, and the audio has to be, byte for byte, that of a story that nobody disturbed.
//
// What is told about is this repository, served from its own .git by the GitHub of the tests. A server and two workers are
// kept running as a service manager would; Postgres is kept running by them.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { z } from 'zod'
import { ensurePostgres } from '../db/embedded.ts'
import { openLogger } from '../shared/node/logger.ts'
import { serveGithub } from '../test/support/github.ts'
import { checkTold, openChecks } from './chaos/checks.ts'
import { openClient, untilAllTold } from './chaos/client.ts'
import { keep, root } from './chaos/programs.ts'
import { makeRandom } from './chaos/random.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    targets: { type: 'string', default: 'worker,server,postgres' },
    seed: { type: 'string', default: '1' },
    port: { type: 'string', default: '18199' },
  },
})
const targets = z.array(z.enum(['worker', 'server', 'postgres'])).parse(values.targets.split(','))

const random = makeRandom(Number(values.seed))

const checks = openChecks()
const client = openClient([`http://localhost:${values.port}`])
const dataFolder = await mkdtemp(join(tmpdir(), 'code-story-chaos-'))
const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataFolder, PORT: values.port, RATE_LIMITS: 'off', LOG_LEVEL: 'fatal', WORKER_CONCURRENCY: '1' }
const logger = openLogger({ LOG_LEVEL: 'fatal' }, 'chaos')
const github = await serveGithub({ repositories: { 'code-story/itself': { directory: join(root, '.git') } } })
// This very commit: others may be made meanwhile.
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
const repoUrl = `https://github.com/code-story/itself/commit/${commit}`
const database = await ensurePostgres(dataFolder, logger)
const sql = postgres(database.url, { max: 1, onnotice: () => undefined })
Object.assign(env, { GITHUB_SERVER_URL: github.url, GITHUB_API_URL: github.apiUrl })
const server = keep('server/main.ts', env)
const workers = [keep('worker/main.ts', env), keep('worker/main.ts', env)]

const killPostgres = async (): Promise<void> => {
  const [pid] = (await readFile(join(dataFolder, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
}
const kill: Record<(typeof targets)[number], () => unknown> = {
  worker: () => workers.map((worker) => worker.kill()),
  server: () => server.kill(),
  postgres: killPostgres,
}

const storyLimitMs = 300_000
/** What is promised of a worker that dies: its story is in the queue again after this, at the latest. */
const noticedWithinMs = 5000
/** About what passes between two lines of a story's log, when its chapters are spoken. */
const longestPauseMs = 500

interface Told {
  seconds: number
  hash: string
  logs: number
}
interface Disturbance {
  kill: () => unknown
  /** As many log lines must have been seen first: counted in seconds, a faster story would be over before. */
  afterLogs: number
  laterMs: number
}

const tell = async (disturbance: Disturbance | null): Promise<Told> => {
  // Otherwise only the first story would be analysed.
  await client.insist('/api/health')
  await sql`delete from repository_analyses`
  const startedAt = performance.now()
  const id = await client.generate({ repoUrl, duration: 5 })
  const subscribers = [client.subscribe(id), client.subscribe(id)]
  let disturbedAtMs = 0
  const disturb = async ({ kill, afterLogs, laterMs }: Disturbance): Promise<void> => {
    while (subscribers.every((subscriber) => subscriber.ids.length < afterLogs)) await sleep(5)
    await sleep(laterMs)
    disturbedAtMs = Date.now()
    await kill()
  }
  const disturbing = disturbance === null ? null : disturb(disturbance)
  let record = await client.readStory(id)
  while (record.status !== 'completed' && record.status !== 'failed' && performance.now() - startedAt < storyLimitMs) {
    await sleep(200)
    record = await client.readStory(id)
  }
  await disturbing
  const seconds = (performance.now() - startedAt) / 1000
  checks.check(record.status === 'completed', `${id} is ${record.status}: ${record.error_message}`)
  const audio = record.status === 'completed' ? Buffer.from(await (await client.insist(`/api/stories/${id}/audio.mp3`)).arrayBuffer()) : Buffer.alloc(0)

  const logs = await client.readLogs(id)
  await untilAllTold(subscribers, logs.length)
  checkTold(checks, id, logs, subscribers)
  for (const log of logs.filter(({ action }) => action.startsWith('The worker died'))) {
    const noticedAfterMs = Date.parse(log.timestamp) - disturbedAtMs
    checks.check(noticedAfterMs <= noticedWithinMs, `${id}: the death of its worker was noticed after ${noticedAfterMs} ms`)
  }
  return { seconds, hash: createHash('sha256').update(audio).digest('hex'), logs: logs.length }
}

const leaveNothing = async (): Promise<void> => {
  for (const kept of [...workers, server]) await kept.stop()
  await sql.end({ timeout: 2 })
  await database.release()
  await github.close()
  await rm(dataFolder, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leaveNothing().finally(() => process.exit(1)))

try {
  const undisturbed = await tell(null)
  console.log(`undisturbed: ${undisturbed.seconds.toFixed(1)} s, ${undisturbed.logs} lines of log, audio ${undisturbed.hash.slice(0, 12)}`)
  for (const target of targets)
    for (let count = 1; count <= Number(values.kills); count += 1) {
      const [afterLogs, laterMs] = [Math.floor(random() * undisturbed.logs), Math.round(random() * longestPauseMs)]
      const told = await tell({ kill: kill[target], afterLogs, laterMs })
      const moment = `${laterMs} ms after line ${afterLogs}`
      checks.check(told.hash === undisturbed.hash, `the audio differs after a kill of ${target} ${moment}`)
      console.log(`${target} ${count}: killed ${moment}, complete after ${told.seconds.toFixed(1)} s, ${checks.problems.length} problems`)
    }
} finally {
  await leaveNothing()
}

console.log(checks.problems.length === 0 ? 'Nothing was lost, doubled or different.' : `${checks.problems.length} problems`)
process.exit(checks.problems.length === 0 ? 0 : 1)
