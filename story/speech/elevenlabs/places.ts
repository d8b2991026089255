// How many requests an account may have in flight is its plan's business: answers tell it in a header, and a 429 tells it
// when we have guessed too high. Requests wait here for a place; who gives up leaves the row.

export interface Places {
  run: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>
  /** The account allows this many. */
  learn: (most: number) => void
  /** One was too many: what is in flight besides this one is all that fits. */
  shrink: () => void
}

/** What the smallest plan allows for flash models is more; two keeps clear of others on the same account until we know. */
const firstGuess = 2
const mostUseful = 8

export const makePlaces = (): Places => {
  let most = firstGuess
  let taken = 0
  const row: (() => void)[] = []
  const advance = () => {
    while (taken < most && row.length > 0) {
      taken += 1
      row.shift()?.()
    }
  }
  const waitForPlace = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = () => {
        const index = row.indexOf(enter)
        if (index !== -1) row.splice(index, 1)
        reject(signal.reason)
      }
      signal.throwIfAborted()
      signal.addEventListener('abort', giveUp, { once: true })
      row.push(enter)
      advance()
    })
  return {
    run: async (work, signal) => {
      await waitForPlace(signal)
      try {
        return await work()
      } finally {
        taken -= 1
        advance()
      }
    },
    learn: (allowed) => {
      most = Math.max(1, Math.min(mostUseful, allowed))
      advance()
    },
    shrink: () => {
      most = Math.max(1, Math.min(most, taken) - 1)
    },
  }
}
