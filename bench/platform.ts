// `npm run bench`: what the platform under a story costs, each figure beside its floor on the same machine in the same run,
// and, with --baseline, beside the architecture that this one replaces. bench/README.md tells what each figure means.
//   node bench/platform.ts [--rounds 5] [--seconds 2] [--parts starts,requests,stories,backlog,memory] [--baseline folder/with/run.sh]
//     [--out bench/platform.json]
import { execFileSync, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { z } from 'zod'
import { ensurePostgres } from '../db/embedded.ts'
import { openLogger } from '../shared/node/logger.ts'
import { startBaseline } from './platform/baseline.ts'
import { measureNotify } from './platform/floors.ts'
import { load, quantile } from './platform/load.ts'
import { newFolder, postgresPid, pssMb, removeFolder, root, startProgram, untilHealthy, untilWorkers } from './platform/processes.ts'
import { asTable, openReport, type Side } from './platform/report.ts'
import { copyStory, generate, generateBody, restart, serveItself, untilCompleted } from './platform/stories.ts'
import { runWatched, type Watched, watchMany } from './platform/watched.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    parts: { type: 'string', default: 'starts,requests,stories,backlog,memory' },
    baseline: { type: 'string' },
    out: { type: 'string' },
    port: { type: 'string', default: '18180' },
  },
})
const rounds = Number(values.rounds)
const parts = values.parts.split(',')
const seconds = Number(values.seconds)
const origin = `http://127.0.0.1:${values.port}`
const burstSize = 200
const backlogSize = 10_000

const report = openReport()
/** What is to be ended with the part of the run that opened it, and at the end of the run; the last opened first. */
const closers: (() => unknown)[] = []
const forGood: (() => unknown)[] = []
const closeAll = async (): Promise<void> => {
  for (const close of closers.splice(0).reverse()) await close()
}
const leaveNothing = async (): Promise<void> => {
  await closeAll()
  for (const close of forGood.splice(0).reverse()) await close()
}
const say = (what: string): void => console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${what}`)

interface Measured {
  side: Side
  origin: string
}
/** Who goes first changes from round to round, so that nobody always has the machine as another left it. */
const inTurn = (sides: readonly Measured[], round: number): Measured[] => [...sides.slice(round % sides.length), ...sides.slice(0, round % sides.length)]

const measureStarts = async (env: NodeJS.ProcessEnv): Promise<void> => {
  for (let round = 0; round < Math.min(3, rounds); round += 1) {
    const folder = await newFolder()
    const since = performance.now()
    const everything = startProgram('cli/start.ts', { ...env, DATA_DIR: folder })
    try {
      report.add('startAll', 'ours', await untilHealthy(origin, since))
    } finally {
      await everything.stop()
      await removeFolder(folder)
    }
  }
}

const startFloor = async (databaseUrl: string, id: string): Promise<string> => {
  const child = spawn(process.execPath, [join(root, 'bench', 'platform', 'floors.ts'), databaseUrl, id], { stdio: ['ignore', 'pipe', 'inherit'] })
  closers.push(() => child.kill())
  const port = await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim())))
  return `http://127.0.0.1:${port}`
}

const measureRequests = async (databaseUrl: string, id: string, baseline: string | undefined): Promise<void> => {
  const sides: (Measured & { get: string })[] = [
    { side: 'floor', origin: '', get: await startFloor(databaseUrl, id) },
    { side: 'ours', origin, get: `${origin}/api/stories/${id}` },
  ]
  if (baseline !== undefined) {
    const { origin: other, stop } = await startBaseline(baseline, 'api')
    closers.push(stop)
    sides.push({ side: 'baseline', origin: other, get: `${other}/api/stories/${await generate(other)}` })
  }
  for (let round = 0; round < rounds; round += 1)
    for (const connections of [16, 64] as const)
      for (const { side, get, origin: to } of inTurn(sides, round) as typeof sides) {
        report.add(connections === 16 ? 'get16' : 'get64', side, await load({ url: get }, { connections, seconds }))
        if (side === 'floor') continue
        const ask = { url: `${to}/api/stories/generate`, method: 'POST', body: generateBody }
        report.add(connections === 16 ? 'post16' : 'post64', side, await load(ask, { connections, seconds }))
      }
  await closeAll()
}

const subscriberRows = [
  { subscribers: 1, runs: 10, empty: 'empty1', delivery: 'delivery1' },
  { subscribers: 100, runs: 3, empty: 'empty100', delivery: 'delivery100' },
  { subscribers: 500, runs: 3, empty: 'empty500', delivery: 'delivery500' },
] as const

const measureWatched = async (side: Side, to: string, id: string): Promise<void> => {
  for (const { subscribers, runs, empty, delivery } of subscriberRows) {
    const watchers = await watchMany(to, id, subscribers)
    const watched: Watched[] = []
    for (let run = 0; run < runs; run += 1) watched.push(await runWatched(to, id, watchers))
    for (const watcher of watchers) watcher.close()
    const all = (name: keyof Watched) => watched.flatMap((run) => run[name])
    report.add(empty, side, quantile(all('total'), 0.5))
    report.add(delivery, side, quantile(all('delivery'), 0.5))
    if (subscribers > 1) continue
    report.add('firstP50', side, quantile(all('first'), 0.5))
    report.add('firstP99', side, quantile(all('first'), 0.99))
    report.add('pickUpP50', side, quantile(all('pickUp'), 0.5))
    report.add('pickUpP99', side, quantile(all('pickUp'), 0.99))
  }
}

/** All at once, until the last is completed. */
const burst = async (to: string, ids: readonly string[]): Promise<number> => {
  const since = performance.now()
  await Promise.all(ids.map((id) => restart(to, id)))
  for (const id of ids) await untilCompleted(to, id)
  return ids.length / ((performance.now() - since) / 1000)
}

/** Of somebody else, so that they wait behind; due in an hour, so that they stay. */
const addBacklog = async (sql: postgres.Sql): Promise<void> => {
  await sql`insert into pgboss.job (name, data, priority, start_after, policy)
    select 'story_generation', jsonb_build_object('storyId', gen_random_uuid(), 'priority', -1000, 'retriesUsed', 0), -1000, now() + interval '1 hour', 'standard'
    from generate_series(1, ${backlogSize})`
  await sql`analyze pgboss.job_common`
}
const removeBacklog = (sql: postgres.Sql) => sql`delete from pgboss.job where priority = -1000`

const measurePickUp = async (side: Side, id: string): Promise<void> => {
  const [watcher] = await watchMany(origin, id, 1)
  if (watcher === undefined) throw new Error('nobody watches')
  const times: number[] = []
  for (let run = 0; run < 20; run += 1) times.push(...(await runWatched(origin, id, [watcher])).pickUp)
  watcher.close()
  report.add('backlog', side, quantile(times, 0.5))
}

const settleMs = 5000
const joinSchema = z.object({ copied: z.object({ ms: z.number() }), joined: z.object({ ms: z.number() }) })

const loadBefore = loadavg()[0] ?? 0
const tell = async (): Promise<void> => {
  const rows = report.rows()
  console.log(`\n${asTable(rows)}`)
  const machine = { at: new Date().toISOString(), cores: availableParallelism(), node: process.version, load_before: loadBefore, load_after: loadavg()[0] }
  if (values.out !== undefined) await writeFile(values.out, `${JSON.stringify({ ...machine, rounds, seconds, rows }, null, 2)}\n`)
}
// Whoever has waited for long enough gets what there is.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    say(`stopped by ${signal}: not every round is measured`)
    void tell()
      .then(leaveNothing)
      .finally(() => process.exit(1))
  })

const run = async (): Promise<void> => {
  say(`${availableParallelism()} cores, node ${process.version}, load ${loadBefore.toFixed(1)}`)
  const folder = await newFolder()
  const github = await serveItself()
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: folder, PORT: values.port, RATE_LIMITS: 'off', LOG_LEVEL: 'fatal', WORKER_CONCURRENCY: '2' }
  Object.assign(env, { GITHUB_SERVER_URL: github.url, GITHUB_API_URL: github.apiUrl })
  forGood.push(
    () => github.close(),
    () => removeFolder(folder),
  )
  try {
    if (parts.includes('starts')) await measureStarts(env)
    const database = await ensurePostgres(folder, openLogger({ LOG_LEVEL: 'fatal' }, 'bench'))
    const sql = postgres(database.url, { max: 2, idle_timeout: 1, onnotice: () => undefined })
    forGood.push(database.release, () => sql.end({ timeout: 2 }))
    let server = startProgram('server/main.ts', env)
    await untilHealthy(origin, 0)
    for (let round = 0; round < rounds && parts.includes('starts'); round += 1) {
      await server.stop()
      const since = performance.now()
      server = startProgram('server/main.ts', env)
      report.add('startServer', 'ours', await untilHealthy(origin, since))
    }
    forGood.push(() => server.stop())
    say('started')

    const id = await generate(origin)
    if (parts.includes('requests')) await measureRequests(database.url, id, values.baseline)
    await sql`delete from pgboss.job where data ->> 'storyId' <> ${id}`
    await sql`delete from stories where id <> ${id}`
    await sql`vacuum analyze`
    say('requests are measured')

    const worker = startProgram('worker/main.ts', env)
    forGood.push(() => worker.stop())
    await untilWorkers(origin, 1)
    await untilCompleted(origin, id, 100)
    const copies = await copyStory(sql, id, burstSize)
    const sides: (Measured & { id: string; ids: string[] })[] = [{ side: 'ours', origin, id, ids: copies }]
    if (values.baseline !== undefined && parts.includes('stories')) {
      const other = await startBaseline(values.baseline, 'all')
      closers.push(other.stop)
      const ids: string[] = []
      for (let count = 0; count < burstSize; count += 1) ids.push(await generate(other.origin))
      for (const each of ids) await untilCompleted(other.origin, each)
      sides.push({ side: 'baseline', origin: other.origin, id: ids[0] ?? '', ids })
      await sleep(settleMs)
      report.add('idle', 'baseline', pssMb(other.pids))
    }
    say('there are finished stories')
    for (const side of sides) await burst(side.origin, side.ids)
    for (let round = 0; round < rounds && parts.includes('stories'); round += 1) {
      const notifyMs = await measureNotify(database.url, 100)
      for (const name of ['firstP50', 'pickUpP50', 'empty1', 'delivery1', 'delivery100', 'delivery500'] as const) report.add(name, 'floor', notifyMs)
      for (const { side, origin: to, id: watched, ids } of inTurn(sides, round) as typeof sides) {
        await measureWatched(side, to, watched)
        report.add('burst', side, await burst(to, ids))
      }
    }
    await closeAll()
    say('stories are measured')

    for (let round = 0; round < rounds && parts.includes('backlog'); round += 1) {
      await measurePickUp('floor', id)
      await addBacklog(sql)
      await measurePickUp('ours', id)
      await removeBacklog(sql)
    }
    say('the backlog is measured')

    if (!parts.includes('memory')) return
    const pids = [server.pid, worker.pid, await postgresPid(folder)]
    await sleep(settleMs)
    const idle = pssMb(pids)
    report.add('idle', 'ours', idle)
    report.add('idleAfter', 'floor', idle)
    for (let asked = 0; asked < 10_000; ) asked += await load({ url: `${origin}/api/stories/${id}` }, { connections: 16, seconds: 1 })
    await burst(origin, copies)
    await sleep(settleMs)
    report.add('idleAfter', 'ours', pssMb(pids))

    const { copied, joined } = joinSchema.parse(JSON.parse(execFileSync(process.execPath, [join(root, 'bench', 'audio-join.ts')], { encoding: 'utf8' })))
    report.add('joining', 'ours', joined.ms)
    report.add('joining', 'floor', copied.ms)
    say('memory and joining are measured')
  } finally {
    await leaveNothing()
  }
}

await run()
await tell()
process.exit(0)
