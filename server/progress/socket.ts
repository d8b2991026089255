// The plain WebSocket: WS /ws/stories/{id}/progress.
//
//   on connect   the logs so far (after ?after=), in order; then one `status`, the present one; a finished story's `complete`
//   then         every log, status and completion as it happens, each once
//   the end      after `complete`, or a `status` of `failed`, a normal close (1000); with ?follow=true it stays over restarts
//
// Nothing is expected from the client. Frames are written to the TCP socket as bytes that all subscribers share; that is
// safe beside ws, which writes each of its own frames (close, ping) in one go and compresses nothing. A reader that
// lets some MB pile up is cut off: it comes back with ?after= and loses nothing.
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { StoredEvent } from '../../db/events.ts'
import type { StoryRow } from '../../db/stories.ts'
import type { ProgressMessage } from '../../shared/progress.ts'
import type { Addresses } from '../addresses.ts'
import type { Batch, ProgressFeed } from './feed.ts'
import { textFrames } from './frames.ts'
import { completionOf, isFinal, statusOf, toMessage } from './message.ts'
import { restsAfter } from './stream.ts'

/** A whole story's progress is a few hundred KB; this is a reader that has stopped reading. */
export const bufferLimitBytes = 4 * 1024 * 1024

export interface ProgressSocket {
  socket: WebSocket
  /** The TCP or TLS connection under it. */
  connection: Duplex
  story: StoryRow
  after: number
  follow: boolean
  addresses: Addresses
}

export const serveProgressSocket = (feed: ProgressFeed, { socket, connection, story, after, follow, addresses }: ProgressSocket): void => {
  let resting = story.status === 'completed' || story.status === 'failed'
  let status: StoredEvent | null = null
  let completion: StoredEvent | null = null

  const write = (frames: Buffer): void => {
    if (frames.length === 0 || socket.readyState !== WebSocket.OPEN) return
    // What is still unsent is older than this: the reader lags by that much, however large this message is.
    if (connection.writableLength > bufferLimitBytes) socket.terminate()
    else connection.write(frames)
  }
  const drained = (): Promise<void> =>
    new Promise((resolve) => {
      if (!connection.writableNeedDrain || connection.destroyed) return resolve()
      const done = (): void => {
        connection.off('drain', done)
        connection.off('close', done)
        resolve()
      }
      connection.on('drain', done)
      connection.on('close', done)
    })
  /** The frames of these events of a batch, made by the first subscriber that needs them. */
  const framesOf = (batch: Batch, part: string, events: readonly StoredEvent[]): Buffer => {
    const key = `${part} ${addresses.origin}`
    const made = batch.made.get(key)
    if (Buffer.isBuffer(made)) return made
    const frames = textFrames(events.map((event) => JSON.stringify(toMessage(event, addresses))))
    batch.made.set(key, frames)
    return frames
  }
  const finish = (): void => {
    unsubscribe()
    socket.close(1000)
  }

  const onReplayed = (batch: Batch): void => {
    resting = restsAfter(resting, batch.events)
    status = batch.events.findLast((event) => event.kind === 'status') ?? status
    completion = batch.events.findLast((event) => event.kind === 'complete') ?? completion
    const logs = batch.events.filter((event) => event.kind === 'log')
    write(framesOf(batch, 'logs', logs))
  }
  const onLive = (): void => {
    const messages: ProgressMessage[] = [status === null ? { type: 'status', data: statusOf(story) } : toMessage(status, addresses)]
    if (resting) {
      const complete =
        completion !== null && completion.id > (status?.id ?? 0) ? toMessage(completion, addresses) : status === null ? completionOf(story, addresses) : null
      if (complete !== null) messages.push(complete)
    }
    write(textFrames(messages.map((message) => JSON.stringify(message))))
    if (resting && !follow) finish()
  }
  const onHappening = (batch: Batch): void => {
    const final = follow ? -1 : batch.events.findIndex(isFinal)
    if (final < 0) {
      write(framesOf(batch, 'all', batch.events))
      return
    }
    write(framesOf(batch, 'until final', batch.events.slice(0, final + 1)))
    finish()
  }

  const unsubscribe = feed.subscribe(story.id, after, {
    onEvents: (batch, live) => (live ? onHappening(batch) : onReplayed(batch)),
    ready: drained,
    onLive,
    // 1013, try again later: the client resumes after the last event that it has.
    onError: () => socket.close(1013),
  })
  socket.on('close', unsubscribe)
  socket.on('error', unsubscribe)
}
