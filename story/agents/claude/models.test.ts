import { describe, expect, it } from 'vitest'
import { costUsd, defaultModelId, findModel, modelIds, successorOf } from './models.ts'
import { estimateUsd, paramsFor } from './request.ts'

const tokens = { input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0 }
const million = (id: string, kind: keyof typeof tokens): number => costUsd(findModel(id).model, { ...tokens, [kind]: 1_000_000 })

describe('models', () => {
  it('cost what the price list says', () => {
    expect((['input_tokens', 'output_tokens', 'cache_write_tokens', 'cache_read_tokens'] as const).map((kind) => million(defaultModelId, kind))).toEqual([
      5, 25, 6.25, 0.5,
    ])
    expect(million('claude-opus-5-5', 'cache_read_tokens')).toBe(0.2)
    expect(million('claude-sonnet-5-5', 'output_tokens')).toBe(10)
    expect(million('claude-fable-5-1', 'cache_read_tokens')).toBe(0.25)
  })

  it('charge a long prompt of Haiku 5.5 at its second rate, output included', () => {
    const { model } = findModel('claude-haiku-5-5')
    expect(costUsd(model, { ...tokens, input_tokens: 100_000, output_tokens: 1000 })).toBeCloseTo(0.0105)
    expect(costUsd(model, { ...tokens, input_tokens: 50_000, cache_read_tokens: 50_001, output_tokens: 1000 })).toBeCloseTo(0.025 + 0.0025 + 0.0025, 5)
  })

  it('that are budgeted have room to write beyond what they think, and every successor is a row', () => {
    for (const id of modelIds) {
      const { model } = findModel(id)
      if (model.thinking.kind === 'budget') expect(model.maxTokens).toBeGreaterThan(model.thinking.budgetTokens)
      expect(model.maxTokens).toBeLessThanOrEqual(model.maxOutputTokens)
      if (model.successor !== null) expect(successorOf(model)?.id).toBe(model.successor)
    }
  })

  it('that are unknown are asked carefully, with a warning', () => {
    const { model, warning } = findModel('qwen3-coder')
    expect(warning).toContain('qwen3-coder')
    expect(paramsFor(model, model.maxTokens)).toEqual({ model: 'qwen3-coder', max_tokens: 8000 })
    // A Claude that we don't know yet may think unasked.
    const next = findModel('claude-opus-9').model
    expect(paramsFor(next, next.maxTokens)).toEqual({ model: 'claude-opus-9', max_tokens: 16_000 })
  })

  it('are estimated at the price of a cached prefix when it is cached', () => {
    const { model } = findModel(defaultModelId)
    const system = [{ type: 'text' as const, text: 'x'.repeat(100_000), cache_control: { type: 'ephemeral' as const } }]
    const usd = (cached: boolean) => estimateUsd(model, { system, messages: [], cached, outputTokens: 0 })
    expect(usd(false) / usd(true)).toBeCloseTo(12.5, 1)
  })
})
