// What a library is filtered by, as the page holds it, as the server is asked, and as the address says it.
import type { StoryStyle } from '../../../shared/story.ts'
import { styleWords } from '../../../shared/story-words.ts'
import { storyListKey } from '../story-page/story-query.ts'

const states = ['making', 'completed', 'failed'] as const

export interface Filters {
  words: string
  repo: string | null
  style: StoryStyle | null
  state: (typeof states)[number] | null
}

export const noFilters: Filters = { words: '', repo: null, style: null, state: null }
export const isFiltered = (filters: Filters): boolean => filters.words !== '' || filters.repo !== null || filters.style !== null || filters.state !== null

const isStyle = (text: string): text is StoryStyle => Object.hasOwn(styleWords, text)
export const findStyle = (text: string | null): StoryStyle | null => (text !== null && isStyle(text) ? text : null)
export const findState = (text: string | null): Filters['state'] => states.find((state) => state === text) ?? null

/** Everything is filtered by the server, so that a page of the list is full whatever is asked. */
export const listQuery = ({ words, repo, style, state }: Filters) => ({
  limit: 50,
  ...(words === '' ? {} : { q: words }),
  ...(repo === null ? {} : { repo }),
  ...(style === null ? {} : { style }),
  ...(state === null ? {} : { status: state }),
})

export const libraryKey = (filters: Filters = noFilters) => [...storyListKey, listQuery(filters)] as const

export const filtersIn = (address: URLSearchParams): Filters => ({
  words: address.get('q') ?? '',
  repo: address.get('repo'),
  style: findStyle(address.get('style')),
  state: findState(address.get('state')),
})

/** An address's query with these filters in it. What else it says is somebody else's: a code that signs in, say. */
export const queryWith = (query: string, { words, repo, style, state }: Filters): string => {
  const address = new URLSearchParams(query)
  for (const [name, value] of Object.entries({ q: words.trim(), repo, style, state })) {
    if (value) address.set(name, value)
    else address.delete(name)
  }
  return address.size === 0 ? '' : `?${address}`
}
