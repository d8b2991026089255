// Every fault that the Messages API can have, once at every agent of a story of two chapters and at the chat: what came of
// it, and how many calls more than a calm story it took. `+1` is a story that was finished with one call more; a code is the
// error that it failed with, “later” where the queue tries again, and behind it how many calls were made in all. Waits are
// not slept. Prints a table in Markdown. Run: node bench/claude-faults.ts
import { CodeStoryError } from '../shared/errors.ts'
import { openClaudeAgents } from '../story/agents/claude/claude-agents.ts'
import { openAnthropicStandIn, type Reply, type Request, type Script } from '../test/support/anthropic.ts'
import { blocksOf } from '../test/support/anthropic-turns.ts'
import { openAuthor } from '../test/support/claude-author.ts'
import { analysisOf } from '../test/support/facts-of.ts'
import { shopDigest, shopSnapshot } from '../test/support/shop.ts'
import { writeStory } from '../test/support/write-story.ts'

const text = (said: string): Reply['blocks'] => [{ type: 'text', text: said }]
const call = (name: string, input: unknown, rawInput = JSON.stringify(input)): Reply['blocks'] => [{ type: 'tool_use', name, input, rawInput }]
/** `times`: how often in a row; `tools`: what an agent without tools cannot get wrong. */
const faults: Readonly<Record<string, { reply: ReturnType<Script>; times?: number; tools?: true }>> = {
  'overloaded (529)': { reply: { status: 529, type: 'overloaded_error' } },
  'rate limit (429, Retry-After 3)': { reply: { status: 429, type: 'rate_limit_error', retryAfter: '3' } },
  'rate limit (429, Retry-After 1200)': { reply: { status: 429, type: 'rate_limit_error', retryAfter: '1200' } },
  'failure (500)': { reply: { status: 500, type: 'api_error' } },
  'timeout (504)': { reply: { status: 504, type: 'timeout_error' } },
  "a gateway's page (502)": { reply: { status: 502, page: '<h1>Bad gateway</h1>' } },
  'a page in place of a stream (200)': { reply: { status: 200, page: '<h1>Sign in</h1>' } },
  'request too large (413)': { reply: { status: 413, type: 'request_too_large' } },
  'rejected key (401)': { reply: { status: 401, type: 'authentication_error' } },
  'spending limit (400)': { reply: { status: 400, type: 'invalid_request_error', message: 'You have reached your specified API usage limits.' } },
  'model retired (404)': { reply: { status: 404, type: 'not_found_error', message: 'model: claude-opus-4-5-20251101' } },
  'cut before the first event': { reply: { blocks: text('I'), fault: { kind: 'break', afterEvents: 0 } } },
  'cut in the middle': { reply: { blocks: text('I'), fault: { kind: 'break', afterEvents: 3 } } },
  'silent in the middle': { reply: { blocks: text('I'), fault: { kind: 'stall', afterEvents: 3 } } },
  'pings and nothing else': { reply: { blocks: text('I'), fault: { kind: 'pings only', afterEvents: 3 } } },
  'overloaded in the middle': { reply: { blocks: text('I'), fault: { kind: 'overloaded', afterEvents: 3 } } },
  'failure in the middle': { reply: { blocks: text('I'), fault: { kind: 'api_error', afterEvents: 3 } } },
  'truncated (max_tokens)': { reply: { blocks: text('I'), stop: 'max_tokens' } },
  'paused (pause_turn)': { reply: { blocks: text('Let me see'), stop: 'pause_turn' } },
  'refused (refusal)': { reply: { blocks: text('I'), stop: 'refusal' } },
  'context exceeded': { reply: { blocks: text('I'), stop: 'model_context_window_exceeded' } },
  'empty reply': { reply: { blocks: [] } },
  'blank reply': { reply: { blocks: text(' \n') } },
  'thinking without a reply': { reply: { blocks: [{ type: 'thinking', thinking: 'Hm.' }] } },
  'reply without a result': { reply: { blocks: text('Done.') } },
  'tool input that is no JSON': { reply: { blocks: call('read_key_files', {}, '{"files": [oh') }, tools: true },
  'tool input that does not fit': { reply: { blocks: call('read_key_files', { files: 7 }) }, tools: true },
  "another agent's tool": { reply: { blocks: call('submit_analysis', { tech_stack: [] }) }, tools: true },
  'a tool that is not there': { reply: { blocks: call('run_shell', { command: 'ls' }) }, tools: true },
  'overloaded for ever': { reply: { status: 529, type: 'overloaded_error' }, times: Number.POSITIVE_INFINITY },
  'no result for ever': { reply: { blocks: text('Done.') }, times: Number.POSITIVE_INFINITY },
}

const agentOf = (request: Request): string => {
  const said = blocksOf(request.messages[0]?.content ?? '')
    .map((block) => block.text)
    .join('\n')
  const schema = JSON.stringify(request.output_config?.format?.schema ?? null)
  if (schema.includes('"focusAreas"')) return 'chat'
  if (schema.includes('"custom_instructions"')) return 'Intent'
  if (schema.includes('"pronunciations"')) return 'Voice director'
  if (said.includes('You are the Analyzer')) return 'Analyzer'
  return said.includes('Plan a story') ? 'Architect, outline' : 'Architect, chapter'
}
const agents = ['chat', 'Intent', 'Analyzer', 'Architect, outline', 'Architect, chapter', 'Voice director']

const snapshot = shopSnapshot()
const author = await openAuthor(snapshot, { chapters: 2 })
const noBudget = { check: async () => {}, record: async () => {} }

const run = async (agent: string | null, fault: (typeof faults)[string] | null): Promise<{ calls: number; ended: string; violations: string[] }> => {
  let left = fault?.times ?? 1
  const standIn = await openAnthropicStandIn((request, made) => {
    if (fault === null || agentOf(request) !== agent || left <= 0) return author(request, made)
    left -= 1
    return fault.reply
  })
  const claude = openClaudeAgents({
    apiKey: standIn.key,
    baseUrl: standIn.url,
    sleep: async () => {},
    idleLimitMs: 400,
    pingsOnlyLimitMs: 400,
    analyse: async () => analysisOf(snapshot, shopDigest),
  })
  let ended = 'made'
  try {
    await writeStory(claude, snapshot, { request: { duration: 5, focusAreas: ['I would like to hear how errors travel, please.'] } })
    const input = { request: { message: 'Explain the routing', history: [] }, repository: null }
    for await (const _ of claude.chat(input, { signal: new AbortController().signal, budget: noBudget }));
  } catch (error) {
    ended = error instanceof CodeStoryError ? `${error.code}${error.retry ? ' (later)' : ''}` : String(error)
  }
  await standIn.close()
  return { calls: standIn.calls.length, ended, violations: standIn.violations }
}

const calm = await run(null, null)
console.log(`A calm story of two chapters, and a chat: ${calm.calls} calls, ${calm.ended}.\n`)
console.log(`| fault | ${agents.join(' | ')} |`)
console.log(`|---|${agents.map(() => '---|').join('')}`)
const violations = new Set<string>()
for (const [name, fault] of Object.entries(faults)) {
  const cells: string[] = []
  for (const agent of agents) {
    if (fault.tools === true && (agent === 'chat' || agent === 'Voice director')) {
      cells.push('–')
      continue
    }
    const { calls, ended, violations: broken } = await run(agent, fault)
    for (const one of broken) violations.add(one)
    cells.push(ended === 'made' ? `+${calls - calm.calls}` : `${ended}, ${calls}`)
  }
  console.log(`| ${name} | ${cells.join(' | ')} |`)
}
console.log(`\nRules of the service that were broken: ${violations.size === 0 ? 'none' : [...violations].join('; ')}`)
