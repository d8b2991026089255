import { expect, it } from 'vitest'
import { readOrigin } from './origins.ts'

const originOf = (text: string) => readOrigin(new Map([['README.md', `# Till\n\nA till.\n\n${text}\n`]]), 'till')

it('finds the sentence that says where the project comes from', () => {
  expect(originOf('Till was originally developed for the shop on the corner.')).toEqual({
    text: 'Till was originally developed for the shop on the corner.',
    place: { file: 'README.md', start_line: 5, end_line: 5 },
  })
  expect(originOf('Till keeps money. It started as a port of the Drawer.')?.text).toBe('It started as a port of the Drawer.')
  expect(originOf('Originally designed as a box, it keeps money.')?.text).toMatch(/box/)
})

it('takes what is said of something else for no origin', () => {
  expect(originOf('The `open` method was originally written in C.')).toBeNull()
  expect(originOf('The drawer is small. It was originally written by Ada.')).toBeNull()
  expect(originOf('If you forked it, till is a fork of yours.')).toBeNull()
})
