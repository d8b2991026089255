'use client'
import { QueryClient } from '@tanstack/react-query'
import { libraryKey, noFilters } from '../library/filters.ts'
import { Library } from '../library/library.tsx'
import { FirstView } from './first-view.tsx'
import { outlineList } from './outline.ts'

const outlineQueries = (): QueryClient => {
  const queries = new QueryClient()
  queries.setQueryData(libraryKey(), { pages: [outlineList], pageParams: [null] })
  return queries
}

export const FirstLibrary = () => (
  <FirstView skeleton={<Library begin={noFilters} />} queries={outlineQueries}>
    <Library begin={noFilters} />
  </FirstView>
)
