// Numbers in a sentence, in figures and in words, and whether the repository bears them out. A small number in running
// text ("two calls", "one of them") is left in peace; it counts as a claim only before something that was counted.
import { STATUS_CODES } from 'node:http'

export interface NumberClaim {
  text: string
  value: number
  /** "some 6,000", "fewer than 2,800": near is enough. */
  hedged: boolean
  /** "more than 20", "at least six": as many, and perhaps more. */
  isLowerBound: boolean
  /** The word behind it, lower case: lines, KB, percent. */
  unit: string
  /** The first words behind it, lower case: "error types descend". */
  after: string
}

const small: Record<string, number> = {
  zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14,
  fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
} // biome-ignore format: a row reads better
const large: Record<string, number> = { hundred: 100, thousand: 1000, million: 1e6, billion: 1e9 }
const hedges =
  /\b(?:about|around|some|nearly|almost|roughly|over|more than|fewer than|less than|at least|at most|up to|approximately|close to|(?:just |well )?(?:under|above|below)|or so|a good)\s+$/i
const lowerBounds = /\b(?:at least|more than|over|upwards of)\s+$/i
/** Longer than any unit. */
const mostAfter = 40
const counted =
  /^(?:\w+ )?(?:files?|lines?|packages?|dependenc\w+|modules?|crates?|tests?|commits?|contributors?|people|folders?|director\w+|classes|functions|methods|releases|languages|stars|forks|characters|imports|routes|endpoints|error types|exceptions|percent|%)/i
/** Below it, a number is part of the language unless something counted follows. */
const smallestClaim = 13
const months = 'January|February|March|April|May|June|July|August|September|October|November|December'
const monthBefore = new RegExp(`(?:${months}) (?:the )?$`)
const monthAfter = new RegExp(`^(?:st|nd|rd|th)?(?: of)? (?:${months})`)

// "A 404", "with status 304": the web's numbers, not the repository's.
const statusBefore = /\b(?:status(?: code)?|code|HTTP|an?|the|with|by|to) $/i

const numberWord = `(?:${[...Object.keys(small), ...Object.keys(large)].join('|')})`
const words = new RegExp(`\\b${numberWord}(?:(?:-| and | )${numberWord})*\\b`, 'gi')
const figures = /(?<![\w.,:/#@$-])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\w]*[A-Za-z_]\w*)(?!\.\d|,\d|:\d|\/|-[A-Za-z])/g

const valueOfWords = (text: string): number => {
  let total = 0
  let current = 0
  for (const word of text.toLowerCase().split(/[-\s]+/)) {
    const times = large[word]
    if (times === 100) current = Math.max(current, 1) * 100
    else if (times !== undefined) {
      total += Math.max(current, 1) * times
      current = 0
    } else current += small[word] ?? 0
  }
  return total + current
}

const makeClaim = (sentence: string, start: number, text: string, value: number): NumberClaim | null => {
  const before = sentence.slice(0, start)
  const after = sentence.slice(start + text.length).trimStart()
  if (value < smallestClaim && !counted.test(after)) return null
  // A day of a month stands or falls with its year.
  if (value <= 31 && (monthBefore.test(before) || monthAfter.test(after))) return null
  if (statusBefore.test(before) && STATUS_CODES[value] !== undefined && !counted.test(after)) return null
  if (/\b(?:RFC|PEP|ES|UTF|SHA|ISO|port|HTTP|Base|Python|Java|Windows|Node|Unicode|IEEE|ECMA) $/i.test(before)) return null
  return {
    text,
    value,
    hedged: hedges.test(before) || /^(?:or so|or more)\b/i.test(after),
    isLowerBound: lowerBounds.test(before) || /^or more\b/i.test(after),
    unit: /^%|^[\p{L}]+/u.exec(after)?.[0].toLowerCase() ?? '',
    after: after.slice(0, mostAfter).toLowerCase(),
  }
}

export const readNumbers = (sentence: string): NumberClaim[] => {
  const claims: (NumberClaim | null)[] = []
  for (const match of sentence.matchAll(figures)) claims.push(makeClaim(sentence, match.index, match[0], Number(match[0].replaceAll(',', ''))))
  for (const match of sentence.matchAll(words)) {
    const text = match[0]
    // "one hundred" is a number; "hundreds of" and a lone "thousand" after figures are not ours to judge.
    if (/^(?:hundred|thousand|million|billion)$/i.test(text)) continue
    claims.push(makeClaim(sentence, match.index, text, valueOfWords(text)))
  }
  return claims.filter((claim) => claim !== null)
}

// What a programmer says for the figure in the code: 64 KB for 65536, thirty seconds for 30_000, ten percent for 0.1.
const unitFactors: Record<string, readonly number[]> = {
  kb: [1024, 1000], kib: [1024], kilobytes: [1024, 1000], mb: [1024 ** 2, 1e6], mib: [1024 ** 2], megabytes: [1024 ** 2, 1e6], gb: [1024 ** 3, 1e9], gigabytes: [1024 ** 3, 1e9],
  second: [1000, 1e9], seconds: [1000, 1e6, 1e9], minute: [60, 60_000], minutes: [60, 60_000], hours: [60, 3600, 3_600_000], days: [24, 86_400, 86_400_000], percent: [0.01], '%': [0.01],
} // biome-ignore format: a row reads better

/** Numbers as they stand in a text, underscores and thousands commas read as one number. */
export const numbersIn = (text: string): number[] => {
  const found: number[] = []
  for (const [match] of text.matchAll(/0x[\da-f]+|\d[\d_]*(?:,\d{3})*(?:\.\d+)?/gi)) found.push(Number(match.replaceAll(/[_,]/g, '')))
  for (const [match] of text.matchAll(words)) found.push(valueOfWords(match))
  return found
}

export const isBorneOut = (claim: NumberClaim, known: ReadonlySet<number>): boolean => {
  const candidates = [claim.value, ...(unitFactors[claim.unit] ?? []).map((factor) => claim.value * factor)]
  if (candidates.some((candidate) => known.has(candidate) || known.has(Math.round(candidate * 1e6) / 1e6))) return true
  if (!claim.hedged) return false
  return [...known].some((number) => number >= claim.value * 0.85 && number <= claim.value * 1.2)
}
