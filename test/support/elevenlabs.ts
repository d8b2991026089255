// A stand-in for ElevenLabs at the wire: /v1/text-to-speech/{voice}/with-timestamps with real MP3 frames and true times.
// Strict where the service is: key, path, format, model, voice, fields and their ranges, length, requests at once. Faults are
// a queue: each request takes the next one, and none is left when the queue is empty. What is made is made whether or not
// the caller still listens; it is charged, and stands in the history.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { detail, type History, openHistory } from './elevenlabs-history.ts'
import { secondsPerCharacter, tone, toneMp3 } from './spoken-tone.ts'

export const elevenLabsFaults = [
  'html', 'half frames', 'half', 'silence', 'truncated json', 'no audio', 'unauthorized', 'quota', 'voice gone', 'crowded', 'busy', 'server error', 'reset', 'lost', 'stall', 'stereo',
] as const // biome-ignore format: a table
export type ElevenLabsFault = (typeof elevenLabsFaults)[number]

export interface Bought {
  voice: string
  text: string
  previousText: string | null
  nextText: string | null
  askedMs: number
  /** When the answer had been read, or given up; null while it is under way. */
  endedMs: number | null
}
export interface ElevenLabsStandIn {
  url: string
  key: string
  faults: ElevenLabsFault[]
  /** Made and charged, in order, whatever became of the answer. */
  sold: Bought[]
  history: History
  /** The account's list; null where the key may not read it. */
  voices: Set<string> | null
  listings: number
  /** Of speech. */
  requests: number
  mostAtOnce: number
  close: () => Promise<void>
}

/** Characters that a request may hold. */
const limits: Readonly<Record<string, number>> = { eleven_flash_v2_5: 40_000, eleven_turbo_v2_5: 40_000, eleven_multilingual_v2: 10_000, eleven_v3: 5_000 }
const sayable = z.string().refine((text) => text.trim() !== '' && text.isWellFormed(), 'nothing that can be said')
const bodySchema = z.strictObject({
  text: sayable,
  model_id: z.string(),
  voice_settings: z.strictObject({ stability: z.literal(0.5), similarity_boost: z.literal(0.75), style: z.literal(0), use_speaker_boost: z.literal(true) }),
  previous_text: sayable.optional(),
  next_text: sayable.optional(),
})
const knownVoices = new Set(['21m00Tcm4TlvDq8ikWAM', '29vD33N1CtxCmqQRPOHJ', 'EXAVITQu4vr4xnSDxMaL', 'ErXwobaYiN019PkySvjV'])

const readAll = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

const make = async (text: string, fault: ElevenLabsFault | undefined): Promise<{ audio: Buffer; alignment: unknown }> => {
  const samples = tone(text, 44_100)
  if (fault === 'silence') samples.fill(0)
  let audio = await toneMp3(samples, fault === 'stereo' ? { channels: 2 } : {})
  if (fault === 'half frames') audio = audio.subarray(0, Math.floor(audio.length / 2) + 13)
  // Cut between frames: each frame in itself is whole, only its own timestamps give it away.
  if (fault === 'half') audio = await toneMp3(samples.subarray(0, samples.length >> 1))
  const characters = [...text]
  return {
    audio,
    alignment: {
      characters,
      character_start_times_seconds: characters.map((_, index) => index * secondsPerCharacter),
      character_end_times_seconds: characters.map((_, index) => (index + 1) * secondsPerCharacter),
    },
  }
}

interface StandInOptions {
  mostAtOnce?: number
  /** How long it works on a chunk. */
  makingMs?: (text: string) => number
}
export const startElevenLabs = async ({ mostAtOnce = 2, makingMs = () => 5 }: StandInOptions = {}): Promise<ElevenLabsStandIn> => {
  const standIn: ElevenLabsStandIn = {
    url: '',
    key: 'sk_test_elevenlabs',
    faults: [],
    sold: [],
    history: openHistory(),
    voices: new Set(knownVoices),
    listings: 0,
    requests: 0,
    mostAtOnce: 0,
    close: async () => undefined,
  }
  let atOnce = 0

  const refused: Partial<Record<ElevenLabsFault, (response: ServerResponse) => unknown>> = {
    html: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Just a moment…</title>'),
    unauthorized: (response) => detail(response, 401, 'invalid_api_key', 'Invalid API key'),
    quota: (response) => detail(response, 401, 'quota_exceeded', 'This request exceeds your quota of 10000.'),
    'voice gone': (response) => detail(response, 404, 'voice_not_found', 'A voice with voice_id was not found.'),
    crowded: (response) => detail(response, 429, 'too_many_concurrent_requests', 'Too many concurrent requests.'),
    busy: (response) => detail(response, 429, 'system_busy', 'We are experiencing heavy traffic.', { 'retry-after': '0' }),
    'server error': (response) => response.writeHead(500).end('oops'),
    reset: (response) => response.destroy(),
  }

  const voiceRecord = (id: string) => ({ voice_id: id, name: id, category: 'premade', available_for_tiers: [], labels: {} })
  const tellOfVoices = (request: IncomingMessage, response: ServerResponse): unknown => {
    const id = /^\/v1\/voices\/([^/?]+)/.exec(request.url ?? '')?.[1]
    if (request.headers['xi-api-key'] !== standIn.key) return detail(response, 401, 'invalid_api_key', 'Invalid API key')
    if (standIn.voices === null) return detail(response, 401, 'missing_permissions', 'The API key is missing the permission voices_read.')
    if (id !== undefined && !knownVoices.has(id)) return detail(response, 404, 'voice_not_found', `A voice with voice_id ${id} was not found.`)
    if (id === undefined) standIn.listings += 1
    const body = id === undefined ? { voices: [...standIn.voices].map(voiceRecord) } : voiceRecord(id)
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  const sell = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const url = new URL(request.url ?? '/', 'http://stand-in')
    const voice = /^\/v1\/text-to-speech\/([^/]+)\/with-timestamps$/.exec(url.pathname)?.[1]
    const content = await readAll(request)
    if (request.method !== 'POST' || voice === undefined) return detail(response, 404, 'not_found', `No such route: ${request.method} ${url.pathname}`)
    if (request.headers['xi-api-key'] !== standIn.key) return detail(response, 401, 'invalid_api_key', 'Invalid API key')
    if (url.searchParams.get('output_format') !== 'mp3_44100_128') return detail(response, 400, 'invalid_output_format', 'Unexpected output format')
    if (request.headers['content-type'] !== 'application/json') return detail(response, 422, 'unprocessable_entity', 'The body must be JSON')
    if (!knownVoices.has(voice)) return detail(response, 404, 'voice_not_found', `A voice with voice_id ${voice} was not found.`)
    const body = bodySchema.safeParse(JSON.parse(content))
    if (!body.success) return detail(response, 422, 'unprocessable_entity', z.prettifyError(body.error))
    const limit = limits[body.data.model_id]
    if (limit === undefined) return detail(response, 400, 'model_not_found', `A model with model ID ${body.data.model_id} does not exist`)
    if (body.data.text.length > limit) return detail(response, 400, 'max_character_limit_exceeded', `More than ${limit} characters for this model.`)
    if (body.data.model_id === 'eleven_v3' && (body.data.previous_text ?? body.data.next_text) !== undefined)
      return detail(response, 400, 'unsupported_model', "Providing previous_text or next_text is not yet supported with the 'eleven_v3' model.")
    const fault = standIn.faults.shift()
    const refuse = fault === undefined ? undefined : refused[fault]
    if (refuse !== undefined) return refuse(response)
    const askedMs = Date.now()
    let endedMs: number | null = null
    response.once('close', () => {
      endedMs = Date.now()
      if (bought !== null) bought.endedMs = endedMs
    })
    let bought: Bought | null = null
    const { text, model_id: model, voice_settings: settings, previous_text, next_text } = body.data
    // A moment's work, so that requests can overlap.
    await sleep(makingMs(text))
    const { audio, alignment } = await make(text, fault)
    bought = { voice, text, previousText: previous_text ?? null, nextText: next_text ?? null, askedMs, endedMs }
    standIn.sold.push(bought)
    standIn.history.add({ voice, model, text, settings, audio, alignment, characters: text.length })
    const json = JSON.stringify({ ...(fault === 'no audio' ? {} : { audio_base64: audio.toString('base64') }), alignment, normalized_alignment: null })
    if (fault === 'lost') return response.destroy()
    const headers = {
      'content-type': 'application/json',
      'character-cost': String(text.length),
      'maximum-concurrent-requests': String(mostAtOnce),
      'current-concurrent-requests': String(atOnce),
    }
    if (fault === 'stall' || fault === 'truncated json') {
      response.writeHead(200, { ...headers, 'content-length': String(json.length) })
      response.write(json.slice(0, json.length >> 1))
      return fault === 'truncated json' ? setTimeout(() => response.destroy(), 20) : null
    }
    return response.writeHead(200, headers).end(json)
  }

  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url?.startsWith('/v1/voices') === true) return tellOfVoices(request, response)
    const url = new URL(request.url ?? '/', 'http://stand-in')
    if (request.method === 'GET' && url.pathname.startsWith('/v1/history')) {
      if (request.headers['xi-api-key'] !== standIn.key) return detail(response, 401, 'invalid_api_key', 'Invalid API key')
      return standIn.history.answer(url, response)
    }
    standIn.requests += 1
    atOnce += 1
    standIn.mostAtOnce = Math.max(standIn.mostAtOnce, atOnce)
    response.on('close', () => {
      atOnce -= 1
    })
    if (atOnce > mostAtOnce)
      return detail(response, 429, 'too_many_concurrent_requests', 'Too many concurrent requests.', { 'maximum-concurrent-requests': String(mostAtOnce) })
    // A caller that hangs up in the middle is no error of ours.
    return sell(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  standIn.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  standIn.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return standIn
}
