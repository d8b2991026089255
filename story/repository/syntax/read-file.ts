// One parsed file → its symbols with what they say of themselves, what they call and in which order, and what their code
// does that is worth telling: guards, limits, defaults, clean-up. One walk over the tree collects all of it.
import { inOrderOfRunning, noteCall, noteElementCall } from './calls.ts'
import { runsLate, withinClosure, withinDeferred } from './closures.ts'
import { commentNodes, hiddenComments, readComments } from './comments.ts'
import { visitChoice, visitConditional, visitShortened, withinFailure } from './conditions.ts'
import { type Context, outside } from './context.ts'
import { newSymbol, visitDeclaration, visitScope } from './declarations.ts'
import { visitDispatch } from './dispatches.ts'
import { noteElements } from './elements.ts'
import { severalOf } from './fields.ts'
import { findHeading, findSubject } from './headings.ts'
import type { ParsedFile } from './parsed-file.ts'
import type { Walk } from './reading.ts'
import { noteBounds, noteLeaving } from './remarks.ts'
import { noteReturned } from './returned-types.ts'
import type { SyntaxRow } from './row.ts'
import type { SyntaxNode } from './tree.ts'
import { noteValue } from './values.ts'
import { noteMaking, noteTyped } from './variables.ts'

export const readFile = (path: string, language: string, text: string, root: SyntaxNode, row: SyntaxRow): ParsedFile => {
  const comments = readComments(row.hidden === undefined ? commentNodes(root, row.comment) : hiddenComments(text, row.hidden), text)
  const file: ParsedFile = {
    path,
    language,
    text,
    lines: root.endLine,
    heading: findHeading(root, text, row, comments),
    symbols: [],
    comments: [],
    errors: [],
    values: [],
    fieldTypes: new Map(),
    fieldChoices: [],
    fieldsMadeBy: new Map(),
    variableTypes: new Map(),
    script: newSymbol({ name: '', kind: 'function', exported: false, body: null }, { qualifiedName: '', line: 1, endLine: root.endLine }),
  }
  const walk: Walk = {
    file,
    text,
    row,
    lines: text.split('\n'),
    commentByEnd: new Map(comments.filter((comment) => !comment.trailing).map((comment) => [comment.endLine, comment])),
    visit: (node, context) => visit(node, context, walk),
  }
  visit(root, outside, walk)
  const handedOut = row.handedOut?.(text) ?? new Set()
  for (const symbol of file.symbols) if (symbol.parent === null && handedOut.has(symbol.name)) symbol.exported = true
  for (const symbol of file.symbols) symbol.calls = inOrderOfRunning(symbol.calls)
  file.fieldChoices = severalOf(file.fieldChoices)
  file.comments = comments.map((comment) => ({ ...comment, about: findSubject(file.symbols, comment) }))
  return file
}

/** What stands within a call runs before it: `sell(weigh(apple))` weighs first. */
const visit = (node: SyntaxNode, context: Context, walk: Walk): void => {
  const { file, text, row } = walk
  const declaration = row.declare(node, text)
  if (declaration?.kind === 'test') return
  if (declaration?.kind === 'scope') {
    visitScope({ node, declaration, context }, walk)
    return
  }
  if (declaration !== null) {
    visitDeclaration({ node, declaration, context }, walk)
    return
  }
  noteTyped(node, context, walk)
  if (row.atDefinition?.has(node.type)) return
  if (row.conditional.has(node.type)) {
    visitConditional(node, context, walk)
    return
  }
  if (row.choice?.has(node.type)) {
    visitChoice(node, context, walk)
    return
  }
  if (row.dispatch.has(node.type)) {
    visitDispatch(node, context, walk)
    return
  }
  if (visitShortened(node, context, walk)) {
    noteBounds(node, context.symbol, walk)
    return
  }
  if (context.symbol !== null) noteElements(node, context.symbol, walk)
  const inner = withinClosure(node, context, walk) ?? withinDeferred(node, withinFailure(node, context, walk))
  for (const child of node.children) if (!runsLate(child, file.language)) visit(child, inner, walk)
  noteLeaving(node, context, walk)
  noteCall(node, context, walk)
  for (const child of node.children) if (runsLate(child, file.language)) visit(child, inner, walk)
  noteElementCall(node, context, walk)
  noteMaking(node, context, walk)
  if (context.symbol !== null && context.symbol.returns === '' && context.closure === null) noteReturned(node, context.symbol, walk)
  noteValue(node, context.symbol, walk)
  noteBounds(node, context.symbol, walk)
}
