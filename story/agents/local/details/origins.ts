// Where a project comes from, as its README says it in passing: a company that it was written for, another that it was a
// port of, a name that it had.
import type { Quote } from '../../../../shared/analysis.ts'
import { isReadable, plainInline, sentencesOf } from '../../../repository/prose.ts'
import { readBlocks } from '../../../repository/readme.ts'

const cameFrom =
  /\b(?:originally (?:developed|written|created|designed|built|based|part|a)\b|formerly (?:known|called|named)\b|previously (?:known|called|named)\b|(?:began|started) (?:its life |life |out )?as\b|(?:is|was) (?:a |an )?(?:\w+ )?fork(?:ed)? (?:of|from)\b|(?:is|was) (?:a |an )?(?:\w+ )?port of\b|rewritten from scratch\b|extracted (?:from|out of)\b|(?:is )?the successor (?:of|to)\b|grew out of\b)/i
const leaning = /^(?:this (?!project|library|package|repo)|that|these|those|they|he|she|we|i|if|please|for|when|and|but|however)\b|\b(?:below|above|here)\b/i
const nobody = /^(?:started|began|originally|formerly)\b/i
const lastOfTop = 40
const mostWords = 30

/** `readmes`: texts by path. Null where none of them says it of the project itself. */
export const readOrigin = (readmes: ReadonlyMap<string, string>, project: string): Quote | null => {
  const name = project.replace(/[^\w-]/g, '\\$&').replace(/[-_]/g, '[-_ ]?')
  const own = new RegExp(`^(?:the )?(?:${name}|this (?:project|library|package|repo(?:sitory)?))\\b`, 'i')
  for (const [file, text] of readmes)
    for (const { kind, text: written, line, endLine } of readBlocks(text)) {
      if (kind !== 'paragraph') continue
      const sentences = sentencesOf(plainInline(written.replace(/\s+/g, ' ')))
      for (const [at, sentence] of sentences.entries())
        if (
          cameFrom.test(sentence) &&
          // "It" is the project only right behind a sentence about the project, and nobody at all only at the top.
          (own.test(sentence) || (/^it\b/i.test(sentence) && own.test(sentences[at - 1] ?? '')) || (nobody.test(sentence) && line <= lastOfTop)) &&
          !leaning.test(sentence) &&
          isReadable(sentence) &&
          sentence.split(/\s+/).length <= mostWords
        )
          return { text: sentence, place: { file, start_line: line, end_line: endLine } }
    }
  return null
}
