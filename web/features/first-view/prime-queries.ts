import type { QueryClient } from '@tanstack/react-query'
import type { FirstAnswers } from '../../../shared/first-answers.ts'
import { libraryKey } from '../library/filters.ts'
import { storyKey, transcriptKey } from '../story-page/story-query.ts'

/** Answers that came with the page are as good as asked for: what needs them begins with them. */
export const primeQueries = (queries: QueryClient, { story, transcript, list }: FirstAnswers): void => {
  if (story !== undefined) queries.setQueryData(storyKey(story.id), story)
  if (story !== undefined && transcript !== undefined) queries.setQueryData(transcriptKey(story.id, 'finished'), transcript)
  if (list !== undefined) queries.setQueryData(libraryKey(), { pages: [list], pageParams: [null] })
}
