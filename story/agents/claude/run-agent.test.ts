import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { CallUsage } from '../../../shared/usage.ts'
import {
  type AnthropicStandIn,
  lastUserText,
  openAnthropicStandIn,
  type Reply,
  type Said,
  type Script,
  type StandInOptions,
} from '../../../test/support/anthropic.ts'
import { blocksOf } from '../../../test/support/anthropic-turns.ts'
import type { AgentContext } from '../agents.ts'
import { type NarratorOptions, openNarrator } from './narrator.ts'
import { type AgentTask, runAgent } from './run-agent.ts'

const think: Said = { type: 'thinking', thinking: 'What is asked?' }
const answer = (input: unknown = { value: 'yes' }): Reply => ({ blocks: [think, { type: 'tool_use', name: 'answer', input }] })

let open: AnthropicStandIn | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

interface Run {
  output: Promise<string>
  standIn: AnthropicStandIn
  receipts: CallUsage[]
  waits: number[]
  logs: string[]
  details: Record<string, unknown>[]
  abort: AbortController
}
const run = async (
  script: Script,
  options: { narrator?: Partial<NarratorOptions>; standIn?: StandInOptions; task?: Partial<AgentTask<string>>; limitUsd?: number } = {},
): Promise<Run> => {
  const standIn = await openAnthropicStandIn(script, options.standIn)
  open = standIn
  const receipts: CallUsage[] = []
  const waits: number[] = []
  const logs: string[] = []
  const details: Record<string, unknown>[] = []
  const abort = new AbortController()
  const narrator = openNarrator({ apiKey: standIn.key, baseUrl: standIn.url, sleep: async (ms) => void waits.push(ms), ...options.narrator })
  const context: AgentContext = {
    signal: abort.signal,
    log: (action, more = {}) => {
      logs.push(action)
      details.push(more)
    },
    budget: {
      check: async (next) => {
        const spent = receipts.reduce((sum, call) => sum + call.cost_usd, 0)
        if (spent + next > (options.limitUsd ?? Number.POSITIVE_INFINITY)) throw new CodeStoryError('over_budget', 'too dear')
      },
      record: async (call) => void receipts.push(call),
    },
    progress: () => {},
  }
  let taken: string | null = null
  const tool = betaZodTool({
    name: 'answer',
    description: 'Takes the answer.',
    inputSchema: z.object({ value: z.enum(['yes', 'no']).describe('The answer') }),
    run: ({ value }) => {
      if (value === 'no') throw new Error('No is not an answer.')
      taken = value
      return 'Taken.'
    },
  })
  const task: AgentTask<string> = {
    agent: 'Architect',
    purpose: 'test',
    system: [{ type: 'text', text: 'You answer.' }],
    prefix: null,
    messages: [{ role: 'user', content: 'Call answer.' }],
    tools: [tool],
    format: null,
    maxTurns: 4,
    expectedOutputTokens: 100,
    outcome: () => (taken === null ? { missing: 'Call the tool answer.' } : { output: taken }),
    whatThereIs: () => null,
    ...options.task,
  }
  return { output: runAgent(task, narrator, context), standIn, receipts, waits, logs, details, abort }
}
/** Answers by the number of the call. */
const inTurn =
  (...replies: ReturnType<Script>[]): Script =>
  (_, { number }) =>
    replies[Math.min(number, replies.length - 1)] as ReturnType<Script>

describe('a conversation', () => {
  it('stops as soon as a tool has taken the output, with one call on the receipt', async () => {
    const { output, standIn, receipts } = await run(() => answer())
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    expect(receipts).toMatchObject([{ agent: 'Architect', model: 'claude-opus-4-5-20251101', purpose: 'test' }])
    expect(receipts[0]?.cost_usd).toBeGreaterThan(0)
  })

  it('asks for the documented model, thinking and beta', async () => {
    const { output, standIn } = await run(() => answer())
    await output
    expect(standIn.calls[0]).toMatchObject({
      betas: ['interleaved-thinking-2025-05-14'],
      request: { model: 'claude-opus-4-5-20251101', max_tokens: 16_000, thinking: { type: 'enabled', budget_tokens: 10_000 }, stream: true },
    })
  })

  it.each(['claude-opus-5-5', 'claude-fable-5-1', 'claude-opus-5', 'claude-opus-4-7', 'claude-sonnet-5-5'])(
    'lets %s think adaptively, with no beta',
    async (modelId) => {
      const { output, standIn } = await run(() => answer(), { narrator: { modelId } })
      await output
      expect(standIn.violations).toEqual([])
      expect(standIn.calls[0]).toMatchObject({ betas: [], request: { model: modelId, thinking: { type: 'adaptive' } } })
    },
  )

  it("tells the model of a tool's failure and of input that does not fit, and gives thinking back unchanged", async () => {
    const { output, standIn } = await run(inTurn(answer({ value: 'no' }), answer({ value: 7 }), answer()))
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    expect(lastUserText(standIn.calls[1]?.request ?? { model: '', max_tokens: 0, messages: [] })).toContain('No is not an answer.')
    expect(standIn.calls).toHaveLength(3)
  })

  it('says what is missing when the model stops without an output', async () => {
    const { output, standIn } = await run(inTurn({ blocks: [think, { type: 'text', text: 'Yes.' }] }, answer()))
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    expect(standIn.calls[1]?.request.messages.at(-1)).toMatchObject({ role: 'user', content: 'Call the tool answer.' })
  })

  it.each<[string, Reply]>([
    ['nothing', { blocks: [] }],
    ['a blank line', { blocks: [think, { type: 'text', text: ' \n' }] }],
    ['a thought and no answer', { blocks: [think] }],
  ])('asks again as if nothing had come for %s, which the service would not take back', async (_, reply) => {
    const { output, standIn } = await run(inTurn(reply, answer()))
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    expect(standIn.calls.map((call) => call.request.messages.length)).toEqual([1, 1])
  })

  it('gives a tool call back without the blank line that came before it', async () => {
    const no = answer({ value: 'no' })
    const { output, standIn } = await run(inTurn({ blocks: [think, { type: 'text', text: '\n\n' }, ...no.blocks.slice(1)] }, answer()))
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    const turn = blocksOf(standIn.calls[1]?.request.messages[1]?.content ?? '')
    expect(turn.map((block) => block.type)).toEqual(['thinking', 'tool_use'])
  })

  it('gives back thinking that it may not read', async () => {
    const { output, standIn } = await run(inTurn({ blocks: [{ type: 'redacted_thinking', data: 'xyz' }, ...answer({ value: 'no' }).blocks] }, answer()))
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
  })

  it.each(['claude-opus-4-5-20251101', 'claude-opus-5-5'])('goes on after a pause, and after what came then, with %s', async (modelId) => {
    const paused: Reply = { blocks: [think, { type: 'text', text: 'Let me see' }], stop: 'pause_turn' }
    const { output, standIn } = await run(inTurn(paused, answer({ value: 'no' }), answer()), { narrator: { modelId } })
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    expect(standIn.calls).toHaveLength(3)
  })

  it('sends no half of a character, wherever a text was cut', async () => {
    const { output, standIn } = await run(() => answer(), { task: { messages: [{ role: 'user', content: 'Cut in the rocket: \ud83d, "\\ud83d" stays.' }] } })
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    expect(lastUserText(standIn.calls[0]?.request ?? { model: '', max_tokens: 0, messages: [] })).toBe('Cut in the rocket: \ufffd, "\\ud83d" stays.')
  })

  it('stops a model that loops, with a clear error', async () => {
    const { output, standIn } = await run(() => answer({ value: 'no' }))
    await expect(output).rejects.toMatchObject({ code: 'narrator_failed', message: 'Claude came to no result within 4 turns (test).' })
    expect(standIn.calls).toHaveLength(4)
  })

  it('stops a model that loops with what it has, where it has something', async () => {
    const { output } = await run(() => answer({ value: 'no' }), { task: { whatThereIs: () => 'half' } })
    expect(await output).toBe('half')
  })

  it('asks again with twice the room after a reply that was cut off', async () => {
    const cut: Reply = { blocks: [think, { type: 'tool_use', name: 'answer', input: {}, rawInput: '{"value": "y' }], stop: 'max_tokens' }
    const { output, standIn } = await run(inTurn(cut, answer()))
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    expect(standIn.calls.map((call) => call.request.max_tokens)).toEqual([16_000, 32_000])
    expect(standIn.calls[1]?.request.messages).toHaveLength(1)
  })

  it('gives up on a reply that fills all that the model can write', async () => {
    const { output, standIn } = await run(() => ({ blocks: [{ type: 'text', text: 'and so on' }], stop: 'max_tokens' }))
    await expect(output).rejects.toMatchObject({ code: 'narrator_failed' })
    expect(standIn.calls.map((call) => call.request.max_tokens)).toEqual([16_000, 32_000, 64_000])
  })

  it('fails at once when it is refused, and says so', async () => {
    const { output, standIn } = await run(() => ({ blocks: [{ type: 'text', text: 'I' }], stop: 'refusal' }))
    await expect(output).rejects.toMatchObject({ code: 'narrator_refused', retry: false })
    expect(standIn.calls).toHaveLength(1)
  })
})

describe('a fault is waited for, and costs one more call', () => {
  const cases: [string, ReturnType<Script>][] = [
    ['an overload', { status: 529, type: 'overloaded_error' }],
    ['a rate limit', { status: 429, type: 'rate_limit_error' }],
    ['a failure', { status: 500, type: 'api_error' }],
    ['a request that took too long', { status: 504, type: 'timeout_error' }],
    ["a gateway's page", { status: 502, page: '<h1>Bad gateway</h1>' }],
    ['a page in place of a stream', { status: 200, page: '<h1>Sign in to the network</h1>' }],
    ['a stream that breaks off', { ...answer(), fault: { kind: 'break', afterEvents: 4 } }],
    ['a stream that breaks off before it began', { ...answer(), fault: { kind: 'break', afterEvents: 0 } }],
    ['a stream that falls silent', { ...answer(), fault: { kind: 'stall', afterEvents: 4 } }],
    ['a stream of pings', { ...answer(), fault: { kind: 'pings only', afterEvents: 4 } }],
    ['an overload within a stream', { ...answer(), fault: { kind: 'overloaded', afterEvents: 4 } }],
    ['a failure within a stream', { ...answer(), fault: { kind: 'api_error', afterEvents: 4 } }],
    ['tool input that is not JSON', { blocks: [think, { type: 'tool_use', name: 'answer', input: {}, rawInput: '{"value": yes!' }] }],
  ]
  it.each(cases)('%s', async (_, fault) => {
    const { output, standIn, waits, logs } = await run(inTurn(fault, answer()), { narrator: { idleLimitMs: 300, pingsOnlyLimitMs: 500 } })
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    expect(standIn.calls).toHaveLength(2)
    expect(waits).toHaveLength(1)
    expect(logs.filter((line) => line.includes('Asking again'))).toHaveLength(1)
  })

  it('says what answers in place of the service', async () => {
    const { output, logs } = await run(inTurn({ status: 200, page: '<h1>Sign in to the network</h1>' }, answer()))
    await output
    expect(logs[0]).toBe('What answered with text/html is not the Messages API. Check ANTHROPIC_BASE_URL. Asking again: test')
  })

  it("waits for the service's own Retry-After, with jitter above it", async () => {
    const { output, waits } = await run(inTurn({ status: 429, type: 'rate_limit_error', retryAfter: '17' }, answer()))
    await output
    expect(waits[0]).toBeGreaterThanOrEqual(17_000)
    expect(waits[0]).toBeLessThanOrEqual(17_000 * 1.25)
  })

  it('names the request by which the service finds it in its own records', async () => {
    const { output, details } = await run(inTurn({ status: 529, type: 'overloaded_error' }, answer()))
    await output
    expect(details[0]?.request_id).toMatch(/^req_/)
  })

  it('leaves a wait of many minutes to the queue', async () => {
    const { output, waits } = await run(() => ({ status: 429, type: 'rate_limit_error', retryAfter: '1200' }))
    await expect(output).rejects.toMatchObject({ code: 'narrator_unavailable', retry: true, retryAfterSeconds: 1200 })
    expect(waits).toEqual([])
  })

  it('gives an overload that lasts back to the queue', async () => {
    const { output, standIn, waits } = await run(() => ({ status: 529, type: 'overloaded_error' }))
    await expect(output).rejects.toMatchObject({ code: 'narrator_unavailable', retry: true })
    expect(standIn.calls).toHaveLength(9)
    expect(waits.every((wait, at) => at === 0 || wait >= (waits[at - 1] ?? 0) * 0.8)).toBe(true)
  })

  it('in the middle of a conversation asks only for the reply that is missing', async () => {
    const { output, standIn } = await run(inTurn(answer({ value: 'no' }), { status: 529, type: 'overloaded_error' }, answer()))
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    expect(standIn.calls.map((call) => call.request.messages.length)).toEqual([1, 3, 3])
  })
})

describe('what time cannot cure fails at once', () => {
  const cases: [string, ReturnType<Script>, string][] = [
    ['a rejected key', { status: 401, type: 'authentication_error' }, 'narrator_key_rejected'],
    ['a forbidden model', { status: 403, type: 'permission_error' }, 'narrator_key_rejected'],
    ['an empty account', { status: 400, type: 'invalid_request_error', message: 'Your credit balance is too low' }, 'narrator_key_rejected'],
    ['a spending limit', { status: 429, type: 'rate_limit_error', errorCode: 'enforced_spend_limit_reached' }, 'narrator_failed'],
    [
      'a spending limit in words',
      { status: 400, type: 'invalid_request_error', message: 'You have reached your specified API usage limits.' },
      'narrator_failed',
    ],
    ['a bad request', { status: 400, type: 'invalid_request_error', message: 'no' }, 'narrator_failed'],
    ['a request that is too large', { status: 413, type: 'request_too_large' }, 'narrator_failed'],
    ['a wrong address', { status: 404, type: 'not_found_error', message: 'no such path' }, 'narrator_failed'],
  ]
  it.each(cases)('%s', async (_, fault, code) => {
    const { output, standIn } = await run(() => fault)
    await expect(output).rejects.toMatchObject({ code, retry: false })
    expect(standIn.calls).toHaveLength(1)
  })
})

describe('a model that is gone', () => {
  it.each<[string, ReturnType<Script>]>([
    ['with 404', { status: 404, type: 'not_found_error', message: 'model: claude-opus-4-5-20251101' }],
    ['with 410', { status: 410, type: 'invalid_request_error', message: 'The model claude-opus-4-5-20251101 was retired.' }],
    ['with 400 and in words', { status: 400, type: 'invalid_request_error', message: 'claude-opus-4-5-20251101 is no longer available' }],
  ])('is one however the service says so: %s', async (_, gone) => {
    const { output, standIn } = await run((_, { number }) => (number === 0 ? gone : answer()))
    expect(await output).toBe('yes')
    expect(standIn.calls.map((call) => call.request.model)).toEqual(['claude-opus-4-5-20251101', 'claude-opus-5-5'])
  })

  it('is replaced by its successor where nobody chose it, and the log says so', async () => {
    const { output, standIn, logs, receipts } = await run(() => answer(), { standIn: { gone: ['claude-opus-4-5-20251101'] } })
    expect(await output).toBe('yes')
    expect(standIn.violations).toEqual([])
    expect(receipts.map((call) => call.model)).toEqual(['claude-opus-5-5'])
    expect(logs[0]).toBe('Anthropic no longer offers claude-opus-4-5-20251101, so this story is written by its successor, claude-opus-5-5.')
  })

  it('is an error that names ANTHROPIC_MODEL and the successor where it was chosen', async () => {
    const { output } = await run(() => answer(), { narrator: { modelId: 'claude-opus-4-5-20251101' }, standIn: { gone: ['claude-opus-4-5-20251101'] } })
    await expect(output).rejects.toMatchObject({
      code: 'model_gone',
      message: 'Anthropic no longer offers the model claude-opus-4-5-20251101. Set ANTHROPIC_MODEL to claude-opus-5-5.',
    })
  })
})

describe('money and time', () => {
  it('a call that would pass a limit is not made', async () => {
    const { output, standIn } = await run(() => answer(), { limitUsd: 0.0001 })
    await expect(output).rejects.toMatchObject({ code: 'over_budget' })
    expect(standIn.calls).toHaveLength(0)
  })

  it('what a broken reply consumed is on the receipt', async () => {
    const { output, receipts } = await run(inTurn({ ...answer(), fault: { kind: 'break', afterEvents: 4 } }, answer()))
    await output
    expect(receipts).toHaveLength(2)
  })

  it('cancelling ends the call in flight', async () => {
    const { output, standIn, abort } = await run(() => answer(), { standIn: { firstTokenMs: 5000 } })
    const failed = expect(output).rejects.toThrow('cancelled')
    while (standIn.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    abort.abort(new Error('cancelled'))
    await failed
    expect(standIn.calls).toHaveLength(1)
  })
})
