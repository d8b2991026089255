// Names with a plain value: constants, defaults, fields of a default configuration.
import type { ParsedSymbol } from './parsed-file.ts'
import type { Reading } from './reading.ts'
import { oneLine, textOf } from './row.ts'
import { childOf, type SyntaxNode } from './tree.ts'

export const noteValue = (node: SyntaxNode, symbol: ParsedSymbol | null, { file, text }: Reading): void => {
  const found = readValue(node, text, symbol)
  if (found === null) return
  const atTop = symbol === null || symbol.kind === 'class' || symbol.kind === 'struct'
  if (!atTop && !found.always) return
  file.values.push({
    name: found.name,
    value: found.value,
    isSetting: found.isSetting,
    inSymbol: symbol?.qualifiedName ?? null,
    line: node.line,
    endLine: node.endLine,
  })
}

const literal =
  /^(?:-?\d[\w.]*|true|false|True|False|"[^"\n]{0,80}"|'[^'\n]{0,80}'|[\d_\s()*+<x.]{1,40}|timedelta\([^)]*\)|[\w.]*Duration::from_\w+\([\d_]+\)|\d+ \* time\.\w+|\/.{1,60}\/[a-z]*|0o?\d+)$/

const nameFields = ['name', 'left', 'key', 'field', 'pattern'] as const
const valueTypes = new Set([
  'variable_declarator',
  'assignment',
  'const_spec',
  'var_spec',
  'const_item',
  'static_item',
  'field_initializer',
  'keyed_element',
  'pair',
  'assignment_expression',
  'enum_assignment',
  'default_parameter',
  'typed_default_parameter',
  'preproc_def',
  'constant_declaration',
  'const_element',
  'property_declaration',
])

/** `always`: worth keeping inside a function too. */
const readValue = (
  node: SyntaxNode,
  text: string,
  symbol: ParsedSymbol | null,
): { name: string; value: string; isSetting: boolean; always: boolean } | null => {
  if (node.type === 'call_expression' || node.type === 'call') {
    const callee = textOf(childOf(node, 'function'), text)
    const [key, value] = childOf(node, 'arguments')?.children ?? []
    if (key === undefined || !/^(?:this|app|self|config|settings|defaults|\w*Config)\.(?:set|enable|disable|setDefault|setdefault)$/.test(callee)) return null
    const name = textOf(key, text)
    if (!/^['"][\w .:-]+['"]$/.test(name)) return null
    if (symbol === null || !/default|config|init|setup|^create/i.test(symbol.name)) return null
    const written = callee.endsWith('.enable') ? 'true' : callee.endsWith('.disable') ? 'false' : textOf(value ?? null, text)
    return literal.test(written) ? { name: name.slice(1, -1), value: written.replace(/^["']|["']$/g, ''), isSetting: true, always: true } : null
  }
  if (!valueTypes.has(node.type)) return null
  const nameNode = nameFields.map((field) => childOf(node, field)).find((child) => child !== null) ?? node.children[0] ?? null
  const valueNode = childOf(node, 'value') ?? childOf(node, 'right') ?? (node.children.length > 1 ? (node.children.at(-1) ?? null) : null)
  const name = textOf(nameNode, text).replace(/^['"]|['"]$/g, '')
  const value = oneLine(textOf(valueNode, text), 90).replace(/^\{\s*|\s*\}$/g, '')
  if (!/^[\w$.-]{2,60}$/.test(name) || /^(?:configurable|enumerable|writable|value)$/.test(name) || value === '' || !literal.test(value)) return null
  const inDefaults =
    symbol !== null && /(?:^|::|\.)(?:default|new|defaults?\w*|New\w*|Default\w*|initialize|__init__|defaultConfiguration|init)$/i.test(symbol.qualifiedName)
  const isPair = node.type === 'pair' || node.type === 'keyed_element' || node.type === 'field_initializer'
  const underDefaults = isPair && enclosingName(node, text)
  if (isPair && ((!inDefaults && !underDefaults) || isOfAnEntry(node, text))) return null
  const isMember = /^(?:this|self|app)\./.test(name)
  return {
    name: name.replace(/^(?:this|self)\./, ''),
    value: value.replace(/^["']|["']$/g, ''),
    isSetting: isPair,
    always: isPair || node.type === 'const_item' || node.type === 'const_spec' || (isMember && inDefaults) || /^[A-Z][A-Z\d_]+$/.test(name),
  }
}

const pairTypes = new Set(['pair', 'keyed_element', 'field_initializer'])
const listTypes = new Set(['array', 'list', 'tuple', 'array_expression'])
/** A field of one entry of a table or a list: the others have values of their own for it. */
const isOfAnEntry = (node: SyntaxNode, text: string): boolean => {
  for (let above = node.parent; above !== null && !/function|method|block|body|declaration/.test(above.type); above = above.parent) {
    if (listTypes.has(above.type)) return true
    // Go leaves a type out only where all entries have the same.
    if (above.type === 'literal_value' && above.parent !== null && /^(?:literal_element|literal_value|keyed_element)$/.test(above.parent.type)) return true
    const key = pairTypes.has(above.type) ? textOf(above.children[0] ?? null, text) : ''
    if (above.type === 'keyed_element' && /^["'`\d]/.test(key)) return true
    if (above.type === 'pair' && above.parent !== null && hasSameElsewhere(textOf(node.children[0] ?? null, text), above, text)) return true
  }
  return false
}

const hasSameElsewhere = (key: string, entry: SyntaxNode, text: string): boolean =>
  (entry.parent?.children ?? []).some(
    (other) =>
      other !== entry &&
      other.type === 'pair' &&
      (other.children.at(-1)?.children ?? []).some((inner) => inner.type === 'pair' && textOf(inner.children[0] ?? null, text) === key),
  )

/** `default_config = ImmutableDict({…})`: pairs below a name that speaks of defaults. */
const enclosingName = (node: SyntaxNode, text: string): boolean => {
  for (let above = node.parent, steps = 0; above !== null && steps < 8; above = above.parent, steps += 1) {
    const name = textOf(childOf(above, 'left') ?? childOf(above, 'name'), text)
    if (name !== '') return /default/i.test(name) && !/(?:ports?|headers?|mimes?|types?|codes?|colou?rs?|names?|messages?|errors?|schemes?)$/i.test(name)
  }
  return false
}
