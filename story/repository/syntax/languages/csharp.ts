import { type Declaration, elementTypeName, lastName, type SyntaxRow, textOf, typeName } from '../row.ts'
import { childOf, childOfType, type SyntaxNode } from '../tree.ts'
import { namesIn } from './java.ts'

const kinds: Readonly<Record<string, Declaration['kind']>> = {
  class_declaration: 'class',
  record_declaration: 'class',
  struct_declaration: 'struct',
  record_struct_declaration: 'struct',
  interface_declaration: 'interface',
  enum_declaration: 'enum',
  method_declaration: 'method',
  constructor_declaration: 'method',
  local_function_statement: 'function',
  property_declaration: 'property',
}

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  const kind = kinds[node.type]
  if (kind === undefined) return null
  const head = text.slice(node.start, childOf(node, 'name')?.start ?? node.start)
  const bases = childOfType(node, 'base_list')
  const isTest = kind === 'method' && /\[(?:Fact|Theory|Test|TestMethod|TestCase)\b/.test(head)
  return {
    name: textOf(childOf(node, 'name'), text),
    kind: isTest ? 'test' : kind,
    exported: node.parent?.parent?.type === 'interface_declaration' || /\b(?:public|protected)\b/.test(head),
    extends: bases === null ? [] : namesIn(textOf(bases, text)),
    body: childOf(node, 'body') ?? childOf(node, 'accessors'),
  }
}

export const csharp: SyntaxRow = {
  grammar: 'c_sharp',
  separator: '.',
  declare,
  call: (node, text) => {
    if (node.type === 'object_creation_expression') return { name: lastName(textOf(childOf(node, 'type'), text)), receiver: null }
    if (node.type !== 'invocation_expression') return null
    const callee = childOf(node, 'function')
    if (callee?.type === 'identifier' || callee?.type === 'generic_name') return { name: lastName(textOf(callee, text)), receiver: null }
    // `logger?.Write(x)`
    if (callee?.type === 'conditional_access_expression') {
      const bound = childOfType(callee, 'member_binding_expression')
      return bound === null ? null : { name: lastName(textOf(childOf(bound, 'name'), text)), receiver: textOf(childOf(callee, 'condition'), text) }
    }
    if (callee?.type !== 'member_access_expression') return null
    return { name: lastName(textOf(childOf(callee, 'name'), text)), receiver: textOf(childOf(callee, 'expression'), text) }
  },
  typed: (node, text) => {
    if (node.type === 'foreach_statement') {
      const written = textOf(childOf(node, 'type'), text)
      return written === 'var' ? null : { name: textOf(childOf(node, 'left'), text), type: typeName(written) }
    }
    if (node.type === 'parameter') {
      const written = textOf(childOf(node, 'type'), text)
      return { name: textOf(childOf(node, 'name'), text), type: typeName(written), element: elementTypeName(written) }
    }
    if (node.type !== 'variable_declaration') return null
    const declarator = childOfType(node, 'variable_declarator')
    const name = textOf(childOf(declarator, 'name'), text)
    const made = childOfType(declarator, 'object_creation_expression')
    const written = textOf(childOf(node, 'type'), text)
    return {
      name: node.parent?.type === 'field_declaration' ? `this.${name}` : name,
      element: elementTypeName(written),
      type: written === 'var' ? lastName(textOf(childOf(made, 'type'), text)) : typeName(written),
    }
  },
  returned: (node, text) => textOf(childOf(node, 'returns') ?? childOf(node, 'type'), text),
  comment: new Set(['comment']),
  wrapper: new Set(),
  conditional: new Set(['if_statement']),
  choice: new Set(['conditional_expression']),
  loop: new Set(['for_statement', 'foreach_statement', 'while_statement', 'do_statement']),
  exit: new Set(['return_statement', 'throw_statement', 'continue_statement', 'break_statement']),
  throws: (node, text) => {
    if (node.type !== 'throw_statement' && node.type !== 'throw_expression') return null
    const made = node.children[0] ?? null
    return {
      name:
        made === null ? 'the error again' : made.type === 'object_creation_expression' ? textOf(childOf(made, 'type'), text) : textOf(made, text).slice(0, 60),
      kind: 'raised',
    }
  },
  attempt: new Set(['try_statement']),
  catches: new Set(['catch_clause']),
  cleanup: new Set(['finally_clause']),
  dispatch: new Set(['switch_statement', 'switch_expression']),
  arm: new Set(['switch_section', 'switch_expression_arm']),
  lambda: new Set(['lambda_expression', 'anonymous_method_expression']),
  self: new Set(['this', 'base']),
}
