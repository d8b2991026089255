import { expect, it } from 'vitest'
import { casesOf, isOrder, readStages } from './stage-comments.ts'

const stagesOf = (text: string, isScript = false) =>
  readStages(text, { file: 'till.js', start_line: 1, end_line: text.split('\n').length }, isScript).map((stage) => stage.text)

it('reads the comments that head the stages of a function, at one depth', () => {
  const text =
    'function serve() {\n  // Open the till\n  open()\n  // TODO drop this\n  old()\n  // Count the cups\n  for (const cup of cups) {\n    // Skip broken ones\n    if (cup.broken) continue\n  }\n  // a, b = swap(a, b)\n  swap()\n  // Close the till\n  close()\n}\n'
  expect(stagesOf(text)).toEqual(['Open the till', 'Count the cups', 'Close the till'])
})

it('reads what stands above the row of stages with them', () => {
  const text =
    'function serve() {\n  // Run the checks\n  run()\n  if (ok) {\n    // Open the till\n    open()\n    // Count the cups\n    count()\n    if (late) {\n      // Ring the bell\n      ring()\n    }\n  }\n}\n'
  expect(stagesOf(text)).toEqual(['Run the checks', 'Open the till', 'Count the cups'])
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

it('reads what is done in the first pass and in the second, without their reasons', () => {
  const text =
    'function print() {\n  // First pass: emit the whole class, just to collect what it needs.\n  emit(a)\n\n  // Second pass: write the code, taking advantage of the first\n  emit(b)\n}\n'
  expect(stagesOf(text)).toEqual(['emit the whole class', 'write the code'])
})

it('knows an order by what it names', () => {
  expect(['Run post processors', 'Wait for the workers', 'Process request'].filter(isOrder)).toHaveLength(3)
  expect(['Queue of writers', 'Default router', 'Log level'].filter(isOrder)).toEqual([])
})

it('knows what stands within a loop', () => {
  const text =
    'def serve():\n    # Open the till\n    open()\n    for cup in cups:\n        if cup:\n            # Count the cup\n            count(cup)\n            # Close the cup\n            close(cup)\n'
  const stages = readStages(text, { file: 'till.py', start_line: 1, end_line: 9 })
  expect(stages.map(({ isRepeated }) => isRepeated)).toEqual([false, true, true])
})
