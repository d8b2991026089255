'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { formatClock } from '../../../shared/clock.ts'
import { smallCover } from '../../../shared/story-links.ts'
import { Cover } from '../../components/cover.tsx'
import { SiteLink } from '../../components/site-link.tsx'
import { useApi } from '../../lib/backend-context.tsx'
import { storyHref } from '../../lib/story-address.ts'
import { Keyboard } from './keyboard.tsx'
import type { Playable, Player } from './player.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { Speed } from './speed.tsx'
import { Transport } from './transport.tsx'
import { Volume } from './volume.tsx'
import { Waveform } from './waveform.tsx'

const NowPlaying = ({ story }: { story: Playable }) => {
  const chapter = usePlayerState((state) => story.chapters.findLast((candidate) => candidate.startSeconds <= state.positionSeconds + 0.1)?.title)
  const problem = usePlayerState((state) => state.problem)
  const waiting = usePlayerState((state) => state.waiting)
  return (
    <SiteLink href={storyHref(story.id)} className="flex min-w-0 flex-1 items-center gap-3 rounded-lg lg:w-64 lg:flex-none">
      <Cover url={smallCover(story.coverUrl)} name={story.repository} className="size-11 rounded-md max-[22.5rem]:hidden" />
      <span className="min-w-0">
        <span className="block truncate font-medium text-sm">{chapter ?? story.title}</span>
        <span role="status" className={problem === null ? 'block truncate text-muted text-xs' : 'block text-bad text-xs'}>
          {problem ?? (waiting ? 'The next chapter is being spoken…' : story.title)}
        </span>
      </span>
    </SiteLink>
  )
}

const Scrubber = ({ player, story }: { player: Player; story: Playable }) => {
  const api = useApi()
  const positionSeconds = usePlayerState((state) => state.positionSeconds)
  const durationSeconds = usePlayerState((state) => state.durationSeconds)
  const waveform = useQuery({
    queryKey: ['stories', 'waveform', story.id],
    queryFn: () => api.stories.waveform.query({ id: story.id }),
    enabled: story.finished,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3 text-muted text-xs tabular-nums">
      <span className="w-10 text-right max-sm:text-left">{formatClock(positionSeconds)}</span>
      <Waveform
        peaks={waveform.data?.peaks ?? null}
        positionSeconds={positionSeconds}
        durationSeconds={durationSeconds}
        chapters={story.chapters.filter((chapter) => chapter.startSeconds < durationSeconds)}
        onSeek={player.seek}
      />
      <span className="w-10 max-sm:text-right">{formatClock(durationSeconds)}</span>
    </div>
  )
}

const Bar = ({ player, story }: { player: Player; story: Playable }) => {
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    if (bar.current === null) return
    // Whatever stands at the lower edge of the page stands above the bar.
    const root = document.documentElement
    const observer = new ResizeObserver(([entry]) => root.style.setProperty('--player-height', `${entry?.borderBoxSize[0]?.blockSize ?? 0}px`))
    observer.observe(bar.current)
    return () => {
      observer.disconnect()
      root.style.removeProperty('--player-height')
    }
  }, [])
  return (
    <section
      ref={bar}
      aria-label="Player"
      className="fixed inset-x-0 bottom-0 z-40 border-t bg-surface pb-[env(safe-area-inset-bottom)] shadow-[0_-4px_24px_var(--shadow)]"
    >
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-4 px-4 max-sm:gap-x-1.5 py-2 sm:py-2.5 lg:flex-nowrap">
        <NowPlaying story={story} />
        <Transport player={player} />
        <div className="flex min-w-0 basis-full max-lg:order-first lg:basis-0 lg:grow">
          <Scrubber player={player} story={story} />
        </div>
        <div className="flex items-center gap-0.5">
          <Speed player={player} />
          <Volume player={player} />
          <Keyboard player={player} />
        </div>
      </div>
    </section>
  )
}

export const PlayerBar = () => {
  const player = usePlayer()
  const story = usePlayerState((state) => state.story)
  return player === null || story === null ? null : <Bar player={player} story={story} />
}
