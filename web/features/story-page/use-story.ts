'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi, useSession } from '../../lib/backend-context.tsx'
import { useStore } from '../../lib/store.ts'
import { reachableStory } from './reachable-story.ts'
import { isResting, storyKey, transcriptKey } from './story-query.ts'

/** A socket tells of every change; this is for the day when no socket gets through. */
const pollMs = 10_000

export const useStory = (id: string | null) => {
  const api = useApi()
  const queries = useQueryClient()
  const session = useSession()
  const configuration = useStore(session.store, (state) => state.configuration)
  return useQuery({
    queryKey: storyKey(id ?? ''),
    queryFn: () => {
      // Most stories that are opened are finished: their transcript comes along, in the same answer.
      if (id !== null && queries.getQueryData(storyKey(id)) === undefined) {
        const queryFn = () => api.stories.transcript.query({ id })
        void queries.prefetchQuery({ queryKey: transcriptKey(id, 'finished'), queryFn, staleTime: Number.POSITIVE_INFINITY, retry: false })
      }
      return api.stories.get.query({ id: id ?? '' })
    },
    select: (story) => reachableStory(story, configuration),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data !== undefined && !isResting(state.data) ? pollMs : false),
  })
}
