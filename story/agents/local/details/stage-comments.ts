// The comments inside of a function, or of a script, that head its stages: "Set up database", "Create app". Where a writer
// has put them, they are the best account of what happens, and in the right order.
import type { Place, RepositoryFacts } from '../../../../shared/analysis.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'
import { isBaseVerb, isOrderOfFunction } from '../language/verbs.ts'
import { readNotes } from './inner-comments.ts'

export interface Stage {
  text: string
  /** What it is called before it is described: "first pass". */
  label?: string
  place: Place
  /** Stands above one branch of several. */
  isCase: boolean
  /** Stands within a loop: its branches are as many cases, and no row. */
  isRepeated: boolean
  /** In whatever words: only to be quoted. */
  isNote?: true
}

/** Behind a hash these are orders to a compiler. */
const directive = 'if|ifn?def|else|elif|endif|define|undef|include|import|pragma|error|warning|line|(?:end)?region'
const lineComment = new RegExp(`^\\s*(?:\\/\\/(?![/!])|#(?![![]|(?:${directive})\\b))\\s?(.*)$`)
const blockComment = /^\s*\/\*(?!\*)\s*(.*?)\s*\*\/\s*$/
const anyComment = new RegExp(`^\\s*(?:\\/\\/|#(?!\\[|(?:${directive})\\b)|\\/\\*|\\*)`)
const mostWords = 9
/** Code, orders to tools, notes to oneself, and what speaks of the page. */
const noStage =
  /[()[\]{}=<>*_`"'|\\@:;?!/]|\.\w|\d{3}|\b(?:todo|fixme|xxx|hack|note|see|noqa|pylint|eslint|pragma|nolint|we|i|you|this|that|these|it|they|them|above|below|should|will|would|may|might|because|since|so|not|no|don't|otherwise|else|if|unless|when|hopefully|maybe)\b/i
const declares =
  /^\s*(?:(?:export|default|pub(?:\([^)]*\))?|public|private|protected|internal|static|async|abstract|final|override)\s+)*(?:function|class|interface|type|enum|struct|impl|trait|def|fn|func|fun|import|from|package|use|namespace|module|@\w+|#include|#define)\b/
const branches = /^\s*(?:\}?\s*else\s+if|if|elif|elsif|case|when)\b/

const indentOf = (line: string): number => (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length

const loops = /^\s*\}?\s*(?:for|foreach|while|loop|do|until)\b|\.(?:forEach|each|times)\b/

/** Is one of the lines that the line at `at` stands within, from `first` on, the head of a loop? */
const isInLoop = (lines: readonly string[], at: number, first: number): boolean => {
  let indent = indentOf(lines[at] ?? '')
  for (let above = at - 1; above >= first; above--) {
    const line = lines[above] ?? ''
    if (line.trim() === '' || indentOf(line) >= indent) continue
    indent = indentOf(line)
    if (loops.test(line)) return true
  }
  return false
}

interface Found extends Stage {
  indent: number
}

/** `First pass: emit the class, just to collect its types.`: what is done then, up to the reason. */
const numbered = /^((?:first|second|third|fourth|last|final)(?: (?:pass|step|phase|stage|round))?|(?:pass|step|phase|stage) \d{1,2})\s*[:.–-]\s+([^,;:]+).*$/i
const named = /^(?:first|second|third|fourth|last|final) \w+$/

const commentIn = (line: string): Pick<Stage, 'text' | 'label'> | null => {
  const written = (blockComment.exec(line)?.[1] ?? lineComment.exec(line)?.[1] ?? '').trim()
  const [, label = '', described] = numbered.exec(written) ?? []
  const text = (described ?? written).replace(/[.,\s]+$/, '')
  const words = text.split(/\s+/)
  return text === '' || words.length > mostWords || noStage.test(text) || !/^[A-Za-z]/.test(text)
    ? null
    : { text, ...(named.test(label.toLowerCase()) ? { label: label.toLowerCase() } : {}) }
}

/** Those of one depth, for what stands deeper happens only sometimes: the shallowest that has enough, and the few above it. */
const ofOneDepth = (found: readonly Found[]): Found[] => {
  const depths = [...new Set(found.map(({ indent }) => indent))].toSorted((a, b) => a - b)
  const chosen = depths.find((depth) => found.filter(({ indent }) => indent === depth).length >= fewestStages)
  return chosen === undefined ? [] : found.filter(({ indent }) => indent <= chosen)
}
const fewestStages = 2

/** @param text the whole file; of what stands at `place`, or of the file's own top level where `isScript` */
export const readStages = (text: string, place: Place, isScript = false): Stage[] => {
  const lines = text.split('\n')
  const found: Found[] = []
  for (let at = isScript ? 0 : place.start_line; at < Math.min(place.end_line, lines.length); at++) {
    const line = lines[at] ?? ''
    const said = commentIn(line)
    const next = lines[at + 1] ?? ''
    // Of several lines, of nothing, or of what is declared below it: no heading of a stage.
    if (
      said === null ||
      (anyComment.test(lines[at - 1] ?? '') && !blockComment.test(lines[at - 1] ?? '')) ||
      anyComment.test(next) ||
      next.trim() === '' ||
      declares.test(next)
    )
      continue
    if (isScript && indentOf(line) > 0) continue
    found.push({
      ...said,
      place: { file: place.file, start_line: at + 1, end_line: at + 1 },
      isCase: branches.test(next),
      isRepeated: isInLoop(lines, at, place.start_line),
      indent: indentOf(line),
    })
  }
  return ofOneDepth(found).map(({ indent: _, ...stage }) => stage)
}

const mostCaseWords = 3
const fewestCases = 3
const mostCases = 8

/** "null", "number", "array": the branches of one function, each named; empty where they are no such row. */
export const casesOf = (stages: readonly Stage[]): Stage[] => {
  const cases = stages.filter(({ text, isCase }) => isCase && text.split(/\s+/).length <= mostCaseWords && !isOrder(text))
  return cases.length >= fewestCases && cases.length <= mostCases ? cases : []
}

/** "Set up database": told as what is done. */
export const isOrder = (text: string): boolean => {
  const [first = '', second] = text.toLowerCase().split(/\s+/)
  // A heading of a stage is an order where a function's own comment is one: "Run post processors", "Wait for the workers".
  return second !== undefined && (isBaseVerb(first, second) || isOrderOfFunction(first, second) || (isAwaited.has(first) && second === 'for'))
}
const isAwaited: ReadonlySet<string> = new Set(['look', 'wait', 'search', 'check'])

/** By `file#qualified_name`, and by `file` alone for a command that is a script. */
export type StagesByPlace = ReadonlyMap<string, readonly Stage[]>
export const noStages: StagesByPlace = new Map()

/** The story follows the first of the paths and has a word for two more. */
const followedPaths = 3

export const readAllStages = async ({ call_paths: paths, entry_points: entries }: RepositoryFacts, snapshot: RepositorySnapshot): Promise<StagesByPlace> => {
  const steps = paths.slice(0, followedPaths).flatMap((path) => path.steps)
  const scripts = entries.filter(({ kind }) => kind === 'bin').map(({ place }) => place.file)
  const found = new Map<string, readonly Stage[]>()
  for await (const { path, text } of snapshot.readMany([...new Set([...steps.map(({ place }) => place.file), ...scripts])])) {
    for (const { symbol, place } of steps) if (place.file === path) found.set(`${path}#${symbol}`, [...readStages(text, place), ...readNotes(text, place)])
    const whole = { file: path, start_line: 1, end_line: Number.POSITIVE_INFINITY }
    if (scripts.includes(path)) found.set(path, readStages(text, whole, true))
  }
  return found
}
