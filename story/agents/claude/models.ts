// What each Claude model takes and costs: a row per model, so that a request is made as that model's documentation says and
// a new model is a new row. Prices are list prices in USD per million tokens, read from the vendor's price list in November
// 2026; a cache write is the one that lives for five minutes.

export interface Prices {
  input: number
  cacheWrite: number
  cacheRead: number
  output: number
}

/**
 * budget: `budget_tokens`, and a beta that lets the model think between tool calls too.
 * adaptive: the model decides; a budget is an error.
 * none: nothing is said about thinking, for models that we don't know.
 */
export type Thinking = { kind: 'budget'; budgetTokens: number; beta: 'interleaved-thinking-2025-05-14' } | { kind: 'adaptive' } | { kind: 'none' }

export interface Model {
  id: string
  thinking: Thinking
  contextTokens: number
  /** What the model can write at most; `maxTokens` is what we ask for first. */
  maxOutputTokens: number
  maxTokens: number
  /** A shorter prefix is accepted and not cached. */
  smallestCacheableTokens: number
  /** Measured on English and source code; the tokenizer since Opus 4.7 makes about a third more tokens of the same text. */
  charactersPerToken: number
  prices: Prices
  /** Haiku 5.5 charges every token of a longer prompt at a second rate. */
  longPrompt: { aboveTokens: number; prices: Prices } | null
  /** Named when the service has retired this model. */
  successor: string | null
}

export const defaultModelId = 'claude-opus-4-5-20251101'

// As documented for this project: 10,000 of 16,000 tokens may be thought.
const budget: Pick<Model, 'thinking' | 'maxTokens' | 'charactersPerToken'> = {
  thinking: { kind: 'budget', budgetTokens: 10_000, beta: 'interleaved-thinking-2025-05-14' },
  maxTokens: 16_000,
  charactersPerToken: 3.6,
}
// An adaptive model may think longer than any budget of ours, and what it thinks counts towards max_tokens.
const adaptive: Pick<Model, 'thinking' | 'maxTokens' | 'charactersPerToken'> = { thinking: { kind: 'adaptive' }, maxTokens: 32_000, charactersPerToken: 2.8 }

const prices = (input: number, output: number, cacheRead = input / 10): Prices => ({ input, output, cacheRead, cacheWrite: input * 1.25 })
const small = { contextTokens: 200_000, maxOutputTokens: 64_000 }
const large = { contextTokens: 1_000_000, maxOutputTokens: 128_000 }

const rows: Model[] = [
  { id: defaultModelId, ...budget, ...small, smallestCacheableTokens: 4096, prices: prices(5, 25), longPrompt: null, successor: 'claude-opus-5-5' },
  { id: 'claude-opus-4-5', ...budget, ...small, smallestCacheableTokens: 4096, prices: prices(5, 25), longPrompt: null, successor: 'claude-opus-5-5' },
  {
    id: 'claude-sonnet-4-5-20250929',
    ...budget,
    ...small,
    smallestCacheableTokens: 1024,
    prices: prices(3, 15),
    longPrompt: null,
    successor: 'claude-sonnet-5-5',
  },
  { id: 'claude-sonnet-4-5', ...budget, ...small, smallestCacheableTokens: 1024, prices: prices(3, 15), longPrompt: null, successor: 'claude-sonnet-5-5' },
  {
    id: 'claude-haiku-4-5-20251001',
    ...budget,
    ...small,
    smallestCacheableTokens: 4096,
    prices: prices(1, 5),
    longPrompt: null,
    successor: 'claude-haiku-5-5',
  },
  { id: 'claude-haiku-4-5', ...budget, ...small, smallestCacheableTokens: 4096, prices: prices(1, 5), longPrompt: null, successor: 'claude-haiku-5-5' },
  {
    id: 'claude-opus-4-6',
    ...adaptive,
    charactersPerToken: 3.6,
    ...large,
    smallestCacheableTokens: 4096,
    prices: prices(5, 25),
    longPrompt: null,
    successor: 'claude-opus-5-5',
  },
  {
    id: 'claude-sonnet-4-6',
    ...adaptive,
    charactersPerToken: 3.6,
    ...large,
    maxOutputTokens: 64_000,
    smallestCacheableTokens: 1024,
    prices: prices(3, 15),
    longPrompt: null,
    successor: 'claude-sonnet-5-5',
  },
  { id: 'claude-opus-4-7', ...adaptive, ...large, smallestCacheableTokens: 2048, prices: prices(5, 25), longPrompt: null, successor: 'claude-opus-5-5' },
  { id: 'claude-opus-4-8', ...adaptive, ...large, smallestCacheableTokens: 1024, prices: prices(5, 25), longPrompt: null, successor: 'claude-opus-5-5' },
  { id: 'claude-opus-5', ...adaptive, ...large, smallestCacheableTokens: 512, prices: prices(5, 25), longPrompt: null, successor: 'claude-opus-5-5' },
  { id: 'claude-sonnet-5', ...adaptive, ...large, smallestCacheableTokens: 1024, prices: prices(2, 10), longPrompt: null, successor: 'claude-sonnet-5-5' },
  { id: 'claude-fable-5', ...adaptive, ...large, smallestCacheableTokens: 512, prices: prices(10, 50), longPrompt: null, successor: 'claude-fable-5-1' },
  { id: 'claude-opus-5-5', ...adaptive, ...large, smallestCacheableTokens: 512, prices: prices(4, 20, 0.2), longPrompt: null, successor: null },
  { id: 'claude-sonnet-5-5', ...adaptive, ...large, smallestCacheableTokens: 512, prices: prices(2, 10, 0.1), longPrompt: null, successor: null },
  { id: 'claude-fable-5-1', ...adaptive, ...large, smallestCacheableTokens: 512, prices: prices(10, 50, 0.25), longPrompt: null, successor: null },
  {
    id: 'claude-haiku-5-5',
    ...adaptive,
    ...large,
    smallestCacheableTokens: 512,
    prices: prices(0.1, 0.5),
    longPrompt: { aboveTokens: 100_000, prices: prices(0.5, 2.5) },
    successor: null,
  },
]
const byId: ReadonlyMap<string, Model> = new Map(rows.map((row) => [row.id, row]))
export const modelIds: readonly string[] = rows.map((row) => row.id)

/**
 * An id that the table doesn't know gets what every service and every local server takes: nothing said about thinking, a
 * small answer, no betas. It is priced like the default, so that a spending limit still means something. A Claude of
 * another name (the next one, or a gateway's) may think unasked, which counts towards its answer, and writes more than that.
 */
const carefulRow = (id: string): Model => ({
  id,
  thinking: { kind: 'none' },
  contextTokens: 128_000,
  ...(/claude/i.test(id) ? { maxOutputTokens: 32_000, maxTokens: 16_000 } : { maxOutputTokens: 16_000, maxTokens: 8_000 }),
  smallestCacheableTokens: 4096,
  charactersPerToken: 2.8,
  prices: prices(5, 25),
  longPrompt: null,
  successor: null,
})

export const findModel = (id: string): { model: Model; warning: string | null } => {
  const model = byId.get(id)
  if (model !== undefined) return { model, warning: null }
  return { model: carefulRow(id), warning: `The model ${id} is not in the table of known models: it is asked without thinking, and its cost is an estimate.` }
}

export const successorOf = (model: Model): Model | null => (model.successor === null ? null : (byId.get(model.successor) ?? null))

export interface TokenCounts {
  input_tokens: number
  output_tokens: number
  cache_read_tokens: number
  cache_write_tokens: number
}

export const costUsd = (model: Model, tokens: TokenCounts): number => {
  const promptTokens = tokens.input_tokens + tokens.cache_read_tokens + tokens.cache_write_tokens
  const rate = model.longPrompt !== null && promptTokens > model.longPrompt.aboveTokens ? model.longPrompt.prices : model.prices
  const { input_tokens, output_tokens, cache_read_tokens, cache_write_tokens } = tokens
  return (input_tokens * rate.input + output_tokens * rate.output + cache_read_tokens * rate.cacheRead + cache_write_tokens * rate.cacheWrite) / 1e6
}

export const estimateTokens = (model: Pick<Model, 'charactersPerToken'>, text: string): number => Math.ceil(text.length / model.charactersPerToken)
