// JavaScript, TypeScript and TSX: one set of node names, three grammars.
import { type Call, type Declaration, lastName, type SyntaxRow, textOf, typeName } from '../row.ts'
import { childOf, childOfType, type SyntaxNode } from '../tree.ts'

const functionTypes = new Set(['function_expression', 'arrow_function', 'generator_function', 'function'])
const typeKinds: Readonly<Record<string, Declaration['kind']>> = {
  function_declaration: 'function',
  generator_function_declaration: 'function',
  class_declaration: 'class',
  abstract_class_declaration: 'class',
  interface_declaration: 'interface',
  type_alias_declaration: 'type',
  enum_declaration: 'enum',
  internal_module: 'module',
  module: 'module',
  method_definition: 'method',
  method_signature: 'method',
  abstract_method_signature: 'method',
  property_signature: 'property',
}

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  const kind = typeKinds[node.type]
  if (kind !== undefined) {
    const written = textOf(childOf(node, 'name'), text)
    // `declare module '../store' { … }` adds to what is declared elsewhere.
    if (kind === 'module' && /^['"]/.test(written)) return { name: written, kind: 'test', exported: false, body: null }
    const name = written.replace(/['"]/g, '')
    if (name === '' || (kind === 'property' && node.parent?.parent?.type !== 'interface_declaration')) return null
    const isMember = kind === 'method' || kind === 'property'
    const isPrivate = name.startsWith('#') || /^(?:private|protected)\b/.test(textOf(node, text).slice(0, 12))
    return {
      name,
      kind,
      exported: isMember ? !isPrivate : isExported(node),
      extends: heritage(node, text),
      body: childOf(node, 'body'),
      ...(kind === 'method' && node.parent?.type === 'object' ? { owner: objectOwner(node.parent, text) } : {}),
    }
  }
  if (node.type === 'variable_declarator') return declareVariable(node, text)
  if (node.type === 'assignment_expression') return declareAssigned(node, text)
  if (node.type === 'public_field_definition' || node.type === 'field_definition') {
    const value = childOf(node, 'value')
    const name = textOf(childOf(node, 'name') ?? childOf(node, 'property'), text)
    return value !== null && functionTypes.has(value.type) ? { name, kind: 'method', exported: !name.startsWith('#'), body: childOf(value, 'body') } : null
  }
  if (node.type === 'function_expression') return declareExpression(node, text)
  if (node.type === 'call_expression') return declareTestCase(node, text)
  return null
}

/** `const handle = (…) => …`, `var req = Object.create(http.IncomingMessage.prototype)`. */
const declareVariable = (node: SyntaxNode, text: string): Declaration | null => {
  const value = unwrap(childOf(node, 'value'))
  const name = textOf(childOf(node, 'name'), text)
  if (value === null || !/^[\w$]+$/.test(name)) return null
  if (functionTypes.has(value.type)) return { name, kind: 'function', exported: isExported(node), body: childOf(value, 'body') }
  if (value.type === 'class') return { name, kind: 'class', exported: isExported(node), extends: heritage(value, text), body: childOf(value, 'body') }
  const inherited = /^(?:\w+(?:\.\w+)*\s*=\s*)*Object\.create\(\s*([\w$.]+?)(?:\.prototype)?\s*\)/.exec(textOf(value, text))
  if (inherited?.[1] && inherited[1] !== 'null') return { name, kind: 'variable', exported: isExported(node), extends: [inherited[1]], body: null }
  return null
}

const declareAssigned = (node: SyntaxNode, text: string): Declaration | null => {
  const left = childOf(node, 'left')
  const value = innermostValue(childOf(node, 'right'))
  if (left?.type !== 'member_expression' || value === null) return null
  if (!functionTypes.has(value.type) && value.type !== 'class') return null
  const name = textOf(childOf(left, 'property'), text)
  const object = textOf(childOf(left, 'object'), text)
  if (object === 'module' && name === 'exports') {
    const own = textOf(childOf(value, 'name'), text)
    return {
      name: own === '' ? 'module.exports' : own,
      kind: value.type === 'class' ? 'class' : 'function',
      owner: null,
      exported: true,
      body: childOf(value, 'body'),
    }
  }
  const isExport = /^(?:module\.)?exports$/.test(object)
  const owner = isExport || object === 'this' ? null : object.replace(/\.prototype$/, '')
  if (owner !== null && !/^[\w$.]+$/.test(owner)) return null
  return {
    name,
    kind: owner === null ? 'function' : 'method',
    owner: object === 'this' ? undefined : owner,
    exported: true,
    body: childOf(value, 'body'),
  } as Declaration
}

/** A named function handed to a call: `defineGetter(req, 'query', function query() …)` is req's member, others are local. */
const declareExpression = (node: SyntaxNode, text: string): Declaration | null => {
  const name = textOf(childOf(node, 'name'), text)
  if (name === '' || node.parent === null || ['variable_declarator', 'assignment_expression'].includes(node.parent.type)) return null
  const [target, key] = node.parent.type === 'arguments' ? node.parent.children : []
  if (target?.type === 'identifier' && key?.type === 'string' && key !== node)
    return { name: textOf(key, text).slice(1, -1), kind: 'method', owner: textOf(target, text), exported: true, body: childOf(node, 'body') }
  return { name, kind: 'function', exported: false, body: childOf(node, 'body') }
}

const declareTestCase = (node: SyntaxNode, text: string): Declaration | null => {
  const callee = textOf(childOf(node, 'function'), text)
  if (!/^(?:it|test|describe|suite|context|specify)(?:\.(?:only|skip|each|concurrent))?$/.test(callee)) return null
  const [title, body] = childOf(node, 'arguments')?.children ?? []
  if (title === undefined || body === undefined || !['string', 'template_string'].includes(title.type)) return null
  return { name: textOf(title, text).slice(1, -1), kind: 'test', owner: callee, exported: false, body }
}

const unwrap = (node: SyntaxNode | null): SyntaxNode | null => {
  if (node?.type === 'parenthesized_expression' || node?.type === 'as_expression' || node?.type === 'satisfies_expression')
    return unwrap(node.children[0] ?? null)
  if (node?.type === 'assignment_expression') return unwrap(childOf(node, 'right'))
  return node
}
const innermostValue = unwrap

const isExported = (node: SyntaxNode): boolean => {
  for (let above = node.parent; above !== null; above = above.parent) {
    if (above.type === 'export_statement') return true
    if (above.type !== 'lexical_declaration' && above.type !== 'variable_declaration' && above.type !== 'ambient_declaration') return false
  }
  return false
}

const objectOwner = (object: SyntaxNode, text: string): string | null => {
  const holder = object.parent
  if (holder?.type === 'variable_declarator') return textOf(childOf(holder, 'name'), text)
  if (holder?.type === 'assignment_expression') return textOf(childOf(holder, 'left'), text).replace(/^module\.exports$|\.prototype$/, '') || null
  return null
}

const heritage = (node: SyntaxNode, text: string): string[] => {
  const clause = childOfType(node, 'class_heritage', 'extends_type_clause', 'extends_clause')
  if (clause === null) return []
  return textOf(clause, text)
    .replace(/\b(?:extends|implements)\b/g, ',')
    .replace(/<[^<>]*(?:<[^<>]*>[^<>]*)*>/g, '')
    .split(',')
    .map((name) => name.trim().replace(/\(.*$/s, ''))
    .filter((name) => /^[\w$.]+$/.test(name))
}

const call = (node: SyntaxNode, text: string): Call | null => {
  if (node.type === 'new_expression') {
    const made = textOf(childOf(node, 'constructor'), text)
    return /^[\w$.]+$/.test(made) ? { name: lastName(made), receiver: made.includes('.') ? made.slice(0, made.lastIndexOf('.')) : null } : null
  }
  if (node.type !== 'call_expression') return null
  const callee = childOf(node, 'function')
  if (callee?.type === 'identifier') {
    const name = textOf(callee, text)
    return name === 'require' || name === 'import' ? null : { name, receiver: null }
  }
  // `this[writeSym](line)`: under a symbol, what an object holds for it is called.
  if (callee?.type === 'subscript_expression') {
    const key = childOf(callee, 'index')
    return key?.type === 'identifier' ? { name: textOf(key, text), receiver: textOf(childOf(callee, 'object'), text) } : null
  }
  if (callee?.type !== 'member_expression') return null
  const name = textOf(childOf(callee, 'property'), text)
  const receiver = textOf(childOf(callee, 'object'), text)
  // `fn.call(this, …)` calls fn.
  if ((name === 'call' || name === 'apply') && /^[\w$.]+$/.test(receiver)) {
    const owner = receiver.includes('.') ? receiver.slice(0, receiver.lastIndexOf('.')) : null
    return { name: lastName(receiver), receiver: owner }
  }
  return { name, receiver }
}

/** TypeScript's and JavaScript's. */
const fieldNodes = new Set(['public_field_definition', 'field_definition'])

const typed = (node: SyntaxNode, text: string): { name: string; type: string } | null => {
  if (node.type === 'variable_declarator') {
    const value = childOf(node, 'value')
    const written = childOf(node, 'type')
    const type =
      written !== null ? typeName(textOf(written, text)) : value?.type === 'new_expression' ? lastName(textOf(childOf(value, 'constructor'), text)) : ''
    return type === '' ? null : { name: textOf(childOf(node, 'name'), text), type }
  }
  if (node.type === 'assignment_expression') {
    const field = /^this\.([\w$#]+)$/.exec(textOf(childOf(node, 'left'), text))?.[1]
    const value = childOf(node, 'right')
    return field === undefined || value?.type !== 'new_expression'
      ? null
      : { name: `this.${field}`, type: lastName(textOf(childOf(value, 'constructor'), text)) }
  }
  if (fieldNodes.has(node.type) || node.type === 'required_parameter' || node.type === 'optional_parameter') {
    const name = textOf(childOf(node, 'pattern') ?? childOf(node, 'name') ?? childOf(node, 'property'), text)
    const value = childOf(node, 'value')
    const made = value?.type === 'new_expression' ? lastName(textOf(childOf(value, 'constructor'), text)) : ''
    const type = typeName(textOf(childOf(node, 'type'), text)) || made
    const isField = fieldNodes.has(node.type) || /^(?:public|private|protected|readonly)\b/.test(textOf(node, text))
    return type === '' || !/^[\w$#]+$/.test(name) ? null : { name: isField ? `this.${name}` : name, type }
  }
  return null
}

/** `module.exports = { a, b: c }`, `exports.a = a`, `export { a }`; a declaration that says `export` itself needs none of these. */
const handedOut = (text: string): ReadonlySet<string> => {
  const lists = text.matchAll(/(?:^|\n)\s*(?:(?:module\.)?exports\s*=|export)\s*\{([^{}]*)\}(?!\s*from)/g)
  const listed = [...lists].flatMap(([, list = '']) =>
    list.split(',').flatMap((item) => /^\s*(?:[\w$]+\s*:\s*)?([A-Za-z_$][\w$]*)(?:\s+as\s+[\w$]+)?\s*$/.exec(item)?.[1] ?? []),
  )
  const assigned = [...text.matchAll(/(?:^|\n)\s*(?:module\.)?exports\.[\w$]+\s*=\s*([A-Za-z_$][\w$]*)\s*(?:;|\n|$)/g)].flatMap(([, name]) => name ?? [])
  const whole = [...text.matchAll(/(?:^|\n)\s*(?:exports\s*=\s*)?module\.exports\s*=\s*([A-Za-z_$][\w$]*)\s*(?:;|\n|$)/g)].flatMap(([, name]) => name ?? [])
  return new Set([...listed, ...assigned, ...whole])
}

const base: Omit<SyntaxRow, 'grammar'> = {
  separator: '.',
  declare,
  call,
  typed,
  handedOut,
  comment: new Set(['comment']),
  wrapper: new Set([
    'export_statement',
    'lexical_declaration',
    'variable_declaration',
    'expression_statement',
    'ambient_declaration',
    'assignment_expression',
    'variable_declarator',
  ]),
  conditional: new Set(['if_statement']),
  choice: new Set(['ternary_expression']),
  loop: new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']),
  exit: new Set(['return_statement', 'throw_statement', 'continue_statement', 'break_statement']),
  throws: (node, text) => {
    if (node.type !== 'throw_statement') return null
    const made = node.children[0]
    return { name: made?.type === 'new_expression' ? textOf(childOf(made, 'constructor'), text) : textOf(made ?? null, text).slice(0, 60), kind: 'raised' }
  },
  attempt: new Set(['try_statement']),
  catches: new Set(['catch_clause']),
  cleanup: new Set(['finally_clause']),
  dispatch: new Set(['switch_statement']),
  arm: new Set(['switch_case']),
  lambda: new Set(['arrow_function', 'function_expression', 'generator_function', 'function']),
  self: new Set(['this']),
}

export const javascript: SyntaxRow = { grammar: 'javascript', ...base }
export const typescript: SyntaxRow = { grammar: 'typescript', ...base }
export const tsx: SyntaxRow = { grammar: 'tsx', ...base }
