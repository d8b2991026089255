// V8 gives memory back when it collects, and collects when somebody allocates: a process that has worked and now waits keeps
// what it needed at its busiest. So once it has been busy and is idle again, the garbage is collected one time. An ordinary
// collection would keep the pages that it emptied for what is to come: this is the kind that V8 takes to when it has no room.
import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Shares of the time between two looks that the event loop was at work. */
const busyShare = 0.2
const idleShare = 0.1

/** The only way to the collector in a process that was started without --expose-gc. */
const findCollector = (): (() => void) => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return typeof collect === 'function' ? () => void collect({ type: 'major', execution: 'sync', flavor: 'last-resort' }) : () => undefined
}

/** @returns tells the share of the time since it was last asked */
const openMeter = (): (() => number) => {
  let last = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    return utilization
  }
}

interface IdleMemoryOptions {
  collect?: () => void
  measure?: () => number
  lookEveryMs?: number
  /** Work comes in bursts, and a collection between two of them is in the way of the second; threads that nobody needs have left by then. */
  idleLooks?: number
}

/** @returns ends it */
export const giveBackMemoryWhenIdle = ({
  collect = findCollector(),
  measure = openMeter(),
  lookEveryMs = 500,
  idleLooks = 5,
}: IdleMemoryOptions = {}): (() => void) => {
  let wasBusy = false
  let idleFor = 0
  const look = (): void => {
    const share = measure()
    if (share >= busyShare) wasBusy = true
    idleFor = share <= idleShare ? idleFor + 1 : 0
    if (!wasBusy || idleFor < idleLooks) return
    wasBusy = false
    collect()
  }
  const timer = setInterval(look, lookEveryMs).unref()
  return () => clearInterval(timer)
}
