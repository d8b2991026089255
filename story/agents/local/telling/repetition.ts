// What has been said so far, by its words: lets the teller take the wording that repeats least and refuse the one that a
// listener would notice. Names are masked for the soft count ("the ¤ calls ¤" wears out) and kept for the hard one.
import { namesMasked, withoutMarks } from './marked-names.ts'

const wordsOf = (text: string): string[] => text.toLowerCase().match(/¤|[\p{L}\p{N}_$@./'-]*[\p{L}\p{N}_$]/gu) ?? []

const grams = (words: readonly string[], size: number): string[] => {
  const found: string[] = []
  for (let at = 0; at + size <= words.length; at++) found.push(words.slice(at, at + size).join(' '))
  return found
}

export interface Repetition {
  /** Infinity: would be the third time that six words stand in a row, or a whole sentence again. */
  cost: (text: string) => number
  add: (text: string) => void
}

export const createRepetition = (): Repetition => {
  const counts = new Map<string, number>()
  const sentences = new Set<string>()
  const openings: string[] = []
  const opening = (text: string): string => wordsOf(namesMasked(text)).slice(0, 2).join(' ')
  const plainKey = (text: string): string => wordsOf(withoutMarks(text)).join(' ')
  return {
    cost: (text) => {
      if (sentences.has(plainKey(text))) return Number.POSITIVE_INFINITY
      const raw = wordsOf(withoutMarks(text))
      for (const gram of grams(raw, 6)) if ((counts.get(`raw ${gram}`) ?? 0) >= 2) return Number.POSITIVE_INFINITY
      const masked = wordsOf(namesMasked(text))
      let cost = 0
      for (const gram of grams(masked, 6)) {
        const seen = counts.get(`masked ${gram}`) ?? 0
        // A frame around other names is not the same six words, but the third time it sounds so.
        if (seen >= 2 && !gram.includes('¤')) return Number.POSITIVE_INFINITY
        cost += seen * seen * 3
      }
      for (const gram of grams(masked, 3)) if (gram !== '¤ ¤ ¤') cost += (counts.get(`masked ${gram}`) ?? 0) * 0.5
      for (const gram of grams(raw, 3)) cost += (counts.get(`raw ${gram}`) ?? 0) * 1.2
      const first = opening(text)
      const recent = openings.slice(-4)
      if (recent.includes(first)) cost += 4
      const firstWord = first.split(' ')[0] ?? ''
      cost += recent.slice(-2).filter((before) => before.split(' ')[0] === firstWord).length * (firstWord === '¤' ? 1 : 2.5)
      return cost
    },
    add: (text) => {
      sentences.add(plainKey(text))
      const raw = wordsOf(withoutMarks(text))
      const masked = wordsOf(namesMasked(text))
      for (const gram of [...grams(raw, 6), ...grams(raw, 3)]) counts.set(`raw ${gram}`, (counts.get(`raw ${gram}`) ?? 0) + 1)
      for (const gram of [...grams(masked, 6), ...grams(masked, 3)]) counts.set(`masked ${gram}`, (counts.get(`masked ${gram}`) ?? 0) + 1)
      openings.push(opening(text))
    },
  }
}
