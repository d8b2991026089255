'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import { formatClock } from '../../../shared/clock.ts'
import type { PlayableChapter } from './player.ts'
import { barHeights, barPath } from './waveform-bars.ts'

interface WaveformProps {
  /** Null until they are known: then there is a plain line. */
  peaks: readonly number[] | null
  positionSeconds: number
  durationSeconds: number
  chapters: readonly PlayableChapter[]
  onSeek: (positionSeconds: number) => void
}

const barPitchPx = 4
const heightPx = 36
const keySteps: Readonly<Record<string, number>> = { ArrowLeft: -5, ArrowRight: 5, ArrowDown: -5, ArrowUp: 5, PageDown: -60, PageUp: 60 }

const useWidth = () => {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return { element, width }
}

/** The story as a shape: what was heard is lit, a press or a drag jumps, chapters are notches. One slider to a screen reader. */
export const Waveform = ({ peaks, positionSeconds, durationSeconds, chapters, onSeek }: WaveformProps) => {
  const { element, width } = useWidth()
  const [hoverSeconds, setHoverSeconds] = useState<number | null>(null)
  const [dragSeconds, setDragSeconds] = useState<number | null>(null)
  const path = useMemo(() => {
    const count = Math.floor(width / barPitchPx)
    return barPath(peaks === null ? Array.from({ length: count }, () => 0.06) : barHeights(peaks, count), barPitchPx, heightPx)
  }, [peaks, width])

  const shownSeconds = dragSeconds ?? positionSeconds
  const share = durationSeconds > 0 ? Math.min(shownSeconds / durationSeconds, 1) : 0
  const chapterAt = (seconds: number) => chapters.findLast((chapter) => chapter.startSeconds <= seconds + 0.1)?.title
  const secondsAt = (clientX: number) => {
    const box = element.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0) return 0
    return Math.min(Math.max(0, (clientX - box.left) / box.width), 1) * durationSeconds
  }
  const pointed = dragSeconds ?? hoverSeconds

  return (
    <div
      ref={element}
      role="slider"
      tabIndex={0}
      aria-label="Position"
      aria-valuemin={0}
      aria-valuemax={Math.round(durationSeconds)}
      aria-valuenow={Math.round(shownSeconds)}
      aria-valuetext={`${formatClock(shownSeconds)} of ${formatClock(durationSeconds)}${chapterAt(shownSeconds) === undefined ? '' : `, ${chapterAt(shownSeconds)}`}`}
      className="relative h-9 w-full cursor-pointer touch-none rounded-md"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDragSeconds(secondsAt(event.clientX))
      }}
      onPointerMove={(event) => {
        if (dragSeconds !== null) setDragSeconds(secondsAt(event.clientX))
        else if (event.pointerType === 'mouse') setHoverSeconds(secondsAt(event.clientX))
      }}
      onPointerUp={(event) => {
        if (dragSeconds !== null) onSeek(secondsAt(event.clientX))
        setDragSeconds(null)
      }}
      onPointerCancel={() => setDragSeconds(null)}
      onPointerLeave={() => setHoverSeconds(null)}
      onKeyDown={(event) => {
        const step = keySteps[event.key]
        const target = event.key === 'Home' ? 0 : event.key === 'End' ? durationSeconds : step === undefined ? null : positionSeconds + step
        if (target === null || event.shiftKey) return
        event.preventDefault()
        event.stopPropagation()
        onSeek(target)
      }}
    >
      <svg width={width} height={heightPx} aria-hidden className="absolute inset-0 text-control/55">
        <path d={path} fill="currentColor" />
      </svg>
      <svg width={width} height={heightPx} aria-hidden className="absolute inset-0 text-accent" style={{ clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}>
        <path d={path} fill="currentColor" />
      </svg>
      {chapters.slice(1).map((chapter) => (
        <span
          key={chapter.startSeconds}
          aria-hidden
          className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-surface after:absolute after:top-0 after:left-0 after:h-1.5 after:w-0.5 after:bg-muted"
          style={{ left: `${(chapter.startSeconds / Math.max(durationSeconds, 0.001)) * 100}%` }}
        />
      ))}
      {pointed !== null && durationSeconds > 0 && (
        <span
          aria-hidden
          className="pointer-events-none absolute bottom-full mb-2 max-w-64 -translate-x-1/2 truncate rounded-md bg-ink px-2 py-1 text-canvas text-xs tabular-nums"
          style={{ left: `clamp(4rem, ${(pointed / durationSeconds) * 100}%, calc(100% - 4rem))` }}
        >
          {formatClock(pointed)} {chapterAt(pointed)}
        </span>
      )}
    </div>
  )
}
