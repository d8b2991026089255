import { expect, it } from 'vitest'
import { docParagraphs } from './comments.ts'

it('ends a paragraph at a field of a doc comment, but not at a role that begins a line', () => {
  expect(docParagraphs('A parameter comes in two versions: it is either an\n:class:`Option` or an :class:`Argument`.\n:param name: what it is called')).toEqual(
    ['A parameter comes in two versions: it is either an :class:`Option` or an :class:`Argument`.'],
  )
})
