import { expect, it } from 'vitest'
import { readLastStatement } from './last-statements.ts'

const last = (code: string, from = 1) => {
  const lines = code.split('\n')
  return readLastStatement(lines, { file: 'tea.js', start_line: from, end_line: lines.length })?.text ?? null
}

it('reads the statement that a function comes to at its end, over several lines too', () => {
  expect(last('function pour(cup) {\n  if (!cup) return\n  fill(cup)\n  tray.send(cup)\n}')).toBe('tray.send(cup)')
  expect(last('def pour(\n    cup,\n):\n    cup.fill()\n    return Tray(\n        cup,\n    )')).toBe('return Tray( cup, )')
})

it('looks past what only says that all went well', () => {
  expect(last('fn pour(cup: Cup) -> Result<()> {\n    tray.write_all(&cup)?;\n    Ok(())\n}')).toBe('tray.write_all(&cup)?')
})

it('takes no line of a block for the end', () => {
  expect(last('function pour(cup) {\n  fill(cup)\n  if (cup) {\n    tray.send(cup)\n  }\n}')).toBeNull()
  expect(last('def pour(cup):\n    for one in cup:\n        send(one)')).toBeNull()
})

it('takes nothing that Ruby does about an error for the end', () => {
  expect(last('def pour(cup)\n  tray.send(cup)\nrescue Spill => e\n  wipe(e)\nend')).toBeNull()
  expect(last('def pour(cup)\n  tray.send(cup)\nend')).toBe('tray.send(cup)')
})
