// The thread of the second hand: does one job after the other has begun, and answers with its number.
import { flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { CodeStoryError } from '../../shared/coded-error.ts'
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
    case 'readChanges':
      return hand.readChanges(...job.given)
    case 'readHistory':
      return hand.readHistory(...job.given)
  }
}

const answer = async (hand: Hand, { number, ...job }: Job & { number: number }): Promise<Answer> => {
  try {
    return { number, result: await run(hand, job) }
  } catch (error) {
    if (!(error instanceof CodeStoryError)) throw error
    return { number, failed: { code: error.code, message: error.message } }
  }
}

const hand = createHand()
parentPort?.on('message', async (asked: Job & { number: number }) => {
  parentPort?.postMessage(await answer(hand, asked))
  // A thread of its own has a cache of its own, and is ended without a word.
  flushCompileCache()
})
