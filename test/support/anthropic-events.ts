// A reply of the Messages API as the events of its stream, in their documented order: message_start, each block's start,
// deltas and stop, message_delta, message_stop; between them pings, and events of a kind that does not exist yet.
import { randomUUID } from 'node:crypto'
import type { Block } from './anthropic-turns.ts'

export type Said =
  | { type: 'thinking'; thinking: string }
  | { type: 'redacted_thinking'; data: string }
  | { type: 'text'; text: string }
  | { type: 'tool_use'; name: string; input: unknown; rawInput?: string }
export interface Reply {
  blocks: Said[]
  stop?: 'end_turn' | 'tool_use' | 'max_tokens' | 'pause_turn' | 'refusal' | 'model_context_window_exceeded'
  /** Events after which the connection is cut, falls silent, or reports an error. */
  fault?: { kind: 'break' | 'stall' | 'pings only' | 'overloaded' | 'api_error'; afterEvents: number }
  /** Instead of the tokens of what is said. */
  outputTokens?: number
}

export interface StreamEvent {
  type: string
  [field: string]: unknown
}
interface Usage {
  input_tokens: number
  cache_read_input_tokens: number
  cache_creation_input_tokens: number
  output_tokens: number
}

const pieces = (text: string, size = 40): string[] => text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'gu')) ?? []

/** @param showsThinking false: its text is left out, and only its signature is sent */
export const contentOf = (reply: Reply, showsThinking: boolean): Block[] =>
  reply.blocks.map((block): Block => {
    if (block.type === 'thinking') return { type: 'thinking', thinking: showsThinking ? block.thinking : '', signature: `sig_${randomUUID()}` }
    if (block.type === 'tool_use') return { type: 'tool_use', id: `toolu_${randomUUID()}`, name: block.name, input: block.input, caller: { type: 'direct' } }
    return { ...block }
  })

const blockEvents = (block: Block, said: Said | undefined, index: number): StreamEvent[] => {
  const start = (content_block: Block): StreamEvent => ({ type: 'content_block_start', index, content_block })
  const delta = (fields: StreamEvent): StreamEvent => ({ type: 'content_block_delta', index, delta: fields })
  switch (block.type) {
    case 'thinking':
      return [
        start({ type: 'thinking', thinking: '', signature: '' }),
        ...pieces(`${block.thinking}`).map((thinking) => delta({ type: 'thinking_delta', thinking })),
        delta({ type: 'signature_delta', signature: block.signature }),
      ]
    case 'redacted_thinking':
      return [start(block)]
    case 'tool_use': {
      const raw = said?.type === 'tool_use' && said.rawInput !== undefined ? said.rawInput : JSON.stringify(block.input)
      return [start({ ...block, input: {} }), ...pieces(raw).map((partial_json) => delta({ type: 'input_json_delta', partial_json }))]
    }
    default:
      return [start({ type: 'text', text: '', citations: null }), ...pieces(`${block.text}`).map((text) => delta({ type: 'text_delta', text }))]
  }
}

interface Given {
  reply: Reply
  content: Block[]
  stop: NonNullable<Reply['stop']>
  model: string
  usage: Usage
  outputTokens: number
}
export const eventsOf = ({ reply, content, stop, model, usage, outputTokens }: Given): StreamEvent[] => {
  const written = usage.cache_creation_input_tokens
  const startUsage = { ...usage, cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 }, service_tier: 'standard' }
  const stop_details = stop === 'refusal' ? { type: 'refusal', category: null, explanation: null } : null
  return [
    {
      type: 'message_start',
      message: {
        id: `msg_${randomUUID()}`,
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        stop_details: null,
        usage: startUsage,
      },
    },
    { type: 'ping' },
    ...content.flatMap((block, index) => [
      ...blockEvents(block, reply.blocks[index], index),
      { type: 'content_block_stop', index },
      { type: 'ping' },
      { type: 'content_block_weighed', index, weight: 1 },
    ]),
    { type: 'message_delta', delta: { stop_reason: stop, stop_sequence: null, stop_details }, usage: { ...usage, output_tokens: outputTokens } },
    { type: 'message_stop' },
  ]
}
