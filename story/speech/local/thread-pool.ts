// The local voice's threads: as many as there is use for, started when first needed, each with one task at a time. A task
// that is waiting when its caller gives up is never started; one that runs is let finish (a sentence takes a tenth of a
// second) and its answer dropped. A thread that dies fails its task and is replaced.
import { Worker } from 'node:worker_threads'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { MixChapter, MixedChapter, SaidSentence, SaySentence, ThreadAnswer, ThreadTask } from './thread-messages.ts'

export interface ThreadPool {
  say: (task: SaySentence, signal: AbortSignal) => Promise<SaidSentence>
  mix: (task: MixChapter, signal: AbortSignal) => Promise<MixedChapter>
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
}

export const openThreadPool = (size: number): ThreadPool => {
  const threads: Thread[] = []
  const queue: Waiting[] = []
  let nextId = 1
  let closed = false

  const startThread = (): Thread => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url))
    // An idle thread is no reason for a process to stay.
    worker.unref()
    const thread: Thread = { worker, busyWith: null }
    worker.on('message', (answer: ThreadAnswer) => {
      const done = thread.busyWith
      thread.busyWith = null
      worker.unref()
      done?.settle(answer)
      advance()
    })
    const bury = (message: string) => {
      const index = threads.indexOf(thread)
      if (index !== -1) threads.splice(index, 1)
      const lost = thread.busyWith
      thread.busyWith = null
      lost?.settle({ id: lost.id, error: { message } })
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
      idle.busyWith = next
      idle.worker.ref()
      idle.worker.postMessage({ id: next.id, task: next.task })
    }
  }

  const run = (task: ThreadTask, signal: AbortSignal): Promise<ThreadAnswer> => {
    signal.throwIfAborted()
    if (closed) throw new CodeStoryError('speech_unavailable', 'The built-in voice has been closed.')
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        const index = queue.indexOf(waiting)
        if (index !== -1) queue.splice(index, 1)
        reject(signal.reason)
      }
      const settle = (answer: ThreadAnswer) => {
        signal.removeEventListener('abort', giveUp)
        if ('error' in answer) reject(new CodeStoryError('speech_unavailable', `The built-in voice stopped working: ${answer.error.message}`))
        else resolve(answer)
      }
      const waiting: Waiting = { id: nextId, task, settle }
      nextId += 1
      signal.addEventListener('abort', giveUp, { once: true })
      queue.push(waiting)
      advance()
    })
  }

  const unexpected = () => new CodeStoryError('internal', 'A thread of the built-in voice answered another question than it was asked.')
  return {
    say: async (task, signal) => {
      const answer = await run(task, signal)
      if (!('said' in answer)) throw unexpected()
      return answer.said
    },
    mix: async (task, signal) => {
      const answer = await run(task, signal)
      if (!('mixed' in answer)) throw unexpected()
      return answer.mixed
    },
    close: async () => {
      closed = true
      for (const waiting of queue.splice(0)) waiting.settle({ id: waiting.id, error: { message: 'it was closed' } })
      await Promise.all(threads.splice(0).map((thread) => thread.worker.terminate()))
    },
  }
}
