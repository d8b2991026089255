// Buying a chunk: asked for once, whatever happens. What is kept is looked at first, then whether the same chunk is just
// being bought. Then it is noted that the chunk is asked for, it is bought, saved before anything else is done with it, and
// checked; an answer is kept even if the story was cancelled meanwhile, for it has been paid for.
//
// Where an answer was lost (the process died, the connection broke, the body stalled) the service may have made the chunk all
// the same: before it is asked for again it is looked for in the service's own history. Only what cannot be had from there
// is bought again, and then log and receipt say so.
import { setTimeout as sleep } from 'node:timers/promises'
import type { ElevenLabsClient } from '@elevenlabs/elevenlabs-js'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { Voice } from '../../../shared/voices.ts'
import type { SpeechContext } from '../speech.ts'
import type { ThreadPool } from '../threads/pool.ts'
import { type Bought, boughtSchema, type ChunkSound, checkBought } from './bought-chunk.ts'
import { type ChunkOrder, keyOf, outputFormat, voiceSettings } from './chunk-order.ts'
import { type Errand, priceUsd, purposes, receiptOf } from './errand.ts'
import { type Fault, isRefusal, isUnanswered, readFault } from './faults.ts'
import { openHistory } from './history.ts'
import { keep, refused } from './kept-chunk.ts'
import { makeLookBack } from './look-back.ts'
import { speechModel } from './models.ts'
import type { Places } from './places.ts'
import { makeVoiceCheck, type VoiceCheck } from './voice-check.ts'

export interface ShopOptions {
  apiKey: string
  baseUrl: string | undefined
  model: string
  voiceIds: Readonly<Record<Voice, string>>
  /** Between tries. Tests shorten it. */
  waitMs: (attempt: number) => number
  /** For the whole answer, its body included. */
  deadlineMs: (characters: number) => number
  /** How long after a question that was not answered the service may still be making the chunk. */
  patienceMs: (characters: number) => number
}

const answered = (errand: Errand, unanswered: number): void => {
  if (errand.asked !== null) errand.asked = { ...errand.asked, unanswered }
}

const mostTries = 5
/** Waiting for a place is not failing; but an account that never has one must not hold a story for its whole hour. */
const mostCrowdedTries = 40
const longestCrowdedWait = 4

export interface Shop {
  /** @param closing no purchase is begun after it; one that has begun is finished, since it is on the bill */
  get: (order: ChunkOrder, context: SpeechContext, closing: AbortSignal) => Promise<ChunkSound>
  /** Before the first purchase: are the voices still there? */
  checkVoices: VoiceCheck
}

export const openShop = (options: ShopOptions, pool: ThreadPool, places: Places): Shop => {
  const underWay = new Map<string, Promise<ChunkSound>>()
  let client: Promise<ElevenLabsClient> | null = null
  // The package takes two seconds to load: only who speaks with it pays for that.
  const getClient = (): Promise<ElevenLabsClient> => {
    client ??= import('@elevenlabs/elevenlabs-js').then(
      (vendor) =>
        new vendor.ElevenLabsClient({ apiKey: options.apiKey, maxRetries: 0, ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }) }),
    )
    return client
  }
  const { findKept, findMade } = makeLookBack({ history: openHistory(options), pool, ...options })
  const { takesContext } = speechModel(options.model)

  const ask = async (order: ChunkOrder, signal: AbortSignal): Promise<{ bought: Bought; characters: number }> => {
    const { textToSpeech } = await getClient()
    const deadline = AbortSignal.timeout(options.deadlineMs(order.text.length))
    const { data, rawResponse } = await textToSpeech
      .convertWithTimestamps(
        order.voiceId,
        {
          text: order.text,
          modelId: order.model,
          outputFormat,
          voiceSettings,
          ...(order.previousText === null || !takesContext ? {} : { previousText: order.previousText }),
          ...(order.nextText === null || !takesContext ? {} : { nextText: order.nextText }),
        },
        { abortSignal: AbortSignal.any([signal, deadline]), maxRetries: 0 },
      )
      .withRawResponse()
    const allowed = Number(rawResponse.headers.get('maximum-concurrent-requests') ?? Number.NaN)
    if (Number.isInteger(allowed) && allowed > 0) places.learn(allowed)
    const charged = Number(rawResponse.headers.get('character-cost') ?? Number.NaN)
    const parsed = boughtSchema.safeParse(data)
    if (!parsed.success) throw new CodeStoryError('speech_unavailable', 'ElevenLabs answered with something else than audio.')
    return { bought: parsed.data, characters: Number.isFinite(charged) && charged >= 0 ? Math.round(charged) : order.text.length }
  }

  /**
   * One request, from the note that it goes out to its receipt.
   * @returns the fault of the answer, where it has one. What is wrong with our own store is thrown: asking again is no cure for that
   */
  const buyOnce = async (errand: Errand, untilClosing: AbortSignal): Promise<ChunkSound | { fault: Fault; cause: unknown }> => {
    const { key, order, context } = errand
    const startedAt = performance.now()
    const madeBefore = errand.mayBeMade
    const lost = errand.asked?.unanswered ?? 0
    const failed = (cause: unknown) => ({ fault: readFault(cause, order.voice, options.model), cause })
    const answer = await places.run(async () => {
      const now = Date.now()
      errand.asked = { askedFirst: errand.asked?.askedFirst ?? now, askedLast: now, unanswered: lost + 1 }
      await keep(context.cache, key, errand.asked)
      errand.mayBeMade = true
      return ask(order, context.signal).catch(failed)
    }, untilClosing)
    if ('fault' in answer) {
      if (isRefusal(answer.fault)) errand.mayBeMade = madeBefore
      if (!isUnanswered(answer.fault)) answered(errand, lost)
      return answer
    }
    // Kept before it is looked at, and under no signal: it has been paid for, and a worker that dies over the checks must not
    // buy it again. Should it turn out unusable, it is on the bill all the same, and the next try takes its place.
    await keep(context.cache, key, answer.bought)
    const purpose = madeBefore ? purposes.again : purposes.first
    await context.budget.record(receiptOf(order, { purpose, lost, characters: answer.characters, durationMs: performance.now() - startedAt }))
    answered(errand, 0)
    return checkBought(answer.bought, order, pool, new AbortController().signal).catch(failed)
  }

  const buyWithPatience = async (errand: Errand, untilClosing: AbortSignal): Promise<ChunkSound> => {
    const { order, context } = errand
    let tries = 0
    let crowded = 0
    for (;;) {
      untilClosing.throwIfAborted()
      await context.budget.check(priceUsd(order))
      const outcome = await buyOnce(errand, untilClosing)
      if ('sound' in outcome) return outcome
      untilClosing.throwIfAborted()
      const { fault, cause } = outcome
      if (fault.kind === 'final') throw fault.error
      if (fault.kind === 'crowded') {
        places.shrink()
        crowded += 1
      } else tries += 1
      const made = isRefusal(fault) ? null : await findMade(errand, isUnanswered(fault))
      if (made !== null && typeof made !== 'string') return made
      const reason = fault.kind === 'crowded' ? 'too many requests at once for this account' : fault.reason
      if (tries >= mostTries || crowded >= mostCrowdedTries) {
        const retryAfterSeconds = fault.retryAfterMs === null ? undefined : Math.ceil(fault.retryAfterMs / 1000)
        const message = `ElevenLabs could not be used: ${reason}. It was tried ${tries + crowded} times.`
        throw new CodeStoryError('speech_unavailable', message, { cause, retryAfterSeconds })
      }
      const again: Record<string, string | number> = made === null ? {} : { may_be_bought_again: order.text.length, because: made }
      context.log('ElevenLabs did not answer as it should, trying again', { reason: reason.slice(0, 200), attempt: tries + crowded, ...again }, 'warning')
      const wait = options.waitMs(fault.kind === 'crowded' ? Math.min(crowded, longestCrowdedWait) : tries)
      await sleep(Math.max(wait, fault.retryAfterMs ?? 0), undefined, { signal: untilClosing })
    }
  }

  const buy = async (errand: Errand, closing: AbortSignal): Promise<ChunkSound> => {
    try {
      return await buyWithPatience(errand, AbortSignal.any([errand.context.signal, closing]))
    } catch (error) {
      // Every request was refused: nothing was made, and who comes next need not look for it.
      if (errand.asked !== null && !errand.mayBeMade) await keep(errand.context.cache, errand.key, refused)
      throw error
    }
  }

  const run = async (errand: Errand, closing: AbortSignal): Promise<ChunkSound> => {
    const { order, context } = errand
    const kept = await findKept(errand)
    if (kept !== null) return kept
    if (errand.mayBeMade) {
      // It asks for no more money, but counts as soon as it is found.
      await context.budget.check(0)
      const made = await findMade(errand, true)
      if (typeof made !== 'string') return made
      context.log('A chunk whose answer was lost may be bought a second time', { may_be_bought_again: order.text.length, because: made }, 'warning')
    }
    return buy(errand, closing)
  }

  return {
    checkVoices: makeVoiceCheck({ voiceIds: options.voiceIds, model: options.model, getClient }),
    get: async (order, context, closing) => {
      const key = keyOf(order)
      const current = underWay.get(key)
      if (current !== undefined) {
        // Another story may be cancelled while it buys for both: then this one buys for itself.
        const sound = await current.catch(() => null)
        context.signal.throwIfAborted()
        if (sound !== null) return sound
      }
      const work = run({ key, order, context, asked: null, mayBeMade: false, useless: new Set() }, closing)
      underWay.set(key, work)
      try {
        return await work
      } finally {
        if (underWay.get(key) === work) underWay.delete(key)
      }
    },
  }
}
