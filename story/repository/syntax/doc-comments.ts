// What is written about a declaration: a string that opens its body, or the comment above it.
import { type Comment, docParagraphs, withoutQuotes } from './comments.ts'
import type { ParsedSymbol } from './parsed-file.ts'
import type { Walk } from './reading.ts'
import { textOf } from './row.ts'
import type { SyntaxNode } from './tree.ts'

export const findDoc = (node: SyntaxNode, body: SyntaxNode | null, { text, row, lines, commentByEnd }: Walk): ParsedSymbol['doc'] => {
  const string = body === null ? null : (row.docstring?.(body, text) ?? null)
  if (string !== null) return { paragraphs: docParagraphs(withoutQuotes(textOf(string, text))), line: string.line, endLine: string.endLine }
  let top = node
  while (top.parent !== null && row.wrapper.has(top.parent.type) && top.parent.line >= top.line - 8) top = top.parent
  let line = top.line
  const siblings = top.parent?.children ?? []
  for (let at = siblings.indexOf(top) - 1; at >= 0; at -= 1) {
    const before = siblings[at]
    if (before === undefined || !row.wrapper.has(before.type) || !/^(?:attribute|decorator|annotation)/.test(before.type)) break
    line = before.line
  }
  // `/** … */` may stand an empty line above what it documents.
  const above = commentByEnd.get(line - 2)
  const comment = commentByEnd.get(line - 1) ?? (above !== undefined && isDocBlock(above, lines) ? above : undefined)
  return comment === undefined ? null : { paragraphs: docParagraphs(comment.text), line: comment.line, endLine: comment.endLine }
}

/** With an empty line below it. */
const isDocBlock = ({ line, endLine }: Comment, lines: readonly string[]): boolean =>
  lines[line - 1]?.trimStart().startsWith('/**') === true && lines[endLine]?.trim() === ''
