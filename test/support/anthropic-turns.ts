// What the Messages API refuses about a conversation: its blocks, their order, and what it said itself, which must come back
// as it went out, after exactly what came before it.
import { createHash } from 'node:crypto'

export interface Block {
  type: string
  [field: string]: unknown
}
export interface Turn {
  role: string
  content: string | Block[]
}
/** As far as a prompt goes: what is rendered, in this order. */
export interface Prompt {
  model: string
  tools?: Block[]
  system?: string | Block[]
  messages: Turn[]
}

/** An assistant turn as it was said, and the prompt that it was said after. */
interface SaidTurn {
  whole: string
  prefix: string
}
/** What was answered before. */
export interface Issued {
  /** tool_use id, thinking signature or redacted data → the turns that it may stand in. */
  turns: Map<string, SaidTurn[]>
  paused: Set<string>
}
export const nothingIssued = (): Issued => ({ turns: new Map(), paused: new Set() })

export const blocksOf = (content: string | Block[]): Block[] => (typeof content === 'string' ? [{ type: 'text', text: content }] : content)
export const withoutMarks = (value: unknown): string => JSON.stringify(value, (key, item) => (key === 'cache_control' ? undefined : item))

const isBlank = (value: unknown): boolean => `${value ?? ''}`.trim() === ''

/** An assistant turn as the service compares it: what it said, without blank text, which it takes back from nobody. */
const canonical = (blocks: Block[]): string =>
  JSON.stringify(
    blocks
      .filter((block) => block.type !== 'text' || !isBlank(block.text))
      .map(({ type, text, thinking, signature, data, id, name, input }) => {
        if (type === 'text') return { type, text }
        if (type === 'redacted_thinking') return { type, data }
        return type === 'thinking' ? { type, thinking, signature } : { type, id, name, input }
      }),
  )

/** The prompt up to a turn. Thinking is bound to it: the model, the tools, the system prompt and every message before. */
const prefixOf = ({ model, tools, system, messages }: Prompt, turns: number): string =>
  createHash('sha256')
    .update(withoutMarks([model, tools ?? [], blocksOf(system ?? []), messages.slice(0, turns).map(({ role, content }) => [role, blocksOf(content)])]))
    .digest('hex')

const keyOf = (block: Block): string | null => {
  if (block.type === 'tool_use') return `${block.id}`
  if (block.type === 'thinking') return `${block.signature}`
  return block.type === 'redacted_thinking' ? `${block.data}` : null
}

/** Remembers a reply. One that continues a paused turn may come back as a turn of its own, or as one with it. */
export const remember = (issued: Issued, prompt: Prompt, content: Block[], isPaused: boolean): void => {
  const last = prompt.messages.at(-1)
  const before = last?.role === 'assistant' ? blocksOf(last.content) : []
  const own = { whole: canonical(content), prefix: prefixOf(prompt, prompt.messages.length) }
  const joined = { whole: canonical([...before, ...content]), prefix: prefixOf(prompt, prompt.messages.length - 1) }
  const add = (block: Block, turn: SaidTurn): void => {
    const key = keyOf(block)
    if (key !== null) issued.turns.set(key, [...(issued.turns.get(key) ?? []), turn])
  }
  for (const block of content) add(block, own)
  if (before.length > 0) for (const block of [...before, ...content]) add(block, joined)
  if (isPaused) issued.paused.add(own.whole).add(joined.whole)
}

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  text: ['text', 'cache_control', 'citations'],
  thinking: ['thinking', 'signature'],
  redacted_thinking: ['data'],
  tool_use: ['id', 'name', 'input', 'caller', 'cache_control'],
  tool_result: ['tool_use_id', 'content', 'is_error', 'cache_control'],
}
const typesOf: Readonly<Record<string, readonly string[]>> = {
  user: ['text', 'tool_result'],
  assistant: ['text', 'thinking', 'redacted_thinking', 'tool_use'],
  system: ['text'],
}

export const checkBlock = (block: Block, role: string): string[] => {
  const broken: string[] = []
  const fields = fieldsOf[block.type]
  if (fields === undefined || typesOf[role]?.includes(block.type) !== true) return [`type: a ${block.type} block is not allowed in ${role}`]
  for (const field of Object.keys(block)) if (field !== 'type' && !fields.includes(field)) broken.push(`${field}: Extra inputs are not permitted`)
  if (block.type === 'text' && isBlank(block.text)) broken.push('text content blocks must contain non-whitespace text')
  if (block.type === 'text' && role === 'user' && Array.isArray(block.citations) && block.citations.length > 0) broken.push('citations: not allowed in user')
  if (block.type === 'tool_use' && (block.input === null || typeof block.input !== 'object' || Array.isArray(block.input)))
    broken.push('input: Input should be a valid dictionary')
  if (block.type === 'tool_result' && Array.isArray(block.content)) for (const part of block.content) broken.push(...checkBlock(part, 'user'))
  const mark = block.cache_control as Record<string, unknown> | undefined
  if (mark !== undefined && (mark.type !== 'ephemeral' || !['5m', '1h', undefined].includes(mark.ttl as string | undefined)))
    broken.push('cache_control: Input should be ephemeral, with a ttl of 5m or 1h')
  return broken
}

const checkSaid = (prompt: Prompt, at: number, blocks: Block[], issued: Issued): string[] => {
  for (const block of blocks) {
    const key = keyOf(block)
    if (key === null) continue
    const turns = issued.turns.get(key)
    if (turns === undefined) return [`Invalid \`signature\` or id in ${block.type} block: ${key}`]
    const same = turns.filter((turn) => turn.whole === canonical(blocks))
    if (same.length === 0) return ['`thinking` or `redacted_thinking` blocks in the assistant message cannot be modified']
    if (!same.some((turn) => turn.prefix === prefixOf(prompt, at)))
      return ['Invalid `signature` in `thinking` block. The block is bound to a different conversation.']
  }
  return []
}

export const checkTurns = (prompt: Prompt, issued: Issued): string[] => {
  const { messages } = prompt
  const broken: string[] = []
  const add = (at: number, text: string): void => void broken.push(`messages.${at}: ${text}`)
  const isPaused = (turn: Turn | undefined): boolean => turn?.role === 'assistant' && issued.paused.has(canonical(blocksOf(turn.content)))
  if (messages[0]?.role !== 'user') broken.push('messages: first message must use the "user" role')
  let open: string[] = []
  for (const [at, { role, content }] of messages.entries()) {
    const blocks = blocksOf(content)
    if (role !== 'user' && role !== 'assistant') add(at, `unexpected role ${role}`)
    if (at > 0 && messages[at - 1]?.role === role && !isPaused(messages[at - 1])) add(at, 'roles must alternate between "user" and "assistant"')
    if (blocks.length === 0) add(at, 'all messages must have non-empty content')
    for (const block of blocks) for (const problem of checkBlock(block, role)) add(at, problem)
    const results = blocks.filter((block) => block.type === 'tool_result').map((block) => `${block.tool_use_id}`)
    if (role === 'user') {
      for (const id of open) if (!results.includes(id)) add(at, `tool_use ids were found without tool_result blocks immediately after: ${id}`)
      for (const id of results) if (!open.includes(id)) add(at, `unexpected tool_use_id found in tool_result blocks: ${id}`)
      if (new Set(results).size < results.length) add(at, 'each tool_use must have a single result')
      const firstOther = blocks.findIndex((block) => block.type !== 'tool_result')
      if (firstOther >= 0 && blocks.slice(firstOther).some((block) => block.type === 'tool_result')) add(at, 'tool_result blocks must come first')
      open = []
    } else {
      open = blocks.filter((block) => block.type === 'tool_use').map((block) => `${block.id}`)
      for (const problem of checkSaid(prompt, at, blocks, issued)) add(at, problem)
      if (/thinking$/.test(blocks.at(-1)?.type ?? '')) add(at, 'The final block in an assistant message cannot be `thinking`.')
    }
  }
  const last = messages.at(-1)
  if (last?.role === 'assistant' && !isPaused(last)) broken.push('This model does not support assistant message prefill.')
  if (open.length > 0 && last?.role === 'assistant') broken.push('tool_use ids were found without tool_result blocks')
  return broken
}
