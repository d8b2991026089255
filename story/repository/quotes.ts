// From a comment or a docstring to words that can be quoted, with their place.
import type { Quote } from '../../shared/analysis.ts'
import { readableLead } from './prose.ts'

interface DocText {
  paragraphs: readonly string[]
  line: number
  endLine: number
}

/** The first paragraph that reads as prose; null where there is none. */
export const quoteOfDoc = (doc: DocText | null, file: string): Quote | null => {
  if (doc === null) return null
  for (const paragraph of doc.paragraphs.slice(0, 3)) {
    const text = readableLead(paragraph, 3)
    if (text !== null) return { text, place: { file, start_line: doc.line, end_line: doc.endLine } }
  }
  return null
}
