// One parsed file → its symbols with what they say of themselves, what they call and in which order, and what their code
// does that is worth telling: guards, limits, defaults, clean-up. One walk over the tree collects all of it.
import { noteCall, noteElementCall } from './calls.ts'
import { runsLate, withinClosure } from './closures.ts'
import { type Comment, commentNodes, docParagraphs, hiddenComments, readComments, withoutQuotes } from './comments.ts'
import { visitChoice, visitConditional, withinCatch } from './conditions.ts'
import { type Context, outside, typeKind } from './context.ts'
import { visitDispatch } from './dispatches.ts'
import { noteElements } from './elements.ts'
import { severalOf } from './fields.ts'
import { findHeading, findSubject } from './headings.ts'
import type { ParsedFile, ParsedSymbol } from './parsed-file.ts'
import type { Walk } from './reading.ts'
import { noteBounds, noteLeaving } from './remarks.ts'
import { noteReturned } from './returned-types.ts'
import { type Declaration, oneLine, type SyntaxRow, textOf, typeName } from './row.ts'
import type { SyntaxNode } from './tree.ts'
import { noteValue } from './values.ts'
import { noteMaking, noteTyped } from './variables.ts'

export const readFile = (path: string, language: string, text: string, root: SyntaxNode, row: SyntaxRow): ParsedFile => {
  const comments = readComments(row.hidden === undefined ? commentNodes(root, row.comment) : hiddenComments(text, row.hidden), text)
  const lines = text.split('\n')
  const commentByEnd = new Map(comments.filter((comment) => !comment.trailing).map((comment) => [comment.endLine, comment]))
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
  const walk: Walk = { file, text, row, visit }
  visit(root, outside)
  const handedOut = row.handedOut?.(text) ?? new Set()
  for (const symbol of file.symbols) if (symbol.parent === null && handedOut.has(symbol.name)) symbol.exported = true
  file.fieldChoices = severalOf(file.fieldChoices)
  file.comments = comments.map((comment) => ({ ...comment, about: findSubject(file.symbols, comment) }))
  return file

  function visit(node: SyntaxNode, context: Context): void {
    const declared = row.declare(node, text)
    if (declared?.kind === 'test') return
    if (declared !== null) {
      visitDeclaration(node, declared, context)
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
    if (context.symbol !== null) noteElements(node, context.symbol, walk)
    const inner = withinClosure(node, context, walk) ?? withinCatch(node, context, row)
    for (const child of node.children) if (!runsLate(child, language)) visit(child, inner)
    noteLeaving(node, context.symbol, walk)
    noteCall(node, context, walk)
    for (const child of node.children) if (runsLate(child, language)) visit(child, inner)
    noteElementCall(node, context, walk)
    noteMaking(node, context, walk)
    if (context.symbol !== null && context.symbol.returns === '' && context.closure === null) noteReturned(node, context.symbol, walk)
    noteValue(node, context.symbol, walk)
    noteBounds(node, context.symbol, walk)
  }

  function visitDeclaration(node: SyntaxNode, declared: Declaration, context: Context): void {
    const owner = declared.owner === undefined ? context.owner : declared.owner
    if (declared.kind === 'scope') {
      const within = declared.name === '' ? context.owner : declared.name
      const type = declared.name === '' ? context.type : declared.name
      for (const child of node.children) visit(child, { ...context, owner: within, type, ownerExtends: declared.extends ?? [], symbol: null })
      const known = file.symbols.find((symbol) => symbol.qualifiedName === declared.name)
      if (known !== undefined) known.extends = [...new Set([...known.extends, ...(declared.extends ?? [])])]
      return
    }
    const qualifiedName = owner === null ? declared.name : `${owner}${row.separator}${declared.name}`
    const symbol: ParsedSymbol = {
      ...newSymbol(declared, { qualifiedName, line: node.line, endLine: node.endLine }),
      signature: signatureOf(node, declared.body),
      doc: findDoc(node, declared.body),
      parent: owner,
      types: new Map(context.symbol?.types ?? []),
      elementsOf: new Map(context.symbol?.elementsOf ?? []),
      madeBy: new Map(context.symbol?.madeBy ?? []),
      aliasOf: new Map(context.symbol?.aliasOf ?? []),
      returns: row.returned === undefined ? returnedType(signatureOf(node, declared.body, longestSignature)) : typeName(row.returned(node, text)),
    }
    file.symbols.push(symbol)
    if (declared.kind === 'property' && context.type !== null && symbol.returns !== '') file.fieldTypes.set(`${context.type}.${declared.name}`, symbol.returns)
    // Go's methods and `Shop.prototype.sell = function` stand outside of their types.
    const type = typeKind.test(declared.kind) ? qualifiedName : declared.kind === 'method' ? owner : context.type
    for (const child of node.children) visit(child, { ...outside, symbol, owner: qualifiedName, type, ownerExtends: symbol.extends })
  }

  function signatureOf(node: SyntaxNode, body: SyntaxNode | null, maxCharacters = 240): string {
    const end = body === null || body.start <= node.start ? node.end : body.start
    return oneLine(text.slice(node.start, Math.min(end, node.start + 4 * longestSignature)).replace(/(?:\{|=>|:|=)\s*$/, ''), maxCharacters)
  }

  function findDoc(node: SyntaxNode, body: SyntaxNode | null): ParsedSymbol['doc'] {
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
    const comment = commentByEnd.get(line - 1) ?? (above !== undefined && isDocBlock(above, line - 1) ? above : undefined)
    return comment === undefined ? null : { paragraphs: docParagraphs(comment.text), line: comment.line, endLine: comment.endLine }
  }

  function isDocBlock(comment: Comment, emptyLine: number): boolean {
    return lines[comment.line - 1]?.trimStart().startsWith('/**') === true && lines[emptyLine - 1]?.trim() === ''
  }
}

const newSymbol = (
  { name, kind, exported, extends: bases }: Declaration,
  { qualifiedName, line, endLine }: { qualifiedName: string; line: number; endLine: number },
): ParsedSymbol => ({
  name,
  qualifiedName,
  kind: kind === 'test' || kind === 'scope' ? 'function' : kind,
  line,
  endLine,
  signature: '',
  doc: null,
  exported,
  parent: null,
  extends: bases ?? [],
  calls: [],
  remarks: [],
  types: new Map(),
  elementsOf: new Map(),
  madeBy: new Map(),
  aliasOf: new Map(),
  returns: '',
})

/** What it returns stands behind all of its parameters. */
const longestSignature = 1500

/** `-> AppContext`, `): Promise<X>`, `func (e *Engine) f() *Node`, `public JsonReader f(`. */
const returnedType = (signature: string): string => {
  const arrow =
    /\)\s*(?:->|:)\s*(.+)$/.exec(signature)?.[1] ??
    /^func .*\)\s*\(?(\*?[\w.]+)\)?[^)]*$/.exec(signature)?.[1] ??
    /^(?:(?:public|protected|private|static|final|override|virtual|async|abstract|synchronized|internal)\s+)+([\w.<>[\]]+)\s+\w+\s*\(/.exec(signature)?.[1]
  const name = arrow === undefined ? '' : typeName(arrow.replace(/^(?:[a-z]\w*::)*(?:Result|Option)<\s*([^,>]+).*$/, '$1').replace(/"/g, ''))
  return /^[A-Z]\w+$/.test(name) ? name : ''
}
