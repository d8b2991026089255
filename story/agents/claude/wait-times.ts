// How long to wait before asking again. The service's own Retry-After comes first; without one, waits double from a second
// to half a minute. A little jitter on top keeps the chapters of a story, and the stories of a worker, from coming back
// all at once.

/** Eight waits are about two and a half minutes: most overloads pass; what lasts longer is the queue's to try again. */
const mostWaits = 8
const longestMs = 30_000
/** A service that asks for more patience than this gets it from the queue, which frees the worker meanwhile. */
const longestRetryAfterSeconds = 300

/** Null when waiting here is over. */
export const nextWaitMs = (waitsSoFar: number, retryAfterSeconds: number | undefined, random: () => number = Math.random): number | null => {
  if (waitsSoFar >= mostWaits || (retryAfterSeconds ?? 0) > longestRetryAfterSeconds) return null
  const waitMs = retryAfterSeconds === undefined ? Math.min(1000 * 2 ** waitsSoFar, longestMs) : Math.max(retryAfterSeconds * 1000, 100)
  return waitMs * (1 + random() * 0.25)
}
