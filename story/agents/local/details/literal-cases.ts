// Functions that have a case for each of several texts: a command, a key, a placeholder. Where two of them know the same
// texts, a new one has to be thought of twice.
import type { CodeSymbol, Place } from '../../../../shared/analysis.ts'

export interface LiteralCases {
  symbol: CodeSymbol
  /** From the first case to the last. */
  place: Place
  literals: readonly string[]
}

const fewestCases = 4
/** Of characters that stand for themselves nobody adds one. */
const leastWords = 0.5

const typeWord = /^(?:u?int\d*|float\d*|double|string|str|bool|boolean|byte|rune|number|object|array|function|undefined|null|symbol|char|long|short)$/i

const text = String.raw`(?:"[^"\n]{1,30}"|'[^'\n]{1,30}')`
const list = String.raw`${text}(?:\s*[,|]\s*${text})*`
const forms: readonly (readonly [RegExp, RegExp])[] = [
  [/\.rs$/, new RegExp(String.raw`^\s*(${list})\s*(?:if [^=]*)?=>`)],
  [/\.kts?$/, new RegExp(String.raw`^\s*(${list})\s*->`)],
  [/\.rb$/, new RegExp(String.raw`^\s*when\s+(${list})`)],
  [/\.py$/, new RegExp(String.raw`^\s*(?:case\s+(${list})\s*:|(?:if|elif)\s+([\w.]+)\s*==\s*(${text})\s*:)`)],
  [/\.(?:go|java|[cm]?[jt]sx?|c|h|cc|cpp|hpp|cs|php|swift)$/, new RegExp(String.raw`^\s*case\s+(${list})\s*(?::|->)`)],
]

/** `functions`: those of this file. */
export const readLiteralCases = (file: string, source: string, functions: readonly CodeSymbol[]): LiteralCases[] => {
  const pattern = forms.find(([files]) => files.test(file))?.[1]
  if (pattern === undefined || functions.length === 0) return []
  const found = source.split('\n').flatMap((line, at) => {
    const match = pattern.exec(line)
    const written = match?.[1] ?? match?.[3]
    if (written === undefined) return []
    const literals = [...written.matchAll(/"([^"]*)"|'([^']*)'/g)].map((one) => one[1] ?? one[2] ?? '')
    const [symbol] = functions
      .filter(({ place }) => place.start_line <= at + 1 && place.end_line >= at + 1)
      .toSorted((a, b) => b.place.start_line - a.place.start_line)
    // Of two things that are asked in turn each has its own words.
    return symbol === undefined ? [] : [{ symbol, subject: match?.[2] ?? '', line: at + 1, literals }]
  })
  return [...Map.groupBy(found, ({ symbol, subject }) => `${symbol.place.start_line} ${subject}`).values()].flatMap((own): LiteralCases[] => {
    const [first] = own
    if (first === undefined) return []
    const { symbol } = first
    const literals = [...new Set(own.flatMap((one) => one.literals))]
    const words = literals.filter((one) => /[A-Za-z]/.test(one) && !one.includes('\\'))
    // What a value may be is the language's affair.
    if (words.filter((one) => typeWord.test(one)).length > words.length / 2) return []
    if (literals.length < fewestCases || words.length < literals.length * leastWords) return []
    return [{ symbol, place: { file, start_line: first.line, end_line: own.at(-1)?.line ?? first.line }, literals: words }]
  })
}
