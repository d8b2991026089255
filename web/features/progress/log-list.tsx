'use client'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { LogEntry, LogLevel } from '../../../shared/progress.ts'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../lib/class-names.ts'

const dots: Readonly<Record<LogLevel, string>> = { info: 'bg-control', success: 'bg-good', warning: 'bg-warn', error: 'bg-bad' }
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

const word = (key: string): string => key.replaceAll('_', ' ')
const sayValue = (value: unknown): string => {
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: 4 })
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(sayValue).join(', ')
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, inner]) => `${word(key)} ${sayValue(inner)}`)
      .join(', ')
  }
  return String(value)
}
/** What fits beside the action: numbers and short words. The whole of it unfolds. */
const gist = (details: LogEntry['details']): string =>
  Object.entries(details)
    .filter(([, value]) => typeof value === 'number' || (typeof value === 'string' && value.length <= 24))
    .slice(0, 3)
    .map(([key, value]) => `${word(key)} ${sayValue(value)}`)
    .join(' · ')

const Line = ({ log }: { log: LogEntry }) => {
  const head = (
    <>
      <span aria-hidden className={classNames('mt-[7px] size-1.5 shrink-0 rounded-full', dots[log.level])} />
      <span className="min-w-0 flex-1 wrap-anywhere">
        <span className="mr-2 text-muted">{log.agent_name}</span>
        {log.level !== 'info' && log.level !== 'success' && <span className="sr-only">{log.level}: </span>}
        <span className={classNames(log.level === 'error' && 'text-bad', log.level === 'warning' && 'text-warn')}>{log.action}</span>
        <span className="ml-2 text-muted text-xs group-open:hidden">{gist(log.details)}</span>
      </span>
      <time dateTime={log.timestamp} className="shrink-0 pt-px text-muted text-xs tabular-nums">
        {clock.format(new Date(log.timestamp))}
      </time>
    </>
  )
  const row = 'flex items-start gap-2.5 py-1.5 text-sm leading-5'
  const details = Object.entries(log.details)
  if (details.length === 0) return <div className={classNames(row, 'pr-[22px]')}>{head}</div>
  return (
    <details className="group">
      <summary className={classNames(row, 'list-none rounded-md hover:bg-raised [&::-webkit-details-marker]:hidden')}>
        {head}
        <ChevronRight size={14} aria-hidden className="-mr-0.5 mt-0.5 shrink-0 text-muted transition-transform group-open:rotate-90" />
      </summary>
      <dl className="mb-2 ml-4 grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-1 border-l py-1 pl-4 text-xs">
        {details.map(([key, value]) => (
          <div key={key} className="contents">
            <dt className="text-muted">{word(key)}</dt>
            <dd className="wrap-anywhere min-w-0 whitespace-pre-wrap">{sayValue(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const shownFirst = 60

/** Newest first, because that is what one looks for; the older ones are a press away. */
export const LogList = ({ logs }: { logs: readonly LogEntry[] }) => {
  const [all, setAll] = useState(false)
  const newestFirst = logs.toReversed()
  const shown = all ? newestFirst : newestFirst.slice(0, shownFirst)
  if (logs.length === 0) return <p className="text-muted text-sm">Nothing has happened yet.</p>
  return (
    <>
      <ol aria-label="Log, newest first" className="divide-y divide-line">
        {shown.map((log) => (
          <li key={log.id}>
            <Line log={log} />
          </li>
        ))}
      </ol>
      {shown.length < logs.length && (
        <Button size="small" className="mt-3" onClick={() => setAll(true)}>
          Show {logs.length - shown.length} earlier lines
        </Button>
      )}
    </>
  )
}
