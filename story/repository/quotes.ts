// From a comment or a docstring to words that can be quoted, with their place.
import type { Quote } from '../../shared/analysis.ts'
import { readableLead } from './prose.ts'

interface DocText {
  paragraphs: readonly string[]
  line: number
  endLine: number
}

/** "Create basic types:", "Exported types and interfaces", "Expose `Application` class": what stands below, and not the first thing of it. */
const sectionHeadings: readonly RegExp[] = [
  /^(?:\S+ ){0,5}\S+:$/,
  /^(?:exported|public|private|protected|internal|global|static|helper|utility|misc(?:ellaneous)?|common|shared|basic|low[- ]level|high[- ]level|convenience|forward)\s(?:[\w,-]+\s){0,4}(?:types|interfaces|functions|methods|helpers|constants|variables|macros|structs?|classes|definitions|declarations|utilities|exports|accessors|getters|setters|routines|API)\.?$/i,
  /^(?:types|interfaces|functions|methods|helpers|constants|variables|macros|utilities|exports|getters|setters)(?: (?:and|&) \w+)?\.?$/i,
  /^(?:Expose|Exports?|Re-exports?|Module) [`'"\w.]+(?: \w+)?\.?$/,
]
const isSectionHeading = ({ paragraphs: [first = '', ...others] }: DocText): boolean =>
  (others.length === 0 && sectionHeadings.some((heading) => heading.test(first))) || /^Expose [`'"]/.test(first)

/** The first paragraph that reads as prose; null where there is none, or where the comment heads more than one thing. */
export const quoteOfDoc = (doc: DocText | null, file: string): Quote | null => {
  if (doc === null || isSectionHeading(doc)) return null
  for (const paragraph of doc.paragraphs.slice(0, 3)) {
    const text = readableLead(paragraph, 3)
    if (text !== null) return { text, place: { file, start_line: doc.line, end_line: doc.endLine } }
  }
  return null
}
