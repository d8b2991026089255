// That nothing was violated means something only if the stand-in would have noticed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnthropicStandIn, openAnthropicStandIn } from '../../../test/support/anthropic.ts'

let standIn: AnthropicStandIn
beforeAll(async () => {
  standIn = await openAnthropicStandIn((_, { number }) => ({
    blocks: [
      { type: 'thinking', thinking: 'Hm.' },
      { type: 'tool_use', name: 'look', input: { at: number } },
    ],
  }))
})
afterAll(() => standIn.close())

const look = { name: 'look', description: 'Looks.', input_schema: { type: 'object', properties: {} } }
const base = { model: 'claude-opus-4-5-20251101', max_tokens: 2000, stream: true, messages: [{ role: 'user', content: 'Hello.' }], tools: [look] }
const headers = { authorization: 'Bearer sk-ant-stand-in', 'anthropic-version': '2026-10-21', 'content-type': 'application/json' }
const send = async (changes: object, otherHeaders: Record<string, string> = {}): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${standIn.url}/v1/messages?beta=true`, {
    method: 'POST',
    headers: { ...headers, ...otherHeaders },
    body: JSON.stringify({ ...base, ...changes }),
  })
  return { status: response.status, text: await response.text() }
}
const mark = { type: 'ephemeral' }
const call = (id: string) => ({ role: 'assistant', content: [{ type: 'tool_use', id, name: 'look', input: {} }] })
const user = (...content: object[]) => ({ role: 'user', content })
const hello = { role: 'user', content: 'Hello.' }
const thought = { type: 'thinking', thinking: 'Hm.', signature: 'sig_0' }
const format = (properties: object) => ({
  output_config: { format: { type: 'json_schema', schema: { type: 'object', additionalProperties: false, properties } } },
})

describe('the stand-in for the Messages API', () => {
  it.each<[string, object, string]>([
    ['temperature', { temperature: 1 }, 'temperature: Extra inputs'],
    ['a field that does not exist', { prompt: 'x' }, 'prompt: Extra inputs'],
    ['a budget as large as max_tokens', { thinking: { type: 'enabled', budget_tokens: 2000 } }, 'max_tokens must be greater'],
    ['a budget that is too small', { thinking: { type: 'enabled', budget_tokens: 100 } }, 'at least 1024'],
    ['a budget on a model that thinks adaptively', { model: 'claude-opus-5-5', thinking: { type: 'enabled', budget_tokens: 1500 } }, 'thinking.type.enabled'],
    ['no thinking on a model that always thinks', { model: 'claude-opus-5-5', thinking: { type: 'disabled' } }, 'thinking.type.disabled'],
    ['a forced tool on a model that always thinks', { model: 'claude-fable-5-1', tool_choice: { type: 'any' } }, 'forces tool use'],
    ['more output than the model has', { max_tokens: 65_000 }, 'max_tokens: 65000'],
    ['more than fits into the context', { messages: [{ role: 'user', content: 'x'.repeat(800_000) }] }, 'prompt is too long'],
    ['five breakpoints', { system: Array.from({ length: 5 }, () => ({ type: 'text', text: 'x', cache_control: mark })) }, 'A maximum of 4'],
    ['turns that do not alternate', { messages: [hello, hello] }, 'roles must alternate'],
    ['a conversation that starts with the model', { messages: [{ role: 'assistant', content: 'Hi.' }, hello] }, 'first message must use'],
    ['a prefill', { messages: [hello, { role: 'assistant', content: 'Well' }] }, 'prefill'],
    ['an empty text', { messages: [{ role: 'user', content: ' ' }] }, 'non-whitespace'],
    ['a block of a kind that a user cannot say', { messages: [user({ type: 'thinking', thinking: 'Hm.', signature: 'x' })] }, 'not allowed in user'],
    ['a field that a block has not', { messages: [user({ type: 'text', text: 'Hello.', parsed: null })] }, 'parsed: Extra inputs'],
    ['a breakpoint of another kind', { messages: [user({ type: 'text', text: 'Hello.', cache_control: { type: 'forever' } })] }, 'should be ephemeral'],
    ['a turn that ends while it thinks', { messages: [hello, { role: 'assistant', content: [thought] }, hello] }, 'cannot be `thinking`'],
    ['half a character', { messages: [{ role: 'user', content: 'x\ud83d' }] }, 'low surrogate'],
    ['a tool without a description', { tools: [{ ...look, description: undefined }] }, 'a tool without one'],
    ['a tool whose input is one of several', { tools: [{ ...look, input_schema: { type: 'object', anyOf: [] } }] }, 'at the top level'],
    ['a property that cannot be one', { tools: [{ ...look, input_schema: { type: 'object', properties: { 'a b': {} } } }] }, 'should match pattern'],
    ['a schema with a length', format({ text: { type: 'string', maxLength: 5 } }), "property 'maxLength' is not supported"],
    ['a schema with two of something', format({ all: { type: 'array', minItems: 2 } }), "'minItems' values other than 0 or 1"],
    ['a schema with too many choices', format(Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`p${at}`, { type: 'string' }]))), 'optional'],
    [
      'a tool call that was never made',
      { messages: [hello, call('toolu_0'), user({ type: 'tool_result', tool_use_id: 'toolu_0', content: 'x' })] },
      'Invalid `signature` or id',
    ],
    ['a tool call without an answer', { messages: [hello, call('toolu_0'), user({ type: 'text', text: 'And?' })] }, 'without tool_result'],
    ['an answer to no tool call', { messages: [user({ type: 'tool_result', tool_use_id: 'toolu_0', content: 'x' })] }, 'unexpected tool_use_id'],
    ['two tools of one name', { tools: [look, look] }, 'must be unique'],
    [
      'a schema that allows anything',
      { output_config: { format: { type: 'json_schema', schema: { type: 'object', properties: {} } } } },
      'additionalProperties',
    ],
  ])('refuses %s', async (_, changes, message) => {
    const { status, text } = await send(changes)
    expect(status).toBe(400)
    expect(text).toContain(message)
    expect(standIn.violations.at(-1)).toContain(message)
  })

  it('refuses a wrong key, another version and an unknown model', async () => {
    expect((await send({}, { authorization: 'Bearer no' })).status).toBe(401)
    expect((await send({}, { 'anthropic-version': '2023-06-01' })).status).toBe(400)
    expect((await send({ model: 'claude-3' })).text).toContain('not_found_error')
    expect((await send({}, { 'anthropic-beta': 'prompt-caching-2024-07-31' })).status).toBe(400)
    const interleaved = { 'anthropic-beta': 'interleaved-thinking-2025-05-14' }
    expect((await send({}, interleaved)).status).toBe(200)
    expect((await send({ model: 'claude-opus-5' }, interleaved)).status).toBe(400)
  })

  it('notices a thinking block that came back changed', async () => {
    const { text } = await send({})
    const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '{}'))
    const signature = events.find((event) => event.delta?.type === 'signature_delta').delta.signature
    const toolUse = events.find((event) => event.content_block?.type === 'tool_use').content_block
    const number = standIn.calls.at(-1)?.number
    const turn = (thinking: string) => ({
      messages: [
        hello,
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking, signature },
            { type: 'tool_use', id: toolUse.id, name: 'look', input: { at: number } },
          ],
        },
        user({ type: 'tool_result', tool_use_id: toolUse.id, content: 'x' }),
      ],
    })
    expect((await send(turn('Hm.'))).status).toBe(200)
    expect((await send(turn('Aha.'))).text).toContain('cannot be modified')
    expect((await send({ ...turn('Hm.'), system: 'You look.' })).text).toContain('bound to a different conversation')
    expect((await send({ ...turn('Hm.'), tools: [look, { ...look, name: 'see' }] })).text).toContain('bound to a different conversation')
  })

  it('reads a prefix from its cache only when it is the same to the byte, and long enough', async () => {
    const usageOf = async (text: string) => {
      await send({ system: [{ type: 'text', text, cache_control: mark }] })
      const { cache_read_input_tokens: read = 0, cache_creation_input_tokens: written = 0 } = standIn.calls.at(-1)?.usage ?? {}
      return [read > 0, written > 0]
    }
    const long = 'A long story. '.repeat(2000)
    expect(await usageOf(long)).toEqual([false, true])
    expect(await usageOf(long)).toEqual([true, false])
    expect(await usageOf(`${long}.`)).toEqual([false, true])
    expect(await usageOf('Short.')).toEqual([false, false])
  })
})
