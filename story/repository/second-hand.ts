// The second pair of hands: a thread that does what `hands.ts` says, job by job, and is spoken to as if it were here. A
// thread and no process, since its answers are large and the limits of the analysis process hold for it as well.
import { Worker } from 'node:worker_threads'
import { CodeStoryError, type ErrorCode } from '../../shared/coded-error.ts'
import type { Hand } from './hands.ts'

/** One of a hand's functions, and what it is given. */
export type Job = { [Name in keyof Hand]: { name: Name; given: Parameters<Hand[Name]> } }[keyof Hand]
/** Our own errors are answers; what nobody expected ends the thread. */
export type Answer = { number: number; result: unknown } | { number: number; failed: { code: ErrorCode; message: string } }

/** Ends with the process. A fault in it fails whatever it was asked for. */
export const openSecondHand = (): Hand => {
  const thread = new Worker(new URL('./second-hand-thread.ts', import.meta.url))
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (reason: unknown) => void }>()
  let asked = 0
  // It holds up the end of the process only while it is asked for something.
  thread.unref()
  thread.on('message', (answer: Answer) => {
    const asker = waiting.get(answer.number)
    if ('failed' in answer) asker?.reject(new CodeStoryError(answer.failed.code, answer.failed.message))
    else asker?.resolve(answer.result as never)
    waiting.delete(answer.number)
    if (waiting.size === 0) thread.unref()
  })
  let fault: unknown = null
  thread.once('error', (error) => {
    fault = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  })
  const ask = <Result>(job: Job): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (fault !== null) {
        reject(fault)
        return
      }
      asked += 1
      waiting.set(asked, { resolve, reject })
      thread.ref()
      thread.postMessage({ number: asked, ...job })
    })
  return {
    look: (order, files) => ask({ name: 'look', given: [order, files] }),
    read: (order) => ask({ name: 'read', given: [order] }),
    parse: (order, files) => ask({ name: 'parse', given: [order, files] }),
    prepare: (grammar) => ask({ name: 'prepare', given: [grammar] }),
    readChanges: (directory, commit, current) => ask({ name: 'readChanges', given: [directory, commit, current] }),
    readHistory: (directory, commit, changes) => ask({ name: 'readHistory', given: [directory, commit, changes] }),
  }
}
