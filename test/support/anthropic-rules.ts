// What the Messages API refuses, as its documentation says: the request's rules of the stand-in in anthropic.ts. Each broken
// rule is a line; the stand-in answers 400 with it and keeps it in its record, so that a test can ask for none.
import { checkOutputSchema, checkTools } from './anthropic-schema.ts'
import { blocksOf, checkBlock, checkTurns, type Issued, type Prompt } from './anthropic-turns.ts'

export interface Request extends Prompt {
  max_tokens: number
  thinking?: { type: string; budget_tokens?: number }
  tool_choice?: { type: string }
  output_config?: { format?: { type: string; schema: unknown }; effort?: string }
  stream?: boolean
  [field: string]: unknown
}
export interface ModelRules {
  /** budget: a number of tokens; adaptive: the model decides; always: it decides, and cannot be kept from it. */
  thinking: 'budget' | 'adaptive' | 'always'
  contextTokens: number
  maxOutputTokens: number
  smallestCacheableTokens: number
}

const small = { contextTokens: 200_000, maxOutputTokens: 64_000 }
const large = { contextTokens: 1_000_000, maxOutputTokens: 128_000 }
export const modelRules: Readonly<Record<string, ModelRules>> = {
  'claude-opus-4-5-20251101': { thinking: 'budget', ...small, smallestCacheableTokens: 4096 },
  'claude-haiku-4-5': { thinking: 'budget', ...small, smallestCacheableTokens: 4096 },
  'claude-opus-4-7': { thinking: 'adaptive', ...large, smallestCacheableTokens: 2048 },
  'claude-opus-5': { thinking: 'adaptive', ...large, smallestCacheableTokens: 512 },
  'claude-opus-5-5': { thinking: 'always', ...large, smallestCacheableTokens: 512 },
  'claude-sonnet-5-5': { thinking: 'always', ...large, smallestCacheableTokens: 512 },
  'claude-fable-5-1': { thinking: 'always', ...large, smallestCacheableTokens: 512 },
}
const interleaved = 'interleaved-thinking-2025-05-14'
const knownFields = new Set('model max_tokens messages system tools thinking tool_choice output_config stream metadata stop_sequences service_tier'.split(' '))

export const tokensOf = (value: unknown): number => Math.ceil(JSON.stringify(value).length / 3.6)

const checkThinking = ({ thinking, tool_choice, max_tokens }: Request, rules: ModelRules, betas: string[]): string[] => {
  const broken: string[] = []
  if (thinking?.type === 'enabled') {
    const budget = thinking.budget_tokens ?? 0
    if (rules.thinking !== 'budget') broken.push('"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive".')
    else if (budget < 1024) broken.push('thinking.enabled.budget_tokens: must be at least 1024')
    else if (budget >= max_tokens && !betas.includes(interleaved)) broken.push('max_tokens must be greater than thinking.budget_tokens')
  }
  if (thinking?.type === 'adaptive' && rules.thinking === 'budget') broken.push('adaptive thinking is not supported on this model')
  if (thinking?.type === 'disabled' && rules.thinking === 'always') broken.push('"thinking.type.disabled" is not supported for this model')
  const known = thinking?.type === 'enabled' ? ['type', 'budget_tokens', 'display'] : ['type', 'display']
  for (const field of Object.keys(thinking ?? {})) if (!known.includes(field)) broken.push(`thinking.${field}: Extra inputs are not permitted`)
  const forced = tool_choice?.type === 'any' || tool_choice?.type === 'tool'
  if (forced && (rules.thinking === 'always' || thinking?.type === 'enabled')) broken.push('Thinking may not be enabled when tool_choice forces tool use.')
  return broken
}

const checkOutputConfig = ({ output_config }: Request): string[] => {
  if (output_config === undefined) return []
  const broken = Object.keys(output_config).flatMap((field) => (field === 'format' || field === 'effort' ? [] : `output_config.${field}: Extra inputs`))
  const { format } = output_config
  if (format === undefined) return broken
  if (format.type !== 'json_schema') broken.push('output_config.format.type: must be json_schema')
  for (const field of Object.keys(format))
    if (field !== 'type' && field !== 'schema') broken.push(`output_config.format.${field}: Extra inputs are not permitted`)
  return [...broken, ...checkOutputSchema(format.schema, 'output_config.format.schema')]
}

const marksIn = (value: unknown): number => JSON.stringify(value).match(/"cache_control":\{/g)?.length ?? 0

export const checkRequest = (request: Request, betas: string[], rules: ModelRules, issued: Issued): string[] => {
  const broken: string[] = []
  for (const field of Object.keys(request)) if (!knownFields.has(field)) broken.push(`${field}: Extra inputs are not permitted`)
  for (const beta of betas)
    if (beta !== interleaved || rules.thinking !== 'budget') broken.push(`Unexpected value(s) \`${beta}\` for the \`anthropic-beta\` header.`)
  if (!Number.isInteger(request.max_tokens) || request.max_tokens < 1) broken.push('max_tokens: must be at least 1')
  if (request.max_tokens > rules.maxOutputTokens) broken.push(`max_tokens: ${request.max_tokens} > ${rules.maxOutputTokens}`)
  broken.push(...checkThinking(request, rules, betas), ...checkTurns(request, issued), ...checkTools(request.tools ?? []), ...checkOutputConfig(request))
  for (const block of blocksOf(request.system ?? [])) broken.push(...checkBlock(block, 'system').map((problem) => `system: ${problem}`))
  const marks = marksIn([request.tools ?? [], request.system ?? [], request.messages])
  if (marks > 4) broken.push(`A maximum of 4 blocks with cache_control may be provided. Found ${marks}.`)
  const prompt = tokensOf([request.tools, request.system, request.messages])
  if (prompt + request.max_tokens > rules.contextTokens)
    broken.push(`prompt is too long: ${prompt} tokens + ${request.max_tokens} > ${rules.contextTokens} maximum`)
  return broken
}

/** False where half of a character stands alone: an escape that JSON allows, and no reader of UTF-8 takes. */
export const isWellFormed = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed()
  if (value === null || typeof value !== 'object') return true
  return Object.entries(value).every(([key, item]) => key.isWellFormed() && isWellFormed(item))
}
