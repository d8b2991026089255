// What variables and fields hold: by the type that is written, or by what is put in.
import { chainOf } from './calls.ts'
import { type Context, callerIn, typeKind } from './context.ts'
import { findFieldName, noteField, typeOfHanded } from './fields.ts'
import { functionsAreValues } from './handed-functions.ts'
import type { Reading } from './reading.ts'
import { elementMark, textOf } from './row.ts'
import { childOf, childOfType, type SyntaxNode } from './tree.ts'

/** `logger: Logger`, `new Logger()`: what the language's row knows the type of. */
export const noteTyped = (node: SyntaxNode, { symbol, owner, type, when }: Context, { file, text, row }: Reading): void => {
  const typed = row.typed?.(node, text) ?? null
  if (typed === null || typed.type === '') return
  if (symbol === null && owner === null) file.variableTypes.set(typed.name, typed.type)
  if (symbol !== null && symbol.kind !== 'struct' && symbol.kind !== 'class') symbol.types.set(typed.name, typed.type)
  if (typed.element && symbol !== null) symbol.types.set(`${typed.name}${elementMark}`, typed.element)
  const field = findFieldName(typed.name)
  if (type === null || field === null) return
  // What is declared holds; what is put in is known only while nothing else is.
  if (symbol === null || typeKind.test(symbol.kind)) file.fieldTypes.set(`${type}.${field}`, typed.type)
  else noteField(file, `${type}.${field}`, typed.type, when)
  if (typed.element) file.fieldTypes.set(`${type}.${field}${elementMark}`, typed.element)
}

/** `server = Server.new(conf)`, `first = routes[0]`, `render = self.render`, `self.loader = loader`: known by what is put in. */
export const noteMaking = (node: SyntaxNode, context: Context, { file, text, row }: Reading): void => {
  const maker = callerIn(context, file)
  if (maker === null || !makings.has(node.type)) return
  const target =
    childOf(node, 'left') ?? childOf(node, 'name') ?? childOf(node, 'pattern') ?? childOf(node, 'declarator') ?? childOfType(node, 'variable_declaration')
  const last = node.children.at(-1) ?? null
  // Kotlin and C# have no name for what is put in.
  let value = childOf(node, 'right') ?? childOf(node, 'value') ?? (last?.field === null && last !== target ? last : null)
  const list = value === null ? undefined : elementOf.exec(textOf(value, text))?.[1]
  // `x()?`, `await x()`, a list of one.
  while (value !== null && value.children.length === 1 && row.call(value, text) === null) value = value.children[0] ?? null
  const called = value === null ? null : row.call(value, text)
  const made = called === null ? null : { name: called.name, receiver: called.receiver === null ? null : chainOf(called.receiver) }
  const name =
    textOf(target, text)
      .replace(/^(?:mut |[&*]+\s*)/, '')
      .split(',')[0]
      ?.trim() ?? ''
  const isUntyped = /^[\w$]+$/.test(name) && !maker.types.has(name)
  if (list !== undefined && isUntyped) maker.elementsOf.set(name, list)
  if (made !== null && isUntyped) maker.madeBy.set(name, made)
  const [, owner = '', member = ''] = (made === null && functionsAreValues(file.language) && memberOfObject.exec(textOf(value, text))) || []
  if (member !== '' && /^[a-z_]\w*$/.test(name)) maker.aliasOf.set(name, { name: member, receiver: owner })
  const field = findFieldName(name)
  if (field === null || context.type === null) return
  if (made !== null && context.symbol !== null) file.fieldsMadeBy.set(`${context.type}.${field}`, { ...made, within: context.symbol.qualifiedName })
  const handed = typeOfHanded(name, textOf(value, text), maker)
  if (handed !== null) noteField(file, `${context.type}.${field}`, handed, context.when)
}

const makings = new Set([
  'assignment',
  'variable_declarator',
  'short_var_declaration',
  'let_declaration',
  'assignment_expression',
  'property_declaration',
  'init_declarator',
])
/** `val interceptor = interceptors[index]` */
const elementOf = /^&?([A-Za-z_][\w.]*)\[[^[\]\n:]*\]$/
const memberOfObject = /^([\w$]+(?:\.[\w$]+)*)\.(#?[\w$]+)$/
