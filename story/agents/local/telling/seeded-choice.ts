// Ties are broken by the commit: the same commit tells the same story, two repositories rarely the same way.

/** 0 ≤ x < 1, the same for the same words (FNV-1a with a final mix). */
export const seededShare = (...words: readonly string[]): number => {
  let hash = 0x811c9dc5
  for (const character of words.join('\u0000')) {
    hash ^= character.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01000193)
  }
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x7feb352d)
  hash ^= hash >>> 15
  return (hash >>> 0) / 2 ** 32
}
