'use client'
import { AudioLines, PenLine } from 'lucide-react'
import { formatClock } from '../../../shared/clock.ts'
import type { StoryRecord } from '../../../shared/story.ts'
import { classNames } from '../../lib/class-names.ts'
import { type ChapterState, chapterStates } from './chapter-state.ts'

interface ChapterListProps {
  story: StoryRecord
  /** Null where this story is not the one in the player. */
  positionSeconds: number | null
  playing: boolean
  onPlay: (startSeconds: number) => void
}

const stateWords: Readonly<Record<ChapterState, string>> = {
  planned: 'Planned',
  written: 'Written, not spoken yet',
  spoken: 'Spoken, waits for the chapters before it',
  ready: 'Ready',
}

export const ChapterList = ({ story, positionSeconds, playing, onPlay }: ChapterListProps) => {
  const states = chapterStates(story)
  const current =
    positionSeconds === null
      ? -1
      : story.chapters.findLastIndex((chapter, index) => states[index] === 'ready' && chapter.timestamp_start <= positionSeconds + 0.1)
  return (
    <ol aria-label="Chapters" className="flex flex-col gap-0.5">
      {story.chapters.map((chapter, index) => {
        const state = states[index] ?? 'planned'
        const here = index === current
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a chapter is its place; its title may still change while it is planned
          <li key={index} data-each="chapters">
            <button
              type="button"
              disabled={state !== 'ready'}
              aria-current={here ? 'true' : undefined}
              onClick={() => onPlay(chapter.timestamp_start)}
              className={classNames(
                'flex w-full items-start gap-3 rounded-xl px-3 py-2.5 text-left text-sm leading-5 transition-colors enabled:hover:bg-raised disabled:cursor-default',
                here && 'bg-raised',
              )}
            >
              <span
                aria-hidden
                className={classNames(
                  'grid h-5 w-5 shrink-0 place-items-center text-xs tabular-nums',
                  here ? 'text-accent' : 'text-muted',
                  state === 'planned' && 'animate-breathe',
                )}
              >
                {here ? (
                  <AudioLines size={16} className={playing ? 'animate-breathe' : ''} />
                ) : state === 'written' ? (
                  <PenLine size={13} />
                ) : (
                  <span data-fill="number">{index + 1}</span>
                )}
              </span>
              <span className={classNames('wrap-anywhere min-w-0 flex-1', state === 'ready' ? '' : 'text-muted', here && 'font-medium')}>
                <span data-fill="title">{chapter.title}</span>
                <span className="sr-only">, {stateWords[state]}</span>
              </span>
              <span data-fill="length" className="shrink-0 text-muted text-xs leading-5 tabular-nums">
                {state === 'ready' ? formatClock(chapter.duration_seconds) : state}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
