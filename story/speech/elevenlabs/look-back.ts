// Before a chunk is bought: is it here already, or with the service? An answer that was lost on the way is looked for in the
// service's history, for a short while where the question is so fresh that it may still be at work. Who waits also looks
// at what is kept: whoever asked may be alive, in another process, and have its answer by now.
import { setTimeout as sleep } from 'node:timers/promises'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { ThreadPool } from '../threads/pool.ts'
import { type ChunkSound, checkBought } from './bought-chunk.ts'
import { type Errand, purposes, receiptOf } from './errand.ts'
import { type History, HistoryClosed } from './history.ts'
import { keep, readKept } from './kept-chunk.ts'

interface LookBackOptions {
  history: History
  pool: ThreadPool
  /** Between looks. */
  waitMs: (look: number) => number
  /** How long after a question that was not answered the service may still be making the chunk. */
  patienceMs: (characters: number) => number
}

export interface LookBack {
  /** From our own store. Null where there is none; then the errand says whether the chunk was asked for before. */
  findKept: (errand: Errand) => Promise<ChunkSound | null>
  /**
   * From the service's history, or why it is not to be had from there.
   * @param comesYet the service may still be at it, if the question is fresh
   */
  findMade: (errand: Errand, comesYet: boolean) => Promise<ChunkSound | string>
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 200)

export const makeLookBack = ({ history, pool, waitMs, patienceMs }: LookBackOptions): LookBack => {
  const findKept = async (errand: Errand): Promise<ChunkSound | null> => {
    const { key, order, context } = errand
    const kept = await readKept(context.cache, key)
    if (kept.kind === 'nothing') return null
    errand.mayBeMade = true
    if (kept.kind === 'asked') {
      errand.asked = kept.asked
      return null
    }
    try {
      if (kept.kind === 'bought') return await checkBought(kept.bought, order, pool, context.signal)
      context.log('Stored speech is damaged', { reason: kept.reason.slice(0, 200) }, 'warning')
    } catch (error) {
      context.signal.throwIfAborted()
      context.log('Stored speech cannot be used', { reason: reasonOf(error) }, 'warning')
    }
    return null
  }

  const findInHistory = async ({ key, order, context, asked, useless }: Errand): Promise<ChunkSound | null> => {
    const startedAt = performance.now()
    for (const item of await history.find(order, asked, context.signal)) {
      if (useless.has(item.id)) continue
      const bought = await history.take(item, context.signal)
      const sound = await checkBought(bought, order, pool, context.signal).catch((error: unknown) => {
        context.signal.throwIfAborted()
        context.log('ElevenLabs has audio in its history that cannot be used', { reason: reasonOf(error) }, 'warning')
        useless.add(item.id)
        return null
      })
      if (sound === null) continue
      await keep(context.cache, key, bought)
      const durationMs = performance.now() - startedAt
      await context.budget.record(receiptOf(order, { purpose: purposes.found, characters: item.characters ?? order.text.length, durationMs }))
      const times = bought.alignment === null ? 'estimated: the history has none' : 'as they were made'
      context.log('ElevenLabs had made a chunk whose answer was lost: taken from its history', { characters: order.text.length, sentence_times: times })
      return sound
    }
    return null
  }

  const findMade = async (errand: Errand, comesYet: boolean): Promise<ChunkSound | string> => {
    const { asked, order, context } = errand
    const until = asked === null || !comesYet ? 0 : asked.askedLast + patienceMs(order.text.length)
    for (let look = 1; ; look += 1) {
      let why = 'it is not in the history'
      try {
        const sound = await findInHistory(errand)
        if (sound !== null) return sound
      } catch (error) {
        context.signal.throwIfAborted()
        // Of our own store or budget: nothing that another look would change.
        if (error instanceof CodeStoryError) throw error
        why = `the history cannot be read: ${reasonOf(error)}`
        if (error instanceof HistoryClosed) return why
      }
      const leftMs = until - Date.now()
      if (leftMs <= 0) return why
      await sleep(Math.min(leftMs, waitMs(look)), undefined, { signal: context.signal })
      const kept = await findKept(errand)
      if (kept !== null) return kept
    }
  }

  return { findKept, findMade }
}
