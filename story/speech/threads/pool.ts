// The voices' threads: as many as there is use for, started when first needed, each with one task at a time. A task
// that is waiting when its caller gives up is never started; one that runs is let finish (a sentence takes a tenth of a
// second) and its answer dropped. A thread that dies fails its task and is replaced; one that was
// asked nothing for a while ends, with the memory that it holds, and is started again in a quarter of a second.
import { Worker } from 'node:worker_threads'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { Pcm } from '../../audio/pcm.ts'
import type { MixChapter, MixedChapter, SaySentence, ThreadAnswer, ThreadResult, ThreadTask } from './messages.ts'

export interface ThreadPool {
  say: (task: Omit<SaySentence, 'kind'>, signal: AbortSignal) => Promise<Pcm>
  /** @throws {CodeStoryError} speech_failed where the bytes are no sound */
  decode: (bytes: Uint8Array, signal: AbortSignal) => Promise<Pcm>
  mix: (task: Omit<MixChapter, 'kind'>, signal: AbortSignal) => Promise<MixedChapter>
  close: () => Promise<void>
}

interface Waiting {
  id: number
  task: ThreadTask
  settle: (answer: ThreadAnswer) => void
}
interface Thread {
  worker: Worker
  busyWith: Waiting | null
  leaving: NodeJS.Timeout | null
}

/** Starting one anew costs less than keeping it while nobody speaks. */
const idleMs = 2000

/** A task's own error keeps its meaning; a thread that died is a fault that another try may cure. */
const toError = ({ code, message }: { code: string | null; message: string }): CodeStoryError =>
  code === 'speech_failed' ? new CodeStoryError('speech_failed', message) : new CodeStoryError('speech_unavailable', `The voice stopped working: ${message}`)

export const openThreadPool = (size: number): ThreadPool => {
  const threads: Thread[] = []
  const queue: Waiting[] = []
  let nextId = 1
  let closed = false

  const forget = (thread: Thread): void => {
    if (thread.leaving !== null) clearTimeout(thread.leaving)
    const index = threads.indexOf(thread)
    if (index !== -1) threads.splice(index, 1)
  }
  const leave = (thread: Thread): void => {
    forget(thread)
    void thread.worker.terminate()
  }

  const startThread = (): Thread => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url))
    // An idle thread is no reason for a process to stay.
    worker.unref()
    const thread: Thread = { worker, busyWith: null, leaving: null }
    worker.on('message', (answer: ThreadAnswer) => {
      const done = thread.busyWith
      thread.busyWith = null
      worker.unref()
      done?.settle(answer)
      advance()
      if (thread.busyWith === null) thread.leaving = setTimeout(() => leave(thread), idleMs).unref()
    })
    const bury = (message: string) => {
      forget(thread)
      const lost = thread.busyWith
      thread.busyWith = null
      lost?.settle({ id: lost.id, error: { code: null, message } })
      if (!closed) advance()
    }
    worker.on('error', (error) => bury(error.message))
    worker.on('exit', (code) => bury(`its thread ended with code ${code}`))
    threads.push(thread)
    return thread
  }

  const advance = () => {
    while (queue.length > 0) {
      const idle = threads.find((thread) => thread.busyWith === null) ?? (threads.length < size ? startThread() : null)
      if (idle === null) return
      const next = queue.shift()
      if (next === undefined) return
      if (idle.leaving !== null) clearTimeout(idle.leaving)
      idle.leaving = null
      idle.busyWith = next
      idle.worker.ref()
      idle.worker.postMessage({ id: next.id, task: next.task })
    }
  }

  const run = (task: ThreadTask, signal: AbortSignal): Promise<ThreadResult> => {
    signal.throwIfAborted()
    if (closed) throw new CodeStoryError('speech_unavailable', 'The voice has been closed.')
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        const index = queue.indexOf(waiting)
        if (index !== -1) queue.splice(index, 1)
        reject(signal.reason)
      }
      const settle = (answer: ThreadAnswer) => {
        signal.removeEventListener('abort', giveUp)
        if ('result' in answer) resolve(answer.result)
        else reject(toError(answer.error))
      }
      const waiting: Waiting = { id: nextId, task, settle }
      nextId += 1
      signal.addEventListener('abort', giveUp, { once: true })
      queue.push(waiting)
      advance()
    })
  }

  const unexpected = (): CodeStoryError => new CodeStoryError('internal', 'A thread answered another question than it was asked.')
  return {
    say: async (task, signal) => {
      const result = await run({ kind: 'say', ...task }, signal)
      if (result.kind !== 'say') throw unexpected()
      return result.sound
    },
    decode: async (bytes, signal) => {
      const result = await run({ kind: 'decode', bytes }, signal)
      if (result.kind !== 'decode') throw unexpected()
      return result.sound
    },
    mix: async (task, signal) => {
      const result = await run({ kind: 'mix', ...task }, signal)
      if (result.kind !== 'mix') throw unexpected()
      return result.mixed
    },
    close: async () => {
      closed = true
      for (const waiting of queue.splice(0)) waiting.settle({ id: waiting.id, error: { code: null, message: 'it was closed' } })
      const open = threads.splice(0)
      for (const { leaving } of open) if (leaving !== null) clearTimeout(leaving)
      await Promise.all(open.map((thread) => thread.worker.terminate()))
    },
  }
}
