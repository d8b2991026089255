// What goes through a list, one by one: the variable of a loop, and the parameter of what is run for each.
import type { ParsedSymbol } from './parsed-file.ts'
import type { Reading } from './reading.ts'
import { textOf } from './row.ts'
import { childOf, childOfType, type SyntaxNode } from './tree.ts'

/** Notes of a loop or of a call which list its variable stands for. */
export const noteElements = (node: SyntaxNode, symbol: ParsedSymbol, { file, text, row }: Reading): void => {
  const [element, source] = (row.loop.has(node.type) ? elementOfLoop(node, text, file.language) : elementOfBlock(node, text)) ?? []
  if (element !== undefined && source !== undefined) symbol.elementsOf.set(element, source)
}

const longestLoopHeader = 160
const loopHeader =
  /^for\s*\(?\s*(?:(?:const|let|var|final|auto)\s+)?(\w+\s*,\s*)?&?(\w+)\s*(?::=\s*)?\b(range|of|in)\s+&?(?:mut\s+)?([\w$.]+?)(?:\.(?:iter|iter_mut|into_iter|values)\(\))?\s*\)?\s*(?:\{|:|$)/
/** Python goes through some the other way round, or sorted; PHP names what it goes through first. */
const wrappedHeader = /^for\s+(\w+)\s+in\s+(?:reversed|sorted|list|tuple|iter)\(\s*([\w.]+)\s*\)\s*:/
/** C++, Java and C# where the type is left to be found out: `for (auto &sink : sinks_)`, `foreach (var sink in _sinks)`. */
const rangedLoop = /^(?:for|foreach)\s*\(\s*(?:const\s+|final\s+)?(?:auto|var)\s*(?:const\s*)?&{0,2}\s*(\w+)\s*(?::|\bin\b)\s*\*?([\w.>-]+)\s*\)/
const foreachHeader = /^foreach\s*\(\s*(?:\w+\(\s*)?\$([\w>-]+)\s*\)?\s+as\s+(?:\$\w+\s*=>\s*)?&?\$(\w+)\s*\)/

const elementOfLoop = (node: SyntaxNode, text: string, language: string): [string, string] | null => {
  const header = text.slice(node.start, Math.min(node.end, node.start + longestLoopHeader)).split('\n')[0] ?? ''
  const ranged = rangedLoop.exec(header)
  if (ranged !== null) return [ranged[1] ?? '', (ranged[2] ?? '').replaceAll('->', '.')]
  const [, list = '', each = ''] = foreachHeader.exec(header) ?? []
  if (list !== '') return [each, list.replaceAll('->', '.')]
  const [, one, wrapped = ''] = wrappedHeader.exec(header) ?? []
  if (one !== undefined) return [one, wrapped]
  const [, index, element = '', word = '', source = ''] = loopHeader.exec(header) ?? []
  // Go's lone variable and JavaScript's `in` are keys.
  const isKey = word === 'range' ? index === undefined : word === 'in' && /Script|TSX/.test(language)
  return source === '' || isKey ? null : [element, source]
}

/** What a list runs a function with, for every element of it. */
export const forEach = /^(?:each|reverse_each|each_with_index|map|forEach|flat_?[mM]ap|some|every|find|detect|select|reject|filter|any\?|all\?|collect)$/
const plainList = /^(?:@|[A-Za-z_$])[\w$.#]*$/

/** `handlers.forEach((handler) => …)`, `workers.each do |worker| … end`. */
const elementOfBlock = (node: SyntaxNode, text: string): [string, string] | null => {
  if (node.type !== 'call_expression' && node.type !== 'call') return null
  const callee = childOf(node, 'function')
  const method = textOf(childOf(node, 'method') ?? (callee === null ? null : childOf(callee, 'property')), text)
  if (!forEach.test(method)) return null
  const list = textOf(childOf(node, 'receiver') ?? (callee === null ? null : childOf(callee, 'object')), text)
  if (!plainList.test(list)) return null
  const block = childOf(node, 'block') ?? childOfType(childOf(node, 'arguments'), 'arrow_function', 'function_expression')
  const parameters = block === null ? null : (childOf(block, 'parameters') ?? childOfType(block, 'block_parameters'))
  const first = block === null ? null : (childOf(block, 'parameter') ?? parameters?.children[0] ?? null)
  const name = textOf(first === null ? null : (childOf(first, 'pattern') ?? first), text)
  return /^[\w$]+$/.test(name) ? [name, list] : null
}
