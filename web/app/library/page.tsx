import type { Metadata } from 'next'
import { Suspense } from 'react'
import { FirstLibrary } from '../../features/first-view/first-library.tsx'
import { LibraryPage } from '../../features/library/library-page.tsx'

export const metadata: Metadata = { title: 'Library' }

const Page = () => (
  <Suspense fallback={<FirstLibrary />}>
    <LibraryPage />
  </Suspense>
)

export default Page
