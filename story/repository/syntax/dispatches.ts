// Which case of a `switch` or `match` each of its arms is, and the cases together as one remark.
import { nestCondition } from '../nested-conditions.ts'
import { negate } from './conditions.ts'
import type { Context } from './context.ts'
import { isRareArm } from './rare-branches.ts'
import type { Walk } from './reading.ts'
import { oneLine, textOf } from './row.ts'
import { childOf, findDescendant, type SyntaxNode } from './tree.ts'

export const visitDispatch = (node: SyntaxNode, context: Context, walk: Walk): void => {
  const { text, row } = walk
  const value = oneLine(
    textOf(childOf(node, 'value') ?? childOf(node, 'subject') ?? childOf(node, 'condition') ?? childOf(node, 'expr'), text).replace(/^\((.*)\)$/s, '$1'),
    100,
  )
  const arms: string[] = []
  let onlyRare = true
  const usual = findDescendant(node, (child) => row.arm.has(child.type) && /^(?:_|default|else)\b/.test(textOf(child, text)))
  const into = (child: SyntaxNode): void => {
    if (!row.arm.has(child.type)) {
      const inner = child.field === 'body' || /block|body/.test(child.type)
      if (inner) for (const grandchild of child.children) into(grandchild)
      else walk.visit(child, context)
      return
    }
    const [head = null] = child.children
    const isDefault = /default/.test(child.type) || (head !== null && /body|block/.test(head.type))
    const pattern = childOf(child, 'pattern') ?? childOf(child, 'value') ?? childOf(child, 'type') ?? (isDefault ? null : head)
    const written = pattern === null ? 'anything else' : oneLine(textOf(pattern, text), 60)
    const [only, other] = arms
    const asked = (arm: string): string => (value === '' ? arm : `${value} is ${arm}`)
    // Of two, the other.
    const when = pattern === null && only !== undefined && other === undefined ? negate(asked(only)) : asked(written)
    arms.push(written)
    const isUsual = child === usual && onlyRare && arms.length > 1
    const isRare = child !== usual && isRareArm(value, written, child, usual)
    onlyRare = onlyRare && isRare
    for (const grandchild of child.children)
      walk.visit(grandchild, { ...context, when: isUsual ? context.when : nestCondition(context.when, when), isRare: context.isRare || isRare })
  }
  for (const child of node.children) into(child)
  if (context.symbol !== null && arms.length > 1)
    context.symbol.remarks.push({
      kind: 'dispatch',
      text: `${value}: ${arms.slice(0, 10).join(', ')}${arms.length > 10 ? ', …' : ''}`,
      line: node.line,
      endLine: node.endLine,
    })
}
