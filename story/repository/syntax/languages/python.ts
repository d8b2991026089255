import { type Declaration, lastName, type SyntaxRow, textOf, typeName } from '../row.ts'
import { childOf, type SyntaxNode } from '../tree.ts'

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  if (node.type !== 'function_definition' && node.type !== 'class_definition') return null
  const name = textOf(childOf(node, 'name'), text)
  const exported = !name.startsWith('_') || /^__\w+__$/.test(name)
  const body = childOf(node, 'body')
  if (node.type === 'class_definition') {
    const bases = (childOf(node, 'superclasses')?.children ?? [])
      .filter((child) => child.type !== 'keyword_argument')
      .map((child) => textOf(child, text).replace(/\[.*$/s, ''))
    return { name, kind: 'class', exported, extends: bases.filter((base) => /^[\w.]+$/.test(base)), body }
  }
  const inClass = node.parent?.parent?.type === 'class_definition' || node.parent?.parent?.parent?.type === 'class_definition'
  return { name, kind: /^test_/.test(name) ? 'test' : inClass ? 'method' : 'function', exported, body }
}

export const python: SyntaxRow = {
  grammar: 'python',
  separator: '.',
  declare,
  call: (node, text) => {
    if (node.type !== 'call') return null
    const callee = childOf(node, 'function')
    if (callee?.type === 'identifier') return { name: textOf(callee, text), receiver: null }
    // `get_command(app)(args)` calls what that gives.
    if (callee?.type === 'call') return { name: '__call__', receiver: textOf(callee, text) }
    if (callee?.type !== 'attribute') return null
    return { name: textOf(childOf(callee, 'attribute'), text), receiver: textOf(childOf(callee, 'object'), text) }
  },
  typed: (node, text) => {
    if (node.type === 'typed_parameter') return { name: textOf(node.children[0] ?? null, text), type: typeName(textOf(childOf(node, 'type'), text)) }
    if (node.type === 'typed_default_parameter') return { name: textOf(childOf(node, 'name'), text), type: typeName(textOf(childOf(node, 'type'), text)) }
    // `with Client() as client`
    if (node.type === 'as_pattern') {
      const held = node.children[0] ?? null
      const type = held?.type === 'call' ? lastName(textOf(childOf(held, 'function'), text)) : ''
      return /^[A-Z]/.test(type) ? { name: textOf(childOf(node, 'alias'), text), type } : null
    }
    if (node.type !== 'assignment') return null
    const written = childOf(node, 'type')
    const right = childOf(node, 'right')
    const name = textOf(childOf(node, 'left'), text)
    if (written !== null) return { name, type: typeName(textOf(written, text)) }
    const made = right?.type === 'call' ? lastName(textOf(childOf(right, 'function'), text)) : ''
    return /^[A-Z]/.test(made) ? { name, type: made } : null
  },
  comment: new Set(['comment']),
  wrapper: new Set(['decorated_definition']),
  docstring: (body, text) => {
    const first = body.children.find((child) => child.type !== 'comment')
    const string = first?.type === 'expression_statement' ? first.children[0] : first
    return string?.type === 'string' && /^[rRuUbB]*["']/.test(textOf(string, text)) ? string : null
  },
  conditional: new Set(['if_statement', 'elif_clause']),
  choice: new Set(['conditional_expression']),
  atDefinition: new Set(['default_parameter', 'typed_default_parameter']),
  loop: new Set(['for_statement', 'while_statement']),
  exit: new Set(['return_statement', 'raise_statement', 'continue_statement', 'break_statement']),
  throws: (node, text) => {
    if (node.type !== 'raise_statement') return null
    const raised = node.children[0] ?? null
    return {
      name: raised === null ? 'the error again' : textOf(raised.type === 'call' ? childOf(raised, 'function') : raised, text).slice(0, 60),
      kind: 'raised',
    }
  },
  attempt: new Set(['try_statement']),
  catches: new Set(['except_clause', 'except_group_clause']),
  cleanup: new Set(['finally_clause']),
  dispatch: new Set(['match_statement']),
  arm: new Set(['case_clause']),
  lambda: new Set(['lambda']),
  self: new Set(['self', 'cls', 'super()']),
}
