// How an answer with an error, or the end of the program, comes about: the condition of the branch it stands in, and the
// words that are said with it.
import type { Place } from '../../../../shared/analysis.ts'

export interface Outcome {
  /** As the code writes it; null where it stands in no branch of an `if`. */
  condition: string | null
  /** It comes to that only where an error was caught. */
  isAfterError: boolean
  /** What is said, or the longest piece of it where the rest is filled in; null where nothing is. */
  words: string | null
  /** Are these all of the words? */
  isWhole: boolean
  /** From the condition to the end. */
  place: Place
}

const linesLooked = 8
const indentOf = (line: string): number => /^\s*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0
const opening = /^\s*(?:\}\s*)?(?:else\s+)?(?:if|elif|elsif)\s*(\(.*\)|.*?)\s*(?:\{|:|then)?\s*(?:\/\/.*)?$/
const placeholder = /\$\{[^}]*\}|#\{[^}]*\}|\{[^}]*\}|%[-\d.]*[a-z]/g
const printing = /\b(?:console\.\w+|e?print\w*!?|fputs|fmt\.\w+|log\w*\.\w+|puts|warn|echo|write\w*|secho|stderr\w*)\s*[(.! ]|\becho\b/

const findCondition = (lines: readonly string[], line: number): { condition: string; line: number } | null => {
  const own = indentOf(lines[line - 1] ?? '')
  for (let at = line - 1; at >= Math.max(1, line - linesLooked); at -= 1) {
    const above = lines[at - 1] ?? ''
    if (above.trim() === '' || indentOf(above) >= own) continue
    // "else" says the opposite of something that stands further up.
    const found = /^\s*(?:\}\s*)?else\b/.test(above) && !/\bif\b/.test(above) ? null : opening.exec(above)
    const condition = found?.[1]?.trim().replace(/^\((.*)\)$/s, '$1')
    // Behind an "else" it is asked only where what stands above it is not so; an error comes to that in any case.
    const isLater = /\belse\s+if\b|\bel(?:s?)if\b/.test(above) && !/^\w*[eE]rr\w* != nil$/.test(condition ?? '')
    return condition === undefined || condition === '' || isLater || /^let\b/.test(condition) ? null : { condition, line: at }
  }
  return null
}

const aHandler =
  /^\s*(?:\}\s*)?(?:catch|except|rescue)\b(?!\s+(?:Interrupt|SignalException|SystemExit|KeyboardInterrupt)\b)|\.catch\(|^\s*(?:\}\s*(?:else\s+)?)?if let Err\(|\bErr\([^)=]*\)\s*=>/
const aBranch = /^\s*(?:\}\s*)?(?:if|elif|elsif|else|unless|switch|match|case|when|for|while|loop|default)\b/
const aFunction = /^\s*(?:[\w.]+ )*(?:def|function|fn|func|fun)\b|^\s*(?:[\w<>[\]*&:]+ )+[\w:~]+\([^;]*\)?\s*\{?\s*$|=>\s*\{\s*$/

/** The lines around `line` that open what it stands in, the innermost first, up to the function. */
const openersOf = (lines: readonly string[], line: number): { text: string; line: number }[] => {
  const openers: { text: string; line: number }[] = []
  let indent = indentOf(lines[line - 1] ?? '')
  for (let at = line - 1; at > 0 && indent > 0; at -= 1) {
    const text = lines[at - 1] ?? ''
    if (text.trim() === '' || indentOf(text) >= indent || /^\s*[)\]}]+[;,]?\s*$/.test(text)) continue
    if (aFunction.test(text) && !aHandler.test(text) && !aBranch.test(text)) break
    indent = indentOf(text)
    openers.push({ text, line: at })
  }
  return openers
}

/** Of a literal: all of it, or its longest piece between what is filled in. */
const findWords = (code: string, fewestWords: number): { words: string; isWhole: boolean } | null => {
  for (const match of code.matchAll(/(["'`])((?:(?!\1)[^\\\n])+)\1/g)) {
    const literal = match[2] ?? ''
    const pieces = literal.split(placeholder).map((piece) => piece.replace(/^[\s:,.]+|[\s:,.]+$/g, ''))
    const longest = pieces.toSorted((a, b) => b.length - a.length)[0] ?? ''
    if (longest.split(/\s+/).length >= fewestWords && /^[A-Za-z]/.test(longest) && /^[\w\s,.'’;:()-]+$/.test(longest))
      return { words: longest, isWhole: pieces.length === 1 }
  }
  return null
}

/** `lines`: of the whole file; `line`: where the answer is given or the program ended. */
export const readOutcome = (lines: readonly string[], { file, start_line: line, end_line: end }: Place, kind: 'answered' | 'exit_code'): Outcome => {
  const openers = openersOf(lines, line)
  const nearest = findCondition(lines, line)
  // A branch within another has two conditions, and one of them alone is not when it comes to that.
  const branch = openers.some((other) => aBranch.test(other.text) && other.line !== nearest?.line) ? null : nearest
  const own = lines.slice(line - 1, Math.min(Math.max(end, line), line + 2)).join('\n')
  const above = lines.slice(Math.max(branch?.line ?? 0, line - 4), line - 1)
  const said =
    kind === 'answered'
      ? (findWords(own, 2) ?? findWords(/error['"]?\s*:.*/.exec(own)?.[0] ?? '', 1))
      : (above.toReversed().flatMap((text) => (printing.test(text) ? (findWords(text, 2) ?? []) : []))[0] ?? null)
  return {
    condition: branch?.condition ?? null,
    isAfterError: openers.some(({ text }) => aHandler.test(text)),
    words: said?.words ?? null,
    isWhole: said?.isWhole ?? false,
    place: { file, start_line: nearest?.line ?? Math.max(1, line - (said === null || kind === 'answered' ? 0 : 3)), end_line: Math.max(end, line) },
  }
}
