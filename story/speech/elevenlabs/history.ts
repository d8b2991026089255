// ElevenLabs keeps what it made: `GET /v1/history` lists it and `/v1/history/{id}/audio` gives the sound again without charge. So
// a chunk whose answer was lost on the way need not be bought a second time. There may be nothing to find: an account without
// retention keeps nothing, a key may lack the permission (`speech_history_read`), a compatible service may have no history.
//
// The client package's reader refuses a whole page where one item, perhaps of another program on the account, lacks a field
// that we have no use for; so the pages are asked for and read here, loosely.
import { z } from 'zod'
import type { Bought } from './bought-chunk.ts'
import { type ChunkOrder, outputFormat, voiceSettings } from './chunk-order.ts'
import type { Asked } from './kept-chunk.ts'

const alignmentSchema = z.object({
  characters: z.array(z.string()),
  character_start_times_seconds: z.array(z.number()),
  character_end_times_seconds: z.array(z.number()),
})
const itemSchema = z.object({
  history_item_id: z.string(),
  voice_id: z.string().nullish(),
  model_id: z.string().nullish(),
  text: z.string().nullish(),
  date_unix: z.number().catch(0),
  character_count_change_from: z.number().nullish().catch(null),
  character_count_change_to: z.number().nullish().catch(null),
  state: z.unknown(),
  settings: z.record(z.string(), z.unknown()).nullish().catch(null),
  output_format: z.string().nullish().catch(null),
  alignments: z.object({ alignment: alignmentSchema }).nullish().catch(null),
})
const pageSchema = z.object({ history: z.array(z.unknown()), has_more: z.boolean().nullish(), last_history_item_id: z.string().nullish() })

export interface HistoryItem {
  id: string
  /** What the account's counter moved by; null where the history does not tell. */
  characters: number | null
  alignment: Bought['alignment']
}

/** The history is not to be had for this key or from this service: no use to ask again. */
export class HistoryClosed extends Error {}

export interface History {
  /**
   * What was made of this very text, voice, model and settings, newest first.
   * @param asked when; null: at any time
   * @throws {HistoryClosed}
   */
  find: (order: ChunkOrder, asked: Asked | null, signal: AbortSignal) => Promise<HistoryItem[]>
  /** The sound, as it was made. */
  take: (item: HistoryItem, signal: AbortSignal) => Promise<Bought>
}

/** A page carries the times of every character that was said: fifty chunks of ours come to a few megabytes. */
const itemsPerPage = 50
/** A thousand items: what a large account makes with one voice and model in the hours that are looked at. */
const mostPages = 20
/** By how much our clock may differ from theirs, and how long after the question an item may be dated. */
const clockToleranceMs = 60 * 60 * 1000
const deadlineMs = 20_000
/** A chunk is 1.5 MB; whatever answers with more is no history. */
const mostBytes = 64 * 2 ** 20
/** Statuses that another try does not change. */
const closedStatuses = new Set([400, 401, 402, 403, 404, 405, 410, 422, 501])

const wantedSettings: Readonly<Record<string, number | boolean>> = {
  stability: voiceSettings.stability,
  similarity_boost: voiceSettings.similarityBoost,
  style: voiceSettings.style,
  use_speaker_boost: voiceSettings.useSpeakerBoost,
  speed: 1,
}

/** What the history leaves out of the settings is taken to be as it was asked for. */
const hasSettings = (settings: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(wantedSettings).every(([name, wanted]) => {
    const given = settings[name] ?? wanted
    return typeof given === 'number' && typeof wanted === 'number' ? Math.abs(given - wanted) < 0.001 : given === wanted
  })

const isOrdered = (item: z.infer<typeof itemSchema>, { text, voiceId, model }: ChunkOrder): boolean =>
  item.text === text &&
  item.voice_id === voiceId &&
  (item.model_id ?? model) === model &&
  (item.output_format ?? outputFormat) === outputFormat &&
  item.state !== 'deleted' &&
  item.state !== 'processing' &&
  hasSettings(item.settings ?? {})

const describe = (item: z.infer<typeof itemSchema>): HistoryItem => {
  const characters = (item.character_count_change_to ?? 0) - (item.character_count_change_from ?? 0)
  const times = item.alignments?.alignment
  const alignment = times && {
    characters: times.characters,
    characterStartTimesSeconds: times.character_start_times_seconds,
    characterEndTimesSeconds: times.character_end_times_seconds,
  }
  return { id: item.history_item_id, characters: characters > 0 ? Math.round(characters) : null, alignment: alignment ?? null }
}

const readBytes = async (response: Response): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > mostBytes) throw new Error(`the history sent more than ${mostBytes / 2 ** 20} MiB`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

interface HistoryOptions {
  apiKey: string
  baseUrl: string | undefined
}

export const openHistory = ({ apiKey, baseUrl = 'https://api.elevenlabs.io' }: HistoryOptions): History => {
  const get = async (path: string, signal: AbortSignal): Promise<Buffer> => {
    const untilDeadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
    const response = await fetch(`${baseUrl.replace(/\/$/, '')}/v1/history${path}`, { headers: { 'xi-api-key': apiKey }, signal: untilDeadline })
    const body = await readBytes(response)
    if (response.ok) return body
    const why = /"message"\s*:\s*"([^"]{1,200})/.exec(body.toString('utf8'))?.[1] ?? 'no reason given'
    const message = `status ${response.status}: ${why}`
    throw closedStatuses.has(response.status) ? new HistoryClosed(message) : new Error(message)
  }

  return {
    find: async (order, asked, signal) => {
      const filter = new URLSearchParams({ page_size: String(itemsPerPage), voice_id: order.voiceId, model_id: order.model })
      if (asked !== null) {
        filter.set('date_after_unix', String(Math.floor((asked.askedFirst - clockToleranceMs) / 1000)))
        filter.set('date_before_unix', String(Math.ceil((asked.askedLast + clockToleranceMs) / 1000)))
      }
      const found: z.infer<typeof itemSchema>[] = []
      for (let page = 0; page < mostPages; page += 1) {
        const { history, has_more, last_history_item_id } = pageSchema.parse(JSON.parse((await get(`?${filter}`, signal)).toString('utf8')))
        const items = history.flatMap((item) => itemSchema.safeParse(item).data ?? [])
        found.push(...items.filter((item) => isOrdered(item, order)))
        const last = last_history_item_id ?? items.at(-1)?.history_item_id
        if (has_more !== true || last === undefined || last === filter.get('start_after_history_item_id')) break
        filter.set('start_after_history_item_id', last)
      }
      return found.toSorted((a, b) => b.date_unix - a.date_unix).map(describe)
    },
    take: async ({ id, alignment }, signal) => {
      const audio = await get(`/${encodeURIComponent(id)}/audio`, signal)
      return { audioBase64: audio.toString('base64'), alignment }
    },
  }
}
