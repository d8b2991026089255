import { expect, it } from 'vitest'
import { readOutcome } from './outcomes.ts'

const read = (code: string, line: number, kind: 'answered' | 'exit_code') =>
  readOutcome(code.split('\n'), { file: 'tea.js', start_line: line, end_line: line }, kind)

it('finds the condition and the words of an answer', () => {
  const code = "use((req, res) => {\n  if (tea === undefined) {\n    res.status(404).json({ error: 'No tea' })\n  } else {\n    res.status(500).end()\n  }\n})"
  expect(read(code, 3, 'answered')).toMatchObject({ condition: 'tea === undefined', words: 'No tea', isWhole: true, place: { start_line: 2, end_line: 3 } })
  expect(read(code, 5, 'answered')).toMatchObject({ condition: null, words: null })
})

it('finds what is printed before the program ends, without what is filled in', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands in the code that is read
  const code = 'if (!existsSync(file)) {\n  console.log(chalk.red(`File ${file} not found`));\n  process.exit(1);\n}'
  expect(read(code, 3, 'exit_code')).toMatchObject({ condition: '!existsSync(file)', words: 'not found', isWhole: false })
  expect(read('if argc < 2:\n    sys.exit(1)', 2, 'exit_code')).toMatchObject({ condition: 'argc < 2', words: null })
})

it('knows that it comes to that only after an error, and tells no condition that stands within another', () => {
  const inHandler = 'function start() {\n  try {\n    read()\n  } catch (e) {\n    if (mode !== "development") {\n      process.exit(1)\n    }\n  }\n}'
  expect(read(inHandler, 6, 'exit_code')).toMatchObject({ condition: 'mode !== "development"', isAfterError: true })
  const nested = 'function start() {\n  if (given) {\n    if (mode !== "development") {\n      process.exit(1)\n    }\n  }\n}'
  expect(read(nested, 4, 'exit_code')).toMatchObject({ condition: null, isAfterError: false })
})

it('takes a question behind an else for none that is asked in every case, but for that for an error', () => {
  const code = 'func main() {\n\tif quiet {\n\t\treturn\n\t} else if failed {\n\t\tos.Exit(2)\n\t} else if err != nil {\n\t\tos.Exit(1)\n\t}\n}'
  expect(read(code, 5, 'exit_code').condition).toBeNull()
  expect(read(code, 7, 'exit_code').condition).toBe('err != nil')
})
