import type { Metadata } from 'next'
import { Suspense } from 'react'
import { StoryPage } from '../../features/story-page/story-page.tsx'

export const metadata: Metadata = { title: 'Story' }

// The one page of all stories: which one it is, the address says when the page is open.
const Page = () => (
  <Suspense>
    <StoryPage />
  </Suspense>
)

export default Page
