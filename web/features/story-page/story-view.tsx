'use client'
// One page from the request to the listening: while a story is made it shows the making; what is ready can already be heard;
// when it is finished the same page is the player's.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import type { Source } from '../../../shared/script.ts'
import { sourceKey } from '../../../shared/source-label.ts'
import type { StoryRecord } from '../../../shared/story.ts'
import { Notice } from '../../components/notice.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Skeleton } from '../../components/ui/skeleton.tsx'
import { Tabs } from '../../components/ui/tabs.tsx'
import { useApi } from '../../lib/backend-context.tsx'
import { ChapterList } from '../listen/chapter-list.tsx'
import { chapterStates } from '../listen/chapter-state.ts'
import { findActiveStart, Transcript } from '../listen/transcript.tsx'
import { usePlayer, usePlayerState } from '../player/player-context.tsx'
import { LogList } from '../progress/log-list.tsx'
import { MakingPanel } from '../progress/making-panel.tsx'
import type { useStoryProgress } from '../progress/use-story-progress.ts'
import { playableOf } from './playable.ts'
import { StoryHeader, useRestart } from './story-header.tsx'
import { isResting, transcriptKey } from './story-query.ts'
import { useWide } from './use-wide.ts'

const SourceList = lazy(() => import('../listen/source-list.tsx').then((module) => ({ default: module.SourceList })))
const SourceView = lazy(() => import('../listen/source-view.tsx').then((module) => ({ default: module.SourceView })))
const Dialog = lazy(() => import('../../components/ui/dialog.tsx').then((module) => ({ default: module.Dialog })))

interface StoryViewProps {
  story: StoryRecord
  owned: boolean
  progress: ReturnType<typeof useStoryProgress>
  cancelling: boolean
  onCancel: () => void
}

type Tab = 'transcript' | 'sources' | 'log'

const Failed = ({ story, owned }: { story: StoryRecord; owned: boolean }) => {
  const restart = useRestart(story)
  const cancelled = story.error_code === 'cancelled'
  return (
    <Notice
      look={cancelled ? 'info' : 'problem'}
      title={cancelled ? 'This story was cancelled' : 'This story could not be finished'}
      action={
        owned && (
          <>
            <Button look="primary" onClick={() => restart.mutate(false)} disabled={restart.isPending}>
              {cancelled ? 'Go on where it stopped' : 'Try again'}
            </Button>
            <Button onClick={() => restart.mutate(true)} disabled={restart.isPending}>
              Start over
            </Button>
          </>
        )
      }
    >
      {cancelled ? 'What was finished is kept.' : story.error_message}
      {!cancelled && story.error_code !== null && <span className="ml-2 font-mono text-muted text-xs">{story.error_code}</span>}
    </Notice>
  )
}

export const StoryView = ({ story, owned, progress, cancelling, onCancel }: StoryViewProps) => {
  const api = useApi()
  const player = usePlayer()
  const wide = useWide()
  const resting = isResting(story)
  const here = usePlayerState((state) => state.story?.id === story.id)
  const playing = usePlayerState((state) => state.story?.id === story.id && (state.playing || state.waiting))
  // Whole seconds are fine enough for a list of chapters.
  const positionSeconds = usePlayerState((state) => (state.story?.id === story.id ? Math.floor(state.positionSeconds) : null))
  const [tab, setTab] = useState<Tab | null>(null)
  const [source, setSource] = useState<Source | null>(null)

  const readyChapters = chapterStates(story).filter((state) => state === 'ready').length
  const transcript = useQuery({
    queryKey: transcriptKey(story.id, story.status === 'completed' ? 'finished' : { readyChapters }),
    queryFn: () => api.stories.transcript.query({ id: story.id }),
    enabled: readyChapters > 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  })
  const sources = useQuery({
    queryKey: ['stories', 'sources', story.id, story.status],
    queryFn: () => api.stories.sources.query({ id: story.id }),
    enabled: source !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const activeStart = usePlayerState((state) => (state.story?.id === story.id ? findActiveStart(transcript.data, state.positionSeconds) : null))

  const playable = playableOf(story)
  useEffect(() => {
    if (player === null || playable === null) return
    // What somebody is listening to is not taken away by looking at something else.
    const { story: loaded, playing: busy, waiting } = player.store.get()
    if (loaded === null || loaded.id === playable.id || !(busy || waiting)) player.load(playable)
  })
  const play = useCallback(
    (startSeconds: number | null) => {
      if (player === null || playable === null) return
      if (player.store.get().story?.id !== playable.id) player.load(playable, { play: startSeconds === null })
      else if (startSeconds === null) player.toggle()
      if (startSeconds !== null) player.playFrom(startSeconds + 0.001)
    },
    [player, playable],
  )
  const openSource = useCallback((chosen: Source) => setSource((before) => (before !== null && sourceKey(before) === sourceKey(chosen) ? null : chosen)), [])

  const shownTab = tab ?? (readyChapters > 0 ? 'transcript' : 'log')
  const example = sources.data?.sources.find(
    (candidate) => source !== null && candidate.file === source.file && candidate.start_line <= source.start_line && candidate.end_line >= source.end_line,
  )
  const sourceView = source !== null && (
    <Suspense>
      <SourceView source={source} example={example ?? null} loading={sources.isFetching} onClose={wide ? () => setSource(null) : null} />
    </Suspense>
  )

  const text =
    transcript.data !== undefined ? (
      <Transcript
        transcript={transcript.data}
        activeStart={activeStart}
        playing={playing}
        openSource={source === null ? null : sourceKey(source)}
        onPlay={play}
        onSource={openSource}
      />
    ) : transcript.error !== null ? (
      <Notice look="problem" action={<Button onClick={() => void transcript.refetch()}>Try again</Button>}>
        The transcript could not be loaded.
      </Notice>
    ) : readyChapters > 0 ? (
      <div className="space-y-3">
        <Skeleton className="h-5 w-64" />
        <Skeleton className="h-24 max-w-[68ch]" />
      </div>
    ) : (
      <p className="text-muted text-sm">{resting ? 'Nothing was spoken.' : 'The text appears here chapter by chapter, as it is spoken.'}</p>
    )

  return (
    <article className="flex flex-col gap-6 py-6 sm:py-9">
      <StoryHeader story={story} owned={owned} playing={playing} onPlay={playable === null ? null : () => play(null)} />
      {story.status === 'failed' && <Failed story={story} owned={owned} />}
      {!resting && (
        <MakingPanel story={story} logs={progress.logs} lost={progress.connection === 'lost'} cancelling={cancelling} onCancel={owned ? onCancel : null} />
      )}
      {story.warnings.length > 0 && (
        <Notice look="warning" data-fill="warned">
          <ul className="space-y-1">
            {story.warnings.map((warning) => (
              <li key={warning} data-each="warnings" data-fill="text">
                {warning}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-[17rem_minmax(0,1fr)] xl:has-[aside]:grid-cols-[15rem_minmax(0,1fr)_minmax(0,27rem)]">
        {story.chapters.length > 0 && (
          <nav aria-label="Chapters" className="lg:sticky lg:top-20 lg:-mx-3 lg:max-h-[calc(100dvh-6.5rem-var(--player-height))] lg:overflow-y-auto">
            <h2 className="px-3 pb-2 font-semibold text-sm">Chapters</h2>
            <ChapterList story={story} positionSeconds={here ? positionSeconds : null} playing={playing} onPlay={play} />
          </nav>
        )}
        <div className={story.chapters.length > 0 ? 'min-w-0' : 'col-span-full min-w-0'}>
          <Tabs
            label="What to read"
            value={shownTab}
            onChange={setTab}
            tabs={[
              { value: 'transcript', label: 'Transcript', content: text },
              {
                value: 'sources',
                label: 'Sources',
                content: (
                  <Suspense>
                    <SourceList story={story} openSource={source === null ? null : sourceKey(source)} onSource={openSource} />
                  </Suspense>
                ),
              },
              { value: 'log', label: 'Log', content: <LogList logs={progress.logs} /> },
            ]}
          />
        </div>
        {wide && sourceView !== false && (
          <aside className="sticky top-20 flex max-h-[calc(100dvh-6.5rem-var(--player-height))] animate-rise flex-col">{sourceView}</aside>
        )}
      </div>
      {!wide && source !== null && (
        <Suspense>
          <Dialog open onOpenChange={() => setSource(null)} title={source.file} className="sm:w-[min(48rem,calc(100vw-2rem))]!">
            {sourceView}
          </Dialog>
        </Suspense>
      )}
    </article>
  )
}
