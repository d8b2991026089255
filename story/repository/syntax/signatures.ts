// What stands at the head of a declaration: its signature, and the type of its result.
import type { Reading } from './reading.ts'
import { oneLine, typeName } from './row.ts'
import type { SyntaxNode } from './tree.ts'

const longestShown = 240
/** What it returns stands behind all of its parameters. */
const longestRead = 1500

export const signatureOf = (node: SyntaxNode, body: SyntaxNode | null, text: string): string => oneLine(headOf(node, body, text), longestShown)

/** Empty where no type is written. */
export const writtenResult = (node: SyntaxNode, body: SyntaxNode | null, { text, row }: Reading): string =>
  row.returned === undefined ? returnedType(oneLine(headOf(node, body, text), longestRead)) : typeName(row.returned(node, text))

const headOf = (node: SyntaxNode, body: SyntaxNode | null, text: string): string => {
  const end = body === null || body.start <= node.start ? node.end : body.start
  return text.slice(node.start, Math.min(end, node.start + 4 * longestRead)).replace(/(?:\{|=>|:|=)\s*$/, '')
}

/** `-> AppContext`, `): Promise<X>`, `func (e *Engine) f() *Node`, `public JsonReader f(`. */
const returnedType = (signature: string): string => {
  const arrow =
    /\)\s*(?:->|:)\s*(.+)$/.exec(signature)?.[1] ??
    /^func .*\)\s*\(?(\*?[\w.]+)\)?[^)]*$/.exec(signature)?.[1] ??
    /^(?:(?:public|protected|private|static|final|override|virtual|async|abstract|synchronized|internal)\s+)+([\w.<>[\]]+)\s+\w+\s*\(/.exec(signature)?.[1]
  const name = arrow === undefined ? '' : typeName(arrow.replace(/^(?:[a-z]\w*::)*(?:Result|Option)<\s*([^,>]+).*$/, '$1').replace(/"/g, ''))
  return /^[A-Z]\w+$/.test(name) ? name : ''
}
