// A text in which names, literals, quotations and numbers are looked up many times: what a look-up needs is made on first use
// and kept.
import { numbersIn } from './numbers.ts'

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const standsAlone = (text: string, name: string): boolean => text.includes(name) && new RegExp(`(?<![\\w$])${escapePattern(name)}(?![\\w])`).test(text)

/**
 * A name as code has it: verbatim, or, for a qualified one ("Flask.wsgi_app"), every part of it in the same text.
 * A plural is forgiven.
 */
export const hasName = (text: string, name: string): boolean => {
  const singular = name.replace(/(?<=[a-z])s$/, '')
  if (standsAlone(text, name) || (singular !== name && standsAlone(text, singular))) return true
  const parts = name.split(/\.|::|->|#/).filter((part) => part !== '')
  return parts.length > 1 && parts.every((part) => standsAlone(text, part) || standsAlone(text, `$${part}`))
}

/** Quotations lose their line breaks, comment markers, markup and typographic quotes on both sides of the comparison. */
export const plainText = (text: string): string =>
  text
    .replace(/^[ \t]*(?:\/\/+!?|\/?\*+\/?|#+|--|;+|"""|'''|<!--)[ \t]?/gm, ' ')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*_]/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()

export interface SearchableText {
  lines: readonly string[]
  hasName: (name: string) => boolean
  hasLiteral: (literal: string) => boolean
  says: (quotation: string) => boolean
  numbers: () => ReadonlySet<number>
}

export const searchable = (text: string): SearchableText => {
  let words: Set<string> | null = null
  let plain: string | null = null
  let numbers: Set<number> | null = null
  const isWord = (name: string): boolean => /^[\w$]+$/.test(name)
  return {
    lines: text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n'),
    hasName: (name) => {
      if (!isWord(name)) return hasName(text, name)
      words ??= new Set(text.match(/[\w$]+/g) ?? [])
      return words.has(name) || words.has(name.replace(/(?<=[a-z])s$/, '')) || words.has(`$${name}`) || (name.startsWith('$') && words.has(name.slice(1)))
    },
    hasLiteral: (literal) => text.includes(literal),
    says: (quotation) => {
      plain ??= plainText(text)
      return plain.includes(plainText(quotation).trim())
    },
    numbers: () => {
      numbers ??= new Set(numbersIn(text))
      return numbers
    },
  }
}
