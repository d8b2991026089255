import { expect, it } from 'vitest'
import { quoteOfDoc } from './quotes.ts'

const said = (...paragraphs: string[]): string | undefined => quoteOfDoc({ paragraphs, line: 3, endLine: 4 }, 'till.c')?.text

it.each(['Create basic types:', 'Exported types and interfaces', 'Expose `Application` class. Inherits from `Emitter.prototype`.', 'Private helper functions'])(
  'takes %s for what heads the things below, and for no word about the first of them',
  (heading) => {
    expect(said(heading)).toBeUndefined()
  },
)

it('keeps what a comment says of the thing that it stands at', () => {
  expect(said('Opens the drawer of the till.')).toBe('Opens the drawer of the till.')
  expect(said('Creates a basic till, in these steps:', 'The drawer is opened first.')).toBeDefined()
  expect(said('Exposes the drawer to whoever asks for it.')).toBe('Exposes the drawer to whoever asks for it.')
})
