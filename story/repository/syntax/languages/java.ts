import { type Declaration, elementTypeName, lastName, type SyntaxRow, textOf, wholeTypeName } from '../row.ts'
import { childOf, childOfType, type SyntaxNode } from '../tree.ts'

const kinds: Readonly<Record<string, Declaration['kind']>> = {
  class_declaration: 'class',
  record_declaration: 'class',
  interface_declaration: 'interface',
  annotation_type_declaration: 'interface',
  enum_declaration: 'enum',
  method_declaration: 'method',
  constructor_declaration: 'method',
}

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  const kind = kinds[node.type]
  if (kind === undefined) return null
  const modifiers = textOf(childOfType(node, 'modifiers'), text)
  const inInterface = node.parent?.parent?.type === 'interface_declaration'
  const bases = [childOf(node, 'superclass'), childOf(node, 'interfaces'), childOfType(node, 'extends_interfaces')]
    .map((clause) => textOf(clause, text))
    .join(',')
  return {
    name: textOf(childOf(node, 'name'), text),
    kind: kind === 'method' && /@(?:Test|ParameterizedTest)\b/.test(modifiers) ? 'test' : kind,
    exported: inInterface || /\b(?:public|protected)\b/.test(modifiers),
    extends: kind === 'method' ? [] : namesIn(bases),
    body: childOf(node, 'body'),
  }
}

/** `extends Bar<T> implements Baz, Q` → Bar, Baz, Q. */
export const namesIn = (clause: string): string[] =>
  clause
    .replace(/<[^<>]*(?:<[^<>]*(?:<[^<>]*>[^<>]*)*>[^<>]*)*>/g, '')
    .replace(/\b(?:extends|implements|public|private|protected|virtual|where)\b|:/g, ',')
    .replace(/\([^)]*\)/g, '')
    .split(/[,\s]+/)
    .map(lastName)
    .filter((name) => /^[A-Z_]\w*$/.test(name))

export const java: SyntaxRow = {
  grammar: 'java',
  separator: '.',
  declare,
  call: (node, text) => {
    if (node.type === 'object_creation_expression') return { name: lastName(textOf(childOf(node, 'type'), text)), receiver: null }
    if (node.type !== 'method_invocation') return null
    const object = childOf(node, 'object')
    return { name: textOf(childOf(node, 'name'), text), receiver: object === null ? null : textOf(object, text) }
  },
  typed: (node, text) => {
    if (textOf(childOf(node, 'type'), text) === 'var') return null
    if (node.type === 'formal_parameter' || node.type === 'enhanced_for_statement')
      return { name: textOf(childOf(node, 'name'), text), type: wholeTypeName(textOf(childOf(node, 'type'), text)) }
    if (node.type !== 'local_variable_declaration' && node.type !== 'field_declaration') return null
    const name = textOf(childOf(childOf(node, 'declarator'), 'name'), text)
    const written = textOf(childOf(node, 'type'), text)
    return { name: node.type === 'field_declaration' ? `this.${name}` : name, type: wholeTypeName(written), element: elementTypeName(written) }
  },
  returned: (node, text) => textOf(childOf(node, 'type'), text),
  comment: new Set(['line_comment', 'block_comment']),
  wrapper: new Set(),
  conditional: new Set(['if_statement']),
  choice: new Set(['ternary_expression']),
  loop: new Set(['for_statement', 'enhanced_for_statement', 'while_statement', 'do_statement']),
  exit: new Set(['return_statement', 'throw_statement', 'continue_statement', 'break_statement']),
  throws: (node, text) => {
    if (node.type !== 'throw_statement') return null
    const made = node.children[0] ?? null
    return { name: made?.type === 'object_creation_expression' ? textOf(childOf(made, 'type'), text) : textOf(made, text).slice(0, 60), kind: 'raised' }
  },
  attempt: new Set(['try_statement', 'try_with_resources_statement']),
  catches: new Set(['catch_clause']),
  cleanup: new Set(['finally_clause']),
  dispatch: new Set(['switch_expression', 'switch_statement']),
  arm: new Set(['switch_block_statement_group', 'switch_rule']),
  lambda: new Set(['lambda_expression']),
  self: new Set(['this', 'super']),
}
