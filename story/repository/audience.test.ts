import { expect, it } from 'vitest'
import { readAudience } from './audience.ts'

const quotes = (...texts: string[]) => texts.map((text, index) => ({ text, place: { file: 'README.md', start_line: index + 1, end_line: index + 1 } }))

it('tells for whom a project is before what it is for, and nothing that is about the project’s own affairs', () => {
  const found = readAudience(
    quotes(
      'Till is fast and has no dependencies of its own.',
      'It lets you take orders without a network connection.',
      'Till is made for developers of shops that never close.',
      'Please report issues for users of the old version here.',
    ),
    'till',
  )
  expect(found.map(({ text }) => text)).toEqual([
    'Till is made for developers of shops that never close.',
    'It lets you take orders without a network connection.',
  ])
})
