import { expect, test } from 'vitest'
import { textOfLines } from './lines.ts'

test('gives the lines that were asked for, as parting the whole text would', () => {
  for (const text of ['', 'one', 'one\n', '\none\n\ntwo\nthree', 'one\ntwo\nthree\n'])
    for (let first = 1; first <= 6; first += 1)
      for (let last = first - 1; last <= 7; last += 1)
        expect(textOfLines(text, first, last)).toBe(
          text
            .split('\n')
            .slice(first - 1, last)
            .join('\n'),
        )
})
