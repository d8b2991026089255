import { expect, it } from 'vitest'
import { isForNextLine } from './for-next-line.ts'

it('knows a comment that only its next line explains from one that stands alone', () => {
  expect(isForNextLine('Remove the option so that they are not doubly applied')).toBe(true)
  expect(isForNextLine('Clear the argument because it was put into the list')).toBe(true)
  expect(isForNextLine('Because data is stored using Bytes, a clone here is a shallow clone')).toBe(false)
  expect(isForNextLine('Avoid a lock, since readers outnumber writers')).toBe(false)
})
