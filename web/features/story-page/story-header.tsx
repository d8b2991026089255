'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { EllipsisVertical, Globe, Pause, Play, Share2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import { formatLength } from '../../../shared/clock.ts'
import type { StoryRecord } from '../../../shared/story.ts'
import { commitUrl, smallCover } from '../../../shared/story-links.ts'
import { depthWords, styleWords } from '../../../shared/story-words.ts'
import { Cover } from '../../components/cover.tsx'
import { EngineMarks } from '../../components/engines.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { useApi } from '../../lib/backend-context.tsx'
import { problemFrom } from '../../lib/problem.ts'
import { useToasts } from '../../lib/toasts.tsx'
import { useDeleteStory } from '../library/deletions-context.tsx'
import { DownloadMenu } from '../listen/download-menu.tsx'
import { isResting, storyKey } from './story-query.ts'

const ShareDialog = lazy(() => import('../listen/share-dialog.tsx').then((module) => ({ default: module.ShareDialog })))

export const useRestart = (story: StoryRecord) => {
  const api = useApi()
  const queries = useQueryClient()
  const toasts = useToasts()
  return useMutation({
    mutationFn: (fresh: boolean) => api.stories.restart.mutate({ id: story.id, fresh }),
    onSuccess: () => queries.invalidateQueries({ queryKey: storyKey(story.id) }),
    onError: (error) => toasts.show(problemFrom(error).message),
  })
}

interface StoryHeaderProps {
  story: StoryRecord
  /** A reader of somebody's public story may listen and take it along, and nothing else. */
  owned: boolean
  playing: boolean
  onPlay: (() => void) | null
}

export const StoryHeader = ({ story, owned, playing, onPlay }: StoryHeaderProps) => {
  const router = useRouter()
  const [sharing, setSharing] = useState(false)
  const restart = useRestart(story)
  const deleteStory = useDeleteStory()
  const resting = isResting(story)
  return (
    <header className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 sm:grid-rows-[1fr_auto] sm:items-end sm:gap-x-6">
      <Cover
        url={smallCover(story.cover_url)}
        name={story.repo_name}
        className="size-20 rounded-2xl text-3xl shadow-float sm:row-span-2 sm:size-48 sm:self-start sm:text-6xl"
      />
      <div className="min-w-0">
        <p className="truncate text-muted text-sm">
          {story.repo_url.startsWith('http') ? (
            <a
              data-fill="repository"
              href={commitUrl(story)}
              target="_blank"
              rel="noreferrer"
              className="rounded-sm py-1 underline decoration-line underline-offset-4 hover:decoration-ink"
            >
              {story.repo_name}
            </a>
          ) : (
            story.repo_name
          )}
          {story.commit_sha !== null && (
            <span data-fill="pinned">
              {' '}
              at{' '}
              <code data-fill="commit" className="font-mono text-[13px]">
                {story.commit_sha.slice(0, 7)}
              </code>
            </span>
          )}
        </p>
        <h1 data-fill="title" className="wrap-anywhere mt-1 font-semibold text-xl leading-tight sm:text-[2rem]">
          {story.title ?? story.repo_name}
        </h1>
      </div>
      <div className="min-w-0 max-sm:col-span-2 max-sm:mt-2">
        {story.summary !== null && (
          <p data-fill="summary" className="wrap-anywhere mt-2 max-w-[68ch] text-pretty text-muted text-sm leading-relaxed sm:text-base">
            {story.summary}
          </p>
        )}
        <div className="mt-3 flex flex-wrap items-center gap-1.5">
          <Badge data-fill="style">{styleWords[story.style].name}</Badge>
          <Badge data-fill="length">{story.duration_seconds === null ? `${story.duration_minutes} min` : formatLength(story.duration_seconds)}</Badge>
          <Badge data-fill="depth">{depthWords[story.technical_depth].name}</Badge>
          <Badge data-fill="voice">{story.voice}</Badge>
          {story.engines !== null && <EngineMarks engines={story.engines} />}
          {story.is_public && (
            <Badge data-fill="public" tone="accent">
              <Globe size={12} aria-hidden /> Public
            </Badge>
          )}
        </div>
        <div className="mt-4 flex flex-wrap items-center gap-2">
          {onPlay !== null && (
            <Button data-fill="listen" look="primary" onClick={onPlay} className="min-w-26 rounded-full! pr-5 pl-4">
              {/* Both are there, so that a press before the code has arrived can swap them (features/first-view). */}
              <Pause size={16} fill="currentColor" strokeWidth={0} aria-hidden className={playing ? '' : 'hidden'} />
              <Play size={16} fill="currentColor" strokeWidth={0} aria-hidden className={playing ? 'hidden' : ''} />
              <span>{playing ? 'Pause' : 'Listen'}</span>
            </Button>
          )}
          {story.status === 'completed' && <DownloadMenu story={story} />}
          {(owned || story.is_public) && (
            <Button data-fill="share" onClick={() => setSharing(true)}>
              <Share2 size={16} aria-hidden />
              <span className="max-sm:sr-only">Share</span>
            </Button>
          )}
          {owned && (
            <Menu
              trigger={
                <Button data-fill="more" look="quiet" size="icon" aria-label="More">
                  <EllipsisVertical size={18} aria-hidden />
                </Button>
              }
              entries={[
                ...(resting
                  ? [
                      {
                        kind: 'action' as const,
                        label: story.status === 'completed' ? 'Make again from the same commit' : 'Go on where it stopped',
                        onSelect: () => restart.mutate(false),
                      },
                      { kind: 'action' as const, label: 'Make anew from the newest commit', onSelect: () => restart.mutate(true) },
                      { kind: 'line' as const },
                    ]
                  : []),
                {
                  kind: 'action',
                  label: 'Delete',
                  danger: true,
                  onSelect: () => {
                    deleteStory(story)
                    router.push('/library/')
                  },
                },
              ]}
            />
          )}
        </div>
      </div>
      {sharing && (
        <Suspense>
          <ShareDialog story={story} open={sharing} onOpenChange={setSharing} />
        </Suspense>
      )}
    </header>
  )
}
