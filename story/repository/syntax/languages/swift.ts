import { type Declaration, type SyntaxRow, textOf, typeName } from '../row.ts'
import { childOf, childOfType, type SyntaxNode } from '../tree.ts'

const typeKinds: Readonly<Record<string, Declaration['kind']>> = {
  class: 'class',
  struct: 'struct',
  enum: 'enum',
  actor: 'class',
  extension: 'scope',
  protocol: 'interface',
}

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  const modifiers = textOf(childOfType(node, 'modifiers'), text)
  const inProtocol = node.parent?.type === 'protocol_body'
  const exported =
    inProtocol || /\b(?:public|open)\b/.test(modifiers) || /\b(?:public|open)\b/.test(textOf(childOfType(node.parent?.parent ?? null, 'modifiers'), text))
  if (node.type === 'class_declaration' || node.type === 'protocol_declaration') {
    const kind = typeKinds[textOf(childOf(node, 'declaration_kind'), text)] ?? 'class'
    const bases = node.children.filter((child) => child.type === 'inheritance_specifier').map((child) => typeName(textOf(child, text).replace(/<.*$/s, '')))
    return { name: typeName(textOf(childOf(node, 'name'), text)), kind, exported, extends: bases, body: childOf(node, 'body') }
  }
  if (node.type === 'init_declaration') return { name: 'init', kind: 'method', exported, body: childOf(node, 'body') }
  if (node.type !== 'function_declaration' && node.type !== 'protocol_function_declaration') return null
  const name = textOf(childOf(node, 'name'), text)
  const isMember = /_body$/.test(node.parent?.type ?? '') && node.parent?.type !== 'function_body'
  return { name, kind: /^test[A-Z]/.test(name) ? 'test' : isMember ? 'method' : 'function', exported, body: childOf(node, 'body') }
}

export const swift: SyntaxRow = {
  grammar: 'swift',
  separator: '.',
  declare,
  call: (node, text) => {
    if (node.type !== 'call_expression') return null
    const callee = node.children[0] ?? null
    if (callee?.type === 'simple_identifier') return { name: textOf(callee, text), receiver: null }
    if (callee?.type !== 'navigation_expression') return null
    return { name: textOf(childOf(childOf(callee, 'suffix'), 'suffix'), text), receiver: textOf(childOf(callee, 'target'), text) }
  },
  typed: (node, text) => {
    if (node.type === 'parameter') {
      const names = node.children.filter((child) => child.field === 'name')
      return names.length < 2 ? null : { name: textOf(names[0] ?? null, text), type: typeName(textOf(names[1] ?? null, text)) }
    }
    if (node.type !== 'property_declaration') return null
    const written = childOfType(node, 'type_annotation')
    const made = /^([A-Z]\w*)(?:\(|\.(?:default|shared|standard|main)\b)/.exec(textOf(childOf(node, 'value'), text))?.[1]
    const type = written === null ? (made ?? '') : typeName(textOf(childOf(written, 'name'), text))
    const name = textOf(childOf(node, 'name'), text)
    return type === '' ? null : { name: /class_body$/.test(node.parent?.type ?? '') ? `self.${name}` : name, type }
  },
  comment: new Set(),
  hidden: /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\/\/.*$|\/\*[\s\S]*?\*\/|^[ \t]*#(?:if|elseif|else|endif)\b.*$/gm,
  wrapper: new Set(),
  conditional: new Set(['if_statement', 'guard_statement']),
  choice: new Set(['ternary_expression']),
  loop: new Set(['for_statement', 'while_statement', 'repeat_while_statement']),
  exit: new Set(['control_transfer_statement']),
  throws: (node, text) => {
    if (node.type === 'control_transfer_statement' && /^throw\b/.test(textOf(node, text).slice(0, 6)))
      return {
        name: textOf(node, text)
          .replace(/^throw\s+/, '')
          .replace(/\(.*$/s, '')
          .slice(0, 60),
        kind: 'raised',
      }
    return node.type === 'call_expression' && /^(?:fatalError|preconditionFailure)\(/.test(textOf(node, text).slice(0, 20))
      ? { name: 'fatalError', kind: 'panic' }
      : null
  },
  attempt: new Set(['do_statement']),
  catches: new Set(['catch_block']),
  cleanup: new Set(),
  dispatch: new Set(['switch_statement']),
  arm: new Set(['switch_entry']),
  lambda: new Set(['lambda_literal']),
  self: new Set(['self', 'super']),
}
