// The history of the ElevenLabs stand-in: what was made, newest first, in pages, and its sound without charge. Strict as the
// service is about key, parameters and their ranges; and it can be closed in each of the ways in which real ones are.
import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { z } from 'zod'

/**
 * kept: as most accounts have it. not retained: listed, but nothing is ever in it. forbidden: the key lacks the permission.
 * absent: a compatible service that has no such route. broken: it answers with 500.
 */
export const historyModes = ['kept', 'not retained', 'forbidden', 'absent', 'broken'] as const
export type HistoryMode = (typeof historyModes)[number]

export interface Made {
  voice: string
  model: string
  text: string
  settings: Record<string, unknown>
  audio: Buffer
  alignment: unknown
  /** What the account's counter moved by. */
  characters: number
}

export interface History {
  mode: HistoryMode
  /** An item is listed this much after it was made. */
  lateMs: number
  tellsAlignments: boolean
  /** At most, whatever is asked for: a small account stands for a large one. */
  pageSize: number
  lists: number
  downloads: number
  add: (made: Made) => void
  /** Everything so far. */
  forget: () => void
  answer: (url: URL, response: ServerResponse) => unknown
}

const wholeNumber = z.coerce.number().int().min(0)
const querySchema = z
  .strictObject({
    page_size: z.coerce.number().int().min(1).max(1000).default(100),
    start_after_history_item_id: z.string().optional(),
    voice_id: z.string().optional(),
    model_id: z.string().optional(),
    date_before_unix: wholeNumber.default(Number.POSITIVE_INFINITY),
    date_after_unix: wholeNumber.default(0),
    sort_direction: z.enum(['asc', 'desc']).default('desc'),
    search: z.string().optional(),
    source: z.enum(['TTS', 'STS']).optional(),
  })
  .refine(({ search, source }) => search === undefined || source !== undefined, 'source is required with search')

export const detail = (response: ServerResponse, status: number, code: string, message: string, headers: Record<string, string> = {}): unknown => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  return response.end(JSON.stringify({ detail: { status: code, message } }))
}

export const openHistory = (): History => {
  const items: (Made & { id: string; madeMs: number; countedFrom: number })[] = []
  let counter = 17_189

  const record = ({ id, madeMs, countedFrom, ...made }: (typeof items)[number]) => ({
    history_item_id: id,
    request_id: `request-${id}`,
    voice_id: made.voice,
    model_id: made.model,
    voice_name: made.voice,
    voice_category: 'premade',
    text: made.text,
    date_unix: Math.floor(madeMs / 1000),
    character_count_change_from: countedFrom,
    character_count_change_to: countedFrom + made.characters,
    content_type: 'audio/mpeg',
    state: 'created',
    settings: made.settings,
    share_link_id: null,
    source: 'TTS',
    alignments: history.tellsAlignments ? { alignment: made.alignment, normalized_alignment: made.alignment } : null,
    output_format: 'mp3_44100_128',
  })

  const list = (url: URL, response: ServerResponse): unknown => {
    history.lists += 1
    const query = querySchema.safeParse(Object.fromEntries(url.searchParams))
    if (!query.success) return detail(response, 422, 'unprocessable_entity', z.prettifyError(query.error))
    const wanted = query.data
    const listed = items
      .filter(({ madeMs }) => madeMs + history.lateMs <= Date.now() && history.mode !== 'not retained')
      .filter(({ voice, model }) => voice === (wanted.voice_id ?? voice) && model === (wanted.model_id ?? model))
      .filter(({ text }) => text.includes(wanted.search ?? ''))
      .filter(({ madeMs }) => Math.floor(madeMs / 1000) >= wanted.date_after_unix && Math.floor(madeMs / 1000) < wanted.date_before_unix)
    if (wanted.sort_direction === 'desc') listed.reverse()
    const after = listed.findIndex(({ id }) => id === wanted.start_after_history_item_id)
    if (wanted.start_after_history_item_id !== undefined && after === -1) return detail(response, 400, 'invalid_id', 'No such history item.')
    const size = Math.min(wanted.page_size, history.pageSize)
    const page = listed.slice(after + 1, after + 1 + size)
    return response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        history: page.map(record),
        last_history_item_id: page.at(-1)?.id ?? null,
        has_more: listed.length > after + 1 + size,
        scanned_until: null,
      }),
    )
  }

  const download = (id: string, response: ServerResponse): unknown => {
    history.downloads += 1
    const item = items.find((one) => one.id === id)
    if (item === undefined) return detail(response, 400, 'invalid_id', `A history item with ID '${id}' was not found on the server.`)
    return response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(item.audio)
  }

  const closed: Partial<Record<HistoryMode, (response: ServerResponse) => unknown>> = {
    forbidden: (response) =>
      detail(response, 401, 'missing_permissions', 'The API key you used is missing the permission speech_history_read to execute this operation.'),
    absent: (response) => detail(response, 404, 'not_found', 'Not Found'),
    broken: (response) => response.writeHead(500).end('oops'),
  }

  const history: History = {
    mode: 'kept',
    lateMs: 0,
    tellsAlignments: true,
    pageSize: 1000,
    lists: 0,
    downloads: 0,
    add: (made) => {
      items.push({ ...made, id: randomUUID(), madeMs: Date.now(), countedFrom: counter })
      counter += made.characters
    },
    forget: () => void items.splice(0),
    answer: (url, response) => {
      const refuse = closed[history.mode]
      if (refuse !== undefined) return refuse(response)
      if (url.pathname === '/v1/history') return list(url, response)
      const id = /^\/v1\/history\/([^/]+)\/audio$/.exec(url.pathname)?.[1]
      return id === undefined ? detail(response, 404, 'not_found', 'Not Found') : download(id, response)
    },
  }
  return history
}
