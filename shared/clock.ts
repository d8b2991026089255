/** 75 → 1:15, 3675 → 1:01:15. */
export const formatClock = (totalSeconds: number): string => {
  const whole = Math.max(0, Math.floor(totalSeconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const seconds = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
}

/** As one would say it: "45 s", "9 min", "1 h 5 min". */
export const formatLength = (totalSeconds: number): string => {
  if (totalSeconds < 60) return `${Math.round(totalSeconds)} s`
  const minutes = Math.round(totalSeconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

const steps: readonly [limitSeconds: number, unit: Intl.RelativeTimeFormatUnit, unitSeconds: number][] = [
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [86_400 * 30, 'day', 86_400],
  [86_400 * 365, 'month', 86_400 * 30],
  [Number.POSITIVE_INFINITY, 'year', 86_400 * 365],
]

/** "3 minutes ago"; narrow, where room is short: "3min ago". */
export const formatAgo = (isoTime: string, nowMs: number, style: 'long' | 'narrow' = 'long'): string => {
  const seconds = (nowMs - Date.parse(isoTime)) / 1000
  if (seconds < 60) return 'just now'
  const [, unit, unitSeconds] = steps.find(([limit]) => seconds < limit) ?? ['', 'year' as const, 86_400 * 365]
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto', style }).format(-Math.floor(seconds / unitSeconds), unit)
}
