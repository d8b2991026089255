// The thread of the second hand: does one job after the other has begun, and answers with its number.
import { flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { createHand, type Hand } from './hands.ts'
import type { Answer, Job } from './second-hand.ts'

const run = (hand: Hand, job: Job): Promise<unknown> => {
  switch (job.name) {
    case 'look':
      return hand.look(...job.given)
    case 'read':
      return hand.read(...job.given)
    case 'parse':
      return hand.parse(...job.given)
    case 'prepare':
      return hand.prepare(...job.given)
    case 'readHistory':
      return hand.readHistory(...job.given)
  }
}

const hand = createHand()
parentPort?.on('message', async ({ number, ...job }: Job & { number: number }) => {
  parentPort?.postMessage({ number, result: await run(hand, job) } satisfies Answer)
  // A thread of its own has a cache of its own, and is ended without a word.
  flushCompileCache()
})
