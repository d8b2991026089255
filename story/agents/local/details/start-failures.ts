// Where a program ends before it has begun: the calls by which the file that starts it gives up.
import type { Place } from '../../../../shared/analysis.ts'

export interface StartFailures {
  file: string
  /** The call, as it is written. */
  call: string
  /** What is said with one of them. */
  words: string | null
  place: Place
}

const giving: readonly (readonly [RegExp, RegExp])[] = [
  [/\.go$/, /\b(log\.Fatal(?:f|ln)?|panic)\(\s*(?:"([^"\n]+)")?/g],
  [/\.rs$/, /(\.expect)\(\s*"([^"\n]+)"/g],
  [/\.py$/, /\b(sys\.exit|raise SystemExit)\(\s*f?["']([^"'\n]+)["']/g],
  [/\.rb$/, /(?<![.\w])(abort)[( ]\s*["']([^"'\n]+)["']/g],
]
const fewest = 2
const fewestWords = 2

/** Of the words, what stands before anything is filled in. */
const wordsOf = (literal: string): string | null => {
  const words = literal
    .split(/%[-+#\d.]*[a-zA-Z]|[#$]?\{/)[0]
    ?.replace(/[\s:,.(-]+$/, '')
    .trim()
  return words !== undefined && words.split(/\s+/).length >= fewestWords && /^[A-Za-z][\w\s,.'’-]+$/.test(words) ? words : null
}

/** `starts`: texts of the files that a program begins in. Null where none of them gives up more than once. */
export const readStartFailures = (starts: ReadonlyMap<string, string>): StartFailures | null => {
  for (const [file, text] of starts) {
    const calls = giving.filter(([files]) => files.test(file)).flatMap(([, pattern]) => [...text.matchAll(pattern)])
    const [first] = calls
    if (first === undefined || calls.length < fewest) continue
    const said = calls.find(([, , literal]) => literal !== undefined && wordsOf(literal) !== null) ?? first
    const line = text.slice(0, said.index).split('\n').length
    return {
      file,
      call: (said[1] ?? '').replace(/^\./, '').replace(/(?<=Fatal)(?:f|ln)$/, ''),
      words: said[2] === undefined ? null : wordsOf(said[2]),
      place: { file, start_line: line, end_line: line },
    }
  }
  return null
}
