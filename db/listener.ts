// One LISTEN connection a process, whatever it listens to. Notifications are doorbells: while the connection is away
// some are missed, so every (re)connection rings each bell once, and whoever hears it reads the rows it lacks.
//
// postgres.js's own listen() gives up when its first attempt to reconnect fails, which is what a database that is away
// for ten seconds looks like. Hence a client with one connection, watched here, and connected again for as long as it takes.
// The same session may hold advisory locks (`onConnect`): they live and die with the process, like the connection.
import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { CodeStoryError } from '../shared/errors.ts'
import type { Logger } from '../shared/node/logger.ts'

/** The payload, or null after a (re)connection: something may have been missed. */
type Hear = (payload: string | null) => void

export interface Listener {
  /** Calls back for each notification of a channel that was named when the listener was opened. */
  subscribe: (channel: string, hear: Hear) => () => void
  /** Since when the present connection stands, or null while there is none. */
  connectedSince: () => Date | null
  close: () => Promise<void>
}

interface ListenerOptions {
  channels: readonly string[]
  logger: Logger
  /** Runs in the session on every (re)connection, before the bells ring. */
  onConnect?: (session: Sql) => Promise<void>
}

const selfTestChannel = 'code_story_self_test'
const selfTestLimitMs = 2000
/** What a database that restarts needs: soon enough not to be noticed, slow enough not to hammer it. */
const reconnectDelaysMs = [20, 50, 100, 250, 500, 1000]

const poolerMessage =
  'This database connection receives no notifications: it looks like a transaction pooler (Supabase: port 6543). Use the direct or the session connection (port 5432) in DATABASE_URL.'

/** @throws {CodeStoryError} unavailable when the first connection hears nothing */
export const openListener = async (url: string, { channels, logger, onConnect }: ListenerOptions): Promise<Listener> => {
  const subscribers = new Map<string, Set<Hear>>(channels.map((channel) => [channel, new Set()]))
  let closed = false
  let current: Sql | null = null
  let connectedSince: Date | null = null
  let heardSelfTest = (): void => undefined

  const ring = (channel: string, payload: string | null): void => {
    for (const hear of subscribers.get(channel) ?? []) hear(payload)
  }

  const connect = async (): Promise<void> => {
    let lost = (): void => undefined
    const options = {
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: 10,
      fetch_types: false,
      onnotice: () => undefined,
      connection: { application_name: 'code-story listener' },
      onnotify: (channel: string, payload: string) => (channel === selfTestChannel ? heardSelfTest() : ring(channel, payload)),
      onclose: () => lost(),
    }
    const client = postgres(url, options)
    try {
      await client.unsafe([selfTestChannel, ...channels].map((channel) => `listen ${channel}`).join('; '))
      if (onConnect !== undefined) await onConnect(client)
      const echo = new Promise<boolean>((resolve) => {
        const overdue = setTimeout(() => resolve(false), selfTestLimitMs)
        heardSelfTest = () => {
          clearTimeout(overdue)
          resolve(true)
        }
      })
      await client`select pg_notify(${selfTestChannel}, '')`
      if (!(await echo)) throw new CodeStoryError('unavailable', poolerMessage, { retry: false })
    } catch (error) {
      await client.end({ timeout: 0 })
      throw error
    }
    current = client
    connectedSince = new Date()
    lost = () => {
      if (current !== client) return
      current = null
      connectedSince = null
      void client.end({ timeout: 0 })
      if (!closed) void reconnect()
    }
    for (const channel of channels) ring(channel, null)
  }

  const reconnect = async (): Promise<void> => {
    logger.warn('the database connection for notifications is gone: connecting again')
    for (let attempt = 0; !closed; attempt += 1) {
      try {
        await connect()
        logger.info('notifications are heard again')
        return
      } catch (error) {
        logger.debug({ err: error }, 'no connection for notifications yet')
        await sleep(reconnectDelaysMs[Math.min(attempt, reconnectDelaysMs.length - 1)])
      }
    }
  }

  await connect()
  return {
    subscribe: (channel, hear) => {
      const set = subscribers.get(channel)
      if (set === undefined) throw new Error(`nobody listens to ${channel}: name it when the listener is opened`)
      set.add(hear)
      return () => set.delete(hear)
    },
    connectedSince: () => connectedSince,
    close: async () => {
      closed = true
      const client = current
      current = null
      connectedSince = null
      await client?.end({ timeout: 1 })
    },
  }
}
