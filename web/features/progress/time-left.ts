// How long it still takes, said only when there is something to go by. The bar's points were chosen to follow the work, so
// what is left is to what was done as their shares are; early on that is a guess, and so nothing is said.
import type { LogEntry } from '../../../shared/progress.ts'

const sayFromProgress = 15
const sayFromMs = 3000

/** When the work that is going on began: waiting in the queue, and earlier attempts, do not count. */
export const findStartMs = (logs: readonly LogEntry[]): number | null => {
  const queued = logs.findLastIndex((log) => log.agent_name === 'System' && /^Story (queued|restarted)/.test(log.action))
  const first = logs.slice(queued + 1).find((log) => log.agent_name !== 'System')
  return first === undefined ? null : Date.parse(first.timestamp)
}

export const estimateSecondsLeft = (progress: number, startMs: number | null, nowMs: number): number | null => {
  if (startMs === null || progress < sayFromProgress || progress >= 100 || nowMs - startMs < sayFromMs) return null
  return (((nowMs - startMs) / 1000) * (100 - progress)) / progress
}

/** In steps coarse enough that it does not jump about. */
export const sayTimeLeft = (seconds: number): string => {
  if (seconds < 8) return 'a few seconds left'
  if (seconds < 50) return `about ${Math.ceil(seconds / 10) * 10} seconds left`
  if (seconds < 90) return 'about a minute left'
  return `about ${Math.round(seconds / 60)} minutes left`
}
