import { expect, test } from 'vitest'
import { findStoryId, storyHref, storyPath } from './story-address.ts'

const id = '0b8f2d5e-3c1a-4f6d-9e7b-112233445566'

test('both forms of a story’s address name it', () => {
  expect(findStoryId(storyPath(id), '')).toBe(id)
  expect(findStoryId(`${storyPath(id)}/`, '')).toBe(id)
  const [path = '', query] = storyHref(id).split('?')
  expect(findStoryId(path, `?${query}`)).toBe(id)
  expect(findStoryId(`/stories/${id.toUpperCase()}`, '')).toBe(id)
})

test.each(['/stories/', '/stories/nonsense', '/library/', `/other/${id}`])('%s names none', (path) => {
  expect(findStoryId(path, '')).toBeNull()
})

test('a query that is no id names none', () => {
  expect(findStoryId('/stories/', '?id=../../etc')).toBeNull()
})
