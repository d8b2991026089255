import { forEach } from '../elements.ts'
import { type Call, type Declaration, lastName, type SyntaxRow, textOf } from '../row.ts'
import { childOf, type SyntaxNode } from '../tree.ts'

const declare = (node: SyntaxNode, text: string): Declaration | null => {
  const name = textOf(childOf(node, 'name'), text)
  const body = childOf(node, 'body')
  if (node.type === 'class' || node.type === 'module') {
    const base = textOf(childOf(node, 'superclass'), text).replace(/^<\s*/, '')
    const mixins = (body?.children ?? []).flatMap((child) =>
      child.type === 'call' && /^(?:include|extend|prepend)$/.test(textOf(childOf(child, 'method'), text))
        ? (childOf(child, 'arguments')?.children ?? []).map((argument) => textOf(argument, text))
        : [],
    )
    return {
      name: lastName(name),
      kind: node.type === 'class' ? 'class' : 'module',
      exported: true,
      extends: [base, ...mixins].filter((written) => /^[A-Z][\w:]*$/.test(written)),
      body,
    }
  }
  const made = node.type === 'assignment' ? madeClass(node, text) : null
  if (made !== null) return made
  if (node.type !== 'method' && node.type !== 'singleton_method') return null
  return { name, kind: /^test_/.test(name) ? 'test' : 'method', exported: !isPrivate(node, text), body }
}

/** `Request = Struct.new(:method) do … end` is a class as well. */
const madeClass = (node: SyntaxNode, text: string): Declaration | null => {
  const name = childOf(node, 'left')
  const maker = childOf(node, 'right')
  const block = maker?.type === 'call' && textOf(childOf(maker, 'method'), text) === 'new' ? childOf(maker, 'block') : null
  const base = maker === null ? '' : textOf(childOf(maker, 'receiver'), text)
  if (name?.type !== 'constant' || block === null || !/^[A-Z][\w:]*$/.test(base) || !/\bdef\s/.test(textOf(block, text))) return null
  return { name: textOf(name, text), kind: 'class', exported: true, extends: /^(?:Struct|Class|Module)$/.test(base) ? [] : [base], body: block }
}

/** Behind a bare `private` in the same body. */
const isPrivate = (node: SyntaxNode, text: string): boolean => {
  const siblings = node.parent?.children ?? []
  const before = siblings
    .slice(0, siblings.indexOf(node))
    .findLast((sibling) => sibling.type === 'identifier' && /^(?:private|public|protected)$/.test(textOf(sibling, text)))
  return before !== undefined && textOf(before, text) === 'private'
}

/** `workers.each(&:start)` calls `start` of each; `Thread.new(&method(:run))` has `run` called. */
const handedBlock = (node: SyntaxNode, text: string): Call | null => {
  const [handed = null] = node.children
  const taker = node.parent?.parent ?? null
  if (handed?.type === 'simple_symbol') {
    const list = taker === null ? null : childOf(taker, 'receiver')
    return list !== null && taker !== null && forEach.test(textOf(childOf(taker, 'method'), text))
      ? { name: textOf(handed, text).slice(1), receiver: textOf(list, text), ofEach: true }
      : null
  }
  const name = /^method\(:(\w+[!?]?)\)$/.exec(textOf(handed, text))?.[1]
  return name === undefined ? null : { name, receiver: 'self', isLater: true }
}

export const ruby: SyntaxRow = {
  grammar: 'ruby',
  separator: '.',
  declare,
  call: (node, text) => {
    if (node.type === 'identifier') {
      // A bare word that stands as a statement, or is put into something, calls a method, unless it is a variable.
      const isValue = (node.parent?.type === 'assignment' && node.field === 'right') || (node.field === 'body' && /_modifier$/.test(node.parent?.type ?? ''))
      return isValue || /^(?:body_statement|then|else|begin|ensure)$/.test(node.parent?.type ?? '') ? { name: textOf(node, text), receiver: null } : null
    }
    if (node.type === 'block_argument') return handedBlock(node, text)
    if (node.type !== 'call') return null
    const receiver = childOf(node, 'receiver')
    const name = textOf(childOf(node, 'method'), text)
    // `&method(:run)` hands over what `run` is.
    if (receiver === null && name === 'method' && node.parent?.type === 'block_argument') return null
    if (receiver !== null && name === 'new') return { name: lastName(textOf(receiver, text)), receiver: null }
    return { name, receiver: receiver === null ? null : textOf(receiver, text) }
  },
  typed: (node, text) => {
    if (node.type !== 'assignment') return null
    const made = /^([A-Z][\w:]*)\.new\b/.exec(textOf(childOf(node, 'right'), text))?.[1]
    return made === undefined ? null : { name: textOf(childOf(node, 'left'), text), type: lastName(made) }
  },
  comment: new Set(['comment']),
  wrapper: new Set(),
  conditional: new Set(['if', 'unless', 'elsif', 'if_modifier', 'unless_modifier']),
  choice: new Set(['conditional']),
  loop: new Set(['for', 'while', 'until']),
  exit: new Set(['return', 'next', 'break']),
  throws: (node, text) => {
    if (node.type !== 'call' || childOf(node, 'receiver') !== null || textOf(childOf(node, 'method'), text) !== 'raise') return null
    return {
      name: textOf(childOf(node, 'arguments')?.children[0] ?? null, text)
        .replace(/\.new.*$/s, '')
        .slice(0, 60),
      kind: 'raised',
    }
  },
  attempt: new Set(['begin']),
  catches: new Set(['rescue']),
  cleanup: new Set(['ensure']),
  dispatch: new Set(['case']),
  arm: new Set(['when', 'in_clause']),
  lambda: new Set(['block', 'do_block', 'lambda']),
  self: new Set(['self', 'super']),
}
