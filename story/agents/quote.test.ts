import { describe, expect, it } from 'vitest'
import { quoteStory } from './quote.ts'

const free = { paid: false, quoteUsd: () => 0 }
const paid = { paid: true, quoteUsd: (characters: number) => characters * 0.0001 }

describe('a quote', () => {
  it('of the built-in narrator and voice is nothing', () => {
    expect(quoteStory({ sourceFiles: 200, minutes: 10, narrator: 'local', speech: free })).toMatchObject({ usd: 0, tokens: 0, characters: 9000 })
  })

  it('of ten minutes about two hundred files by the default model is about a dollar', () => {
    const { usd, tokens } = quoteStory({ sourceFiles: 200, minutes: 10, narrator: 'claude-opus-4-5-20251101', speech: free })
    // What bench/claude-writers.ts measures lies between 0.66, by a writer who obeys, and 1.01, by one who invents.
    expect(usd).toBeGreaterThan(0.66)
    expect(usd).toBeLessThan(1.05)
    expect(tokens).toBeGreaterThan(100_000)
  })

  it('grows with the length, falls with a cheaper model, and adds what the voice costs', () => {
    const usd = (minutes: 5 | 20, narrator = 'claude-opus-4-5-20251101', speech: typeof free | typeof paid = free) =>
      quoteStory({ sourceFiles: 200, minutes, narrator, speech }).usd
    expect(usd(20)).toBeGreaterThan(usd(5))
    expect(usd(20, 'claude-sonnet-5-5')).toBeLessThan(usd(20))
    expect(usd(5, 'local', paid)).toBeCloseTo(0.45)
  })

  it('of an unknown repository assumes a middling one', () => {
    expect(quoteStory({ sourceFiles: null, minutes: 5, narrator: 'claude-opus-5-5', speech: free }).usd).toBeGreaterThan(0)
  })
})
