// Comments and READMEs are written for the eye: what an ear can follow of them.
import { plainInline, sentencesOf } from '../../../repository/prose.ts'

// Bracketed asides go: they are references, alternatives and examples.
const asides = /\s*\((?:[^()]|\([^()]*\))*\)/g

/** "a error" → "an error"; a letter called "a" is no article. What stands before "u" may be right either way. */
const withRightArticles = (text: string): string =>
  text.replace(/(?<=^|[\s"])([Aa]) (?=(?!(?:and|or|is|in|of|as|if|on|at|are|equals|else|into|am|once|one)(?![a-z])|one-|eu)[aeioAEIO][a-z]+|un(?!i))/g, '$1n ')

export const plainWords = (markup: string): string => {
  const text = plainInline(markup.replace(/^\s*(?:[-*+•]|#{1,6}|>)\s+/gm, ''))
    .replace(/\s+[–—]\s+|\s--?\s/g, ', ')
    .replace(/(?<=\w) & (?=\w)/g, ' and ')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
  return withRightArticles(
    text
      .replace(/(?<=\w)\(\)/g, '')
      // Ruby's documentation marks names so.
      .replace(/(?<![\w+])\+([a-z_]\w*)\+(?![\w+])/g, '$1')
      .replace(asides, '')
      .replace(/\s+/g, ' ')
      .replace(/\s+([.,;:!?])(?=\s|$)/g, '$1')
      // Points of a list that end as sentences do.
      .replace(/([.!?]),(?=\s)/g, '$1')
      .trim(),
  )
}

/** For what is no markup, where underscores belong to names. */
export const withoutAsides = (text: string): string =>
  withRightArticles(
    text
      .replace(/(?<=\w)\(\)/g, '')
      .replace(asides, '')
      .replace(/[“”]/g, '"')
      .replace(/\s+/g, ' ')
      .trim(),
  )

export const splitSentences = (text: string): string[] => sentencesOf(text)

export const wordCount = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

// What no ear can follow: addresses, code, tags, operators, paths with wildcards, other scripts.
const unspeakable =
  /https?:|www\.|[{}<>=\\|~^$@#[\]*`]|\/\/|\w\/\w+\/\w|::|->|(?<!C)\+\+| \/ |&&|\.\.|%\w|\b[0-9a-f]{12,}\b|[^\p{Script=Latin}\p{P}\p{N}\p{Z}\s+€£%°]/u

/** Slips that a reader skips and a listener does not: "the this", "of of". */
const mistyped = /\b(?:the (?:this|that|an?|the)|an? (?:the|an?)|(to|of|in|is|and|for|with|it|be) \1)\b/i

export const speakable = (text: string): boolean => !unspeakable.test(text) && !mistyped.test(text)
