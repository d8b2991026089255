// Faults that pass, and deploys: each in a story of its own, which has to be complete by itself afterwards, with every line
// of its log once and in order for a subscriber who was there all the time.
//   node scripts/faults.ts [--only deploys,servers,cancels,database,disk,everything] [--port 18196]
//
//   deploys    SIGTERM to the worker in each stage: gone within 10 s, its story goes on elsewhere within 2 s, no retry used
//   servers    the server that a subscriber listens to is replaced by another one in the middle of a story
//   cancels    in each stage, by another server: the worker lets go within a second, and takes the next story
//   database   out of reach for ten seconds, for everybody
//   disk       the disk of the files is full, and then it is not
//   everything the disk of the files and of the database is full, and then it is not
//
// Disks that can be filled are mounted, which root on Linux may do; who may not is told that these two are left out.
//
// What is told about is this repository. Everything runs against one Postgres, by way of a relay that can be cut.
import { execFileSync } from 'node:child_process'
import { appendFile, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ensurePostgres } from '../db/embedded.ts'
import { openLogger } from '../shared/node/logger.ts'
import { serveGithub } from '../test/support/github.ts'
import { checkTold, openChecks } from './chaos/checks.ts'
import { type Log, openClient, type Subscriber, untilAllTold } from './chaos/client.ts'
import { type Program, root, startProgram } from './chaos/programs.ts'
import { openRelay } from './chaos/relay.ts'

const faults = ['deploys', 'servers', 'cancels', 'database', 'disk', 'everything'] as const
const { values } = parseArgs({ options: { only: { type: 'string', default: faults.join(',') }, port: { type: 'string', default: '18196' } } })
const chosen = values.only.split(',')

const checks = openChecks()
const ports = [Number(values.port), Number(values.port) + 1] as const
const [first, second] = ports.map((port) => `http://localhost:${port}`) as [string, string]
const client = openClient([first, second])
const stages = ['analyzing', 'generating', 'synthesizing'] as const

const dataFolder = await mkdtemp(join(tmpdir(), 'code-story-faults-'))
const findMounted = (): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1g,mode=700', 'tmpfs', dataFolder], { stdio: 'ignore' })
    return true
  } catch {
    // Not on this system, or not by us: exactly that is being asked.
    return false
  }
}
const hasDisk = findMounted()
const github = await serveGithub({ repositories: { 'code-story/itself': { directory: join(root, '.git') } } })
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
const database = await ensurePostgres(dataFolder, openLogger({ LOG_LEVEL: 'fatal' }, 'faults'))
const relay = await openRelay(database.url)
const env: NodeJS.ProcessEnv = {
  ...process.env,
  DATA_DIR: dataFolder,
  DATABASE_URL: relay.url,
  GITHUB_SERVER_URL: github.url,
  GITHUB_API_URL: github.apiUrl,
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'fatal',
  WORKER_CONCURRENCY: '1',
}
const running = new Set<Program>()
const start = (script: string, more: NodeJS.ProcessEnv = {}): Program => {
  const program = startProgram(script, { ...env, ...more })
  const started: Program = {
    stop: async () => {
      running.delete(started)
      await program.stop()
    },
  }
  running.add(started)
  return started
}
const startServer = (port: number): Program => start('server/main.ts', { PORT: String(port) })
const untilWorkers = async (processes: number): Promise<void> => {
  while (!(await (await client.insist('/api/health')).text()).includes(`"processes":${processes}`)) await sleep(50)
}

let asked = 0
/** Each about something else, so that none finds the analysis of the one before. */
const newStory = async (): Promise<{ id: string; subscriber: Subscriber }> => {
  asked += 1
  const id = await client.generate({ repoUrl: `https://github.com/code-story/itself/commit/${commit}`, duration: 5, focusAreas: [`focus ${asked}`] })
  return { id, subscriber: client.subscribe(id) }
}
const until = async (holds: () => boolean, limitMs = 240_000): Promise<boolean> => {
  for (const since = performance.now(); performance.now() - since < limitMs; await sleep(5)) if (holds()) return true
  return false
}
const isRetry = ({ action }: Log): boolean => action.includes('The next attempt starts')
/** @param retries how many it may have used, and has to; null: any number */
const untilComplete = async (id: string, subscriber: Subscriber, retries: number | null = 0): Promise<Log[]> => {
  let story = await client.readStory(id)
  for (let waited = 0; waited < 1500 && story.status !== 'completed' && story.status !== 'failed'; waited += 1) {
    await sleep(200)
    story = await client.readStory(id)
  }
  checks.check(story.status === 'completed', `${id} is ${story.status}: ${story.error_message}`)
  const logs = await client.readLogs(id)
  await untilAllTold([subscriber], logs.length)
  checkTold(checks, id, logs, [subscriber])
  const used = logs.filter(isRetry).length
  checks.check(retries === null || used === retries, `${id} used up ${used} retries instead of ${retries}`)
  return logs
}
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const deploys = async (): Promise<void> => {
  let old = start('worker/main.ts')
  await untilWorkers(1)
  for (const stage of stages) {
    const { id, subscriber } = await newStory()
    await until(() => subscriber.status() === stage)
    const next = start('worker/main.ts')
    await untilWorkers(2)
    const [stage_, since, sinceMs] = [subscriber.status(), Date.now(), performance.now()]
    await old.stop()
    const goneMs = performance.now() - sinceMs
    checks.check(goneMs < 10_000, `the worker took ${seconds(goneMs)} to end while ${stage_}`)
    const logs = await untilComplete(id, subscriber)
    const goesOn = logs.find((log) => log.action.startsWith('Going on') && Date.parse(log.timestamp) >= since)
    const elsewhereMs = goesOn === undefined ? Number.NaN : Date.parse(goesOn.timestamp) - since
    checks.check(elsewhereMs < 2000, `${id} went on elsewhere after ${elsewhereMs} ms`)
    console.log(`SIGTERM while ${stage_}: gone after ${seconds(goneMs)}, goes on elsewhere after ${seconds(elsewhereMs)}`)
    old = next
  }
  await old.stop()
}

const servers = async (): Promise<void> => {
  const worker = start('worker/main.ts')
  await untilWorkers(1)
  const { id, subscriber } = await newStory()
  await until(() => subscriber.ids.length > 5)
  const sinceMs = performance.now()
  await server.stop()
  const goneMs = performance.now() - sinceMs
  checks.check(goneMs < 10_000, `the server took ${seconds(goneMs)} to end`)
  const logs = await untilComplete(id, subscriber)
  console.log(`a server replaced under a subscriber: gone after ${seconds(goneMs)}, ${logs.length} lines told, each once`)
  server = startServer(ports[0])
  await worker.stop()
}

const cancels = async (): Promise<void> => {
  const worker = start('worker/main.ts')
  await untilWorkers(1)
  for (const stage of stages) {
    const { id, subscriber } = await newStory()
    await until(() => subscriber.status() === stage)
    // It waits until the only worker lets go of the other one.
    const { id: waiting, subscriber: waiter } = await newStory()
    const answer = await fetch(`${second}/api/stories/${id}/cancel`, { method: 'POST' })
    const sinceMs = performance.now()
    checks.check(answer.status === 200, `the cancel was answered with ${answer.status}`)
    await until(() => waiter.status() === 'analyzing', 20_000)
    const freeMs = performance.now() - sinceMs
    checks.check(freeMs < 1000, `the worker let go of a cancelled story after ${seconds(freeMs)} while ${stage}`)
    console.log(`cancelled while ${stage}: the worker had the next story after ${seconds(freeMs)}`)
    await fetch(`${first}/api/stories/${waiting}/cancel`, { method: 'POST' })
    for (const each of [subscriber, waiter]) each.end()
  }
  await worker.stop()
}

const awayMs = 10_000
const databaseAway = async (): Promise<void> => {
  const worker = start('worker/main.ts')
  await untilWorkers(1)
  for (const stage of stages) {
    const { id, subscriber } = await newStory()
    await until(() => subscriber.status() === stage)
    relay.cut()
    await sleep(awayMs / 2)
    const health = await fetch(`${first}/api/health`)
    checks.check(health.status === 503, `without a database the health is ${health.status}`)
    await sleep(awayMs / 2)
    relay.mend()
    const sinceMs = performance.now()
    await untilComplete(id, subscriber)
    console.log(`database away for 10 s while ${stage}: complete ${seconds(performance.now() - sinceMs)} after it was back`)
  }
  await worker.stop()
}

const disk = async (): Promise<void> => {
  const files = join(dataFolder, 'files')
  const mount = (...options: string[]) => execFileSync('mount', ['-o', ...options, files])
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', files])
  try {
    const worker = start('worker/main.ts')
    await untilWorkers(1)
    const { id, subscriber } = await newStory()
    let told: Log | undefined
    while (told === undefined) {
      await sleep(500)
      told = (await client.readLogs(id)).find(isRetry)
    }
    mount('remount,size=500m')
    const logs = await untilComplete(id, subscriber, 1)
    const spoken = logs.filter((log) => /^Chapter \d+ spoken/.test(log.action)).length
    console.log(`disk full and freed: "${told.action}"; complete after the next attempt, ${spoken} chapters spoken once each`)
    await worker.stop()
  } finally {
    execFileSync('umount', ['-l', files])
  }
}

/** Takes what room there is; again and again, because others let go of some: a checkout that is given up, the log of a database that ended. */
const fill = async (ballast: string): Promise<void> => {
  const { bavail, bsize } = await statfs(dataFolder)
  await appendFile(ballast, Buffer.alloc(bavail * bsize)).catch((error: NodeJS.ErrnoException) => {
    // Somebody else took the last of it.
    if (error.code !== 'ENOSPC') throw error
  })
}
/** Long enough for whoever writes to meet it: Postgres, too, which ends itself where its log has no room, and is started again. */
const fullMs = 10_000
const everything = async (): Promise<void> => {
  const ballast = join(dataFolder, 'ballast')
  const worker = start('worker/main.ts')
  await untilWorkers(1)
  for (const stage of stages) {
    const { id, subscriber } = await newStory()
    await until(() => subscriber.status() === stage)
    for (const since = performance.now(); performance.now() - since < fullMs; await sleep(100)) await fill(ballast)
    await rm(ballast)
    const sinceMs = performance.now()
    const logs = await untilComplete(id, subscriber, null)
    const used = logs.filter(isRetry).length
    console.log(`every disk full for 10 s while ${stage}: complete ${seconds(performance.now() - sinceMs)} after there was room, ${used} retries`)
  }
  await worker.stop()
}

const leaveNothing = async (): Promise<void> => {
  relay.mend()
  await Promise.all([...running].map((program) => program.stop()))
  relay.close()
  await database.release()
  await github.close()
  if (hasDisk) execFileSync('umount', ['-l', dataFolder])
  await rm(dataFolder, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leaveNothing().finally(() => process.exit(1)))

const runs: Record<(typeof faults)[number], () => Promise<void>> = { deploys, servers, cancels, database: databaseAway, disk, everything }
const needDisk: readonly string[] = ['disk', 'everything']
let server = startServer(ports[0])
startServer(ports[1])
try {
  await client.insist('/api/health')
  for (const fault of faults) {
    if (!chosen.includes(fault)) continue
    if (!hasDisk && needDisk.includes(fault)) console.log(`${fault} is left out: no disk can be mounted here, which only root on Linux may do`)
    else await runs[fault]()
  }
} finally {
  await leaveNothing()
}
console.log(checks.problems.length === 0 ? 'Every fault passed.' : `${checks.problems.length} problems`)
process.exit(checks.problems.length === 0 ? 0 : 1)
