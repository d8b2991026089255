// The service can read a prefix from its cache only after the first reply over it has begun. So of the calls that share a
// prefix one goes ahead, and the others wait until its reply begins; then all go at once. The gate is per process and holds
// nothing but promises: after a resume the first call finds no promise and goes ahead alone, whether or not the service
// still remembers.
//
// A prefix stays warm for five minutes after its last use. A call that fails before its reply begins lets the next one go.

/** A margin below the five minutes of the cache, for the call's own way. */
const warmMs = 4.5 * 60_000

interface Prefix {
  begun: Promise<boolean>
  warmUntilMs: number
}
export interface Passage {
  /** The reply has begun: the prefix is in the cache. */
  warm: () => void
  /** The call is over; without `warm` before it, somebody else goes first. */
  leave: () => void
  /** False where this call is the one that fills the cache. */
  readonly wasWarm: boolean
}
export interface WarmGate {
  enter: (prefix: string, signal: AbortSignal) => Promise<Passage>
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

export const openWarmGate = (now: () => number = Date.now): WarmGate => {
  const prefixes = new Map<string, Prefix>()
  const enter = async (key: string, signal: AbortSignal): Promise<Passage> => {
    for (;;) {
      const known = prefixes.get(key)
      if (known === undefined || known.warmUntilMs < now()) break
      if (known.warmUntilMs !== Number.POSITIVE_INFINITY || (await Promise.race([known.begun, aborted(signal)]))) {
        known.warmUntilMs = now() + warmMs
        return { warm: () => {}, leave: () => {}, wasWarm: true }
      }
    }
    for (const [other, { warmUntilMs }] of prefixes) if (warmUntilMs < now()) prefixes.delete(other)
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const prefix: Prefix = { begun: promise, warmUntilMs: Number.POSITIVE_INFINITY }
    prefixes.set(key, prefix)
    return {
      warm: () => {
        prefix.warmUntilMs = now() + warmMs
        resolve(true)
      },
      leave: () => {
        if (prefix.warmUntilMs === Number.POSITIVE_INFINITY && prefixes.get(key) === prefix) prefixes.delete(key)
        resolve(false)
      },
      wasWarm: false,
    }
  }
  return { enter }
}
