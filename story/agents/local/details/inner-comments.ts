// The one-line comments that stand above the steps of a function, whatever their form: "Set() override first", "Ask each
// factory to create the adapter." In their order they say more of it than the names of what it calls.
import type { Place } from '../../../../shared/analysis.ts'
import type { Stage } from './stage-comments.ts'

const lineComment = /^\s*(?:\/\/(?![/!])|#(?![![]))\s?(.*)$/
const mostWords = 12
const fewestWords = 2
/** Orders to tools, notes to oneself, code that is switched off, and half of something that goes on. */
const noNote =
  /[{}=<>;\\|@`"]|https?:|\b(?:todo|fixme|xxx|hack|note|noqa|pylint|eslint|tslint|nolint|noinspection|prettier|istanbul|pragma|type|ts|go|rubocop|swiftlint|region|endregion|copyright)\b(?::|-)|\b(?:todo|fixme|xxx|hack|nolint|noqa)\b|[,:]$|^(?:if|define|undef|include|else|endif|ifdef|ifndef|elif)\b/i
/** Said to a reader beside the code, they are no step of it. */
const isAside = /\b(?:we|i|you|i'm|we're|let's|our)\b|\?$|^(?:and|or|but|so|because|since|which|that|however|this|these|it|they|there)\b/i

const indentOf = (line: string): number => (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length

interface Found {
  text: string
  line: number
  indent: number
}

/** @param text the whole file; of what stands at `place` those of the shallowest depth that has a row of them, in order */
export const readNotes = (text: string, { file, start_line: from, end_line: to }: Place): Stage[] => {
  const lines = text.split('\n')
  const found: Found[] = []
  for (let at = from; at < Math.min(to, lines.length); at++) {
    const line = lines[at] ?? ''
    const next = lines[at + 1] ?? ''
    // Of several lines, or above nothing: an explanation, and no heading of a step.
    if (lineComment.test(lines[at - 1] ?? '') || lineComment.test(next) || next.trim() === '' || /^\s*[)}\]]/.test(next)) continue
    const said = (lineComment.exec(line)?.[1] ?? '').trim().replace(/\.$/, '')
    const words = said.split(/\s+/).length
    if (!/^[A-Za-z]/.test(said) || words < fewestWords || words > mostWords || noNote.test(said) || isAside.test(said)) continue
    found.push({ text: said, line: at + 1, indent: indentOf(line) })
  }
  const depths = [...new Set(found.map(({ indent }) => indent))].toSorted((a, b) => a - b)
  const depth = depths.find((one) => found.filter(({ indent }) => indent === one).length >= fewestNotes)
  return found.flatMap(({ text: note, line, indent }) =>
    indent === depth ? [{ text: note, place: { file, start_line: line, end_line: line }, isCase: false, isRepeated: false, isNote: true }] : [],
  )
}
const fewestNotes = 3
