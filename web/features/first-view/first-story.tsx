'use client'
import { QueryClient } from '@tanstack/react-query'
import { noProgress } from '../progress/progress-state.ts'
import { transcriptKey } from '../story-page/story-query.ts'
import { StorySkeleton } from '../story-page/story-skeleton.tsx'
import { StoryView } from '../story-page/story-view.tsx'
import { FirstView } from './first-view.tsx'
import { outlineStory, outlineTranscript } from './outline.ts'

const outlineQueries = (): QueryClient => {
  const queries = new QueryClient()
  queries.setQueryData(transcriptKey(outlineStory.id, 'finished'), outlineTranscript)
  return queries
}
const nothing = () => undefined

export const FirstStory = () => (
  <FirstView skeleton={<StorySkeleton />} queries={outlineQueries}>
    <StoryView story={outlineStory} owned progress={{ ...noProgress, connection: 'connecting' }} cancelling={false} onCancel={nothing} />
  </FirstView>
)
