'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { Notice } from '../../components/notice.tsx'
import { SiteLink } from '../../components/site-link.tsx'
import { Button, buttonStyle } from '../../components/ui/button.tsx'
import { useApi, useSession } from '../../lib/backend-context.tsx'
import { problemFrom } from '../../lib/problem.ts'
import { useStore } from '../../lib/store.ts'
import { findStoryId, storyPath } from '../../lib/story-address.ts'
import { useToasts } from '../../lib/toasts.tsx'
import { useIdle } from '../../lib/use-idle.ts'
import { useFirstPress } from '../first-view/use-first-press.ts'
import { useStoryProgress } from '../progress/use-story-progress.ts'
import { isResting, storyKey, transcriptKey } from './story-query.ts'
import { StorySkeleton } from './story-skeleton.tsx'
import { StoryView } from './story-view.tsx'
import { useStory } from './use-story.ts'

const Nothing = ({ title, children, signIn }: { title: string; children: string; signIn: string | null }) => (
  <div className="mx-auto my-auto max-w-md py-16 text-center">
    <h1 className="font-semibold text-2xl">{title}</h1>
    <p className="mt-2 text-muted">{children}</p>
    <div className="mt-6 flex justify-center gap-2">
      {signIn !== null && (
        <SiteLink href={`/sign-in/?to=${encodeURIComponent(signIn)}`} className={buttonStyle({ look: 'primary' })}>
          Sign in
        </SiteLink>
      )}
      <SiteLink href="/library/" className={buttonStyle()}>
        Library
      </SiteLink>
    </div>
  </div>
)

const Story = ({ id }: { id: string }) => {
  const api = useApi()
  const queries = useQueryClient()
  const toasts = useToasts()
  const story = useStory(id)
  const idle = useIdle()
  // A story that rests has nothing new to tell: its log can wait until the page is done.
  const progress = useStoryProgress(id, story.data !== undefined && (idle || !isResting(story.data)))
  useFirstPress()
  const cancel = useMutation({
    mutationFn: () => api.stories.cancel.mutate({ id }),
    onSuccess: (cancelled) => queries.setQueryData(storyKey(id), cancelled),
    onError: (error) => toasts.show(problemFrom(error).message),
  })
  const signedOut = useStore(useSession().store, (state) => state.status === 'signed out')
  // What was asked for together with the record was asked too soon.
  const unfinished = story.data !== undefined && story.data.status !== 'completed'
  useEffect(() => {
    if (unfinished) queries.removeQueries({ queryKey: transcriptKey(id, 'finished') })
  }, [queries, id, unfinished])
  const title = story.data?.title ?? story.data?.repo_name
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Code Story`
  }, [title])

  if (story.data !== undefined) {
    return <StoryView story={story.data} owned={!signedOut} progress={progress} cancelling={cancel.isPending} onCancel={() => cancel.mutate()} />
  }
  if (story.error === null) return <StorySkeleton />
  const problem = problemFrom(story.error)
  if (problem.code === 'unauthorized') {
    return (
      <Nothing title="This story is private" signIn={storyPath(id)}>
        If it is yours, sign in to hear it.
      </Nothing>
    )
  }
  if (problem.code === 'not_found' || problem.code === 'invalid') {
    return (
      <Nothing title="There is no such story" signIn={null}>
        It may have been deleted, or it is private and belongs to somebody else.
      </Nothing>
    )
  }
  return (
    <Notice look="problem" title="The story could not be loaded" className="mt-8" action={<Button onClick={() => void story.refetch()}>Try again</Button>}>
      {problem.message}
    </Notice>
  )
}

export const StoryPage = () => {
  const id = findStoryId(usePathname(), useSearchParams().toString())
  useEffect(() => {
    // The short form is what one copies from the address bar.
    if (id !== null && window.location.pathname !== storyPath(id)) window.history.replaceState(null, '', storyPath(id))
  }, [id])
  if (id === null) {
    return (
      <Nothing title="There is no such story" signIn={null}>
        This address names no story. Yours are in the library.
      </Nothing>
    )
  }
  return <Story key={id} id={id} />
}
