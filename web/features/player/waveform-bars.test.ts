import { expect, test } from 'vitest'
import { barHeights, barPath } from './waveform-bars.ts'

test('each bar shows the mean of its share, beside the loudest of all', () => {
  expect(barHeights([0.3, 0.5, 0.2, 0.2], 2)).toEqual([1, 0.25])
})

test('silence can still be seen, and so can fewer peaks than bars', () => {
  expect(barHeights([0, 0], 2)).toEqual([0.06, 0.06])
  expect(barHeights([], 3)).toHaveLength(3)
  expect(barHeights([1], 3)).toEqual([1, 1, 1])
})

test('bars are centred and stand at their pitch', () => {
  expect(barPath([1, 0.5], 4, 20)).toBe('M0 0.0h2.5v20.0h-2.5zM4 5.0h2.5v10.0h-2.5z')
})
