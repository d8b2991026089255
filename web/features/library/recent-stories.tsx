'use client'
import { useQuery } from '@tanstack/react-query'
import { SiteLink } from '../../components/site-link.tsx'
import { useApi, useSession } from '../../lib/backend-context.tsx'
import { useStore } from '../../lib/store.ts'
import { reachableStory } from '../story-page/reachable-story.ts'
import { storyListKey } from '../story-page/story-query.ts'
import { useDeletions } from './deletions-context.tsx'
import { StoryCard } from './story-card.tsx'

const shown = 4

/** The way back to what one made last. A newcomer sees nothing of it. */
export const RecentStories = () => {
  const api = useApi()
  const session = useSession()
  const configuration = useStore(session.store, (state) => state.configuration)
  const known = useStore(session.store, (state) => state.status === 'absent' || state.status === 'signed in')
  const hidden = useStore(useDeletions().store, (state) => state.hidden)
  const list = useQuery({ queryKey: [...storyListKey, 'recent'], queryFn: () => api.stories.list.query({ limit: shown }), enabled: known })
  const stories = (list.data?.stories ?? []).filter((story) => !hidden.has(story.id))
  if (stories.length === 0) return null
  return (
    <section aria-labelledby="recent" className="mt-14 pb-14">
      <div className="mb-3 flex items-baseline justify-between">
        <h2 id="recent" className="font-semibold text-sm">
          Your latest
        </h2>
        <SiteLink href="/library/" className="rounded-sm py-1 text-muted text-sm underline decoration-line underline-offset-4 hover:text-ink">
          All stories
        </SiteLink>
      </div>
      <ul className="grid gap-3 md:grid-cols-2">
        {stories.map((story) => (
          <li key={story.id} className="min-w-0">
            <StoryCard story={reachableStory(story, configuration)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
