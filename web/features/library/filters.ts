import type { StoryStatus, StoryStyle } from '../../../shared/story.ts'

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

/** Everything is filtered by the server, so that a page of the list is full whatever is asked. */
export const listQuery = ({ words, repo, style, state }: Filters) => ({
  limit: 50,
  ...(words === '' ? {} : { q: words }),
  ...(repo === null ? {} : { repo }),
  ...(style === null ? {} : { style }),
  ...(state === null ? {} : { status: state }),
})
