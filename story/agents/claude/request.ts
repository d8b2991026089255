// A request as its model's documentation wants it, and what it will cost before it is sent.
import type { BetaMessageParam, BetaTextBlockParam, MessageCreateParamsBase } from '@anthropic-ai/sdk/resources/beta/messages/messages'
import { costUsd, estimateTokens, type Model } from './models.ts'

type ModelParams = Pick<MessageCreateParamsBase, 'model' | 'max_tokens' | 'thinking' | 'betas'>

export const paramsFor = (model: Model, maxTokens: number): ModelParams => {
  const common = { model: model.id, max_tokens: Math.min(maxTokens, model.maxOutputTokens) }
  switch (model.thinking.kind) {
    case 'budget':
      return { ...common, thinking: { type: 'enabled', budget_tokens: model.thinking.budgetTokens }, betas: [model.thinking.beta] }
    case 'adaptive':
      return { ...common, thinking: { type: 'adaptive' } }
    case 'none':
      return common
  }
}

export interface PromptSize {
  system: readonly BetaTextBlockParam[]
  messages: readonly BetaMessageParam[]
  /** The system prompt is in the service's cache already. */
  cached: boolean
  outputTokens: number
}

/** What a call will probably cost: held against the limits before it is made. */
export const estimateUsd = (model: Model, { system, messages, cached, outputTokens }: PromptSize): number => {
  const systemTokens = estimateTokens(model, system.map((block) => block.text).join(''))
  const marked = system.some((block) => block.cache_control) && systemTokens >= model.smallestCacheableTokens
  return costUsd(model, {
    input_tokens: estimateTokens(model, JSON.stringify(messages)) + (marked ? 0 : systemTokens),
    cache_read_tokens: marked && cached ? systemTokens : 0,
    cache_write_tokens: marked && !cached ? systemTokens : 0,
    output_tokens: outputTokens,
  })
}
