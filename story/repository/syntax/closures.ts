// Functions without a name: what they call is called when somebody calls them, and not where they stand.
import type { Context } from './context.ts'
import type { Reading } from './reading.ts'
import { textOf } from './row.ts'
import { childOf, type SyntaxNode } from './tree.ts'

/** Null for what runs with the code around it. */
export const withinClosure = (node: SyntaxNode, context: Context, reading: Reading): Context | null => {
  if (isGivenToMaker(node, reading) || isKept(node, context)) {
    const kept = { line: node.line, endLine: node.endLine }
    return { ...context, closure: context.closure ?? kept, when: `the function of line ${kept.line} is called` }
  }
  if (reading.row.lambda.has(node.type) && isHandedOn(node, reading))
    return { ...context, closure: context.closure ?? { line: node.line, endLine: node.endLine } }
  return null
}

/** Go's `defer close(open())` opens on the spot, and closes when the function is left. */
export const withinDeferred = (node: SyntaxNode, context: Context): Context => {
  if (node.type === 'defer_statement') return { ...context, deferredBy: node.line }
  const isArgument = node.type === 'argument_list' && node.parent?.parent?.type === 'defer_statement'
  return isArgument ? { ...context, deferredBy: null } : context
}

/** A block runs when what it is given to has begun. */
export const runsLate = (node: SyntaxNode, language: string): boolean => language === 'Ruby' && /^(?:do_)?block$/.test(node.type)

/** Ruby: `ThreadPool.new(size) { |client| serve(client) }` keeps the block, and runs it later. */
const isGivenToMaker = (node: SyntaxNode, { file, text }: Reading): boolean =>
  runsLate(node, file.language) && node.parent !== null && textOf(childOf(node.parent, 'method'), text) === 'new'

/** Returned, or put into a variable or a field: whoever calls it later runs what it calls. */
const isKept = (node: SyntaxNode, { symbol }: Context): boolean => {
  if (!functionNodes.has(node.type) || node.parent === null) return false
  // `app.use = function use() { … }` is what was declared, and not something within it.
  if (symbol === null || node.line <= symbol.line || node.endLine >= symbol.endLine) return false
  const holder = /^(?:parenthesized_expression|expression_list|literal_element)$/.test(node.parent.type) ? node.parent.parent : node.parent
  return holder !== null && keeping.has(holder.type)
}

/** In a function that is put under a key, as a validator is into a table: what it does, the function around it does not. */
export const isUnderAKey = (node: SyntaxNode, symbol: Context['symbol']): boolean => {
  for (let above = node.parent; symbol !== null && above !== null && above.line > symbol.line; above = above.parent) {
    const holder = above.parent?.type === 'literal_element' ? above.parent.parent : above.parent
    if (functionNodes.has(above.type) && holder !== null && (holder.type === 'keyed_element' || holder.type === 'pair')) return true
  }
  return false
}

/** Given to somebody who may call it, and not to what goes through a list with it at once. */
const isHandedOn = (node: SyntaxNode, { text, row }: Reading): boolean => {
  if (!functionNodes.has(node.type)) return false
  const receiving = node.parent?.parent ?? null
  const taker = receiving === null ? null : row.call(receiving, text)
  return taker !== null && !callsAtOnce.test(taker.name)
}

/** Written as functions are; blocks and one-line closures of other languages mostly run on the spot. */
const functionNodes = new Set([
  'arrow_function',
  'function_expression',
  'generator_function',
  'function',
  'func_literal',
  'anonymous_function',
  'anonymous_function_creation_expression',
])
const keeping = new Set([
  'return_statement',
  'short_var_declaration',
  'var_spec',
  'assignment_statement',
  'keyed_element',
  'assignment_expression',
  'variable_declarator',
  'pair',
])
const callsAtOnce =
  /^(?:(?:flat|array_)?[mM]ap|(?:array_)?filter|forEach|each|some|every|find\w*|reduce\w*|sort\w*|then|catch|finally|listen|Promise|replace\w*|Do|Once|Go|WithContext)$/
