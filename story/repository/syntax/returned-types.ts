// What a function gives back where no type is written: an object that it has made, named at the end.
import type { ParsedSymbol } from './parsed-file.ts'
import type { Reading } from './reading.ts'
import { textOf } from './row.ts'
import type { SyntaxNode } from './tree.ts'

/** `return server` and Ruby's last line of a method, where the variable holds an object of a known type. */
export const noteReturned = (node: SyntaxNode, symbol: ParsedSymbol, { text }: Reading): void => {
  const value = node.type === 'return_statement' ? node.children[0] : isLastOfMethod(node) ? node : undefined
  if (value?.type !== 'identifier' && value?.type !== 'variable_name') return
  const type = symbol.types.get(textOf(value, text).replace(/^\$/, ''))
  if (type !== undefined && /^[A-Z]/.test(type)) symbol.returns = type
}

const isLastOfMethod = ({ parent, ...node }: SyntaxNode): boolean =>
  parent?.type === 'body_statement' && /method$/.test(parent.parent?.type ?? '') && parent.children.at(-1)?.start === node.start
