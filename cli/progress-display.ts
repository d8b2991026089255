// Progress for whoever watches: on a terminal a bar that stays at the bottom, with what is being done and how long it may
// still take; elsewhere plain lines, one a log line and one every ten percent.
import type { StoredEvent } from '../db/events.ts'
import { agentNames } from '../shared/progress.ts'

interface Screen {
  write: (text: string) => unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

export interface ProgressDisplay {
  show: (event: StoredEvent) => void
  note: (text: string) => void
  close: () => void
}

const barWidth = 24
const agentWidth = Math.max(...agentNames.map((name) => name.length))

const detailText = (details: Readonly<Record<string, unknown>>): string => {
  const parts = Object.entries(details).flatMap(([name, value]) => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return []
    return `${name.replaceAll('_', ' ')} ${Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value)}`
  })
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`
}

/** Nothing that a repository or a service said may steer the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const harmless = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** From how long the bar took so far; the first percents tell nothing. */
const timeLeft = (progress: number, elapsedSeconds: number): string => {
  if (progress < 15 || progress >= 100 || elapsedSeconds < 1) return ''
  return ` · about ${clock(Math.max(1, (elapsedSeconds / progress) * (100 - progress)))} left`
}

export const openProgressDisplay = (screen: Screen, now: () => number = performance.now.bind(performance)): ProgressDisplay => {
  const startedAt = now()
  let progress = 0
  let status = 'pending'
  let doing = ''
  let saidTenth = 0

  const bar = (): string => {
    const filled = Math.round((progress / 100) * barWidth)
    const line = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${String(progress).padStart(3)} % ${status}${doing === '' ? '' : `: ${doing}`}`
    const left = timeLeft(progress, (now() - startedAt) / 1000)
    const room = Math.max(20, (screen.columns ?? 80) - left.length - 1)
    return `${line.length > room ? `${line.slice(0, room - 1)}…` : line}${left}`
  }
  const draw = (): void => {
    if (screen.isTTY === true) screen.write(`\r\u001b[2K${bar()}`)
  }
  const line = (text: string): void => {
    screen.write(screen.isTTY === true ? `\r\u001b[2K${text}\n` : `${text}\n`)
    draw()
  }

  return {
    show: (event) => {
      if (event.kind === 'log') {
        const action = harmless(event.action ?? '')
        doing = action
        const mark = event.level === 'warning' ? '! ' : event.level === 'error' ? '✗ ' : ''
        line(`${(event.agentName ?? '').padEnd(agentWidth)}  ${mark}${action}${harmless(detailText(event.details))}`)
      } else if (event.kind === 'status') {
        status = String(event.details.status)
        progress = Number(event.details.progress)
        const tenth = Math.floor(progress / 10)
        if (screen.isTTY !== true && tenth > saidTenth) {
          saidTenth = tenth
          line(`${' '.repeat(agentWidth)}  ${progress} % ${status}${timeLeft(progress, (now() - startedAt) / 1000)}`)
        }
        draw()
      }
    },
    note: line,
    close: () => {
      if (screen.isTTY === true) screen.write('\r\u001b[2K')
    },
  }
}
