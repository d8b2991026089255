// Which condition the code of each branch runs on: `if` and all that may follow it, `a ? b : c`, and what is done about an error.
import { nestCondition, whenRaised } from '../nested-conditions.ts'
import { noteBranch } from './branches.ts'
import type { Context } from './context.ts'
import { asksForAFlag, asksForTheRare } from './rare-branches.ts'
import type { Reading, Walk } from './reading.ts'
import { oneLine, type SyntaxRow, textOf } from './row.ts'
import { childOf, childOfType, type SyntaxNode } from './tree.ts'

export const visitConditional = (node: SyntaxNode, context: Context, walk: Walk): void => {
  const { text, row } = walk
  const condition =
    childOf(node, 'condition') ?? node.children.find((child) => child.field !== 'consequence' && child.field !== 'body' && !/comment/.test(child.type)) ?? null
  const consequence = childOf(node, 'consequence') ?? childOf(node, 'body') ?? childOfType(node, 'control_structure_body', 'statements')
  // Swift gives each piece of its condition a field: all of them, up to what follows from it.
  const whole =
    node.children.filter((child) => child.field === 'condition').length > 1 && consequence !== null
      ? text.slice(condition?.start ?? node.start, consequence.start).replace(/\s*(?:else)?\s*\{?\s*$/, '')
      : textOf(condition, text)
  const plain = questionOf(whole)
  // Ruby's unless and Swift's guard turn it round.
  const written = /^(?:unless|guard)/.test(node.type) ? `unless ${plain}` : plain
  // Kotlin and Swift give what happens else no name: it is the second body, or the question that follows the first.
  const isBody = (child: SyntaxNode): boolean => consequence !== null && (child.type === consequence.type || child.type === node.type)
  const unnamed = node.children.find((child) => child.start > (consequence?.start ?? node.end) && child.field === null && isBody(child))
  const isAlternative = (child: SyntaxNode): boolean => child.field === 'alternative' || /^(?:else|elif)/.test(child.type) || child === unnamed
  const alternative = node.children.find(isAlternative) ?? null
  const isRare = alternative !== null && consequence !== null && asksForTheRare(plain, consequence, alternative)
  // The second of a row is asked for itself: of its cases each is one, and not a case of a case.
  const around = isNextOfARow(node, row) ? context.around : context.when
  if (context.symbol !== null && consequence !== null) noteBranch({ node, condition: written, around, consequence }, context.symbol, walk)
  // Where all the questions stand side by side, what is left is what the last of them leaves.
  let asked = written
  for (const child of node.children) {
    // Go makes what it asks about on the same line: `if found := find(); found != nil`.
    const isOwn = child === condition || child.field === 'initializer'
    // What is done where no flag was typed is what is done.
    const isUsual = isAlternative(child) && isRare && asksForAFlag(plain)
    const when = isOwn ? context.when : isUsual ? around : nestCondition(around, isAlternative(child) ? negate(asked) : written)
    walk.visit(child, { ...context, when, around, isRare: context.isRare || (isRare && child === consequence) })
    if (child !== condition && row.conditional.has(child.type)) asked = questionOf(textOf(childOf(child, 'condition'), text)) || asked
  }
}

/** `else if`, `elif`: all there is in what the question before it leaves. */
const isNextOfARow = ({ parent, field, type }: SyntaxNode, row: SyntaxRow): boolean => {
  if (/^el(?:se_?if|if|sif)/.test(type)) return true
  if (parent === null || field === 'consequence' || field === 'body') return false
  if (row.conditional.has(parent.type)) return field !== 'condition'
  return /^else/.test(parent.type) && parent.children.filter((child) => !row.comment.has(child.type)).length === 1
}

/** Python asks in the middle, and names none of the three. */
export const visitChoice = (node: SyntaxNode, context: Context, walk: Walk): void => {
  const { text, row } = walk
  const parts = node.children.filter((child) => !row.comment.has(child.type))
  const condition = childOf(node, 'condition') ?? (node.children.some(({ field }) => field !== null) ? null : (parts[1] ?? null))
  const alternative = childOf(node, 'alternative') ?? childOf(node, 'if_false') ?? parts.at(-1) ?? null
  const written = questionOf(textOf(condition, text))
  for (const child of node.children) {
    const when = child === condition || written === '' ? context.when : nestCondition(context.when, child === alternative ? negate(written) : written)
    walk.visit(child, { ...context, when })
  }
}

/** `open && sell()` sells only where it is open: what stands behind is not looked at otherwise. */
export const visitShortened = (node: SyntaxNode, context: Context, walk: Walk): boolean => {
  const operator = textOf(childOf(node, 'operator'), walk.text)
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  if (!/^(?:&&|\|\||and|or)$/.test(operator) || left === null || right === null) return false
  const asked = questionOf(textOf(left, walk.text))
  for (const child of node.children)
    walk.visit(
      child,
      child === right ? { ...context, when: nestCondition(context.when, operator === '&&' || operator === 'and' ? asked : negate(asked)) } : context,
    )
  return true
}

/** What is done about an error, and what it is told with when it is raised, is no part of what mostly happens. */
export const withinFailure = (node: SyntaxNode, context: Context, { row, text }: Reading): Context =>
  context.isRare || !(row.catches.has(node.type) || row.throws(node, text) !== null)
    ? context
    : { ...context, isRare: true, when: nestCondition(context.when, whenRaised) }

/** What is asked, on one line and without the parentheses around it. */
const questionOf = (condition: string): string => oneLine(condition.replace(/^\(((?:[^()]|\([^()]*\))*)\)$/s, '$1'), 140)

export const negate = (condition: string): string => (condition.startsWith('unless ') ? condition.slice(7) : `unless ${condition}`)
