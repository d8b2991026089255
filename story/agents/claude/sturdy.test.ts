import { afterEach, describe, expect, it } from 'vitest'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { CallUsage } from '../../../shared/usage.ts'
import type { Script } from '../../../test/support/anthropic.ts'
import { type Given, openTelling, taskOf } from '../../../test/support/told-by-claude.ts'

const { tell, close } = openTelling()
afterEach(close)

describe('sturdy: a fault at any agent costs the calls that it must, and no more', () => {
  const broken: [string, ReturnType<Script>, number][] = [
    ['overload', { status: 529, type: 'overloaded_error' }, 1],
    ['rate limit', { status: 429, type: 'rate_limit_error', retryAfter: '3' }, 1],
    ['failure', { status: 500, type: 'api_error' }, 1],
    ['stream that breaks off', { blocks: [{ type: 'text', text: 'I' }], fault: { kind: 'break', afterEvents: 3 } }, 1],
    ['stream that falls silent', { blocks: [{ type: 'text', text: 'I' }], fault: { kind: 'stall', afterEvents: 3 } }, 1],
    ['cut-off reply', { blocks: [{ type: 'text', text: 'I' }], stop: 'max_tokens' }, 1],
    ['pause', { blocks: [{ type: 'text', text: 'Let me see' }], stop: 'pause_turn' }, 1],
    ['malformed tool input', { blocks: [{ type: 'tool_use', name: 'write_chapter', input: {}, rawInput: '{"paragraphs": [oh' }] }, 1],
    ['tool input that does not fit', { blocks: [{ type: 'tool_use', name: 'read_key_files', input: { files: 7 } }] }, 1],
    ['reply without a result', { blocks: [{ type: 'text', text: 'Done.' }] }, 1],
  ]
  const callsOfACalmStory = 6
  const twoChapters: Given = { author: { chapters: 2 }, story: { request: { duration: 5, focusAreas: ['I would like to hear how errors travel, please.'] } } }
  it('and without a fault there are six calls for two chapters', async () => {
    const { standIn, story } = await tell(twoChapters)
    await story()
    expect(standIn.calls).toHaveLength(callsOfACalmStory)
  })

  const agents = ['intent', 'Analyzer', 'story', 'chapter 2', 'format']
  it.each(agents.flatMap((agent) => broken.map(([name, fault, extra]) => ({ agent, name, fault, extra }))))(
    '$agent: $name',
    async ({ agent, name, fault, extra }) => {
      let struck = false
      const { standIn, story } = await tell({
        ...twoChapters,
        ...(name === 'stream that falls silent' ? { idleLimitMs: 500 } : {}),
        fault: (request) => {
          if (struck || taskOf(request) !== agent) return undefined
          struck = true
          // A call of a tool that was never offered would be the stand-in's mistake, not the model's.
          if ('blocks' in fault && (request.tools ?? []).length === 0 && fault.blocks.some((block) => block.type === 'tool_use'))
            return { ...fault, blocks: [{ type: 'text', text: '{oh' }] }
          return fault
        },
      })
      const { chapters } = await story()
      expect(struck).toBe(true)
      expect(standIn.violations).toEqual([])
      expect(chapters).toHaveLength(2)
      expect(standIn.calls.length).toBe(callsOfACalmStory + extra)
    },
  )

  it.each(agents)('%s: a refusal fails at once and says so', async (agent) => {
    const { story, waits } = await tell({
      ...twoChapters,
      fault: (request) => (taskOf(request) === agent ? { blocks: [{ type: 'text', text: 'I' }], stop: 'refusal' } : undefined),
    })
    await expect(story()).rejects.toMatchObject({ code: 'narrator_refused' })
    expect(waits).toEqual([])
  })

  it('a story stops before the call that would pass its limit, and keeps the receipt of what it bought', async () => {
    const receipts: CallUsage[] = []
    const { standIn, story } = await tell({ story: { limitUsd: 0.45, receipts } })
    await expect(story()).rejects.toMatchObject({ code: 'over_budget' })
    expect(receipts.length).toBeGreaterThan(1)
    expect(receipts.reduce((sum, call) => sum + call.cost_usd, 0)).toBeLessThan(0.45)
    expect(standIn.calls.length).toBe(receipts.length)
  })

  it('cancelling ends every call in flight', async () => {
    const cancel = new AbortController()
    const { standIn, story } = await tell({ standIn: { firstTokenMs: 5000 }, story: { signal: cancel.signal } })
    const told = expect(story()).rejects.toMatchObject({ code: 'cancelled' })
    while (standIn.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    cancel.abort(new CodeStoryError('cancelled', 'The story was cancelled.'))
    await told
  })
})
