// Buying a chunk: asked for once, whatever happens. The cache is asked first, then whether the same chunk is just being
// bought; then it is bought, with waiting and new tries where time may cure the fault, saved before anything else is done
// with it, and checked. Once an answer is here it is kept even if the story was cancelled meanwhile: it has been paid for.
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ElevenLabsClient } from '@elevenlabs/elevenlabs-js'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { CallUsage } from '../../../shared/usage.ts'
import type { Voice } from '../../../shared/voices.ts'
import type { Chunk } from '../chunks.ts'
import type { SpeechContext } from '../speech.ts'
import type { ThreadPool } from '../threads/pool.ts'
import { type Bought, boughtSchema, type ChunkSound, checkBought } from './bought-chunk.ts'
import { readFault } from './faults.ts'
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
}

export interface ChunkOrder extends Chunk {
  voice: Voice
  previousText: string | null
  nextText: string | null
}

const outputFormat = 'mp3_44100_128'
/** As documented. */
const voiceSettings = { stability: 0.5, similarityBoost: 0.75, style: 0, useSpeakerBoost: true }
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
  const { usdPerThousandCharacters, takesContext } = speechModel(options.model)

  const keyOf = (order: ChunkOrder): string =>
    createHash('sha256')
      .update(JSON.stringify(['elevenlabs', order.text, options.voiceIds[order.voice], options.model, outputFormat, voiceSettings]))
      .digest('hex')

  const findBought = async (key: string, order: ChunkOrder, context: SpeechContext): Promise<ChunkSound | null> => {
    const bytes = await context.cache.find(key)
    if (bytes === null) return null
    try {
      return await checkBought(boughtSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))), order, pool, context.signal)
    } catch (error) {
      context.signal.throwIfAborted()
      context.log('Stored speech is damaged and bought again', { reason: error instanceof Error ? error.message.slice(0, 200) : String(error) }, 'warning')
      return null
    }
  }

  const ask = async (order: ChunkOrder, context: SpeechContext): Promise<{ bought: Bought; characters: number; durationMs: number }> => {
    const startedAt = performance.now()
    const { textToSpeech } = await getClient()
    const deadline = AbortSignal.timeout(options.deadlineMs(order.text.length))
    const { data, rawResponse } = await textToSpeech
      .convertWithTimestamps(
        options.voiceIds[order.voice],
        {
          text: order.text,
          modelId: options.model,
          outputFormat,
          voiceSettings,
          ...(order.previousText === null || !takesContext ? {} : { previousText: order.previousText }),
          ...(order.nextText === null || !takesContext ? {} : { nextText: order.nextText }),
        },
        { abortSignal: AbortSignal.any([context.signal, deadline]), maxRetries: 0 },
      )
      .withRawResponse()
    const allowed = Number(rawResponse.headers.get('maximum-concurrent-requests') ?? Number.NaN)
    if (Number.isInteger(allowed) && allowed > 0) places.learn(allowed)
    const charged = Number(rawResponse.headers.get('character-cost') ?? Number.NaN)
    const parsed = boughtSchema.safeParse(data)
    const characters = Number.isFinite(charged) && charged >= 0 ? Math.round(charged) : order.text.length
    if (!parsed.success) throw new CodeStoryError('speech_unavailable', 'ElevenLabs answered with something else than audio.')
    return { bought: parsed.data, characters, durationMs: Math.round(performance.now() - startedAt) }
  }

  const receipt = (characters: number, durationMs: number): CallUsage => ({
    agent: 'Synthesizer',
    model: options.model,
    purpose: 'speech',
    input_tokens: 0,
    output_tokens: 0,
    cache_read_tokens: 0,
    cache_write_tokens: 0,
    characters,
    cost_usd: (characters / 1000) * usdPerThousandCharacters,
    duration_ms: durationMs,
  })

  const buy = async (key: string, order: ChunkOrder, context: SpeechContext, closing: AbortSignal): Promise<ChunkSound> => {
    let tries = 0
    let crowded = 0
    for (;;) {
      const untilClosing = AbortSignal.any([context.signal, closing])
      untilClosing.throwIfAborted()
      await context.budget.check((order.text.length / 1000) * usdPerThousandCharacters)
      try {
        const { bought, characters, durationMs } = await places.run(() => ask(order, context), untilClosing)
        // Kept before it is looked at, and under no signal: it has been paid for, and a worker that dies over the checks must not
        // buy it again. Should it turn out unusable, it is on the bill all the same, and the next try takes its place.
        await context.cache.save(key, Buffer.from(JSON.stringify(bought)))
        await context.budget.record(receipt(characters, durationMs))
        return await checkBought(bought, order, pool, new AbortController().signal)
      } catch (error) {
        untilClosing.throwIfAborted()
        const fault = readFault(error, order.voice, options.model)
        if (fault.kind === 'final') throw fault.error
        if (fault.kind === 'crowded') {
          places.shrink()
          crowded += 1
        } else tries += 1
        const reason = fault.kind === 'crowded' ? 'too many requests at once for this account' : fault.reason
        if (tries >= mostTries || crowded >= mostCrowdedTries) {
          const retryAfterSeconds = fault.retryAfterMs === null ? undefined : Math.ceil(fault.retryAfterMs / 1000)
          throw new CodeStoryError('speech_unavailable', `ElevenLabs could not be used: ${reason}. It was tried ${tries + crowded} times.`, {
            cause: error,
            retryAfterSeconds,
          })
        }
        context.log('ElevenLabs did not answer as it should, trying again', { reason: reason.slice(0, 200), attempt: tries + crowded }, 'warning')
        const wait = options.waitMs(fault.kind === 'crowded' ? Math.min(crowded, longestCrowdedWait) : tries)
        await sleep(Math.max(wait, fault.retryAfterMs ?? 0), undefined, { signal: untilClosing })
      }
    }
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
      const work = (async () => (await findBought(key, order, context)) ?? buy(key, order, context, closing))()
      underWay.set(key, work)
      try {
        return await work
      } finally {
        if (underWay.get(key) === work) underWay.delete(key)
      }
    },
  }
}
