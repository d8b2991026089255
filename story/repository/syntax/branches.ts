// What is done where a condition holds, in a line: an error is raised (a guard), the function is left early, or something else.
import { nestCondition } from '../nested-conditions.ts'
import type { ParsedSymbol } from './parsed-file.ts'
import type { Reading } from './reading.ts'
import { oneLine, type SyntaxRow, textOf } from './row.ts'
import { findDescendant, type SyntaxNode } from './tree.ts'

interface Branch {
  /** Of the whole question, with all its branches. */
  node: SyntaxNode
  condition: string
  /** What has to hold before it is asked at all, as a case of a switch around it; null where it is asked in any case. */
  around: string | null
  consequence: SyntaxNode
}

/** Behind other statements it only says that they were the last: a caller hears of them, and not of "nothing". */
const emptyAnswer = /^return(?: (?:nil|null|undefined|None|nullptr|NULL|void 0|Ok\(\(\)\)|true|false|0))?$|^(?:break|continue)$/

export const noteBranch = ({ node, condition, around, consequence }: Branch, symbol: ParsedSymbol, { text, row }: Reading): void => {
  if (condition === '') return
  const block = innermostBlock(consequence, row)
  const statements = block === consequence && !isBlock(block) ? [block] : block.children
  const first = statements.find((statement) => !row.comment.has(statement.type)) ?? null
  const last = statements.findLast((statement) => !row.comment.has(statement.type)) ?? null
  const exit = last === null ? null : row.exit.has(last.type) ? last : (last.children.find((child) => row.exit.has(child.type)) ?? null)
  const left = oneLine(textOf(exit ?? first, text), 140).replace(/;$/, '')
  // What is done before leaving is what the branch is for.
  const before = last === null || !emptyAnswer.test(left) ? null : (statements[statements.indexOf(last) - 1] ?? null)
  const what = before === null || row.comment.has(before.type) ? left : `${oneLine(textOf(before, text), 120).replace(/;$/, '')}; ${left}`
  // Handing an error up is how Go and Rust breathe: no news.
  if (what === '' || /^err != nil$/.test(condition)) return
  const throwing = exit !== null && (row.throws(exit, text) !== null || findDescendant(exit, (child) => row.throws(child, text) !== null) !== null)
  const place = { line: node.line, endLine: Math.min(consequence.endLine, node.line + 30) }
  const kind = exit === null ? 'condition' : throwing ? 'guard' : 'early_return'
  symbol.remarks.push({ kind, text: `${nestCondition(around, condition)} → ${what}`, ...place })
}

const isBlock = (node: SyntaxNode): boolean => /block|body|list|suite|compound/.test(node.type)

/** Go and Kotlin put a list of statements inside a block, with a comment above it perhaps. */
const innermostBlock = (node: SyntaxNode, row: SyntaxRow): SyntaxNode => {
  const [only, ...more] = node.children.filter((child) => !row.comment.has(child.type))
  return only !== undefined && more.length === 0 && isBlock(node) && isBlock(only) ? innermostBlock(only, row) : node
}
