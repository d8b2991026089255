'use client'
import { useSearchParams } from 'next/navigation'
import { filtersIn } from './filters.ts'
import { Library } from './library.tsx'

/** The library as its address says: what one searched for is still there after a look at a story. */
export const LibraryPage = () => <Library begin={filtersIn(useSearchParams())} />
