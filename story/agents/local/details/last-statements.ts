// How a function ends: the statement that it comes to where nothing has ended it before. A path tells what is called on the
// way; what is written, sent or handed back stands in the last line.
import type { Place, RepositoryFacts } from '../../../../shared/analysis.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'

export interface LastStatement {
  /** On one line, as it is written. */
  text: string
  place: Place
}
/** By `file:line` of the function. */
export type LastStatements = ReadonlyMap<string, LastStatement>
export const statementKey = ({ file, start_line: line }: Place): string => `${file}:${line}`

/** The story follows the first of the paths and has a word for two more. */
const followedPaths = 3
const mostLines = 6
const mostCharacters = 160

const indentOf = (line: string): number => (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length
const closer = /^\s*(?:[)\]}]+[;,.]?|end|fi)\s*$/
const comment = /^\s*(?:\/\/|#(?!\[)|\/?\*)/
/** Of a block no line is the last of the function. */
const opensBlock =
  /^\s*(?:\}\s*)?(?:if|else|elif|elsif|unless|for|foreach|while|until|loop|switch|match|case|when|try|catch|except|finally|ensure|rescue|with|using|do|begin|defer|select|def|fn|func|function|class|synchronized|lock|unsafe|return\s+(?:match|switch|if|func|function)\b)\b/
const handlesErrors = /^\s*(?:rescue|ensure|else)\b/
/** Says that all went well, and nothing more. */
const saysNothing = /^(?:return\s+)?(?:Ok\(\(\)\)|nil|None|null|true|0|self|this|\$this|err)?;?$|^return;?$|^break;?$/

export const readLastStatement = (lines: readonly string[], { file, start_line: from, end_line: to }: Place): LastStatement | null => {
  const base = indentOf(lines[from - 1] ?? '')
  const body = lines.slice(0, to).map((text, at) => ({ text, line: at + 1 }))
  // What closes the function, or its parameters, stands where the function does.
  const within = body.slice(from).filter(({ text }) => text.trim() !== '' && !comment.test(text) && indentOf(text) > base)
  const last = within.at(-1)
  // Ruby's `rescue` stands where the function does: what comes last there is done about an error.
  if (last === undefined || body.slice(from).some(({ text }) => indentOf(text) === base && handlesErrors.test(text))) return null
  // The least indent of its end is that of its own statements: parameters over several lines stand deeper or beside.
  const depth = Math.min(...within.slice(-40).map(({ text }) => indentOf(text)))
  const starts = within.filter(({ text }, at) => indentOf(text) === depth && (!closer.test(text) || at === 0))
  for (const start of starts.toReversed().slice(0, 2)) {
    const at = within.indexOf(start)
    const next = within.findIndex(({ text }, index) => index > at && indentOf(text) === depth && !closer.test(text))
    const own = within.slice(at, next < 0 ? undefined : next)
    const text = own.map((one) => one.text.trim()).join(' ')
    if (
      opensBlock.test(text) ||
      own.length > mostLines ||
      text.length > mostCharacters ||
      /\{$|=>\s*\{|\bdo\s*\|/.test(start.text.trim()) ||
      /^[.})\]]/.test(text)
    )
      return null
    if (saysNothing.test(text)) continue
    return { text: text.replace(/;$/, ''), place: { file, start_line: start.line, end_line: own.at(-1)?.line ?? start.line } }
  }
  return null
}

export const readLastStatements = async ({ call_paths: paths }: RepositoryFacts, snapshot: RepositorySnapshot): Promise<LastStatements> => {
  const steps = paths.slice(0, followedPaths).flatMap((path) => path.steps)
  const found = new Map<string, LastStatement>()
  for await (const { path, text } of snapshot.readMany([...new Set(steps.map(({ place }) => place.file))])) {
    const lines = text.split('\n')
    for (const { place } of steps) {
      const last = place.file === path ? readLastStatement(lines, place) : null
      if (last !== null) found.set(statementKey(place), last)
    }
  }
  return found
}
