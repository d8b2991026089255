// A whole story by Claude through the real server and worker, on a stand-in that answers at the real one's speed (1.5 s to
// the first token, 70 tokens a second): every call with its tokens, cost and time, and the wall time beside its critical path
// (first evidence → analysis → outline → longest chapter → its speech → join).
//   node bench/claude-story.ts owner/name=/path/to/bare.git [--minutes 10] [--length 1.5] [--invented 0.25] [--fast]
// --length and --invented make the model write too long or too short, or make up a share of what it cites; --fast answers
// without the wait, for whoever looks at tokens only.
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { storyRecordSchema } from '../shared/story.ts'
import { costUsd, findModel } from '../story/agents/claude/models.ts'
import { openGitSnapshot } from '../story/repository/git-snapshot.ts'
import { runGitText } from '../story/repository/source/git.ts'
import { type Call, openAnthropicStandIn } from '../test/support/anthropic.ts'
import { openAuthor } from '../test/support/claude-author.ts'
import { serveGithub } from '../test/support/github.ts'
import { newFolder, removeFolder, startProgram, untilHealthy, untilWorkers } from './platform/processes.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '10' },
    style: { type: 'string', default: 'documentary' },
    length: { type: 'string', default: '1' },
    invented: { type: 'string', default: '0' },
    fast: { type: 'boolean', default: false },
    port: { type: 'string', default: '9341' },
  },
})
const [name = '', given = ''] = (positionals[0] ?? '').split('=', 2)
if (given === '') throw new Error('node bench/claude-story.ts owner/name=/path/to/bare.git')
const directory = resolve(given)
const origin = `http://127.0.0.1:${values.port}`

const commit = (await runGitText(['rev-parse', 'HEAD'], { directory })).trim()
const snapshot = await openGitSnapshot({ gitDirectory: directory, commit, branch: null, subfolder: null, fullName: name, linkTemplate: null })
const author = await openAuthor(snapshot, { lengthFactor: Number(values.length), inventedShare: Number(values.invented) })
await snapshot.close()
const claude = await openAnthropicStandIn(author, values.fast ? {} : { firstTokenMs: 1500, tokensPerSecond: 70 })
const github = await serveGithub({ repositories: { [name]: { directory } } })
const folder = await newFolder()
const env = {
  ...process.env,
  DATA_DIR: folder,
  PORT: values.port,
  LOG_LEVEL: 'error',
  RATE_LIMITS: 'off',
  ANTHROPIC_API_KEY: claude.key,
  ANTHROPIC_BASE_URL: claude.url,
  GITHUB_SERVER_URL: github.url,
  GITHUB_API_URL: github.apiUrl,
}
const server = startProgram('server/main.ts', env)
await untilHealthy(origin, performance.now())
const worker = startProgram('worker/main.ts', env)
await untilWorkers(origin, 1)

const logSchema = z.object({ logs: z.array(z.object({ agent_name: z.string(), action: z.string(), timestamp: z.string(), level: z.string() })) })
const ask = async (path: string, body?: object): Promise<unknown> => {
  const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return (await fetch(`${origin}/api${path}`, init)).json()
}

const startedMs = Date.now()
const { id } = z
  .object({ id: z.string() })
  .parse(await ask('/stories/generate', { repoUrl: `https://github.com/${name}`, duration: Number(values.minutes), style: values.style }))
const find = async () => storyRecordSchema.parse(await ask(`/stories/${id}`))
let story = await find()
while (story.status !== 'completed' && story.status !== 'failed') {
  await sleep(20)
  story = await find()
}
const wallSeconds = (Date.now() - startedMs) / 1000
const { logs } = logSchema.parse(await ask(`/stories/${id}/logs`))

/** Which agent's, read off the task itself. */
const taskOf = ({ request }: Call): string => {
  const first = JSON.stringify(request.messages[0])
  if (request.output_config?.format !== undefined) return 'direction'
  return (
    /You are the (Analyzer)|(Plan) a story|Write (chapter \d+)/
      .exec(first)
      ?.slice(1)
      .find((found) => found !== undefined) ?? 'other'
  )
}
const since = (ms: number): string => ((ms - startedMs) / 1000).toFixed(1)
console.log('| call | asked at (s) | first token | done | fresh | read from cache | written to cache | output | cost |')
console.log('|---|---|---|---|---|---|---|---|---|')
for (const call of claude.calls) {
  const { input_tokens = 0, cache_read_input_tokens = 0, cache_creation_input_tokens = 0, output_tokens = 0 } = call.usage ?? {}
  const usd = costUsd(findModel(call.request.model).model, {
    input_tokens,
    output_tokens,
    cache_read_tokens: cache_read_input_tokens,
    cache_write_tokens: cache_creation_input_tokens,
  })
  const cells = [
    taskOf(call),
    ...[call.startedMs, call.firstTokenMs, call.endedMs].map(since),
    ...[input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens],
    `$${usd.toFixed(3)}${call.answered === 'reply' ? '' : `, ${call.answered}`}`,
  ]
  console.log(`| ${cells.join(' | ')} |`)
}

const seconds = (task: string): number =>
  claude.calls.filter((call) => taskOf(call) === task).reduce((sum, call) => sum + call.endedMs - call.startedMs, 0) / 1000
const at = (pattern: RegExp): number => {
  const line = logs.findLast(({ action }) => pattern.test(action))
  return line === undefined ? Number.NaN : (Date.parse(line.timestamp) - startedMs) / 1000
}
const chapters = story.chapters.map((_, index) => index + 1)
const longest = chapters.reduce((best, chapter) => (seconds(`chapter ${chapter}`) > seconds(`chapter ${best}`) ? chapter : best), 1)
const spoken = Math.max(...chapters.map((chapter) => at(new RegExp(`^Chapter ${chapter} spoken`))))
const path = {
  evidence: at(/^Digest packed/),
  analysis: seconds('Analyzer'),
  outline: seconds('Plan'),
  longestChapter: seconds(`chapter ${longest}`),
  itsSpeech: at(new RegExp(`^Chapter ${longest} spoken`)) - at(new RegExp(`^Chapter ${longest} written`)),
  join: wallSeconds - spoken,
}
const criticalSeconds = Object.values(path).reduce((sum, part) => sum + part, 0)
const { usage, warnings, status, error_message, duration_seconds } = story
const inputs = usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens
console.log(
  JSON.stringify(
    {
      status,
      error_message,
      calls: claude.calls.length,
      violations: claude.violations,
      chapters: chapters.length,
      durationOff: `${(((duration_seconds ?? 0) / (Number(values.minutes) * 60) - 1) * 100).toFixed(2)} %`,
      costUsd: usage.cost_usd,
      readFromCache: `${((usage.cache_read_tokens / inputs) * 100).toFixed(1)} %`,
      wallSeconds,
      criticalSeconds: Math.round(criticalSeconds * 10) / 10,
      over: `${((wallSeconds / criticalSeconds - 1) * 100).toFixed(1)} %`,
      path,
      firstWritten: at(/^Chapter 1 written/),
      firstSpoken: at(/^Chapter 1 spoken/),
      lastWritten: Math.max(...chapters.map((chapter) => at(new RegExp(`^Chapter ${chapter} written`)))),
      warnings,
      repairs: logs.filter(({ level }) => level === 'warning').map(({ action }) => action),
    },
    null,
    1,
  ),
)
await worker.stop()
await server.stop()
await claude.close()
await github.close()
await removeFolder(folder)
