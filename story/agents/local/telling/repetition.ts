// What has been said so far, by its words: lets the teller take the wording that repeats least and refuse the one that a
// listener would notice. Names are masked for the soft count ("the ¤ calls ¤" wears out) and kept for the hard one.
import { namesMasked, withoutMarks } from './marked-names.ts'

const wordsOf = (text: string): string[] => text.toLowerCase().match(/¤|[\p{L}\p{N}_$@./'-]*[\p{L}\p{N}_$]/gu) ?? []

const grams = (words: readonly string[], size: number, prefix: string): string[] => {
  const found: string[] = []
  for (let at = 0; at + size <= words.length; at++) found.push(prefix + words.slice(at, at + size).join(' '))
  return found
}

interface Wording {
  whole: string
  opening: string
  rawSixes: string[]
  /** How often the same six words stand in it. */
  mostWithin: number
  rawThrees: string[]
  maskedSixes: string[]
  maskedThrees: string[]
}

export type ReadWording = (text: string) => Wording

/** Taking a sentence apart is most of the work, and fitting a length tries the same sentences again and again. */
export const createWordingReader = (): ReadWording => {
  const known = new Map<string, Wording>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const raw = wordsOf(withoutMarks(text))
    const masked = wordsOf(namesMasked(text))
    const rawSixes = grams(raw, 6, 'raw ')
    const within = new Map<string, number>()
    for (const six of rawSixes) within.set(six, (within.get(six) ?? 0) + 1)
    const wording: Wording = {
      whole: raw.join(' '),
      opening: masked.slice(0, 2).join(' '),
      rawSixes,
      mostWithin: Math.max(0, ...within.values()),
      rawThrees: grams(raw, 3, 'raw '),
      maskedSixes: grams(masked, 6, 'masked '),
      maskedThrees: grams(masked, 3, 'masked ').filter((gram) => gram !== 'masked ¤ ¤ ¤'),
    }
    known.set(text, wording)
    return wording
  }
}

export interface Repetition {
  /** Infinity: would be the third time that six words stand in a row, or a whole sentence again. */
  cost: (text: string) => number
  add: (text: string) => void
}

export const createRepetition = (read: ReadWording): Repetition => {
  const counts = new Map<string, number>()
  const sentences = new Set<string>()
  const openings: string[] = []
  const timesSaid = (gram: string): number => counts.get(gram) ?? 0
  return {
    cost: (text) => {
      const wording = read(text)
      if (sentences.has(wording.whole) || wording.rawSixes.some((gram) => timesSaid(gram) >= 2)) return Number.POSITIVE_INFINITY
      // A list that says the same of each of its things: "the output of the subprocess on …" three times over.
      if (wording.mostWithin + Math.max(0, ...wording.rawSixes.map(timesSaid)) > 2 && wording.mostWithin > 1) return Number.POSITIVE_INFINITY
      let cost = 0
      for (const gram of wording.maskedSixes) {
        const seen = timesSaid(gram)
        // A frame around other names is not the same six words, but the third time it sounds so.
        if (seen >= 2 && !gram.includes('¤')) return Number.POSITIVE_INFINITY
        cost += seen * seen * 3
      }
      for (const gram of wording.maskedThrees) cost += timesSaid(gram) * 0.5
      for (const gram of wording.rawThrees) cost += timesSaid(gram) * 1.2
      const recent = openings.slice(-4)
      if (recent.includes(wording.opening)) cost += 4
      const firstWord = wording.opening.split(' ')[0] ?? ''
      cost += recent.slice(-2).filter((before) => before.split(' ')[0] === firstWord).length * (firstWord === '¤' ? 1 : 2.5)
      return cost
    },
    add: (text) => {
      const wording = read(text)
      sentences.add(wording.whole)
      for (const gram of [...wording.rawSixes, ...wording.rawThrees, ...wording.maskedSixes, ...wording.maskedThrees]) counts.set(gram, timesSaid(gram) + 1)
      openings.push(wording.opening)
    },
  }
}
