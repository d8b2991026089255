// Stories that are watched over WebSockets while they run: when what arrives at each subscriber.
import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { z } from 'zod'
import { restart } from './stories.ts'

export interface Watcher {
  /** Everything from now on. */
  begin: () => void
  completed: () => Promise<void>
  take: () => { atMs: number; text: string }[]
  close: () => void
}

/** Of a finished story: open once its replay, which ends with its completion, is here. */
export const watch = async (origin: string, id: string): Promise<Watcher> => {
  let got: { atMs: number; data: Buffer }[] = []
  let isCompleted = false
  let complete = (): void => undefined
  let fail = (_error: Error): void => undefined
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws/stories/${id}/progress?follow=true`, { perMessageDeflate: false })
  socket.on('message', (data: Buffer) => {
    got.push({ atMs: performance.now(), data })
    if (!data.includes('"complete"')) return
    isCompleted = true
    complete()
  })
  socket.on('close', (code) => fail(new Error(`a socket of ${id} was closed with ${code}`)))
  const completed = (): Promise<void> =>
    isCompleted
      ? Promise.resolve()
      : new Promise((resolve, reject) => {
          complete = resolve
          fail = reject
        })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  await completed()
  return {
    begin: () => {
      got = []
      isCompleted = false
    },
    completed,
    take: () => got.map(({ atMs, data }) => ({ atMs, text: data.toString() })),
    close: () => socket.terminate(),
  }
}

/** Connections are opened fifty at a time: the listen queue of a small server is not what is measured. */
export const watchMany = async (origin: string, id: string, subscribers: number): Promise<Watcher[]> => {
  const watchers: Watcher[] = []
  while (watchers.length < subscribers)
    watchers.push(...(await Promise.all(Array.from({ length: Math.min(50, subscribers - watchers.length) }, () => watch(origin, id)))))
  return watchers
}

const messageSchema = z.object({ type: z.string(), data: z.looseObject({ timestamp: z.string().optional(), status: z.string().optional() }) })
type Message = z.infer<typeof messageSchema>

export interface Watched {
  /** From just before the request to the first message of the run, whoever says it. */
  first: number[]
  /** To the first status that is not `pending`: a worker has it. */
  pickUp: number[]
  total: number[]
  /** From a log's own timestamp to its arrival. */
  delivery: number[]
}

const isSaid = ({ type, data }: Message): boolean => type === 'log' || (type === 'status' && data.status !== 'pending')
const isPickedUp = ({ type, data }: Message): boolean => type === 'status' && data.status !== 'pending'

/** Restarts a story whose steps are all saved, and waits until every subscriber has its completion. */
export const runWatched = async (origin: string, id: string, watchers: readonly Watcher[]): Promise<Watched> => {
  for (const watcher of watchers) watcher.begin()
  const sentAt = performance.now()
  await restart(origin, id)
  await Promise.all(watchers.map((watcher) => watcher.completed()))
  const seen = watchers.map((watcher) => watcher.take().map(({ atMs, text }) => ({ atMs, message: messageSchema.parse(JSON.parse(text)) })))
  const when = (is: (message: Message) => boolean) => seen.map((messages) => (messages.find(({ message }) => is(message))?.atMs ?? Number.NaN) - sentAt)
  // The row is completed with the last message; whoever asks again in the same instant may still find it running.
  await sleep(20)
  return {
    first: when(isSaid),
    pickUp: when(isPickedUp),
    total: when(({ type }) => type === 'complete'),
    delivery: seen.flatMap((messages) =>
      messages.flatMap(({ atMs, message: { data } }) => (data.timestamp === undefined ? [] : performance.timeOrigin + atMs - Date.parse(data.timestamp))),
    ),
  }
}
