// What is paid for twice when an answer is lost: nothing, as long as the service keeps a history that we may read.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ElevenLabsFault, type ElevenLabsStandIn, startElevenLabs } from '../../../test/support/elevenlabs.ts'
import type { HistoryMode } from '../../../test/support/elevenlabs-history.ts'
import { type RememberedContext, rememberingContext } from '../../../test/support/speaking.ts'
import type { SpeechContext } from '../speech.ts'
import { openThreadPool } from '../threads/pool.ts'
import type { ChunkSound } from './bought-chunk.ts'
import type { ChunkOrder } from './chunk-order.ts'
import { makePlaces } from './places.ts'
import { openShop, type ShopOptions } from './shop.ts'

const voiceIds = { Rachel: '21m00Tcm4TlvDq8ikWAM', Drew: '29vD33N1CtxCmqQRPOHJ', Bella: 'EXAVITQu4vr4xnSDxMaL', Antoni: 'ErXwobaYiN019PkySvjV' }
const model = 'eleven_flash_v2_5'
const text = 'One sentence is enough to buy.'
const parts = [{ line: 0, from: 0, to: text.length }]
const order: ChunkOrder = { text, parts, pauseSeconds: 0, voice: 'Rachel', voiceId: voiceIds.Rachel, model, previousText: null, nextText: null }
const costUsd = (text.length / 1000) * 0.05

let service: ElevenLabsStandIn
const pool = openThreadPool(1)
/** As a process of its own would: nothing is shared but the store in the context. */
const buy = (context: SpeechContext, change: Partial<ShopOptions> = {}): Promise<ChunkSound> => {
  const options = { apiKey: service.key, baseUrl: service.url, model, voiceIds, waitMs: () => 10, deadlineMs: () => 25_000, patienceMs: () => 0, ...change }
  return openShop(options, pool, makePlaces()).get(order, context, new AbortController().signal)
}
beforeEach(async () => {
  service = await startElevenLabs({ makingMs: () => 50 })
})
afterEach(() => service.close())
afterAll(pool.close)

interface Kept extends RememberedContext {
  details: Record<string, string | number>[]
}
const remembering = (change: Partial<SpeechContext> = {}, stored?: Map<string, Uint8Array>): Kept => {
  const details: Kept['details'] = []
  const context = rememberingContext(change, stored)
  return {
    ...context,
    details,
    log: (action, said = {}) => {
      context.logged.push(action)
      details.push(said)
    },
  }
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2))
}
/** What a process leaves behind that dies while its question is under way: the request is out, the answer never read. */
const dieInFlight = async (stored?: Map<string, Uint8Array>): Promise<Map<string, Uint8Array>> => {
  const dying = remembering({}, stored)
  const before = service.requests
  const end = new AbortController()
  const work = buy({ ...dying, signal: end.signal })
  await until(() => service.requests > before)
  const left = new Map(dying.stored)
  end.abort(new Error('killed'))
  await expect(work).rejects.toThrow('killed')
  return left
}
const made = () => until(() => service.sold.length > 0)

describe('an answer that was in flight when the process died', () => {
  it('is taken from the history, with its own times, and is on the receipt once', async () => {
    const left = await dieInFlight()
    await made()
    const context = remembering({}, left)
    const { sound, times } = await buy(context)
    expect(service.sold).toHaveLength(1)
    expect(sound.samples.length).toBeGreaterThan(1.7 * sound.rate)
    expect(times).toEqual([{ startSeconds: 0, endSeconds: text.length * 0.06 }])
    expect(context.calls).toMatchObject([{ purpose: 'speech, from the history', characters: text.length, cost_usd: costUsd }])
    expect(context.details).toEqual([{ characters: text.length, sentence_times: 'as they were made' }])
  })

  it('is waited for while the service may still be making it, and while its history is late', async () => {
    service.history.lateMs = 150
    const left = await dieInFlight()
    expect(service.sold).toHaveLength(0)
    await buy(remembering({}, left), { patienceMs: () => 5_000 })
    expect(service.sold).toHaveLength(1)
  })

  it('is not waited for longer than it can take', async () => {
    service.history.mode = 'not retained'
    const left = await dieInFlight()
    await made()
    const context = remembering({}, left)
    await buy(context, { patienceMs: () => 500 })
    expect(service.history.lists).toBeGreaterThan(1)
    expect(service.sold).toHaveLength(2)
  })

  it('is found on a later page, among others that only look like it', async () => {
    service.history.pageSize = 2
    const left = await dieInFlight()
    await made()
    const settings = { stability: 0.5, similarity_boost: 0.75, style: 0, use_speaker_boost: true }
    const alike = { voice: voiceIds.Rachel, model: 'eleven_flash_v2_5', text, settings, audio: Buffer.from('of somebody else'), alignment: null, characters: 1 }
    service.history.add({ ...alike, text: `${text} And more.` })
    service.history.add({ ...alike, text: text.toLowerCase() })
    service.history.add({ ...alike, voice: voiceIds.Drew })
    service.history.add({ ...alike, model: 'eleven_multilingual_v2' })
    service.history.add({ ...alike, settings: { ...settings, stability: 0.9 } })
    service.history.add({ ...alike, settings: { ...settings, speed: 1.2 } })
    const context = remembering({}, left)
    await buy(context)
    expect(service.sold).toHaveLength(1)
    expect([service.history.lists, service.history.downloads]).toEqual([3, 1])
    expect(context.logged).toHaveLength(1)
  })

  it('has estimated times, and the log says so, where the history tells none', async () => {
    service.history.tellsAlignments = false
    const left = await dieInFlight()
    await made()
    const context = remembering({}, left)
    const { sound, times } = await buy(context)
    expect(times).toEqual([{ startSeconds: 0, endSeconds: sound.samples.length / sound.rate }])
    expect(context.details).toMatchObject([{ sentence_times: 'estimated: the history has none' }])
  })

  const closed: [HistoryMode, RegExp][] = [
    ['not retained', /not in the history/],
    ['forbidden', /speech_history_read/],
    ['absent', /404/],
    ['broken', /500/],
  ]
  it.each(closed)('is bought again, and log and receipt say why, where the history is %s', async (mode, why) => {
    service.history.mode = mode
    const left = await dieInFlight()
    await made()
    const context = remembering({}, left)
    await buy(context)
    expect(service.sold).toHaveLength(2)
    expect(context.calls).toMatchObject([{ purpose: 'speech, bought again', characters: 2 * text.length, cost_usd: 2 * costUsd }])
    expect(context.details).toMatchObject([{ may_be_bought_again: text.length, because: expect.stringMatching(why) }])
  })

  it('counts for as often as it was lost', async () => {
    service.history.mode = 'absent'
    const left = await dieInFlight(await dieInFlight())
    await until(() => service.sold.length === 2)
    service.faults.push('lost', 'html', 'busy')
    const context = remembering({}, left)
    await buy(context)
    expect(service.sold).toHaveLength(4)
    expect(context.calls).toMatchObject([{ purpose: 'speech, bought again', characters: 4 * text.length }])
  })

  it('is not looked for where the next process finds it bought', async () => {
    const stored = new Map<string, Uint8Array>()
    await buy(remembering({}, stored))
    await buy(remembering({}, stored))
    expect([service.sold.length, service.history.lists]).toEqual([1, 0])
  })
})

describe('an answer that was lost on the way', () => {
  it.each<ElevenLabsFault>(['lost', 'truncated json', 'no audio'])('is taken from the history before it is asked for again: %s', async (fault) => {
    service.faults.push(fault)
    const context = remembering()
    await buy(context)
    expect(service.sold).toHaveLength(1)
    expect(context.calls).toMatchObject([{ purpose: 'speech, from the history', characters: text.length }])
  })

  it('is taken from the history when its body stalls', async () => {
    service.faults.push('stall')
    await buy(remembering(), { deadlineMs: () => 1000 })
    expect(service.sold).toHaveLength(1)
  })

  it('is waited for where none came at all, and not where a whole one came that was none', async () => {
    service.history.lateMs = 100
    service.faults.push('lost', 'html')
    await buy(remembering(), { patienceMs: () => 60_000 })
    expect(service.sold).toHaveLength(1)
    Object.assign(service.history, { mode: 'not retained', lists: 0 })
    await buy(remembering(), { patienceMs: () => 60_000 })
    expect([service.sold.length, service.history.lists]).toEqual([2, 1])
  })

  it.each<ElevenLabsFault>(['half', 'half frames', 'silence'])('is not believed because it comes from the history: %s', async (fault) => {
    service.faults.push(fault)
    const context = remembering()
    await buy(context)
    expect(service.sold).toHaveLength(2)
    expect(context.calls).toMatchObject([
      { purpose: 'speech', characters: text.length },
      { purpose: 'speech, bought again', characters: text.length },
    ])
  })

  it('by our own store is not asked for again, but taken from the history by the next attempt', async () => {
    const stored = new Map<string, Uint8Array>()
    const full = { find: async (key: string) => stored.get(key) ?? null, save: async (key: string, bytes: Uint8Array) => void stored.set(key, bytes) }
    const save: typeof full.save = async (key, bytes) => {
      if (bytes.length > 1000) throw new Error('the disk is full')
      await full.save(key, bytes)
    }
    await expect(buy(remembering({ cache: { ...full, save } }))).rejects.toThrow('the disk is full')
    await buy(remembering({ cache: full }))
    expect(service.sold).toHaveLength(1)
  })

  it('by damage in our store is taken from the history, and bought again where there is none', async () => {
    for (const [mode, bought] of [
      ['kept', 1],
      ['absent', 2],
    ] as const) {
      service.history.mode = mode
      const context = remembering()
      await buy(context)
      for (const key of context.stored.keys()) context.stored.set(key, Buffer.from('{"audioBase64":"AAAA"}'))
      service.sold.length = 1
      await buy(context)
      expect(service.sold).toHaveLength(bought)
    }
  })
})

describe('a request that was refused', () => {
  it.each<ElevenLabsFault>(['quota', 'unauthorized', 'voice gone'])('leaves nothing to be looked for: %s', async (fault) => {
    service.faults.push(fault)
    const stored = new Map<string, Uint8Array>()
    await expect(buy(remembering({}, stored))).rejects.toThrow('ElevenLabs')
    const context = remembering({}, stored)
    await buy(context)
    expect(service.history.lists).toBe(0)
    expect(context.calls).toMatchObject([{ purpose: 'speech' }])
  })

  it.each<ElevenLabsFault>(['crowded', 'busy', 'server error'])('is asked again without a look at the history: %s', async (fault) => {
    service.faults.push(fault)
    const context = remembering()
    await buy(context)
    expect(service.history.lists).toBe(0)
    expect(context.calls).toMatchObject([{ purpose: 'speech' }])
  })

  it('by nobody, for want of a connection, leaves nothing to be looked for either', async () => {
    const context = remembering()
    await service.close()
    await expect(buy(context)).rejects.toMatchObject({ code: 'speech_unavailable' })
    expect([...context.stored.values()].map(String)).toEqual(['{"refused":true}'])
  })
})

it('buys once what two processes want at the same time', async () => {
  const stored = new Map<string, Uint8Array>()
  const first = buy(remembering({}, stored))
  await until(() => service.requests > 0)
  await Promise.all([first, buy(remembering({}, stored), { patienceMs: () => 5_000 })])
  expect(service.sold).toHaveLength(1)
})
