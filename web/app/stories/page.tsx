import type { Metadata } from 'next'
import { Suspense } from 'react'
import { FirstStory } from '../../features/first-view/first-story.tsx'
import { StoryPage } from '../../features/story-page/story-page.tsx'

export const metadata: Metadata = { title: 'Story' }

// The one page of all stories: which one it is, the address says when the page is open.
const Page = () => (
  <Suspense fallback={<FirstStory />}>
    <StoryPage />
  </Suspense>
)

export default Page
