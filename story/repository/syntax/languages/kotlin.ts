// The grammar names hardly any fields: roles are told by type and order.
import { type Declaration, elementTypeName, type SyntaxRow, textOf, typeName, wholeTypeName } from '../row.ts'
import { childOfType, type SyntaxNode } from '../tree.ts'

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  const modifiers = textOf(childOfType(node, 'modifiers'), text)
  const exported = !/\b(?:private|internal)\b/.test(modifiers)
  if (node.type === 'function_declaration') {
    const inClass = /class_body$/.test(node.parent?.type ?? '')
    const receiver = node.children.findIndex((child) => child.type === 'simple_identifier')
    const extended = node.children.slice(0, receiver).find((child) => child.type === 'user_type') ?? null
    const name = textOf(node.children[receiver] ?? null, text).replaceAll('`', '')
    const base = { name, exported, body: childOfType(node, 'function_body') }
    if (/@(?:Test|ParameterizedTest)\b/.test(modifiers)) return { ...base, kind: 'test' }
    return extended === null ? { ...base, kind: inClass ? 'method' : 'function' } : { ...base, kind: 'method', owner: typeName(textOf(extended, text)) }
  }
  if (node.type === 'companion_object') return { name: '', kind: 'scope', exported, body: childOfType(node, 'class_body') }
  if (node.type !== 'class_declaration' && node.type !== 'object_declaration') return null
  const head = text.slice(node.start, childOfType(node, 'type_identifier')?.start ?? node.start)
  const kind = /\binterface\b/.test(head) ? 'interface' : /\benum\b/.test(head) ? 'enum' : 'class'
  const bases = node.children.filter((child) => child.type === 'delegation_specifier').map((child) => typeName(textOf(child, text).replace(/[<({].*$/s, '')))
  return {
    name: textOf(childOfType(node, 'type_identifier'), text),
    kind,
    exported,
    extends: bases.filter((base) => base !== ''),
    body: childOfType(node, 'class_body', 'enum_class_body'),
  }
}

export const kotlin: SyntaxRow = {
  grammar: 'kotlin',
  separator: '.',
  declare,
  call: (node, text) => {
    if (node.type !== 'call_expression') return null
    const callee = node.children[0] ?? null
    if (callee?.type === 'simple_identifier') return { name: textOf(callee, text), receiver: null }
    if (callee?.type !== 'navigation_expression') return null
    const suffix = childOfType(callee, 'navigation_suffix')
    return { name: textOf(suffix?.children.at(-1) ?? null, text), receiver: textOf(callee.children[0] ?? null, text) }
  },
  typed: (node, text) => {
    const isField = /class_body$/.test((node.type === 'variable_declaration' ? node.parent?.parent : node.parent)?.type ?? '')
    if (node.type === 'property_declaration') {
      const made = isField ? /^([A-Z]\w*(?:\.[A-Z]\w*)*)\(/.exec(textOf(node.children.at(-1) ?? null, text))?.[1] : undefined
      const name = textOf(childOfType(childOfType(node, 'variable_declaration'), 'simple_identifier'), text)
      return made === undefined || name === '' ? null : { name: `this.${name}`, type: made }
    }
    const names: Readonly<Record<string, string>> = { parameter: '', class_parameter: 'this.', variable_declaration: isField ? 'this.' : '' }
    const prefix = names[node.type]
    const type = prefix === undefined ? null : childOfType(node, 'user_type', 'nullable_type')
    return type === null
      ? null
      : {
          name: `${prefix}${textOf(childOfType(node, 'simple_identifier'), text)}`,
          type: wholeTypeName(textOf(type, text)),
          element: elementTypeName(textOf(type, text)),
        }
  },
  // The grammar reads `fun interface` as a function without a name.
  macros: [
    /\bfun(?=[ \t]+interface\b)/g,
    // On a line of its own, `private constructor(` ends the class for the grammar; without the words it does not.
    /(?<=\bclass[ \t]+\w+(?:<[^\n{]*>)?[ \t]*\n[ \t]*)(?:@\w+(?:\([^)\n]*\))?[ \t]+|(?:private|protected|internal|public)[ \t]+)*constructor(?=[ \t]*\()/g,
  ],
  comment: new Set(['line_comment', 'multiline_comment']),
  wrapper: new Set(),
  conditional: new Set(['if_expression']),
  loop: new Set(['for_statement', 'while_statement', 'do_while_statement']),
  exit: new Set(['jump_expression']),
  throws: (node, text) => {
    const written = node.type === 'jump_expression' ? /^throw\s+([\w.]+)/.exec(textOf(node, text).slice(0, 80))?.[1] : undefined
    return written === undefined ? null : { name: written, kind: 'raised' }
  },
  attempt: new Set(['try_expression']),
  catches: new Set(['catch_block']),
  cleanup: new Set(['finally_block']),
  dispatch: new Set(['when_expression']),
  arm: new Set(['when_entry']),
  lambda: new Set(['lambda_literal', 'anonymous_function']),
  self: new Set(['this', 'super']),
}
