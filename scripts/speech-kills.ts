// What is paid for twice when workers die: the worker is killed with SIGKILL, again and again at moments that have nothing to
// do with what is being bought, while stories are spoken by ElevenLabs (the stand-in of the tests, which takes its time and
// makes what it was asked for whoever still listens). With the service's history, each text has to be bought once and the
// receipt has to count what was charged. Without it, only what was in flight at a kill may be bought again, and the receipt
// has to say how much that may be.
//   node scripts/speech-kills.ts [--stories 4] [--seed 1] [--port 18190] [--history kept,absent]
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { z } from 'zod'
import { ensurePostgres } from '../db/embedded.ts'
import { openLogger } from '../shared/node/logger.ts'
import { type Bought, startElevenLabs } from '../test/support/elevenlabs.ts'
import { historyModes } from '../test/support/elevenlabs-history.ts'
import { serveGithub } from '../test/support/github.ts'
import { openChecks } from './chaos/checks.ts'
import { openClient } from './chaos/client.ts'
import { keep, root } from './chaos/programs.ts'
import { makeRandom } from './chaos/random.ts'

const { values } = parseArgs({
  options: {
    stories: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    port: { type: 'string', default: '18190' },
    history: { type: 'string', default: 'kept,absent' },
  },
})
const modes = z.array(z.enum(historyModes)).parse(values.history.split(','))
const random = makeRandom(Number(values.seed))

/** A kill every three to eight seconds: a worker needs two to be back, and has to get something done, too. */
const nextKillMs = (): number => 3_000 + random() * 5_000
/** A story that kills its worker five times without a newly saved step is given up. */
const mostKills = 4
/** What was answered this shortly before a kill may not have been saved. */
const unsavedMs = 500
const storyLimitMs = 300_000

const checks = openChecks()
const client = openClient([`http://localhost:${values.port}`])
const dataFolder = await mkdtemp(join(tmpdir(), 'code-story-speech-kills-'))
// Two to six seconds, by the text's length: as long as the real one takes, and most of a story's time goes into it.
const service = await startElevenLabs({ makingMs: (text) => 1_500 + text.length * 4 })
const github = await serveGithub({ repositories: { 'code-story/itself': { directory: join(root, '.git') } } })
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
const database = await ensurePostgres(dataFolder, openLogger({ LOG_LEVEL: 'fatal' }, 'speech-kills'))
const sql = postgres(database.url, { max: 1, onnotice: () => undefined })
const env: NodeJS.ProcessEnv = {
  ...process.env,
  DATA_DIR: dataFolder,
  PORT: values.port,
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'fatal',
  WORKER_CONCURRENCY: '1',
  ELEVENLABS_API_KEY: service.key,
  ELEVENLABS_BASE_URL: service.url,
  GITHUB_SERVER_URL: github.url,
  GITHUB_API_URL: github.apiUrl,
}
const server = keep('server/main.ts', env)
const worker = keep('worker/main.ts', env)

const characters = (sold: readonly { text: string }[]): number => sold.reduce((sum, { text }) => sum + text.length, 0)
const wasInFlight = ({ askedMs, endedMs }: Bought, killMs: number): boolean => askedMs <= killMs && (endedMs === null || endedMs > killMs - unsavedMs)

const tell = async (kills: number): Promise<void> => {
  await client.insist('/api/health')
  // Otherwise only the first story would buy anything, and the next ones could have what it paid for.
  await sql`delete from speech_cache`
  service.history.forget()
  const before = service.sold.length
  const killedMs: number[] = []
  const id = await client.generate({ repoUrl: `https://github.com/code-story/itself/commit/${commit}`, duration: 5 })
  const until = Date.now() + storyLimitMs
  let record = await client.readStory(id)
  let killAt = Date.now() + nextKillMs()
  while (record.status !== 'completed' && record.status !== 'failed' && Date.now() < until) {
    await sleep(20)
    record = await client.readStory(id)
    // Killed only while it speaks: before, there is nothing to be bought twice.
    if (record.status !== 'synthesizing' && record.status !== 'generating') killAt = Date.now() + nextKillMs()
    if (killedMs.length >= kills || Date.now() < killAt) continue
    worker.kill()
    killedMs.push(Date.now())
    killAt = Date.now() + nextKillMs()
  }
  checks.check(record.status === 'completed', `${id} is ${record.status}: ${record.error_message}`)

  const sold = service.sold.slice(before)
  const seen = new Set<string>()
  const doubled = sold.filter(({ voice, text }) => seen.size === seen.add(`${voice} ${text}`).size)
  const receipts = record.usage.calls.filter(({ purpose }) => purpose.startsWith('speech'))
  const of = (purpose: string) => receipts.filter((call) => call.purpose === purpose).reduce((sum, call) => sum + call.characters, 0)
  const [again, found, charged] = [of('speech, bought again'), of('speech, from the history'), characters(sold)]
  if (service.history.mode === 'kept') {
    checks.check(doubled.length === 0, `${id}: ${doubled.length} of ${seen.size} chunks were bought twice`)
    checks.check(record.usage.characters === charged, `${id}: the receipt counts ${record.usage.characters} characters, ${charged} were charged`)
  } else {
    const lost = (text: string) => sold.some((one) => one.text === text && killedMs.some((killMs) => wasInFlight(one, killMs)))
    for (const { text } of doubled) checks.check(lost(text), `${id}: bought again though it was not in flight: ${text.slice(0, 60)}`)
    checks.check(again >= characters(doubled), `${id}: ${characters(doubled)} characters were bought again, the receipt says ${again}`)
    checks.check(record.usage.characters >= charged, `${id}: the receipt counts ${record.usage.characters} characters, ${charged} were charged`)
  }
  console.log(
    `history ${service.history.mode}: ${killedMs.length} kills, ${seen.size} chunks, ${doubled.length} bought twice; ` +
      `${charged} characters charged, ${record.usage.characters} on the receipt, ${found} of them from the history, ${again} bought again`,
  )
}

const leaveNothing = async (): Promise<void> => {
  for (const kept of [worker, server]) await kept.stop()
  await sql.end({ timeout: 2 })
  await database.release()
  await github.close()
  await service.close()
  await rm(dataFolder, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leaveNothing().finally(() => process.exit(1)))

try {
  for (const mode of modes) {
    service.history.mode = mode
    for (let story = 0; story <= Number(values.stories); story += 1) await tell(story === 0 ? 0 : mostKills)
  }
} finally {
  await leaveNothing()
}
console.log(checks.problems.length === 0 ? 'Nothing was paid for twice that need not be.' : `${checks.problems.length} problems`)
process.exit(checks.problems.length === 0 ? 0 : 1)
