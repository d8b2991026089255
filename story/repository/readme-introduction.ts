// How a README begins: its first sentences, in their order. What stands right behind "X is a …" says what it does and for
// whom, and is understood only there; rated and sorted with the others it would be lost.
import type { Quote } from '../../shared/analysis.ts'
import { addressesModel, isReadable, plainInline, sentencesOf } from './prose.ts'
import { isSetOff } from './quote-scope.ts'
import type { Block } from './readme.ts'

const mostSentences = 10
const mostParagraphs = 5

/** Under any other heading it speaks of something narrower: how to get it, how to begin. */
const introducing =
  /^(?:what(?:'s| is| are)\b.*|why\b.*|about\b.*|overview|introduction|intro|description|summary|synopsis|motivation|purpose|philosophy|readme|welcome\b.*)\W*$/i

const isOfName = (heading: string, name: string): boolean => {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '')
  return plain(heading).includes(plain(name))
}

/** Not about the thing itself: who pays for it, where to ask, what is new in it. */
const besides =
  /\b(?:sponsor\w*|donat\w*|patreon|discord|slack|twitter|gitter|stack ?overflow|licen[cs]e\w*|badge|click|subscribe|newsletter|star (?:us|this)|hiring|copyright|trademark|install\w*|documentation|docs|website|read the|see (?:the|our|also)|pull requests?|contribut\w*|changelog|upgrad\w*|migrat\w*|release(?:d|s)?|version|branch|maintained|volunteers?|community|versions|beta|alpha|thanks?|teams?|manpower|maintenance|maintainers?|maintains|blog|stable|minimum|requires?|tidelift|commercial|npm registry|artifacts?|published|forum)\b/i
export const isBesides = (text: string): boolean => besides.test(text)

const goesOn = /^(?:it|its|this|that|these|those|they|their|also|but|and|so|however|instead|such|in (?:this|that|addition))\b/i

export const readIntroduction = (file: string, blocks: readonly Block[], name: string): Quote[] => {
  const found: Quote[] = []
  let paragraphs = 0
  const title = blocks.find(({ kind }) => kind === 'heading')?.text
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'heading') {
      // The title, whatever it says, and what only introduces.
      if (at > 0 && paragraphs > 0 && !introducing.test(block.text) && !isOfName(block.text, name)) break
      continue
    }
    if (block.kind !== 'paragraph' || isSetOff(block.text)) continue
    const isTitled = block.heading === '' || block.heading === title || introducing.test(block.heading) || isOfName(block.heading, name)
    const sentences = isTitled ? sentencesOf(plainInline(block.text)) : []
    const isMeant = (text: string): boolean => isReadable(text) && /[.!]$/.test(text) && !addressesModel(text) && !isBesides(text)
    // What goes on from a sentence that is left out goes with it.
    const readable = sentences.filter((text, index) => isMeant(text) && (index === 0 || isMeant(sentences[index - 1] ?? '') || !goesOn.test(text)))
    if (readable.length === 0) continue
    paragraphs += 1
    found.push(...readable.map((text) => ({ text, place: { file, start_line: block.line, end_line: block.endLine } })))
    if (paragraphs >= mostParagraphs || found.length >= mostSentences) break
  }
  return found.slice(0, mostSentences)
}
