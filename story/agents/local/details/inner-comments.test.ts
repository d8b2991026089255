import { expect, it } from 'vitest'
import { readNotes } from './inner-comments.ts'

const notesOf = (text: string) => readNotes(text, { file: 'till.go', start_line: 1, end_line: text.split('\n').length }).map((note) => note.text)

it('reads what stands above the steps of a function, whatever its form, and leaves out what is said beside the code', () => {
  const text =
    'func find() {\n\t// Set() override first\n\ta()\n\n\t// Env override next\n\tb()\n\t// TODO: drop this\n\tc()\n\t// we may need this\n\td()\n\t// a, b = b, a;\n\te()\n\t// Default next\n\tf()\n}\n'
  expect(notesOf(text)).toEqual(['Set() override first', 'Env override next', 'Default next'])
})

it('reads no more than one depth, and nothing of a function with a comment or two', () => {
  const text = 'func find() {\n\t// Set override\n\ta()\n\tif b {\n\t\t// Env override\n\t\tb()\n\t}\n\t// Default value\n\tf()\n}\n'
  expect(notesOf(text)).toEqual([])
  expect(notesOf(`${text.slice(0, -2)}\t// Last chance of all\n\tg()\n}\n`)).toEqual(['Set override', 'Default value', 'Last chance of all'])
})

it('takes an explanation of several lines for no heading', () => {
  expect(notesOf('func find() {\n\t// The first line\n\t// and the second\n\ta()\n\t// Env override\n\tb()\n\t// Default value\n\tc()\n}\n')).toEqual([])
})
