// `npm run bench`: what the platform under a story costs, each figure beside its floor on the same machine in the same run.
// bench/README.md tells what each figure means.
//   node bench/platform.ts [--rounds 5] [--seconds 3] [--out bench/last-platform.json]
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { z } from 'zod'
import { ensurePostgres } from '../db/embedded.ts'
import { openLogger } from '../shared/node/logger.ts'
import { measureNotify } from './platform/floors.ts'
import { load, median, quantile } from './platform/load.ts'
import { newFolder, postgresPid, pssMb, removeFolder, root, startProgram, untilHealthy, untilWorkers } from './platform/processes.ts'
import { copyStory, findStatus, generate, generateBody, restart, serveItself, untilCompleted, type Watcher, watch } from './platform/stories.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    out: { type: 'string' },
    port: { type: 'string', default: '18180' },
  },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const origin = `http://localhost:${values.port}`

interface Figure {
  figure: string
  value: number
  unit: string
  floor: number | null
  ratio: number | null
}
const figures: Figure[] = []
const round3 = (value: number) => Math.round(value * 1000) / 1000
const report = (figure: string, value: number, unit: string, floor: number | null = null): void => {
  const row = { figure, value: round3(value), unit, floor: floor === null ? null : round3(floor), ratio: floor === null ? null : round3(value / floor) }
  figures.push(row)
  console.log(`${figure.padEnd(46)} ${String(row.value).padStart(10)} ${unit.padEnd(5)} ${row.floor === null ? '' : `floor ${row.floor}, ${row.ratio}×`}`)
}
const repeat = async (times: number, work: () => Promise<number>): Promise<number> => {
  const results: number[] = []
  for (let count = 0; count < times; count += 1) results.push(await work())
  return median(results)
}

const logSchema = z.object({ type: z.string(), data: z.looseObject({ timestamp: z.string().optional() }) })

/** Restarts a story and waits until every watcher has its completion. */
const runWatched = async (id: string, watchers: readonly Watcher[]) => {
  for (const watcher of watchers) watcher.take()
  const sentAt = performance.now()
  await restart(origin, id)
  const seen = watchers.map((): { atMs: number; text: string }[] => [])
  while (seen.some((messages) => !messages.some(({ text }) => text.includes('"complete"')))) {
    await sleep(2)
    for (const [index, watcher] of watchers.entries()) seen[index]?.push(...watcher.take())
  }
  const parsed = seen.map((messages) => messages.map(({ atMs, text }) => ({ atMs, message: logSchema.parse(JSON.parse(text)) })))
  const isWork = (message: z.infer<typeof logSchema>) => message.type === 'log' || (message.type === 'status' && message.data.status !== 'pending')
  const first = parsed.map((messages) => (messages.find(({ message }) => isWork(message))?.atMs ?? Number.NaN) - sentAt)
  const total = parsed.map((messages) => (messages.findLast(({ message }) => message.type === 'complete')?.atMs ?? Number.NaN) - sentAt)
  const delivery = parsed.flatMap((messages) =>
    messages.flatMap(({ atMs, message }) => (message.data.timestamp === undefined ? [] : performance.timeOrigin + atMs - Date.parse(message.data.timestamp))),
  )
  return { first, total, delivery }
}

const measureWatched = async (id: string, subscribers: number, times: number): Promise<void> => {
  const watchers = await Promise.all(Array.from({ length: subscribers }, () => watch(origin, id)))
  await sleep(300)
  await runWatched(id, watchers)
  const runs: Awaited<ReturnType<typeof runWatched>>[] = []
  for (let count = 0; count < times; count += 1) runs.push(await runWatched(id, watchers))
  for (const watcher of watchers) watcher.close()
  const all = (name: 'first' | 'total' | 'delivery') => runs.flatMap((run) => run[name])
  if (subscribers === 1) {
    report('first message after the request, p50', quantile(all('first'), 0.5), 'ms', notifyFloorMs)
    report('first message after the request, p99', quantile(all('first'), 0.99), 'ms', notifyFloorMs)
  }
  report(`a story of empty steps, ${subscribers} subscribers, p50`, quantile(all('total'), 0.5), 'ms', notifyFloorMs)
  report(`delivery of a log, ${subscribers} subscribers, p50`, quantile(all('delivery'), 0.5), 'ms', notifyFloorMs)
}

const burst = async (ids: readonly string[]): Promise<number> => {
  const startedAt = performance.now()
  await Promise.all(ids.map((id) => restart(origin, id)))
  for (const id of ids) await untilCompleted(origin, id)
  return ids.length / ((performance.now() - startedAt) / 1000)
}

const startFloor = async (id: string): Promise<{ origin: string; stop: () => void }> => {
  const child = spawn(process.execPath, [join(root, 'bench', 'platform', 'floors.ts'), database.url, id], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())))
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() }
}

const folder = await newFolder()
const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: folder, PORT: values.port, RATE_LIMITS: 'off', LOG_LEVEL: 'fatal', WORKER_CONCURRENCY: '2' }
const github = await serveItself()
Object.assign(env, { GITHUB_SERVER_URL: github.url, GITHUB_API_URL: github.apiUrl })

console.log(`${availableParallelism()} cores, node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`)
const startedAt = performance.now()
const everything = startProgram('cli/start.ts', env)
report('healthy after start, everything from nothing', await untilHealthy(origin, startedAt), 'ms')
await everything.stop()

const database = await ensurePostgres(folder, openLogger({ LOG_LEVEL: 'fatal' }, 'bench'))
const sql = postgres(database.url, { max: 2, onnotice: () => undefined })
const starts: number[] = []
let server = startProgram('server/main.ts', env)
await untilHealthy(origin, 0)
for (let count = 0; count < rounds; count += 1) {
  await server.stop()
  const since = performance.now()
  server = startProgram('server/main.ts', env)
  starts.push(await untilHealthy(origin, since))
}
report('healthy after start, server alone', median(starts), 'ms')

const pending = await generate(origin)
const floor = await startFloor(pending)
for (const connections of [16, 64]) {
  const bare = await repeat(rounds, async () => (await load({ url: floor.origin }, connections, seconds)).perSecond)
  const ours = await repeat(rounds, async () => (await load({ url: `${origin}/api/stories/${pending}` }, connections, seconds)).perSecond)
  report(`GET a pending story, ${connections} connections`, ours, '/s', bare)
}
floor.stop()
for (const connections of [16, 64])
  report(
    `POST generate, ${connections} connections, no worker`,
    await repeat(
      rounds,
      async () => (await load({ url: `${origin}/api/stories/generate`, method: 'POST', body: generateBody }, connections, seconds)).perSecond,
    ),
    '/s',
  )
await sql`delete from stories where id <> ${pending}`
await sql`delete from pgboss.job where data ->> 'storyId' <> ${pending}`

const notifyFloorMs = await measureNotify(database.url, 200)
report('a bare notification', notifyFloorMs, 'ms')
const worker = startProgram('worker/main.ts', env)
await untilWorkers(origin, 1)
await untilCompleted(origin, pending, 100)
const duration = (await findStatus(origin, pending)).duration_seconds
console.log(`a story of ${duration} s is there`)
await measureWatched(pending, 1, rounds * 10)
await measureWatched(pending, 100, rounds)
await measureWatched(pending, 500, rounds)

const copies = await copyStory(sql, pending, 200)
await burst(copies)
report('200 empty stories, two slots', await repeat(rounds, () => burst(copies)), '/s')

const pickUp = () =>
  repeat(rounds * 4, async () => {
    const watcher = await watch(origin, pending)
    const { total } = await runWatched(pending, [watcher])
    watcher.close()
    return total[0] ?? Number.NaN
  })
const without = await pickUp()
// Of another user, so that they wait behind; due in an hour, so that they stay.
await sql`insert into pgboss.job (name, data, priority, start_after, policy)
  select 'story_generation', jsonb_build_object('storyId', gen_random_uuid(), 'priority', -1000, 'retriesUsed', 0), -1000, now() + interval '1 hour', 'standard' from generate_series(1, 10000)`
await sql`analyze pgboss.job_common`
report('a story of empty steps before 10,000 waiting jobs', await pickUp(), 'ms', without)
await sql`delete from pgboss.job where priority = -1000`

await sleep(3000)
const pids = [server.pid, worker.pid, await postgresPid(folder)]
const idle = pssMb(pids)
report('idle memory of everything (PSS)', idle, 'MB')
await load({ url: `${origin}/api/stories/${pending}` }, 16, 5)
await burst(copies)
await sleep(5000)
report('idle memory after 10,000s of requests and 200 stories', pssMb(pids), 'MB', idle)

await worker.stop()
await server.stop()
await sql.end({ timeout: 2 })
await database.release()
await github.close()
await removeFolder(folder)
const result = { at: new Date().toISOString(), cores: availableParallelism(), node: process.version, load: loadavg()[0], rounds, figures }
if (values.out !== undefined) await writeFile(values.out, `${JSON.stringify(result, null, 2)}\n`)
console.log(JSON.stringify(result))
