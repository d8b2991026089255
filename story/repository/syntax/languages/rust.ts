import { type Declaration, lastName, type SyntaxRow, textOf, typeName } from '../row.ts'
import { childOf, childOfType, type SyntaxNode } from '../tree.ts'

const kinds: Readonly<Record<string, Declaration['kind']>> = {
  function_item: 'function',
  function_signature_item: 'method',
  struct_item: 'struct',
  union_item: 'struct',
  enum_item: 'enum',
  trait_item: 'trait',
  type_item: 'type',
  mod_item: 'module',
  macro_definition: 'macro',
}

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  if (node.type === 'impl_item') {
    const trait = childOf(node, 'trait')
    const name = typeName(textOf(childOf(node, 'type'), text))
    return { name, kind: 'scope', exported: false, extends: trait === null ? [] : [typeName(textOf(trait, text))], body: childOf(node, 'body') }
  }
  const kind = kinds[node.type]
  if (kind === undefined) return null
  const name = textOf(childOf(node, 'name'), text)
  const body = childOf(node, 'body')
  if (kind === 'module' && body === null) return null
  const attributes = attributesOf(node, text)
  if ((kind === 'module' && /cfg\(.*\btest\b/.test(attributes)) || /#\[(?:\w+::)?test\b/.test(attributes)) return { name, kind: 'test', exported: false, body }
  const list = node.parent?.type === 'declaration_list' ? node.parent.parent : null
  const isMember = list?.type === 'impl_item' || list?.type === 'trait_item'
  const exported =
    childOfType(node, 'visibility_modifier') !== null || list?.type === 'trait_item' || (list?.type === 'impl_item' && childOf(list, 'trait') !== null)
  return { name, kind: isMember && kind === 'function' ? 'method' : kind, exported, body }
}

const attributesOf = (node: SyntaxNode, text: string): string => {
  const siblings = node.parent?.children ?? []
  let attributes = ''
  for (let at = siblings.indexOf(node) - 1; at >= 0; at -= 1) {
    const before = siblings[at]
    if (before === undefined || (before.type !== 'attribute_item' && before.type !== 'line_comment')) break
    if (before.type === 'attribute_item') attributes += textOf(before, text)
  }
  return attributes
}

/** `select! { done = server.run() => … }`: what stands in a macro is not parsed, but a name before parentheses is a call there too. */
const callInMacro = (node: SyntaxNode, text: string): { name: string; receiver: string | null; ofModule?: boolean } | null => {
  if (node.type !== 'identifier' || node.parent?.type !== 'token_tree' || text[node.end] !== '(') return null
  const name = textOf(node, text)
  if (!/^[a-z_]/.test(name)) return null
  const before = /((?:[A-Za-z_]\w*(?:\.|::))*[A-Za-z_]\w*)(\.|::)$/.exec(text.slice(Math.max(0, node.start - 80), node.start))
  if (before === null) return /[\w.:)\]]$/.test(text.slice(0, node.start).trimEnd().slice(-1)) ? null : { name, receiver: null }
  const receiver = before[1] ?? ''
  return { name, receiver, ofModule: before[2] === '::' && /^[a-z]\w*$/.test(lastName(receiver)) }
}

export const rust: SyntaxRow = {
  grammar: 'rust',
  separator: '::',
  declare,
  call: (node, text) => {
    if (node.type === 'macro_invocation') return { name: `${textOf(childOf(node, 'macro'), text)}!`, receiver: null }
    const inMacro = callInMacro(node, text)
    if (inMacro !== null) return inMacro
    if (node.type !== 'call_expression') return null
    let callee = childOf(node, 'function')
    if (callee?.type === 'generic_function') callee = childOf(callee, 'function')
    if (callee?.type === 'identifier') return { name: textOf(callee, text), receiver: null }
    if (callee?.type === 'field_expression') return { name: textOf(childOf(callee, 'field'), text), receiver: textOf(childOf(callee, 'value'), text) }
    if (callee?.type !== 'scoped_identifier') return null
    const path = textOf(childOf(callee, 'path'), text).replace(/<.*$/s, '')
    return { name: textOf(childOf(callee, 'name'), text), receiver: path, ofModule: /^[a-z]\w*$/.test(lastName(path)) }
  },
  typed: (node, text) => {
    if (node.type === 'parameter')
      return { name: textOf(childOf(node, 'pattern'), text).replace(/^mut /, ''), type: typeName(textOf(childOf(node, 'type'), text)) }
    if (node.type === 'field_declaration') return { name: `self.${textOf(childOf(node, 'name'), text)}`, type: typeName(textOf(childOf(node, 'type'), text)) }
    // What a variant carries, where that is one thing: `Get(Get)`.
    if (node.type === 'enum_variant') {
      const [carried, other] = childOfType(node, 'ordered_field_declaration_list')?.children ?? []
      return carried === undefined || other !== undefined ? null : { name: `.${textOf(childOf(node, 'name'), text)}`, type: typeName(textOf(carried, text)) }
    }
    if (node.type !== 'let_declaration') return null
    const written = childOf(node, 'type')
    const value = textOf(childOf(node, 'value'), text)
    // `PaperBuilder::new().build()` is no PaperBuilder: what the last call makes is found by that.
    const isBuilt = /\)\s*\.\s*(?:build|finish|into_\w+)\(/.test(value)
    const made =
      isBuilt && written === null
        ? ''
        : written !== null
          ? typeName(textOf(written, text))
          : (/^((?:\w+::)*[A-Z]\w*)(?:::(?:new|default|from\w*|open|build\w*))?\s*[({]/.exec(value)?.[1] ?? '')
    return made === '' ? null : { name: textOf(childOf(node, 'pattern'), text).replace(/^mut /, ''), type: lastName(made) }
  },
  comment: new Set(['line_comment', 'block_comment']),
  wrapper: new Set(['attribute_item']),
  conditional: new Set(['if_expression']),
  loop: new Set(['for_expression', 'while_expression', 'loop_expression']),
  exit: new Set(['return_expression', 'continue_expression', 'break_expression']),
  throws: (node, text) => {
    if (node.type === 'macro_invocation') {
      const name = textOf(childOf(node, 'macro'), text)
      if (/^(?:panic|unreachable|unimplemented|todo)$/.test(name)) return { name: `${name}!`, kind: 'panic' }
      return /(?:^|::)(?:bail|ensure)$/.test(name) ? { name: `${name}!`, kind: 'raised' } : null
    }
    if (node.type !== 'call_expression' || textOf(childOf(node, 'function'), text) !== 'Err') return null
    return {
      name: textOf(childOf(node, 'arguments')?.children[0] ?? null, text)
        .replace(/\(.*$/s, '')
        .slice(0, 60),
      kind: 'raised',
    }
  },
  attempt: new Set(),
  catches: new Set(),
  cleanup: new Set(),
  dispatch: new Set(['match_expression']),
  arm: new Set(['match_arm']),
  lambda: new Set(['closure_expression']),
  self: new Set(['self', 'Self']),
}
