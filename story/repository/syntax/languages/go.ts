import { type Declaration, elementTypeName, type SyntaxRow, textOf, typeName } from '../row.ts'
import { childOf, childOfType, type SyntaxNode } from '../tree.ts'

const isExported = (name: string): boolean => /^[A-Z]/.test(name)

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  const name = textOf(childOf(node, 'name'), text)
  const body = childOf(node, 'body')
  if (node.type === 'function_declaration')
    return {
      name,
      kind: /^(?:Test|Benchmark|Fuzz|Example)[A-Z_]?/.test(name) && isTestFunction(node, text) ? 'test' : 'function',
      exported: isExported(name),
      body,
    }
  if (node.type === 'method_declaration')
    return {
      name,
      kind: 'method',
      owner: typeName(textOf(childOf(node, 'receiver')?.children[0]?.children.at(-1) ?? null, text)),
      exported: isExported(name),
      body,
    }
  // What an interface asks for: with its comment, since whoever calls it runs what fulfils it.
  if (node.type === 'method_elem' || node.type === 'method_spec') return { name, kind: 'method', exported: isExported(name), body: null }
  if (node.type === 'type_spec' || node.type === 'type_alias') {
    const type = childOf(node, 'type')
    const kind = type?.type === 'struct_type' ? 'struct' : type?.type === 'interface_type' ? 'interface' : 'type'
    return { name, kind, exported: isExported(name), extends: type === null ? [] : embedded(type, text), body: kind === 'type' ? null : type }
  }
  return null
}

const isTestFunction = (node: SyntaxNode, text: string): boolean => /\*testing\.|^\(\)$/.test(textOf(childOf(node, 'parameters'), text))

/** Embedded structs and interfaces: Go's way to inherit. */
const embedded = (type: SyntaxNode, text: string): string[] => {
  const members = type.type === 'struct_type' ? (childOfType(type, 'field_declaration_list')?.children ?? []) : type.children
  return members
    .filter(
      (member) => (member.type === 'field_declaration' && childOf(member, 'name') === null) || member.type === 'type_elem' || member.type === 'constraint_elem',
    )
    .map((member) =>
      textOf(member, text)
        .replace(/[*`].*$/s, '')
        .trim(),
    )
    .filter((written) => /^[\w.]+$/.test(written))
}

export const go: SyntaxRow = {
  grammar: 'go',
  separator: '.',
  declare,
  call: (node, text) => {
    if (node.type !== 'call_expression') return null
    const callee = childOf(node, 'function')
    if (callee?.type === 'identifier') return { name: textOf(callee, text), receiver: null }
    if (callee?.type !== 'selector_expression') return null
    return { name: textOf(childOf(callee, 'field'), text), receiver: textOf(childOf(callee, 'operand'), text) }
  },
  returned: (node, text) => {
    const result = childOf(node, 'result')
    const [first] = result?.type === 'parameter_list' ? result.children : []
    return textOf(first === undefined ? result : childOf(first, 'type'), text)
  },
  typed: (node, text) => {
    if (
      node.type === 'parameter_declaration' ||
      node.type === 'variadic_parameter_declaration' ||
      node.type === 'var_spec' ||
      node.type === 'field_declaration'
    ) {
      const name = textOf(childOf(node, 'name'), text)
      const written = textOf(childOf(node, 'type'), text)
      const type = typeName(written)
      return name === '' || type === '' ? null : { name: node.type === 'field_declaration' ? `.${name}` : name, type, element: elementTypeName(written) }
    }
    if (node.type !== 'short_var_declaration') return null
    const made =
      /^&?([A-Z]\w*|\w+\.[A-Z]\w*)\{/.exec(textOf(childOf(node, 'right'), text))?.[1] ?? /\.\(\*?([\w.]+)\)$/.exec(textOf(childOf(node, 'right'), text))?.[1]
    return made === undefined ? null : { name: textOf(childOf(node, 'left'), text).split(',')[0] ?? '', type: typeName(made) }
  },
  comment: new Set(['comment']),
  wrapper: new Set(['type_declaration', 'const_declaration', 'var_declaration']),
  conditional: new Set(['if_statement']),
  loop: new Set(['for_statement']),
  exit: new Set(['return_statement', 'continue_statement', 'break_statement']),
  throws: (node, text) => {
    if (node.type !== 'call_expression') return null
    const callee = textOf(childOf(node, 'function'), text)
    if (callee === 'panic') return { name: 'panic', kind: 'panic' }
    return /^(?:errors\.New|fmt\.Errorf)$/.test(callee) ? { name: callee, kind: 'raised' } : null
  },
  attempt: new Set(),
  catches: new Set(),
  cleanup: new Set(['defer_statement']),
  dispatch: new Set(['expression_switch_statement', 'type_switch_statement', 'select_statement']),
  arm: new Set(['expression_case', 'type_case', 'default_case', 'communication_case']),
  lambda: new Set(['func_literal']),
  self: new Set(),
}
