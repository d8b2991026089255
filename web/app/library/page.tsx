import type { Metadata } from 'next'
import { LibraryPage } from '../../features/library/library-page.tsx'

export const metadata: Metadata = { title: 'Library' }

const Page = () => <LibraryPage />

export default Page
