import { expect, test } from 'vitest'
import { formatAgo, formatClock, formatLength } from './clock.ts'

test.each([
  [0, '0:00'],
  [75.9, '1:15'],
  [3675, '1:01:15'],
  [-3, '0:00'],
])('%d seconds on the clock are %s', (seconds, shown) => {
  expect(formatClock(seconds)).toBe(shown)
})

test.each([
  [45, '45 s'],
  [580, '10 min'],
  [3900, '1 h 5 min'],
])('%d seconds are said as %s', (seconds, said) => {
  expect(formatLength(seconds)).toBe(said)
})

test('where room is short, less is said', () => {
  expect(formatAgo(new Date(0).toISOString(), 7_300_000, 'narrow')).toBe('2h ago')
})

test.each([
  [20, 'just now'],
  [60, '1 minute ago'],
  [7300, '2 hours ago'],
  [86_400, 'yesterday'],
  [86_400 * 45, 'last month'],
  [86_400 * 800, '2 years ago'],
])('%d seconds back are %s', (seconds, said) => {
  expect(formatAgo(new Date(0).toISOString(), seconds * 1000)).toBe(said)
})
