// A share as people say it: "more than a third".

/** Less than this is how things are. */
export const largeShare = 0.2

/** In this order, the largest that a share reaches. */
const shares: readonly (readonly [number, string])[] = [
  [2 / 3, 'more than two thirds'],
  [0.5, 'more than half'],
  [1 / 3, 'more than a third'],
  [0.25, 'more than a quarter'],
  [largeShare, 'more than a fifth'],
]

/** Null below a fifth. */
export const shareInWords = (share: number): string | null => shares.find(([least]) => share > least)?.[1] ?? null
