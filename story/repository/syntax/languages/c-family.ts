// C and C++: a function's name is at the bottom of its declarator, a method may be defined far from its class.
import { type Declaration, lastName, type SyntaxRow, textOf, typeName } from '../row.ts'
import { childOf, childOfType, type SyntaxNode } from '../tree.ts'
import { namesIn } from './java.ts'

const kinds: Readonly<Record<string, Declaration['kind']>> = {
  class_specifier: 'class',
  struct_specifier: 'struct',
  union_specifier: 'struct',
  enum_specifier: 'enum',
}

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  if (node.type === 'function_definition') return declareFunction(node, text)
  if (node.type === 'namespace_definition') return { name: '', kind: 'scope', exported: true, body: childOf(node, 'body') }
  if (node.type === 'type_definition') {
    const type = childOf(node, 'type')
    const name = textOf(childOf(node, 'declarator'), text)
    const unnamed = type !== null && kinds[type.type] !== undefined && childOf(type, 'name') === null
    return unnamed && /^\w+$/.test(name) ? { name, kind: kinds[type.type] ?? 'struct', exported: true, body: childOf(type, 'body') } : null
  }
  const kind = kinds[node.type]
  const body = childOf(node, 'body')
  if (kind === undefined || body === null || childOf(node, 'name') === null) return null
  const bases = childOfType(node, 'base_class_clause')
  return { name: lastName(textOf(childOf(node, 'name'), text)), kind, exported: true, extends: bases === null ? [] : namesIn(textOf(bases, text)), body }
}

const declareFunction = (node: SyntaxNode, text: string): Declaration | null => {
  let declarator = childOf(node, 'declarator')
  while (declarator !== null && declarator.type !== 'function_declarator')
    declarator = childOf(declarator, 'declarator') ?? childOfType(declarator, 'function_declarator')
  const written = textOf(childOf(declarator, 'declarator'), text).replace(/<[^<>]*>/g, '')
  const parts = written.split('::').map((part) => part.trim())
  const name = parts.at(-1) ?? ''
  // Macros that look like functions (`TEST(a, b) {`) have no type.
  if (!/^(?:~?\w+|operator.{1,12})$/.test(name)) return null
  if (/^TEST(?:_F|_P)?$|^TEST_CASE$/.test(name)) return { name, kind: 'test', exported: false, body: childOf(node, 'body') }
  const head = text.slice(node.start, declarator?.start ?? node.start)
  const inType =
    /class_specifier|struct_specifier/.test(node.parent?.parent?.type ?? '') || /class_specifier|struct_specifier/.test(node.parent?.parent?.parent?.type ?? '')
  const owner = parts.length > 1 ? (parts.at(-2) ?? null) : undefined
  return {
    name,
    kind: inType || owner !== undefined ? 'method' : 'function',
    ...(owner === undefined ? {} : { owner }),
    exported: !/\bstatic\b/.test(head) || inType,
    body: childOf(node, 'body'),
  }
}

const base: Omit<SyntaxRow, 'grammar' | 'separator'> = {
  declare,
  call: (node, text) => {
    if (node.type === 'new_expression') return { name: lastName(textOf(childOf(node, 'type'), text)), receiver: null }
    if (node.type !== 'call_expression') return null
    let callee = childOf(node, 'function')
    if (callee?.type === 'template_function') callee = childOf(callee, 'name')
    if (callee?.type === 'identifier') return { name: textOf(callee, text), receiver: null }
    if (callee?.type === 'field_expression')
      return { name: lastName(textOf(childOf(callee, 'field'), text)), receiver: textOf(childOf(callee, 'argument'), text) }
    if (callee?.type !== 'qualified_identifier') return null
    const parts = textOf(callee, text)
      .replace(/<[^<>]*>/g, '')
      .split('::')
    return { name: lastName(parts.at(-1) ?? ''), receiver: parts.slice(0, -1).join('::'), ofModule: /^[a-z]/.test(parts.at(-2) ?? '') }
  },
  typed: (node, text) => {
    if (node.type !== 'parameter_declaration' && node.type !== 'declaration' && node.type !== 'field_declaration') return null
    const name = textOf(childOf(node, 'declarator'), text)
      .replace(/[=({[].*$/s, '')
      .replace(/[&*\s]/g, '')
    const type = typeName(textOf(childOf(node, 'type'), text))
    return /^\w+$/.test(name) && type !== '' ? { name: node.type === 'field_declaration' ? `this.${name}` : name, type } : null
  },
  comment: new Set(['comment']),
  wrapper: new Set(['template_declaration', 'type_definition']),
  conditional: new Set(['if_statement']),
  choice: new Set(['conditional_expression']),
  loop: new Set(['for_statement', 'for_range_loop', 'while_statement', 'do_statement']),
  exit: new Set(['return_statement', 'throw_statement', 'continue_statement', 'break_statement', 'goto_statement']),
  throws: (node, text) => {
    if (node.type === 'throw_statement')
      return {
        name:
          textOf(node.children[0] ?? null, text)
            .replace(/[({].*$/s, '')
            .slice(0, 60) || 'the error again',
        kind: 'raised',
      }
    return node.type === 'call_expression' && /^(?:abort|std::abort|std::terminate|exit)$/.test(textOf(childOf(node, 'function'), text))
      ? { name: textOf(childOf(node, 'function'), text), kind: 'panic' }
      : null
  },
  attempt: new Set(['try_statement']),
  catches: new Set(['catch_clause']),
  cleanup: new Set(),
  dispatch: new Set(['switch_statement']),
  arm: new Set(['case_statement']),
  lambda: new Set(['lambda_expression']),
  self: new Set(['this']),
}

export const c: SyntaxRow = { grammar: 'c', separator: '.', ...base }
/**
 * `class TILL_EXPORT Till {` and `TILL_INLINE int open() {`: read with the macro, the class is a function, and with it goes
 * all that the library shows to others.
 */
const exportMacros =
  /(?<=\b(?:class|struct|union)[ \t]+)(?:[A-Z][A-Z\d_]{2,}(?:\([^()\n]*\))?[ \t]+)+(?=[A-Za-z_]\w*(?:<[^>\n]*>)?(?:[ \t]+final)?\s*[:{])|(?<=^[ \t]*)[A-Z][A-Z\d]*_(?:API|EXPORT|INLINE|PUBLIC|NODISCARD|NORETURN|FORCE_INLINE|ALWAYS_INLINE)[ \t]+(?=[\w:<])/gm

export const cpp: SyntaxRow = { grammar: 'cpp', separator: '::', ...base, macros: exportMacros }
