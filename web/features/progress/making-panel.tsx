'use client'
import { WifiOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { LogEntry } from '../../../shared/progress.ts'
import type { StoryRecord } from '../../../shared/story.ts'
import { Button } from '../../components/ui/button.tsx'
import { Stages } from './stages.tsx'
import { estimateSecondsLeft, findStartMs, sayTimeLeft } from './time-left.ts'

interface MakingPanelProps {
  story: StoryRecord
  logs: readonly LogEntry[]
  lost: boolean
  cancelling: boolean
  /** Null for a reader who does not own the story. */
  onCancel: (() => void) | null
}

const useNow = (everyMs: number): number => {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return nowMs
}

export const MakingPanel = ({ story, logs, lost, cancelling, onCancel }: MakingPanelProps) => {
  const nowMs = useNow(1000)
  const secondsLeft = estimateSecondsLeft(story.progress, findStartMs(logs), nowMs)
  const doing = logs.findLast((log) => log.level !== 'error')?.action
  return (
    <section aria-label="Making the story" className="rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <Stages status={story.status} progress={story.progress} />
      <div
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={story.progress}
        className="mt-4 h-2 overflow-hidden rounded-full bg-raised"
      >
        <div className="h-full rounded-full bg-accent transition-[width] duration-500" style={{ width: `${Math.max(story.progress, 1)}%` }} />
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <p className="min-w-0 flex-1 truncate text-muted max-sm:basis-full">
          {lost ? (
            <span className="inline-flex items-center gap-1.5 text-warn">
              <WifiOff size={15} aria-hidden /> Connection lost. The story goes on; this page catches up.
            </span>
          ) : (
            (doing ?? 'Waiting for a worker')
          )}
        </p>
        <p className="tabular-nums">
          {story.progress} %{secondsLeft !== null && <span className="text-muted">, {sayTimeLeft(secondsLeft)}</span>}
        </p>
        {onCancel !== null && (
          <Button size="small" className="ml-auto" onClick={onCancel} disabled={cancelling}>
            Cancel
          </Button>
        )}
      </div>
    </section>
  )
}
