// One chunk on its way to being bought, and what is written on its receipt.
import type { CallUsage } from '../../../shared/usage.ts'
import type { SpeechContext } from '../speech.ts'
import type { ChunkOrder } from './chunk-order.ts'
import type { Asked } from './kept-chunk.ts'
import { speechModel } from './models.ts'

export interface Errand {
  readonly key: string
  readonly order: ChunkOrder
  readonly context: SpeechContext
  /** When it was asked for, in all processes; null before the first time, and where that is not known any more. */
  asked: Asked | null
  /** A request for it had no answer that can be believed: it may have been made. */
  mayBeMade: boolean
  /** Items of the history that turned out to be of no use. */
  readonly useless: Set<string>
}

export const priceUsd = ({ text, model }: Pick<ChunkOrder, 'text' | 'model'>): number => (text.length / 1000) * speechModel(model).usdPerThousandCharacters

/**
 * `again`: an earlier request may have been charged, too. Where its answer was lost, and could not be had from the history, its
 * characters are on this receipt: no other will ever tell of them.
 */
export const purposes = { first: 'speech', found: 'speech, from the history', again: 'speech, bought again' } as const

interface Paid {
  purpose: (typeof purposes)[keyof typeof purposes]
  /** Requests for the same text that were not answered: taken to be charged as well. */
  lost?: number
  /** As the account counts them: fewer than the text has for some models. The price list counts those of the text. */
  characters: number
  durationMs: number
}
export const receiptOf = (order: ChunkOrder, { purpose, lost = 0, characters, durationMs }: Paid): CallUsage => ({
  agent: 'Synthesizer',
  model: order.model,
  purpose,
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
  characters: characters * (1 + lost),
  cost_usd: priceUsd(order) * (1 + lost),
  duration_ms: Math.round(durationMs),
})
