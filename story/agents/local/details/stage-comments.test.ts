import { expect, it } from 'vitest'
import { casesOf, readStages } from './stage-comments.ts'

const stagesOf = (text: string, isScript = false) =>
  readStages(text, { file: 'till.js', start_line: 1, end_line: text.split('\n').length }, isScript).map((stage) => stage.text)

it('reads the comments that head the stages of a function, at one depth', () => {
  const text =
    'function serve() {\n  // Open the till\n  open()\n  // TODO drop this\n  old()\n  // Count the cups\n  for (const cup of cups) {\n    // Skip broken ones\n    if (cup.broken) continue\n  }\n  // a, b = swap(a, b)\n  swap()\n  // Close the till\n  close()\n}\n'
  expect(stagesOf(text)).toEqual(['Open the till', 'Count the cups', 'Close the till'])
})

it('reads those of a script at its top, and none that stand above a declaration', () => {
  const text = '// Print the help\nfunction help() {\n  // Find the width\n  width()\n}\n\n// Parse args\nparse()\n\n// Set up database\nopen()\n'
  expect(stagesOf(text, true)).toEqual(['Parse args', 'Set up database'])
})

it('takes comments above branches for the names of cases', () => {
  const text =
    'int parse() {\n    /* the types of values */\n    /* null */\n    if (a) { }\n    /* number */\n    if (b) { }\n    /* array */\n    if (c) { }\n}\n'
  expect(casesOf(readStages(text, { file: 'a.c', start_line: 1, end_line: 9 })).map((stage) => stage.text)).toEqual(['null', 'number', 'array'])
  expect(casesOf(readStages(text.replace(/if \(. ?\)/g, 'do'), { file: 'a.c', start_line: 1, end_line: 9 }))).toEqual([])
})

it('takes an order to the compiler for no comment', () => {
  const text = 'int main() {\n#if OLD\n  // Open the till\n  open();\n#endif\n  count();\n#endif\n  // Close the till\n  close();\n}\n'
  expect(stagesOf(text)).toEqual(['Open the till', 'Close the till'])
})
