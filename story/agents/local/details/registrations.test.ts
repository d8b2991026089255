import { expect, it } from 'vitest'
import { readRegistrations } from './registrations.ts'

const known = new Set(['sell', 'RegisterCup', 'log'])
const words = ['tea', 'milk', 'malt', 'mint', 'lime', 'plum']

it('finds the call by which one after the other gets its name', () => {
  const text = words.map((word) => `shop.sell('${word}', () => 1)`).join('\n')
  expect(readRegistrations(new Map([['shop.js', text]]), known)).toMatchObject([{ callee: 'shop.sell', calls: 6, files: ['shop.js'], names: words }])
  expect(readRegistrations(new Map([['shop.js', text]]), new Set())).toEqual([])
})

it('finds what each of several files registers once when the program starts', () => {
  const files = words.slice(0, 4).map((word): [string, string] => [`${word}/cup.go`, `func init() {\n\tshop.RegisterCup("${word}", new)\n}`])
  expect(readRegistrations(new Map(files), known)).toMatchObject([{ callee: 'shop.RegisterCup', calls: 4, names: words.slice(0, 4) }])
})

it('takes no message and no call within the work for a registration', () => {
  const within = words.map((word) => `  if (cup) {\n    shop.sell('${word}', cup)\n  }`).join('\n')
  expect(readRegistrations(new Map([['a.js', within]]), known)).toEqual([])
  expect(readRegistrations(new Map([['a.js', words.map((word) => `log('${word}', 1)`).join('\n')]]), known)).toEqual([])
})
