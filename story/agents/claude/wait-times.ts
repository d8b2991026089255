// How long to wait before asking again. The service's own Retry-After comes first; without one, waits double from a second
// to half a minute. A little jitter on top keeps the chapters of a story, and the stories of a worker, from coming back
// all at once.

export interface Patience {
  mostWaits: number
  /** When the service asks for more than this, nobody waits here. */
  longestRetryAfterSeconds: number
}
/**
 * Eight waits are about two and a half minutes: most overloads pass; what lasts longer is the queue's to try again. It also
 * waits out a long Retry-After, which frees the worker meanwhile.
 */
export const storyPatience: Patience = { mostWaits: 8, longestRetryAfterSeconds: 300 }
/** Somebody sits before the screen: they are told, and told when to come back, instead of kept waiting. */
export const chatPatience: Patience = { mostWaits: 2, longestRetryAfterSeconds: 8 }
const longestMs = 30_000

/** Null when waiting here is over. */
export const nextWaitMs = (
  waitsSoFar: number,
  retryAfterSeconds: number | undefined,
  { mostWaits, longestRetryAfterSeconds }: Patience,
  random: () => number = Math.random,
): number | null => {
  if (waitsSoFar >= mostWaits || (retryAfterSeconds ?? 0) > longestRetryAfterSeconds) return null
  const waitMs = retryAfterSeconds === undefined ? Math.min(1000 * 2 ** waitsSoFar, longestMs) : Math.max(retryAfterSeconds * 1000, 100)
  return waitMs * (1 + random() * 0.25)
}
