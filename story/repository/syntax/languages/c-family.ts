// C and C++: a function's name is at the bottom of its declarator, a method may be defined far from its class.
import { type Declaration, elementTypeName, lastName, type SyntaxRow, textOf, typeName } from '../row.ts'
import { childOf, childOfType, type SyntaxNode } from '../tree.ts'

const kinds: Readonly<Record<string, Declaration['kind']>> = {
  class_specifier: 'class',
  struct_specifier: 'struct',
  union_specifier: 'struct',
  enum_specifier: 'enum',
}

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  if (node.type === 'function_definition') return declareFunction(node, text)
  if (node.type === 'field_declaration') return declareAbstract(node, text)
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
  const bases = (childOfType(node, 'base_class_clause')?.children ?? []).filter(({ type }) =>
    /^(?:type_identifier|qualified_identifier|template_type)$/.test(type),
  )
  return { name: lastName(textOf(childOf(node, 'name'), text)), kind, exported: true, extends: bases.map((base) => lastName(textOf(base, text))), body }
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
  // What a preprocessor parts the grammar puts together as it can.
  if (/^(?:if|for|while|switch|return|else|do|sizeof|catch)$/.test(name)) return null
  if (/^TEST(?:_F|_P)?$|^TEST_CASE$/.test(name)) return { name, kind: 'test', exported: false, body: childOf(node, 'body') }
  const head = text.slice(node.start, declarator?.start ?? node.start)
  const inType = isInType(node)
  const owner = parts.length > 1 ? (parts.at(-2) ?? null) : undefined
  return {
    name,
    kind: inType || owner !== undefined ? 'method' : 'function',
    ...(owner === undefined ? {} : { owner }),
    // By its ending it is the type's own business, as in many houses.
    exported: (!/\bstatic\b/.test(head) || inType) && !(owner !== undefined && /\w_$/.test(name)),
    body: childOf(node, 'body'),
  }
}

/** Between a method and its type stand a template's head and the questions of the preprocessor. */
const isInType = ({ parent }: SyntaxNode): boolean =>
  parent !== null &&
  (/^(?:class|struct)_specifier$/.test(parent.type) || (/^(?:field_declaration_list|template_declaration|preproc_\w+)$/.test(parent.type) && isInType(parent)))

/** `virtual void log(…) = 0;`: what those who inherit from it have to bring. */
const declareAbstract = (node: SyntaxNode, text: string): Declaration | null => {
  const declarator = childOf(node, 'declarator')
  const name = textOf(childOf(declarator?.type === 'function_declarator' ? declarator : childOf(declarator, 'declarator'), 'declarator'), text)
  return /^\w+$/.test(name) && textOf(childOf(node, 'default_value'), text) === '0' && childOfType(node, 'bitfield_clause') === null
    ? { name, kind: 'method', exported: true, body: null }
    : null
}

/**
 * `class TILL_EXPORT Till {` and `TILL_INLINE int open() {`: read with the macro, the class is a function, and with it goes
 * all that the library shows to others.
 */
const exportMacros =
  /(?<=\b(?:class|struct|union)[ \t]+)(?:[A-Z][A-Z\d_]{2,}(?:\([^()\n]*\))?[ \t]+)+(?=[A-Za-z_]\w*(?:<[^>\n]*>)?(?:[ \t]+final)?\s*[:{])|(?<=^[ \t]*)[A-Z][A-Z\d]*_(?:API|EXPORT|INLINE|PUBLIC|NODISCARD|NORETURN|FORCE_INLINE|ALWAYS_INLINE)[ \t]+(?=[\w:<])/gm
/** Words that only look like names to the grammar, in capitals as is usual. */
const macros: readonly RegExp[] = [
  exportMacros,
  // `void TILL_INLINE open() {`
  /\b[A-Z][A-Z\d]*_(?:[A-Z\d]+_)*(?:INLINE|API|EXPORTS?|CONSTEXPR\d*|FUNC|DECL|EXTERN|NOINLINE|DEPRECATED|UNUSED|VISIBILITY|CALL|NOEXCEPT)(?![\w(])(?=[ \t\n]+[\w:~*&{[])/g,
  // `TILL_TRY { … } TILL_CATCH(till)`
  /^[ \t]*[A-Z][A-Z\d]*_[A-Z\d_]+(?=\s*\{)/gm,
  /(?<=\}\s*)[A-Z][A-Z\d]*_[A-Z\d_]*CATCH[A-Z\d_]*\([^()\n]*\)/g,
]

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
    if (node.type === 'for_range_loop' && /^auto\b/.test(textOf(childOf(node, 'type'), text))) return null
    if (node.type !== 'for_range_loop' && node.type !== 'parameter_declaration' && node.type !== 'declaration' && node.type !== 'field_declaration') return null
    // A method that is only declared there.
    if (node.type === 'field_declaration' && childOf(node, 'declarator')?.type === 'function_declarator') return null
    const name = textOf(childOf(node, 'declarator'), text)
      .replace(/[=({[].*$/s, '')
      .replace(/[&*\s]/g, '')
    const written = textOf(childOf(node, 'type'), text)
    const type = typeName(written)
    return /^\w+$/.test(name) && type !== ''
      ? { name: node.type === 'field_declaration' ? `this.${name}` : name, type, element: elementTypeName(written) }
      : null
  },
  returned: (node, text) => textOf(childOf(node, 'type'), text),
  macros,
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
export const cpp: SyntaxRow = { grammar: 'cpp', separator: '::', ...base }
