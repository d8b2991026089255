import type { StoryStatus, StoryStyle, StorySummary } from '../../../shared/story.ts'

export const statusWords: Readonly<Record<StoryStatus, string>> = {
  pending: 'Queued',
  analyzing: 'Reading',
  generating: 'Writing',
  synthesizing: 'Speaking',
  completed: 'Ready',
  failed: 'Failed',
}

export interface Filters {
  words: string
  repo: string | null
  style: StoryStyle | null
  state: 'making' | 'completed' | 'failed' | null
}

export const noFilters: Filters = { words: '', repo: null, style: null, state: null }
export const isFiltered = (filters: Filters): boolean => filters.words !== '' || filters.repo !== null || filters.style !== null || filters.state !== null

/** What the server filters by itself; the rest is left to `passes`. */
export const listQuery = ({ words, repo, state }: Filters) => ({
  limit: 50,
  ...(words === '' ? {} : { q: words }),
  ...(repo === null ? {} : { repo }),
  // Being made is four states, and the list filters by one.
  ...(state === null || state === 'making' ? {} : { status: state }),
})

export const passes = ({ style, state }: Filters, story: StorySummary): boolean =>
  (style === null || story.style === style) && (state !== 'making' || !['completed', 'failed'].includes(story.status))
