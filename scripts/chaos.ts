// Everything that may be killed is killed, with SIGKILL, at random moments: one kill in each story. Then every story has
// to be complete by itself, no saved step may have run twice, every subscriber has to have every event once and in order,
// over its reconnections, and the audio has to be, byte for byte, that of a story that nobody disturbed.
//
// What is told about is this repository, served from its own .git by the GitHub of the tests. A server and two workers are
// kept running as a service manager would; Postgres is kept running by them.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import WebSocket from 'ws'
import { z } from 'zod'
import { ensurePostgres } from '../db/embedded.ts'
import { openLogger } from '../shared/node/logger.ts'
import { storyRecordSchema } from '../shared/story.ts'
import { serveGithub } from '../test/support/github.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    targets: { type: 'string', default: 'worker,server,postgres' },
    seed: { type: 'string', default: '1' },
    port: { type: 'string', default: '18199' },
  },
})
const targets = z.array(z.enum(['worker', 'server', 'postgres'])).parse(values.targets.split(','))
const root = fileURLToPath(new URL('..', import.meta.url))
const origin = `http://localhost:${values.port}`

/** The same seed gives the same moments (mulberry32). */
const makeRandom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let value = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
  return ((value ^ (value >>> 14)) >>> 0) / 4294967296
}
const random = makeRandom(Number(values.seed))

interface Kept {
  kill: () => void
  stop: () => Promise<void>
}
/** Started again at once when it dies. */
const keep = (script: string, env: NodeJS.ProcessEnv): Kept => {
  let stopping = false
  let child: ChildProcess
  const start = () => {
    child = spawn(process.execPath, [...process.execArgv, join(root, script)], { env, cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('exit', () => {
      if (!stopping) start()
    })
  }
  start()
  return {
    kill: () => child.kill('SIGKILL'),
    stop: async () => {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

const tryFetch = async (path: string, options?: RequestInit): Promise<Response | null> => {
  try {
    const response = await fetch(`${origin}${path}`, options)
    return response.status >= 500 ? null : response
  } catch {
    // The server was killed: it is there again in a moment.
    return null
  }
}
const insist = async (path: string, options?: RequestInit): Promise<Response> => {
  for (;;) {
    const response = await tryFetch(path, options)
    if (response !== null) return response
    await sleep(100)
  }
}

interface Subscriber {
  ids: number[]
  end: () => void
}
/** Follows a story over every reconnection, each time from the last event it saw. */
const subscribe = (storyId: string): Subscriber => {
  const ids: number[] = []
  let ended = false
  const connect = () => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws/stories/${storyId}/progress?after=${ids.at(-1) ?? 0}`)
    socket.on('message', (data) => {
      const message = z.object({ type: z.string(), data: z.looseObject({ id: z.number().optional() }) }).parse(JSON.parse(String(data)))
      if (message.type === 'log' && message.data.id !== undefined) ids.push(message.data.id)
      if (message.type === 'complete') ended = true
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (!ended) setTimeout(connect, 100)
    })
  }
  connect()
  return {
    ids,
    end: () => {
      ended = true
    },
  }
}

const savedWithStep =
  /^(?:Intent extracted|Analysis complete|Outline ready|Chapter \d+ (?:written|spoken)|Cited lines kept|Cover drawn|Audio complete|Story generation complete)/

const problems: string[] = []
const check = (holds: boolean, problem: string): void => {
  if (holds) return
  problems.push(problem)
  console.error(problem)
}

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
  await insist('/api/health')
  await sql`delete from repository_analyses`
  const startedAt = performance.now()
  const body = JSON.stringify({ repoUrl, duration: 5 })
  const made = await insist('/api/stories/generate', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body,
  })
  const { id } = z.object({ id: z.string() }).parse(await made.json())
  const subscribers = [subscribe(id), subscribe(id)]
  let disturbedAtMs = 0
  const disturb = async ({ kill, afterLogs, laterMs }: Disturbance): Promise<void> => {
    while (subscribers.every((subscriber) => subscriber.ids.length < afterLogs)) await sleep(5)
    await sleep(laterMs)
    disturbedAtMs = Date.now()
    await kill()
  }
  const disturbing = disturbance === null ? null : disturb(disturbance)
  let record = storyRecordSchema.parse(await (await insist(`/api/stories/${id}`)).json())
  while (record.status !== 'completed' && record.status !== 'failed' && performance.now() - startedAt < storyLimitMs) {
    await sleep(200)
    record = storyRecordSchema.parse(await (await insist(`/api/stories/${id}`)).json())
  }
  await disturbing
  const seconds = (performance.now() - startedAt) / 1000
  check(record.status === 'completed', `${id} is ${record.status}: ${record.error_message}`)
  const audio = record.status === 'completed' ? Buffer.from(await (await insist(`/api/stories/${id}/audio.mp3`)).arrayBuffer()) : Buffer.alloc(0)

  const { logs } = z
    .object({ logs: z.array(z.object({ id: z.number(), action: z.string(), details: z.record(z.string(), z.unknown()), timestamp: z.string() })) })
    .parse(await (await insist(`/api/stories/${id}/logs`)).json())
  const wanted = logs.map((log) => log.id)
  for (let waited = 0; waited < 100 && subscribers.some((subscriber) => subscriber.ids.length < wanted.length); waited += 1) await sleep(100)
  for (const subscriber of subscribers) {
    subscriber.end()
    check(subscriber.ids.join() === wanted.join(), `${id}: a subscriber got ${subscriber.ids.join()} instead of ${wanted.join()}`)
  }
  // The line that is saved in one transaction with a step: there twice, the step ran twice after it was saved.
  const saved = logs.filter((log) => savedWithStep.test(log.action) && (!log.action.includes('written') || 'words' in log.details)).map((log) => log.action)
  for (const action of new Set(saved)) check(saved.filter((other) => other === action).length === 1, `${id}: "${action}" was saved more than once`)
  for (const log of logs.filter(({ action }) => action.startsWith('The worker died'))) {
    const noticedAfterMs = Date.parse(log.timestamp) - disturbedAtMs
    check(noticedAfterMs <= noticedWithinMs, `${id}: the death of its worker was noticed after ${noticedAfterMs} ms`)
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
      check(told.hash === undisturbed.hash, `the audio differs after a kill of ${target} ${moment}`)
      console.log(`${target} ${count}: killed ${moment}, complete after ${told.seconds.toFixed(1)} s, ${problems.length} problems`)
    }
} finally {
  await leaveNothing()
}

console.log(problems.length === 0 ? 'Nothing was lost, doubled or different.' : `${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)
