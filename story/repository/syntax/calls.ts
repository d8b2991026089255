// The calls that a function makes: on what, from which line, and with how many arguments.
import { hasOverloads } from '../languages.ts'
import { type Context, callerIn } from './context.ts'
import { functionsAreValues, nothingHanded, readHanded } from './handed-functions.ts'
import type { ParsedCall } from './parsed-file.ts'
import type { Reading } from './reading.ts'
import { oneLine, textOf } from './row.ts'
import { childOf, type SyntaxNode } from './tree.ts'

export const noteCall = (node: SyntaxNode, context: Context, { file, text, row }: Reading): void => {
  const called = row.call(node, text)
  const caller = callerIn(context, file)
  if (called === null || caller === null || !callableName.test(called.name)) return
  caller.calls.push({
    name: called.name,
    receiver: called.receiver === null ? null : chainOf(called.receiver),
    line: callLine(node),
    when: context.when,
    closure: called.isLater === true ? (context.closure ?? { line: node.line, endLine: node.endLine }) : context.closure,
    deferredBy: context.deferredBy,
    isRare: context.isRare,
    given: hasOverloads(file.language) ? countGiven(node) : null,
    ofModule: called.ofModule ?? false,
    ofEach: called.ofEach ?? false,
    handed: functionsAreValues(file.language) ? readHanded(node, text) : nothingHanded,
  })
}

/** What is deferred runs when all else is done, and what was deferred last comes first. */
export const inOrderOfRunning = (calls: readonly ParsedCall[]): ParsedCall[] => {
  const deferred = calls.filter(({ deferredBy }) => deferredBy !== null)
  if (deferred.length === 0) return [...calls]
  return [...calls.filter(({ deferredBy }) => deferredBy === null), ...deferred.toSorted((a, b) => (b.deferredBy ?? 0) - (a.deferredBy ?? 0))]
}

/** `c.handlers[c.index](c)`: which function runs, only the list knows. */
export const noteElementCall = (node: SyntaxNode, { symbol, when }: Context, { text }: Reading): void => {
  const callee = childOf(node, 'function')
  if (symbol === null) return
  const list = callee === null || !elementNodes.has(callee.type) ? null : (childOf(callee, 'operand') ?? childOf(callee, 'object') ?? childOf(callee, 'value'))
  // Go's grammar takes it for a conversion to a generic type.
  const written = node.type === 'type_conversion_expression' ? (/^([\w.]+)\[/.exec(textOf(node, text))?.[1] ?? '') : textOf(list, text)
  const name = listName.exec(written)?.[1]
  if (name !== undefined)
    symbol.remarks.push({
      kind: 'calls_given',
      text: `${name} → element${when === null ? '' : ` → ${when}`}`,
      line: callLine(node),
      endLine: node.endLine,
    })
}

/** With JavaScript's mark of what is private. */
const callableName = /^#?[\w$!?]+$/

const elementNodes: ReadonlySet<string> = new Set(['index_expression', 'subscript_expression', 'subscript'])
/** Several of something, by its name. */
const listName = /(?:^|[.>])([A-Za-z]\w+s|stack|chain)$/

/** `WSGIApplication("%(prog)s [OPTIONS]", prog=prog)` is what `run` is called on: cut short, it is nothing that is known. */
const longestReceiver = 120

/** A chain over many lines, as one. */
export const chainOf = (receiver: string): string => oneLine(receiver.replace(/\s+(?=\??\.\w|->|::)/g, ''), longestReceiver)

const argumentLists = new Set(['argument_list', 'arguments', 'value_arguments'])
/** Kotlin's last may stand behind the others, in braces. */
const countGiven = (call: SyntaxNode): number | null => {
  const parts = call.children.flatMap((child) => (child.type === 'call_suffix' ? child.children : [child]))
  const list = parts.find(({ type }) => argumentLists.has(type))
  const behind = parts.filter(({ type }) => type === 'annotated_lambda').length
  return list === undefined && behind === 0 ? null : (list?.children.filter(({ type }) => !/comment/.test(type)).length ?? 0) + behind
}

/** The line of the name that is called: in a chain over many lines, not the chain's first. */
const callLine = (node: SyntaxNode): number => {
  const callee = childOf(node, 'function') ?? childOf(node, 'name') ?? childOf(node, 'method')
  return callee?.endLine ?? node.line
}
