import { type Declaration, lastName, type SyntaxRow, textOf, typeName } from '../row.ts'
import { childOf, childOfType, type SyntaxNode } from '../tree.ts'
import { namesIn } from './java.ts'

const kinds: Readonly<Record<string, Declaration['kind']>> = {
  class_declaration: 'class',
  interface_declaration: 'interface',
  trait_declaration: 'trait',
  enum_declaration: 'enum',
  method_declaration: 'method',
  function_definition: 'function',
}

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  const kind = kinds[node.type]
  if (kind === undefined) return null
  const name = textOf(childOf(node, 'name'), text)
  const head = text.slice(node.start, childOf(node, 'name')?.start ?? node.start)
  const bases = [childOfType(node, 'base_clause'), childOfType(node, 'class_interface_clause')]
    .map((clause) => textOf(clause, text).replaceAll('\\', ' '))
    .join(',')
  return {
    name,
    kind: kind === 'method' && /^test[A-Z_]/.test(name) ? 'test' : kind,
    exported: !/\bprivate\b/.test(head),
    extends: kind === 'method' || kind === 'function' ? [] : namesIn(bases),
    body: childOf(node, 'body'),
  }
}

const plain = (written: string): string => written.replace(/^\$/, '').replaceAll('->', '.')

export const php: SyntaxRow = {
  grammar: 'php',
  separator: '::',
  declare,
  call: (node, text) => {
    if (node.type === 'object_creation_expression') return { name: lastName(textOf(childOfType(node, 'name', 'qualified_name'), text)), receiver: null }
    if (node.type === 'function_call_expression') return { name: lastName(textOf(childOf(node, 'function'), text)), receiver: null }
    if (node.type === 'member_call_expression' || node.type === 'nullsafe_member_call_expression')
      return { name: textOf(childOf(node, 'name'), text), receiver: plain(textOf(childOf(node, 'object'), text)) }
    if (node.type !== 'scoped_call_expression') return null
    return { name: textOf(childOf(node, 'name'), text), receiver: textOf(childOf(node, 'scope'), text) }
  },
  typed: (node, text) => {
    if (node.type === 'simple_parameter' || node.type === 'property_promotion_parameter') {
      const name = textOf(childOf(node, 'name'), text).slice(1)
      const type = typeName(textOf(childOf(node, 'type'), text))
      return type === '' ? null : { name: node.type === 'simple_parameter' ? name : `this.${name}`, type }
    }
    if (node.type !== 'property_declaration') return null
    const type = typeName(textOf(childOf(node, 'type'), text))
    return type === '' ? null : { name: `this.${textOf(childOf(childOfType(node, 'property_element'), 'name'), text).slice(1)}`, type }
  },
  comment: new Set(['comment']),
  wrapper: new Set(),
  conditional: new Set(['if_statement', 'else_if_clause']),
  choice: new Set(['conditional_expression']),
  loop: new Set(['for_statement', 'foreach_statement', 'while_statement', 'do_statement']),
  exit: new Set(['return_statement', 'throw_expression', 'continue_statement', 'break_statement']),
  throws: (node, text) => {
    if (node.type !== 'throw_expression') return null
    const made = node.children[0] ?? null
    return {
      name: made?.type === 'object_creation_expression' ? textOf(childOfType(made, 'name', 'qualified_name'), text) : textOf(made, text).slice(0, 60),
      kind: 'raised',
    }
  },
  attempt: new Set(['try_statement']),
  catches: new Set(['catch_clause']),
  cleanup: new Set(['finally_clause']),
  dispatch: new Set(['switch_statement', 'match_expression']),
  arm: new Set(['case_statement', 'default_statement', 'match_conditional_expression', 'match_default_expression']),
  lambda: new Set(['anonymous_function', 'arrow_function', 'anonymous_function_creation_expression']),
  self: new Set(['this', 'self', 'static', 'parent']),
}
