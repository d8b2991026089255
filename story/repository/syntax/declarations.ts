// What is declared: the symbols of a file with whose they are, their signatures and what is written about them.
import { type Context, outside, typeKind } from './context.ts'
import { findDoc } from './doc-comments.ts'
import type { ParsedSymbol } from './parsed-file.ts'
import type { Walk } from './reading.ts'
import type { Declaration } from './row.ts'
import { signatureOf, writtenResult } from './signatures.ts'
import type { SyntaxNode } from './tree.ts'

interface Declared {
  node: SyntaxNode
  declaration: Declaration
  /** Around it. */
  context: Context
}

export const visitDeclaration = ({ node, declaration, context }: Declared, walk: Walk): void => {
  const { file, row } = walk
  const { kind, name, body } = declaration
  const owner = declaration.owner === undefined ? context.owner : declaration.owner
  const qualifiedName = owner === null ? name : `${owner}${row.separator}${name}`
  const symbol: ParsedSymbol = {
    ...newSymbol(declaration, { qualifiedName, line: node.line, endLine: node.endLine }),
    signature: signatureOf(node, body, walk.text),
    doc: findDoc(node, body, walk),
    parent: owner,
    types: new Map(context.symbol?.types ?? []),
    elementsOf: new Map(context.symbol?.elementsOf ?? []),
    madeBy: new Map(context.symbol?.madeBy ?? []),
    aliasOf: new Map(context.symbol?.aliasOf ?? []),
    returns: writtenResult(node, body, walk),
  }
  file.symbols.push(symbol)
  if (kind === 'property' && context.type !== null && symbol.returns !== '') file.fieldTypes.set(`${context.type}.${name}`, symbol.returns)
  // Go's methods and `Shop.prototype.sell = function` stand outside of their types.
  const type = typeKind.test(kind) ? qualifiedName : kind === 'method' ? owner : context.type
  for (const child of node.children) walk.visit(child, { ...outside, symbol, owner: qualifiedName, type })
}

/** Rust's `impl` is no symbol itself: what it says it extends is said of its type. */
export const visitScope = ({ node, declaration: { name, extends: bases = [] }, context }: Declared, { file, visit }: Walk): void => {
  const owner = name === '' ? context.owner : name
  const type = name === '' ? context.type : name
  for (const child of node.children) visit(child, { ...context, owner, type, symbol: null })
  const known = file.symbols.find((symbol) => symbol.qualifiedName === name)
  if (known !== undefined) known.extends = [...new Set([...known.extends, ...bases])]
}

export const newSymbol = (
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
