// What the Messages API refuses, as its documentation says: the request's rules of the stand-in in anthropic.ts. Each broken
// rule is a line; the stand-in answers 400 with it and keeps it in its record, so that a test can ask for none.

export interface Block {
  type: string
  [field: string]: unknown
}
interface Turn {
  role: string
  content: string | Block[]
}
export interface Request {
  model: string
  max_tokens: number
  messages: Turn[]
  system?: string | Block[]
  tools?: Block[]
  thinking?: { type: string; budget_tokens?: number }
  tool_choice?: { type: string }
  output_config?: { format?: { type: string; schema: unknown }; effort?: string }
  stream?: boolean
  [field: string]: unknown
}
export interface ModelRules {
  thinking: 'budget' | 'adaptive' | 'always'
  contextTokens: number
  maxOutputTokens: number
  smallestCacheableTokens: number
}
/** What was answered before: assistant turns must come back as they went out. */
export interface Issued {
  /** tool_use id or thinking signature → the whole content of its reply, as JSON. */
  contents: Map<string, string>
  paused: Set<string>
}

export const modelRules: Readonly<Record<string, ModelRules>> = {
  'claude-opus-4-5-20251101': { thinking: 'budget', contextTokens: 200_000, maxOutputTokens: 64_000, smallestCacheableTokens: 4096 },
  'claude-haiku-4-5': { thinking: 'budget', contextTokens: 200_000, maxOutputTokens: 64_000, smallestCacheableTokens: 4096 },
  'claude-opus-4-7': { thinking: 'adaptive', contextTokens: 1_000_000, maxOutputTokens: 128_000, smallestCacheableTokens: 2048 },
  'claude-opus-5': { thinking: 'adaptive', contextTokens: 1_000_000, maxOutputTokens: 128_000, smallestCacheableTokens: 512 },
  'claude-opus-5-5': { thinking: 'always', contextTokens: 1_000_000, maxOutputTokens: 128_000, smallestCacheableTokens: 512 },
  'claude-sonnet-5-5': { thinking: 'adaptive', contextTokens: 1_000_000, maxOutputTokens: 128_000, smallestCacheableTokens: 512 },
  'claude-fable-5-1': { thinking: 'always', contextTokens: 1_000_000, maxOutputTokens: 128_000, smallestCacheableTokens: 512 },
}
const interleaved = 'interleaved-thinking-2025-05-14'
const knownBetas = new Set([interleaved])
const knownFields = new Set('model max_tokens messages system tools thinking tool_choice output_config stream metadata stop_sequences service_tier'.split(' '))

export const blocksOf = (content: string | Block[]): Block[] => (typeof content === 'string' ? [{ type: 'text', text: content }] : content)
export const tokensOf = (value: unknown): number => Math.ceil(JSON.stringify(value).length / 3.6)
export const withoutMarks = (value: unknown): string => JSON.stringify(value, (key, item) => (key === 'cache_control' ? undefined : item))

/** An assistant turn as the service compares it: what it said, without the fields that clients may add or leave out. */
export const canonical = (blocks: Block[]): string =>
  JSON.stringify(
    blocks.map(({ type, text, thinking, signature, id, name, input }) => {
      if (type === 'text') return { type, text }
      return type === 'thinking' ? { type, thinking, signature } : { type, id, name, input }
    }),
  )

const checkThinking = (request: Request, rules: ModelRules, betas: string[]): string[] => {
  const { thinking, tool_choice } = request
  const broken: string[] = []
  if (thinking?.type === 'enabled') {
    const budget = thinking.budget_tokens ?? 0
    if (rules.thinking !== 'budget') broken.push('"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive".')
    else if (budget < 1024) broken.push('thinking.enabled.budget_tokens: must be at least 1024')
    else if (budget >= request.max_tokens && !betas.includes(interleaved)) broken.push('max_tokens must be greater than thinking.budget_tokens')
  }
  if (thinking?.type === 'adaptive' && rules.thinking === 'budget') broken.push('adaptive thinking is not supported on this model')
  if (thinking?.type === 'disabled' && rules.thinking === 'always') broken.push('"thinking.type.disabled" is not supported for this model')
  const forced = tool_choice?.type === 'any' || tool_choice?.type === 'tool'
  if (forced && (rules.thinking === 'always' || thinking?.type === 'enabled')) broken.push('Thinking may not be enabled when tool_choice forces tool use.')
  return broken
}

const checkTurns = (messages: Turn[], issued: Issued): string[] => {
  const broken: string[] = []
  const add = (at: number, text: string): void => void broken.push(`messages.${at}: ${text}`)
  if (messages[0]?.role !== 'user') broken.push('messages: first message must use the "user" role')
  let open: string[] = []
  for (const [at, { role, content }] of messages.entries()) {
    const blocks = blocksOf(content)
    if (role !== 'user' && role !== 'assistant') add(at, `unexpected role ${role}`)
    if (at > 0 && messages[at - 1]?.role === role) add(at, 'roles must alternate between "user" and "assistant"')
    if (blocks.length === 0) add(at, 'all messages must have non-empty content')
    for (const block of blocks) if (block.type === 'text' && `${block.text}`.trim() === '') add(at, 'text content blocks must contain non-whitespace text')
    const results = blocks.filter((block) => block.type === 'tool_result').map((block) => `${block.tool_use_id}`)
    if (role === 'user') {
      for (const id of open) if (!results.includes(id)) add(at, `tool_use ids were found without tool_result blocks immediately after: ${id}`)
      for (const id of results) if (!open.includes(id)) add(at, `unexpected tool_use_id found in tool_result blocks: ${id}`)
      const firstOther = blocks.findIndex((block) => block.type !== 'tool_result')
      if (firstOther >= 0 && blocks.slice(firstOther).some((block) => block.type === 'tool_result')) add(at, 'tool_result blocks must come first')
      open = []
    } else {
      open = blocks.filter((block) => block.type === 'tool_use').map((block) => `${block.id}`)
      for (const block of blocks) {
        const key = block.type === 'tool_use' ? `${block.id}` : block.type === 'thinking' ? `${block.signature}` : null
        if (key === null) continue
        const sent = issued.contents.get(key)
        if (sent === undefined) add(at, `Invalid \`signature\` or id in ${block.type} block: ${key}`)
        else if (sent !== canonical(blocks)) add(at, '`thinking` or `redacted_thinking` blocks in the assistant message cannot be modified')
      }
    }
  }
  const last = messages.at(-1)
  if (last?.role === 'assistant' && !issued.paused.has(canonical(blocksOf(last.content)))) broken.push('This model does not support assistant message prefill.')
  if (open.length > 0 && last?.role === 'assistant') broken.push('tool_use ids were found without tool_result blocks')
  return broken
}

const checkSchema = (schema: unknown, path: string): string[] => {
  if (schema === null || typeof schema !== 'object') return []
  const node = schema as Record<string, unknown>
  const broken: string[] = []
  if (node.type === 'object' && node.additionalProperties !== false) broken.push(`${path}: additionalProperties must be explicitly set to false`)
  for (const keyword of ['minLength', 'maxLength', 'minimum', 'maximum', 'maxItems', 'pattern', 'propertyNames'])
    if (keyword in node && node.type !== undefined) broken.push(`${path}: ${keyword} is not supported`)
  for (const [key, value] of Object.entries((node.properties as Record<string, unknown>) ?? {})) broken.push(...checkSchema(value, `${path}.${key}`))
  broken.push(...checkSchema(node.items, `${path}[]`))
  for (const variant of (node.anyOf as unknown[]) ?? []) broken.push(...checkSchema(variant, path))
  return broken
}

const checkTools = (tools: Block[]): string[] => {
  const broken: string[] = []
  const names = tools.map((tool) => `${tool.name}`)
  if (new Set(names).size < names.length) broken.push('tools: Tool names must be unique.')
  for (const [at, tool] of tools.entries()) {
    if (!/^[\w-]{1,128}$/.test(`${tool.name}`)) broken.push(`tools.${at}.name: does not match the pattern`)
    const schema = tool.input_schema as Record<string, unknown> | undefined
    if (schema?.type !== 'object') broken.push(`tools.${at}.input_schema.type: Field required`)
    for (const field of Object.keys(tool))
      if (!['name', 'description', 'input_schema', 'cache_control', 'strict', 'type'].includes(field))
        broken.push(`tools.${at}.${field}: Extra inputs are not permitted`)
  }
  return broken
}

export const checkRequest = (request: Request, betas: string[], rules: ModelRules, issued: Issued): string[] => {
  const broken: string[] = []
  for (const field of Object.keys(request)) if (!knownFields.has(field)) broken.push(`${field}: Extra inputs are not permitted`)
  for (const beta of betas) if (!knownBetas.has(beta)) broken.push(`Unexpected value(s) \`${beta}\` for the \`anthropic-beta\` header.`)
  if (!Number.isInteger(request.max_tokens) || request.max_tokens < 1) broken.push('max_tokens: must be at least 1')
  if (request.max_tokens > rules.maxOutputTokens) broken.push(`max_tokens: ${request.max_tokens} > ${rules.maxOutputTokens}`)
  broken.push(...checkThinking(request, rules, betas), ...checkTurns(request.messages, issued), ...checkTools(request.tools ?? []))
  if (request.output_config?.format !== undefined) broken.push(...checkSchema(request.output_config.format.schema, 'output_config.format.schema'))
  const marks = JSON.stringify(request).match(/"cache_control":\{/g)?.length ?? 0
  if (marks > 4) broken.push(`A maximum of 4 blocks with cache_control may be provided. Found ${marks}.`)
  for (const block of blocksOf(request.system ?? [])) if (`${block.text}`.trim() === '') broken.push('system: text content blocks must be non-empty')
  const prompt = tokensOf([request.tools, request.system, request.messages])
  if (prompt + request.max_tokens > rules.contextTokens)
    broken.push(`prompt is too long: ${prompt} tokens + ${request.max_tokens} > ${rules.contextTokens} maximum`)
  return broken
}
