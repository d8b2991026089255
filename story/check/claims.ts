// What a sentence names that can be looked up: paths, names of code, versions, quotations and numbers. Reading is by the
// shape of a word alone, since most words are English: a lower-case word is a name only between backticks or after
// "called" and "named", and what merely might be a name ("and/or", "Redis") is left in peace.

import { type NumberClaim, readNumbers } from './numbers.ts'
import { fileEndings, ordinaryNames } from './ordinary-names.ts'

export interface SentenceClaims {
  /** Stands for a file or a folder and for nothing else: wrong when neither is there. */
  paths: string[]
  /** With a slash in it, and perhaps a path, a media type, a route or two English words. */
  slashed: string[]
  names: string[]
  /** Verbatim: versions, addresses. */
  literals: string[]
  quotations: string[]
  numbers: NumberClaim[]
}

const versionPattern = /^v?\d+\.\d+\.\d+(?:[-+.][\w.]+)*$/
const pathPattern = /^\.{0,2}\/?(?:[\w.@$+~()[\]-]+\/)+[\w.@$+~()[\]:*-]*$/
const dottedPattern = /^[\w$]+(?:\.[\w$]+)+$/
const roleNouns =
  'function|method|class|struct|trait|interface|type|module|macro|constant|variable|package|crate|file|field|property|command|flag|folder|directory|parameter|option|object|enum|hook|helper|library|dependency|component'
const afterCalled = new RegExp(`\\b(?:${roleNouns})s?,? (?:called|named) ([\\w$][\\w$.:/-]*)`, 'gi')
const beforeRole = /(?<=[a-z,;] )([A-Z][a-z]\w*) (?:function|method|class|struct|trait|interface|module|macro|crate|enum)\b/g
// "A function called by the router", "a method called twice": a participle, not a name.
const notAName = new Set(
  'a after again all an and any anew as at back before both but by directly during each either ever every exactly first for from here if in inside instead into it its just last later more most never next not now of off often on once one only or out outside over per so soon still than that the then there these this those through three thrice throughout to together too twice under unless until up upon when whenever where which while with within without you'.split(
    ' ',
  ),
)

/** "'--all-files' prints them": what ends a quotation makes no owner of it, as it does in "its users' files". */
const possessive = (word: string): RegExp => (/^['‘]/u.test(word) ? /(?:'s|’s)$/u : /(?:'s|’s|s'|s’)$/u)

const trimWord = (word: string): string =>
  word
    .replace(/^[([{"'“‘*]+(?=[^)]|$)/u, '')
    .replace(/[,;:!?"”’…*]+$/u, '')
    .replace(possessive(word), '')
    .replace(/[.,;:!?'’"”]+$/u, '')
    .replace(/(?<!\()\)+$/u, '')
    .replace(/[.,;:!?'’"”]+$/u, '')

const isCodeShaped = (word: string): boolean =>
  /\w\(\)$/.test(word) ||
  /^(?:\w*[A-Za-z0-9]_\w+|__?[a-z]\w+)$/.test(word) ||
  /^\w*[a-z\d][A-Z]\w*$/.test(word) ||
  /^\w+(?:(?:::|->|#)\w+[!?]?)+(?:\(\))?$/.test(word) ||
  /^[$@][a-z_]\w{2,}$/i.test(word)

const readWord = (word: string, claims: SentenceClaims): void => {
  if (word === '' || ordinaryNames.has(word) || ordinaryNames.has(word.replace(/s$/, ''))) return
  if (/^https?:\/\//.test(word)) claims.literals.push(word.replace(/\/$/, ''))
  else if (/@\w+\.\w+$/.test(word)) return
  else if (versionPattern.test(word)) claims.literals.push(word.replace(/^v/, ''))
  else if (/^--[a-z][\w-]+$/.test(word)) claims.names.push(word.slice(2))
  else if (pathPattern.test(word)) claims[fileEndings.has(word.split('.').at(-1) ?? '') && /\.\w+$/.test(word) ? 'paths' : 'slashed'].push(word)
  else if (dottedPattern.test(word.replace(/\(\)$/, ''))) {
    const bare = word.replace(/\(\)$/, '')
    const parts = bare.split('.')
    if (parts.every((part) => /^\d*$/.test(part) || part.length < 2)) return
    if (bare === word && parts.length > 1 && fileEndings.has(parts.at(-1) ?? '')) claims.paths.push(bare)
    else claims.names.push(bare)
  } else if (isCodeShaped(word)) claims.names.push(word.replace(/\(\)$/, '').replace(/^@/, ''))
  else if (word.includes('-')) for (const part of word.split('-')) if (part !== word) readWord(part, claims)
}

/** A word in backticks is a name whatever its shape; several are a quotation. */
const readCode = (code: string, claims: SentenceClaims): void => {
  const text = code.trim()
  if (/\s/.test(text)) claims.quotations.push(text)
  else if (text !== '') {
    const before = claims.names.length + claims.paths.length + claims.slashed.length + claims.literals.length
    const word = text.replace(/[,;:]$/, '')
    readWord(word, claims)
    const after = claims.names.length + claims.paths.length + claims.slashed.length + claims.literals.length
    if (after === before && /[a-z]/i.test(word) && !ordinaryNames.has(word)) claims.names.push(word.replace(/\(\)$/, ''))
  }
}

export const readClaims = (sentence: string): SentenceClaims => {
  const claims: SentenceClaims = { paths: [], slashed: [], names: [], literals: [], quotations: [], numbers: [] }
  let prose = sentence.replace(/`([^`]+)`/g, (_, code: string) => {
    readCode(code, claims)
    return ' ⁂ '
  })
  prose = prose.replace(/[“"]([^”“"]{2,})[”"]/gu, (_, quoted: string) => {
    claims.quotations.push(quoted.trim().replace(/[.,;:!?…]+$/u, ''))
    return ' ⁂ '
  })
  for (const [, name] of prose.matchAll(afterCalled)) {
    const bare = trimWord(name ?? '')
    if (bare !== '' && !notAName.has(bare.toLowerCase()) && !/ly$/.test(bare)) readCode(bare, claims)
  }
  for (const [, name] of prose.matchAll(beforeRole)) if (name !== undefined && !ordinaryNames.has(name)) claims.names.push(name)
  for (const word of prose.split(/[\s—–]+/u)) readWord(trimWord(word), claims)
  claims.numbers = readNumbers(prose)
  const once = (list: string[]): string[] => [...new Set(list)]
  return { ...claims, paths: once(claims.paths), slashed: once(claims.slashed), names: once(claims.names), literals: once(claims.literals) }
}

export const namesCode = (claims: SentenceClaims): boolean => claims.paths.length + claims.names.length > 0
