// Names in code as a developer says them: split where the eye splits them, short forms said in full, acronyms spelled.
import { fragments, names, saidAcronyms, spelledAcronyms } from './lexicon.ts'
import { cardinal, digits } from './numbers.ts'

/** Nothing that people say is longer; what is, is a hash, a key or noise, and a voice would read it for minutes. */
const longestWord = 24

/** Letter by letter; a figure among them is said as a word. */
export const spell = (letters: string): string => digits(letters)

/** Could it be said as a word? Vowels where a word has them, and no pile of consonants. */
const looksLikeWord = (lower: string): boolean =>
  lower.length >= 4 &&
  /[aeiouy]/.test(lower) &&
  !/[^aeiouy]{4}/.test(lower) &&
  !/^[^aeiouy]{3}/.test(lower) &&
  !/(?:[^aeiouylrnsmtdkpgc])[^aeiouylr]$/.test(lower)

/** A word of capitals: said where it is a word, else spelled. */
export const acronym = (capitals: string): string => {
  const said = saidAcronyms.get(capitals)
  if (said !== undefined) return said
  const plural = /^([A-Z]{2,})s$/.exec(capitals)
  if (plural !== null) return `${acronym(plural[1] ?? '')}'s`
  const known = names.get(capitals.toLowerCase())
  if (known !== undefined) return known
  return !spelledAcronyms.has(capitals) && looksLikeWord(capitals.toLowerCase()) ? capitals.toLowerCase() : spell(capitals)
}

const numberPart = (text: string): string => (text.length <= 3 && !text.startsWith('0') ? cardinal(Number(text)) : digits(text))

/** One piece of an identifier: use, SQL, ctx, 2. */
const part = (text: string): string => {
  if (/^\d+$/.test(text)) return numberPart(text)
  const lower = text.toLowerCase()
  const known = names.get(lower) ?? fragments.get(lower)
  if (known !== undefined) return known
  if (text.length === 1) return text.toUpperCase()
  if (/^[A-Z]+s?$/.test(text)) return acronym(text)
  if (!/[aeiouy]/.test(lower) && lower.length <= 5) return spell(lower)
  return lower.slice(0, longestWord)
}

/** Names with capitals inside are kept whole before the rest is split: GitHub, OAuth, GraphQL, IPv4. */
const wholeNames = new RegExp(`(${[...names.keys()].sort((a, b) => b.length - a.length).join('|')})(?![a-z])`, 'i')
const camel = /[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g

const splitCamel = (text: string): string[] => {
  const found = wholeNames.exec(text)
  // A known name counts only where a new piece begins: "vite" is none in "invite".
  if (found === null || !startsPiece(text, found.index)) return text.match(camel) ?? []
  const [name = ''] = found
  return [...splitCamel(text.slice(0, found.index)), name, ...splitCamel(text.slice(found.index + name.length))]
}
const startsPiece = (text: string, index: number): boolean =>
  index === 0 || !/[a-z]/i.test(text[index - 1] ?? '') || (/[a-z]/.test(text[index - 1] ?? '') && /[A-Z]/.test(text[index] ?? ''))

/** useEffect, __init__, MAX_RETRIES, my-package, HTMLElement, utf8. */
export const identifier = (name: string): string => {
  const dunder = /^__(\w+?)__$/.exec(name)
  if (dunder !== null) return `dunder ${identifier(dunder[1] ?? '')}`
  const whole = names.get(name.toLowerCase())
  if (whole !== undefined) return whole
  const mostParts = 12
  const pieces = name
    .split(/[_\-$]+/)
    .filter((piece) => piece !== '')
    .flatMap(splitCamel)
  if (pieces.length === 0) return name.includes('$') ? 'dollar' : 'underscore'
  return pieces.slice(0, mostParts).map(part).join(' ')
}

/** A word of prose, left as it is unless the lexicon knows better or it is no word. */
export const word = (text: string): string => {
  const known = names.get(text.toLowerCase())
  if (known !== undefined) return known
  if (/^[A-Z]{2,}s?$/.test(text)) return acronym(text)
  if (/[a-z][A-Z]|[A-Z]{2,}[a-z]/.test(text)) return identifier(text)
  if (text.length > longestWord) return text.slice(0, longestWord)
  if (/^[bcdfghjklmnpqrstvwxz]{2,5}$/.test(text)) return fragments.get(text) ?? spell(text)
  return text
}
