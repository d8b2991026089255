import { expect, test } from 'vitest'
import { highlightLines } from './highlight.ts'

const text = (code: string, language: string) =>
  highlightLines(code, language)
    .map((tokens) => tokens.map((token) => token.text).join(''))
    .join('\n')
const kinds = (code: string, language: string) =>
  highlightLines(code, language)
    .flat()
    .filter((token) => token.kind !== 'plain')

test.each([
  ['const a = "x // y" // why\n\n  return `a\nb`', 'typescript'],
  ['def f(x):  # it\'s fine\n    return "a"', 'python'],
  ["it's prose with `code`", 'markdown'],
  ['', 'go'],
])('not a character of the code is lost: %j', (code, language) => {
  expect(text(code, language)).toBe(code)
})

test('comments, strings, numbers and reserved words are told apart', () => {
  expect(kinds('const a = "x" + 42 // why', 'typescript')).toEqual([
    { kind: 'keyword', text: 'const' },
    { kind: 'string', text: '"x"' },
    { kind: 'number', text: '42' },
    { kind: 'comment', text: '// why' },
  ])
})

test('a hash is a comment only where the language says so', () => {
  expect(kinds('# why', 'python')).toEqual([{ kind: 'comment', text: '# why' }])
  expect(kinds('#count', 'javascript')).toEqual([])
})

test('a comment over several lines is one on each of them', () => {
  expect(highlightLines('/* a\nb */ c', 'go')).toEqual([
    [{ kind: 'comment', text: '/* a' }],
    [
      { kind: 'comment', text: 'b */' },
      { kind: 'plain', text: ' c' },
    ],
  ])
})

test('prose is left alone', () => {
  expect(kinds('return if you "like"', 'markdown')).toEqual([])
})
