'use client'
import { Globe } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatAgo, formatLength } from '../../../shared/clock.ts'
import type { StorySummary } from '../../../shared/story.ts'
import { smallCover } from '../../../shared/story-links.ts'
import { statusWords, styleWords } from '../../../shared/story-words.ts'
import { Cover } from '../../components/cover.tsx'
import { EngineLine } from '../../components/engines.tsx'
import { SiteLink } from '../../components/site-link.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { storyHref } from '../../lib/story-address.ts'
import { isResting } from '../story-page/story-query.ts'

const State = ({ story }: { story: StorySummary }) => {
  if (story.status === 'completed') return null
  if (story.status === 'failed')
    return (
      <Badge data-fill="state" tone={story.error_code === 'cancelled' ? 'plain' : 'bad'}>
        {story.error_code === 'cancelled' ? 'Cancelled' : 'Failed'}
      </Badge>
    )
  return (
    <Badge data-fill="state" tone="accent" className="tabular-nums">
      {statusWords[story.status]} · {story.progress} %
    </Badge>
  )
}

export const StoryCard = ({ story, menu }: { story: StorySummary; menu?: ReactNode }) => (
  <div className="relative flex h-full gap-4 rounded-2xl border border-line bg-surface p-3 transition-colors hover:bg-raised/60">
    <Cover url={smallCover(story.cover_url)} name={story.repo_name} className="size-20 rounded-xl text-2xl sm:size-24" />
    <div className="flex min-w-0 flex-1 flex-col py-0.5">
      <h2 className="line-clamp-2 wrap-anywhere font-semibold text-[15px] leading-snug">
        {/* The whole card is the link; the menu lies above it. */}
        <SiteLink data-fill="title" href={storyHref(story.id)} className="rounded-sm after:absolute after:inset-0 after:rounded-2xl">
          {story.title ?? story.repo_name}
        </SiteLink>
      </h2>
      {story.title !== null && (
        <p data-fill="repo" className="mt-0.5 truncate text-muted text-sm">
          {story.repo_name}
        </p>
      )}
      <p data-fill="kind" className="mt-0.5 text-muted text-xs">
        {styleWords[story.style].name} · {story.duration_seconds === null ? `${story.duration_minutes} min` : formatLength(story.duration_seconds)} ·{' '}
        {formatAgo(story.created_at, Date.now(), 'narrow')}
      </p>
      <div className="mt-1.5 flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <State story={story} />
        {story.is_public && (
          <Badge data-fill="public">
            <Globe size={12} aria-hidden /> Public
          </Badge>
        )}
        {story.engines !== null && <EngineLine engines={story.engines} />}
      </div>
      {!isResting(story) && (
        <div aria-hidden data-fill="progress" className="mt-2.5 h-1 overflow-hidden rounded-full bg-raised">
          <div data-fill="done" className="h-full bg-accent transition-[width] duration-500" style={{ width: `${story.progress}%` }} />
        </div>
      )}
    </div>
    {menu !== undefined && <div className="relative -mt-1 -mr-1">{menu}</div>}
  </div>
)
