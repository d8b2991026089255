import { expect, test } from 'vitest'
import { type Filters, filtersIn, libraryKey, noFilters, queryWith } from './filters.ts'

const filters: Filters = { words: 'patient queue', repo: 'tideline/harbor', style: 'podcast', state: 'completed' }

test('filters are found again in the address that they are written into', () => {
  expect(filtersIn(new URLSearchParams(queryWith('', filters)))).toEqual(filters)
  expect(filtersIn(new URLSearchParams(queryWith('', noFilters)))).toEqual(noFilters)
})

test('what is not ours in an address stays there', () => {
  expect(queryWith('?code=abc&q=old', noFilters)).toBe('?code=abc')
  expect(queryWith('?code=abc', { ...noFilters, words: ' queue ' })).toBe('?code=abc&q=queue')
})

test('an address that names a style or state that there is none of filters by neither', () => {
  expect(filtersIn(new URLSearchParams('style=toString&state=lost'))).toEqual(noFilters)
})

// What our server answers with the page is looked for under this key (server/pages/first-answers.ts).
test('the library begins with its first fifty', () => {
  expect(libraryKey()).toEqual(['stories', 'list', { limit: 50 }])
})
