'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { EllipsisVertical, Rss, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, type ReactNode, Suspense, useDeferredValue, useEffect, useState } from 'react'
import type { StorySummary } from '../../../shared/story.ts'
import { Notice } from '../../components/notice.tsx'
import { SiteLink } from '../../components/site-link.tsx'
import { Button, buttonStyle } from '../../components/ui/button.tsx'
import { Input } from '../../components/ui/field.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Skeleton } from '../../components/ui/skeleton.tsx'
import { useApi, useSession } from '../../lib/backend-context.tsx'
import { problemFrom } from '../../lib/problem.ts'
import { useStore } from '../../lib/store.ts'
import { storyHref } from '../../lib/story-address.ts'
import { styleChoices } from '../create/choices.ts'
import { useFirstPress } from '../first-view/use-first-press.ts'
import { reachableStory } from '../story-page/reachable-story.ts'
import { isResting } from '../story-page/story-query.ts'
import { useDeleteStory, useDeletions } from './deletions-context.tsx'
import { type Filters, findState, findStyle, isFiltered, libraryKey, listQuery, noFilters, queryWith } from './filters.ts'
import { StoryCard } from './story-card.tsx'

const FeedDialog = lazy(() => import('./feed-dialog.tsx').then((module) => ({ default: module.FeedDialog })))

/** While something is being made the list is alive. */
const refreshMs = 3000

const CardMenu = ({ story }: { story: StorySummary }) => {
  const router = useRouter()
  const deleteStory = useDeleteStory()
  return (
    <Menu
      trigger={
        <Button data-fill="more" look="quiet" size="iconSmall" aria-label={`More about ${story.title ?? story.repo_name}`}>
          <EllipsisVertical size={17} aria-hidden />
        </Button>
      }
      entries={[
        { kind: 'action', label: 'Open', onSelect: () => router.push(storyHref(story.id)) },
        { kind: 'action', label: 'Another of this repository', onSelect: () => router.push(`/?repo=${encodeURIComponent(story.repo_url)}`) },
        { kind: 'line' },
        { kind: 'action', label: 'Delete', danger: true, onSelect: () => deleteStory(story) },
      ]}
    />
  )
}

const FilterBar = ({ filters, repos, onChange }: { filters: Filters; repos: readonly string[]; onChange: (filters: Filters) => void }) => (
  <search className="mt-5 grid grid-cols-3 gap-2 sm:flex">
    <div className="relative col-span-3 min-w-0 sm:flex-1">
      <Search size={17} aria-hidden className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
      <Input
        type="search"
        aria-label="Search stories"
        placeholder="Search"
        maxLength={200}
        value={filters.words}
        onChange={(event) => onChange({ ...filters, words: event.target.value })}
        className="h-10! pl-9 text-sm! max-sm:text-base!"
      />
    </div>
    <Select
      aria-label="Repository"
      value={filters.repo ?? ''}
      onChange={(event) => onChange({ ...filters, repo: event.target.value || null })}
      className="sm:max-w-48"
    >
      <option value="">Repo</option>
      {repos.map((repo) => (
        <option key={repo}>{repo}</option>
      ))}
    </Select>
    <Select aria-label="Style" value={filters.style ?? ''} onChange={(event) => onChange({ ...filters, style: findStyle(event.target.value) })}>
      <option value="">Style</option>
      {styleChoices.map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </Select>
    <Select aria-label="State" value={filters.state ?? ''} onChange={(event) => onChange({ ...filters, state: findState(event.target.value) })}>
      <option value="">State</option>
      <option value="making">Being made</option>
      <option value="completed">Ready</option>
      <option value="failed">Failed</option>
    </Select>
  </search>
)

const Empty = ({ title, children, action }: { title: string; children: string; action: ReactNode }) => (
  <div className="mx-auto max-w-sm py-20 text-center">
    <h2 className="font-semibold text-lg">{title}</h2>
    <p className="mt-1.5 mb-5 text-muted text-sm">{children}</p>
    {action}
  </div>
)

export const Library = ({ begin }: { begin: Filters }) => {
  const api = useApi()
  const session = useSession()
  const configuration = useStore(session.store, (state) => state.configuration)
  const status = useStore(session.store, (state) => state.status)
  const hidden = useStore(useDeletions().store, (state) => state.hidden)
  const [filters, setFilters] = useState(begin)
  const [feed, setFeed] = useState(false)
  // Typing stays quick; the question follows when there is time.
  const asked = useDeferredValue(listQuery(filters).q ?? '')
  const asking = { ...filters, words: asked.trim() }
  const query = listQuery(asking)
  const list = useInfiniteQuery({
    queryKey: libraryKey(asking),
    queryFn: ({ pageParam }) => api.stories.list.query({ ...query, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: status !== 'signed out',
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.stories.some((story) => !isResting(story))) ? refreshMs : false),
  })
  useFirstPress()
  useEffect(() => {
    const { pathname, search } = window.location
    const query = queryWith(search, filters)
    if (query !== search) window.history.replaceState(null, '', `${pathname}${query}`)
  }, [filters])
  const [repos, setRepos] = useState<readonly string[]>([])
  const loaded = list.data?.pages.flatMap((page) => page.stories)
  const names = loaded?.map((story) => story.repo_name).join('\n')
  // Once met, a repository stays in the list, also when a filter hides its stories.
  useEffect(() => {
    if (names === undefined || names === '') return
    setRepos((before) => [...new Set([...before, ...names.split('\n')])].toSorted((left, right) => left.localeCompare(right)))
  }, [names])

  if (status === 'signed out') {
    return (
      <div className="py-7 sm:py-10">
        <h1 className="font-semibold text-2xl">Library</h1>
        <Empty
          title="Sign in to see your library"
          action={
            <SiteLink href="/sign-in/?to=/library/" className={buttonStyle({ look: 'primary' })}>
              Sign in
            </SiteLink>
          }
        >
          The stories you make are kept there.
        </Empty>
      </div>
    )
  }
  const shown = loaded?.filter((story) => !hidden.has(story.id))
  return (
    <div className="py-7 sm:py-10">
      <div className="flex items-center justify-between gap-3">
        <h1 className="font-semibold text-2xl">Library</h1>
        <Button onClick={() => setFeed(true)}>
          <Rss size={16} aria-hidden /> Podcast feed
        </Button>
      </div>
      {(isFiltered(filters) || shown === undefined || shown.length > 0) && <FilterBar filters={filters} repos={repos} onChange={setFilters} />}
      <div className="mt-6">
        {list.error !== null && loaded === undefined ? (
          <Notice look="problem" title="The library could not be loaded" action={<Button onClick={() => void list.refetch()}>Try again</Button>}>
            {problemFrom(list.error).message}
          </Notice>
        ) : shown === undefined ? (
          <div role="status" aria-label="Loading the library" className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
            {[0, 1, 2, 3, 4, 5].map((place) => (
              <Skeleton key={place} className="h-30 rounded-2xl!" />
            ))}
          </div>
        ) : shown.length > 0 ? (
          <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
            {shown.map((story) => (
              <li key={story.id} data-each="stories" className="min-w-0">
                <StoryCard story={reachableStory(story, configuration)} menu={<CardMenu story={story} />} />
              </li>
            ))}
          </ul>
        ) : isFiltered(filters) ? (
          <Empty title="Nothing matches" action={<Button onClick={() => setFilters(noFilters)}>Clear the filters</Button>}>
            No story has these words and this kind.
          </Empty>
        ) : (
          <Empty
            title="No stories yet"
            action={
              <SiteLink href="/" className={buttonStyle({ look: 'primary' })}>
                Make the first one
              </SiteLink>
            }
          >
            What you make is kept here: to hear again, to share, to take along.
          </Empty>
        )}
        {list.hasNextPage && (
          <div data-fill="further" className="mt-6 flex justify-center">
            <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
              Show more
            </Button>
          </div>
        )}
      </div>
      {feed && (
        <Suspense>
          <FeedDialog open={feed} onOpenChange={setFeed} />
        </Suspense>
      )}
    </div>
  )
}
