// A client that expects its servers to go away: it asks again, and follows a story over every reconnection, from one server
// to the next, each time from the last event that it saw.
import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { z } from 'zod'
import { type StoryRecord, storyRecordSchema } from '../../shared/story.ts'

const logSchema = z.object({ id: z.number(), action: z.string(), timestamp: z.string(), details: z.record(z.string(), z.unknown()) })
export type Log = z.infer<typeof logSchema>

export interface Subscriber {
  /** The numbers of the log lines that came, in the order in which they came. */
  ids: number[]
  /** The last state that was told. */
  status: () => string
  end: () => void
}

export interface Client {
  /** Asks the servers in turn until one answers with less than 500. */
  insist: (path: string, options?: RequestInit) => Promise<Response>
  generate: (body: Record<string, unknown>) => Promise<string>
  readStory: (id: string) => Promise<StoryRecord>
  readLogs: (id: string) => Promise<Log[]>
  subscribe: (id: string) => Subscriber
}

const messageSchema = z.object({ type: z.string(), data: z.looseObject({ id: z.number().optional(), status: z.string().optional() }) })

export const openClient = (origins: readonly string[]): Client => {
  const originOf = (turn: number): string => origins[turn % origins.length] ?? ''

  const insist: Client['insist'] = async (path, options) => {
    for (let turn = 0; ; turn += 1) {
      // A server that is gone is there again in a moment, or another one is.
      const response = await fetch(`${originOf(turn)}${path}`, options).catch(() => null)
      if (response !== null && response.status < 500) return response
      await sleep(100)
    }
  }
  return {
    insist,
    generate: async (body) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const made = await insist('/api/stories/generate', { method: 'POST', headers, body: JSON.stringify(body) })
      return z.object({ id: z.string() }).parse(await made.json()).id
    },
    readStory: async (id) => storyRecordSchema.parse(await (await insist(`/api/stories/${id}`)).json()),
    readLogs: async (id) => z.object({ logs: z.array(logSchema) }).parse(await (await insist(`/api/stories/${id}/logs`)).json()).logs,
    subscribe: (id) => {
      const ids: number[] = []
      let status = ''
      let ended = false
      const connect = (turn: number) => {
        const socket = new WebSocket(`${originOf(turn).replace('http', 'ws')}/ws/stories/${id}/progress?after=${ids.at(-1) ?? 0}`)
        socket.on('message', (data) => {
          const message = messageSchema.parse(JSON.parse(String(data)))
          if (message.type === 'log' && message.data.id !== undefined) ids.push(message.data.id)
          if (message.type === 'status') status = message.data.status ?? status
          if (message.type === 'complete') ended = true
        })
        socket.on('error', () => undefined)
        socket.on('close', () => {
          if (!ended) setTimeout(() => connect(turn + 1), 100)
        })
      }
      connect(0)
      return {
        ids,
        status: () => status,
        end: () => {
          ended = true
        },
      }
    },
  }
}

/** Waits until every subscriber has as many lines as the story, or for ten seconds. */
export const untilAllTold = async (subscribers: readonly Subscriber[], lines: number): Promise<void> => {
  for (let waited = 0; waited < 100 && subscribers.some((subscriber) => subscriber.ids.length < lines); waited += 1) await sleep(100)
  for (const subscriber of subscribers) subscriber.end()
}
