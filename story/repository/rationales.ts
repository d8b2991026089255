// Comments that say why. A cause told by the one who wrote the code is worth ten facts about what the code does.
import type { Rationale } from '../../shared/analysis.ts'
import { isReadable, plainInline, sentencesOf } from './prose.ts'
import { docParagraphs } from './syntax/comments.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'

/** Strongest first: a because is a reason, a must may only be an order. */
const cues: readonly [string, RegExp][] = [
  ['because', /\bbecause\b/i],
  ['so that', /\bso that\b|\bso as to\b/i],
  ['instead of', /\binstead of\b|\brather than\b/i],
  ['since', /\bsince\b(?! (?:version|v?\d|the (?:release|beginning)))/i],
  ['avoid', /\bavoid(?:s|ing)?\b|\bprevents?\b/i],
  ['otherwise', /\botherwise\b/i],
  ['in order to', /\bin order to\b|\bto ensure\b|\bto make sure\b/i],
  ['unfortunately', /\bunfortunately\b|\bworkaround\b|\bhack\b/i],
  ['for performance', /\bfor (?:performance|speed|efficiency|compatibility|safety|security)\b|\bfaster\b|\bexpensive\b|\bbackwards?[- ]compatib/i],
  ['never', /\bnever\b|\bmust not\b|\bon purpose\b|\bintentional(?:ly)?\b|\bdeliberate(?:ly)?\b/i],
  ['note that', /\bnote that\b|\bit(?:'s| is) (?:possible|important|necessary)\b/i],
  ['must', /\bmust\b/i],
]
const maxPerFile = 40
const maxRationales = 400

/** Where in a long comment the sentence stands: by its first and last words, since markup between them is gone. */
const linesOf = (sentence: string, comment: { text: string; line: number; endLine: number }): { start_line: number; end_line: number } => {
  const lines = comment.text.split('\n').map((line) => line.replace(/[^\p{L}\d]+/gu, ' ').trim())
  // A block comment opens on a line that its text doesn't have.
  const offset = comment.line + Math.max(0, Math.min(1, comment.endLine - comment.line + 1 - lines.length))
  const words = sentence
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
    .split(' ')
  const first = lines.findIndex((line, index) => `${line} ${lines[index + 1] ?? ''}`.includes(words.slice(0, 4).join(' ')) && line.includes(words[0] ?? ''))
  const last = first === -1 ? -1 : lines.findIndex((line, index) => index >= first && `${lines[index - 1] ?? ''} ${line}`.includes(words.slice(-3).join(' ')))
  if (first === -1 || last === -1) return { start_line: comment.line, end_line: comment.endLine }
  return { start_line: Math.min(offset + first, comment.endLine), end_line: Math.min(offset + last, comment.endLine) }
}

export const findRationales = (files: readonly ParsedFile[]): Rationale[] => {
  const found: (Rationale & { weight: number })[] = []
  for (const [rank, file] of files.entries()) {
    let count = 0
    for (const comment of file.comments) {
      if (count >= maxPerFile) break
      // What is written where an error is caught explains that, and not the function.
      if (file.errors.some(({ kind, line, endLine }) => kind === 'caught' && line < comment.line && comment.endLine <= endLine)) continue
      for (const paragraph of docParagraphs(comment.text)) {
        for (const sentence of sentencesOf(plainInline(paragraph))) {
          const index = cues.findIndex(([, pattern]) => pattern.test(sentence))
          const cue = cues[index]
          if (
            cue === undefined ||
            !isReadable(sentence) ||
            !/^["'(]?[\p{Lu}\d`]/u.test(sentence) ||
            !/[.!?)]$/.test(sentence) ||
            sentence.split(' ').length < 6
          )
            continue
          count += 1
          const place = { file: file.path, ...linesOf(sentence, comment) }
          // A strong cue in a central file before a weak one in a far file.
          found.push({ cue: cue[0], quote: { text: sentence, place }, about: comment.about, weight: index + rank * 0.7 })
        }
      }
    }
  }
  const seen = new Set<string>()
  return found
    .filter(({ quote }) => !seen.has(quote.text) && seen.add(quote.text))
    .sort((a, b) => a.weight - b.weight)
    .slice(0, maxRationales)
    .map(({ weight: _, ...rationale }) => rationale)
}
