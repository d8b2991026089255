import { expect, it } from 'vitest'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { readLiteralCases } from './literal-cases.ts'

const brew = {
  ...plainSymbol,
  kind: 'function' as const,
  signature: 'brew()',
  name: 'brew',
  qualified_name: 'brew',
  place: { file: 'a', start_line: 1, end_line: 20 },
}
const casesOf = (file: string, lines: readonly string[]) => readLiteralCases(file, lines.join('\n'), [brew])

it('finds the words that a function has cases for, in the forms of each language', () => {
  const words = ['tea', 'milk', 'malt', 'mint']
  for (const [file, row] of [
    ['a.go', (word: string) => `\tcase "${word}":`],
    ['a.rs', (word: string) => `    "${word}" => 1,`],
    ['a.rb', (word: string) => `  when '${word}'`],
    ['a.py', (word: string) => `    elif cup == "${word}":`],
    ['a.kt', (word: string) => `  "${word}" -> 1`],
  ] as const)
    expect(casesOf(file, words.map(row))).toMatchObject([{ symbol: { name: 'brew' }, literals: words, place: { start_line: 1, end_line: 4 } }])
})

it('counts neither marks nor types as words that somebody would add to', () => {
  expect(
    casesOf(
      'a.go',
      ['{', '}', '(', ')', 'a'].map((mark) => `case '${mark}':`),
    ),
  ).toEqual([])
  expect(
    casesOf(
      'a.go',
      ['int', 'string', 'bool', 'cup'].map((mark) => `case "${mark}":`),
    ),
  ).toEqual([])
  expect(casesOf('a.go', ['case "tea", "milk":', 'case "malt":'])).toEqual([])
  const asked = (subject: string, words: string[]) => words.map((word) => `    if ${subject} == "${word}":`)
  expect(casesOf('a.py', [...asked('cup', ['tea', 'milk']), ...asked('lid', ['flat', 'round'])])).toEqual([])
})
