// One parsed file → its symbols with what they say of themselves, what they call and in which order, and what their code
// does that is worth telling: guards, limits, defaults, clean-up. One walk over the tree collects all of it.
import { hasOverloads } from '../languages.ts'
import { nestCondition, whenRaised } from '../nested-conditions.ts'
import { type Comment, commentNodes, docParagraphs, hiddenComments, readComments, withoutQuotes } from './comments.ts'
import { visitChoice, visitConditional } from './conditions.ts'
import { type Context, outside } from './context.ts'
import { visitDispatch } from './dispatches.ts'
import { noteElements } from './elements.ts'
import { findFieldName, noteField, severalOf, typeOfHanded } from './fields.ts'
import { type Handed, readHanded } from './handed-functions.ts'
import { findHeading, findSubject } from './headings.ts'
import type { ParsedFile, ParsedSymbol } from './parsed-file.ts'
import type { Walk } from './reading.ts'
import { noteBounds, noteLeaving } from './remarks.ts'
import { noteReturned } from './returned-types.ts'
import { type Declaration, elementMark, oneLine, type SyntaxRow, textOf, typeName } from './row.ts'
import { childOf, childOfType, type SyntaxNode } from './tree.ts'
import { readValue } from './values.ts'

const typeKind = /^(?:class|struct|interface|trait|enum)$/
/** `WSGIApplication("%(prog)s [OPTIONS]", prog=prog)` is what `run` is called on: cut short, it is nothing that is known. */
const longestReceiver = 120

export const readFile = (path: string, language: string, text: string, root: SyntaxNode, row: SyntaxRow): ParsedFile => {
  const comments = readComments(row.hidden === undefined ? commentNodes(root, row.comment) : hiddenComments(text, row.hidden), text)
  const lines = text.split('\n')
  const commentByEnd = new Map(comments.filter((comment) => !comment.trailing).map((comment) => [comment.endLine, comment]))
  const file: ParsedFile = {
    path,
    language,
    text,
    lines: root.endLine,
    heading: findHeading(root, text, row, comments),
    symbols: [],
    comments: [],
    errors: [],
    values: [],
    fieldTypes: new Map(),
    fieldChoices: [],
    fieldsMadeBy: new Map(),
    variableTypes: new Map(),
    script: newSymbol({ name: '', kind: 'function', exported: false, body: null }, { qualifiedName: '', line: 1, endLine: root.endLine }),
  }
  const walk: Walk = { file, text, row, visit }
  visit(root, outside)
  const handedOut = row.handedOut?.(text) ?? new Set()
  for (const symbol of file.symbols) if (symbol.parent === null && handedOut.has(symbol.name)) symbol.exported = true
  file.fieldChoices = severalOf(file.fieldChoices)
  file.comments = comments.map((comment) => ({ ...comment, about: findSubject(file.symbols, comment) }))
  return file

  function visit(node: SyntaxNode, context: Context): void {
    const declared = row.declare(node, text)
    if (declared?.kind === 'test') return
    if (declared !== null) {
      visitDeclaration(node, declared, context)
      return
    }
    const typed = row.typed?.(node, text) ?? null
    if (typed !== null && typed.type !== '') {
      if (context.symbol === null && context.owner === null) file.variableTypes.set(typed.name, typed.type)
      if (context.symbol !== null && context.symbol.kind !== 'struct' && context.symbol.kind !== 'class') context.symbol.types.set(typed.name, typed.type)
      if (typed.element && context.symbol !== null) context.symbol.types.set(`${typed.name}${elementMark}`, typed.element)
      const field = findFieldName(typed.name)
      if (context.type !== null && field !== null) {
        // What is declared holds; what is put in is known only while nothing else is.
        if (context.symbol === null || typeKind.test(context.symbol.kind)) file.fieldTypes.set(`${context.type}.${field}`, typed.type)
        else noteField(file, `${context.type}.${field}`, typed.type, context.when)
        if (typed.element) file.fieldTypes.set(`${context.type}.${field}${elementMark}`, typed.element)
      }
    }
    if (row.atDefinition?.has(node.type)) return
    if (row.conditional.has(node.type)) {
      visitConditional(node, context, walk)
      return
    }
    if (row.choice?.has(node.type)) {
      visitChoice(node, context, walk)
      return
    }
    if (row.dispatch.has(node.type)) {
      visitDispatch(node, context, walk)
      return
    }
    if (context.symbol !== null) noteElements(node, context.symbol, walk)
    const given = isGivenToMaker(node) || isKept(node, context) ? { line: node.line, endLine: node.endLine } : null
    // What is done about an error is no part of what mostly happens.
    const isRare = context.isRare || row.catches.has(node.type)
    const inner =
      given !== null
        ? { ...context, closure: context.closure ?? given, when: `the function of line ${given.line} is called` }
        : row.lambda.has(node.type) && isHandedOn(node)
          ? { ...context, closure: context.closure ?? { line: node.line, endLine: node.endLine } }
          : isRare === context.isRare
            ? context
            : { ...context, isRare, when: row.catches.has(node.type) ? nestCondition(context.when, whenRaised) : context.when }
    // A block runs when what it is given to has begun.
    const isLate = (child: SyntaxNode): boolean => language === 'Ruby' && /^(?:do_)?block$/.test(child.type)
    for (const child of node.children) if (!isLate(child)) visit(child, inner)
    noteLeaving(node, context.symbol, walk)
    const called = row.call(node, text)
    const caller = context.symbol ?? (context.owner === null ? file.script : null)
    if (called !== null && caller !== null && callableName.test(called.name)) {
      const receiver = called.receiver === null ? null : chainOf(called.receiver)
      caller.calls.push({
        name: called.name,
        receiver,
        line: callLine(node),
        when: context.when,
        closure: called.isLater === true ? (context.closure ?? { line: node.line, endLine: node.endLine }) : context.closure,
        isRare: context.isRare,
        given: hasOverloads(language) ? countGiven(node) : null,
        ofModule: called.ofModule ?? false,
        ofEach: called.ofEach ?? false,
        handed: functionsAreValues.test(language) ? readHanded(node, text) : nothingHanded,
      })
    }
    for (const child of node.children) if (isLate(child)) visit(child, inner)
    noteElementCall(node, context)
    noteMaking(node, context)
    if (context.symbol !== null && context.symbol.returns === '' && context.closure === null) noteReturned(node, context.symbol, walk)
    noteValue(node, context)
    noteBounds(node, context.symbol, walk)
  }

  /** `c.handlers[c.index](c)`: which function runs, only the list knows. */
  function noteElementCall(node: SyntaxNode, { symbol, when }: Context): void {
    const callee = childOf(node, 'function')
    if (symbol === null) return
    const list =
      callee === null || !elementNodes.has(callee.type) ? null : (childOf(callee, 'operand') ?? childOf(callee, 'object') ?? childOf(callee, 'value'))
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

  /** Given to somebody who may call it, and not to what goes through a list with it at once. */
  function isHandedOn(node: SyntaxNode): boolean {
    if (!functionNodes.has(node.type)) return false
    const receiving = node.parent?.parent ?? null
    const taker = receiving === null ? null : row.call(receiving, text)
    return taker !== null && !callsAtOnce.test(taker.name)
  }

  /** Returned, or put into a variable or a field: whoever calls it later runs what it calls. */
  function isKept(node: SyntaxNode, { symbol }: Context): boolean {
    if (!functionNodes.has(node.type) || node.parent === null) return false
    // `app.use = function use() { … }` is what was declared, and not something within it.
    if (symbol === null || node.line <= symbol.line || node.endLine >= symbol.endLine) return false
    const holder = /^(?:parenthesized_expression|expression_list|literal_element)$/.test(node.parent.type) ? node.parent.parent : node.parent
    return holder !== null && keeping.has(holder.type)
  }

  /** Ruby: `ThreadPool.new(size) { |client| serve(client) }` keeps the block, and runs it later. */
  function isGivenToMaker(node: SyntaxNode): boolean {
    return language === 'Ruby' && /^(?:do_)?block$/.test(node.type) && node.parent !== null && textOf(childOf(node.parent, 'method'), text) === 'new'
  }

  function noteMaking(node: SyntaxNode, context: Context): void {
    const maker = context.symbol ?? (context.owner === null ? file.script : null)
    if (maker === null || !makings.has(node.type)) return
    const target =
      childOf(node, 'left') ?? childOf(node, 'name') ?? childOf(node, 'pattern') ?? childOf(node, 'declarator') ?? childOfType(node, 'variable_declaration')
    const last = node.children.at(-1) ?? null
    // Kotlin and C# have no name for what is put in.
    let value = childOf(node, 'right') ?? childOf(node, 'value') ?? (last?.field === null && last !== target ? last : null)
    const list = value === null ? undefined : elementOf.exec(textOf(value, text))?.[1]
    // `x()?`, `await x()`, a list of one.
    while (value !== null && value.children.length === 1 && row.call(value, text) === null) value = value.children[0] ?? null
    const made = value === null ? null : row.call(value, text)
    const name =
      textOf(target, text)
        .replace(/^(?:mut |[&*]+\s*)/, '')
        .split(',')[0]
        ?.trim() ?? ''
    if (list !== undefined && /^[\w$]+$/.test(name) && !maker.types.has(name)) maker.elementsOf.set(name, list)
    if (made !== null && /^[\w$]+$/.test(name) && !maker.types.has(name))
      maker.madeBy.set(name, { name: made.name, receiver: made.receiver === null ? null : chainOf(made.receiver) })
    const [, owner = '', member = ''] = (made === null && functionsAreValues.test(language) && memberOfObject.exec(textOf(value, text))) || []
    if (member !== '' && /^[a-z_]\w*$/.test(name)) maker.aliasOf.set(name, { name: member, receiver: owner })
    const field = findFieldName(name)
    if (made !== null && field !== null && context.type !== null && context.symbol !== null) {
      const receiver = made.receiver === null ? null : chainOf(made.receiver)
      file.fieldsMadeBy.set(`${context.type}.${field}`, { name: made.name, receiver, within: context.symbol.qualifiedName })
    }
    const handed = field === null || context.type === null ? null : typeOfHanded(name, textOf(value, text), maker)
    if (handed !== null) noteField(file, `${context.type}.${field}`, handed, context.when)
  }

  function visitDeclaration(node: SyntaxNode, declared: Declaration, context: Context): void {
    const owner = declared.owner === undefined ? context.owner : declared.owner
    if (declared.kind === 'scope') {
      const within = declared.name === '' ? context.owner : declared.name
      const type = declared.name === '' ? context.type : declared.name
      for (const child of node.children) visit(child, { ...context, owner: within, type, ownerExtends: declared.extends ?? [], symbol: null })
      const known = file.symbols.find((symbol) => symbol.qualifiedName === declared.name)
      if (known !== undefined) known.extends = [...new Set([...known.extends, ...(declared.extends ?? [])])]
      return
    }
    const qualifiedName = owner === null ? declared.name : `${owner}${row.separator}${declared.name}`
    const symbol: ParsedSymbol = {
      ...newSymbol(declared, { qualifiedName, line: node.line, endLine: node.endLine }),
      signature: signatureOf(node, declared.body),
      doc: findDoc(node, declared.body),
      parent: owner,
      types: new Map(context.symbol?.types ?? []),
      elementsOf: new Map(context.symbol?.elementsOf ?? []),
      madeBy: new Map(context.symbol?.madeBy ?? []),
      aliasOf: new Map(context.symbol?.aliasOf ?? []),
      returns: row.returned === undefined ? returnedType(signatureOf(node, declared.body, longestSignature)) : typeName(row.returned(node, text)),
    }
    file.symbols.push(symbol)
    if (declared.kind === 'property' && context.type !== null && symbol.returns !== '') file.fieldTypes.set(`${context.type}.${declared.name}`, symbol.returns)
    // Go's methods and `Shop.prototype.sell = function` stand outside of their types.
    const type = typeKind.test(declared.kind) ? qualifiedName : declared.kind === 'method' ? owner : context.type
    for (const child of node.children) visit(child, { ...outside, symbol, owner: qualifiedName, type, ownerExtends: symbol.extends })
  }

  function signatureOf(node: SyntaxNode, body: SyntaxNode | null, maxCharacters = 240): string {
    const end = body === null || body.start <= node.start ? node.end : body.start
    return oneLine(text.slice(node.start, Math.min(end, node.start + 4 * longestSignature)).replace(/(?:\{|=>|:|=)\s*$/, ''), maxCharacters)
  }

  function findDoc(node: SyntaxNode, body: SyntaxNode | null): ParsedSymbol['doc'] {
    const string = body === null ? null : (row.docstring?.(body, text) ?? null)
    if (string !== null) return { paragraphs: docParagraphs(withoutQuotes(textOf(string, text))), line: string.line, endLine: string.endLine }
    let top = node
    while (top.parent !== null && row.wrapper.has(top.parent.type) && top.parent.line >= top.line - 8) top = top.parent
    let line = top.line
    const siblings = top.parent?.children ?? []
    for (let at = siblings.indexOf(top) - 1; at >= 0; at -= 1) {
      const before = siblings[at]
      if (before === undefined || !row.wrapper.has(before.type) || !/^(?:attribute|decorator|annotation)/.test(before.type)) break
      line = before.line
    }
    // `/** … */` may stand an empty line above what it documents.
    const above = commentByEnd.get(line - 2)
    const comment = commentByEnd.get(line - 1) ?? (above !== undefined && isDocBlock(above, line - 1) ? above : undefined)
    return comment === undefined ? null : { paragraphs: docParagraphs(comment.text), line: comment.line, endLine: comment.endLine }
  }

  function isDocBlock(comment: Comment, emptyLine: number): boolean {
    return lines[comment.line - 1]?.trimStart().startsWith('/**') === true && lines[emptyLine - 1]?.trim() === ''
  }

  function noteValue(node: SyntaxNode, context: Context): void {
    const found = readValue(node, text, context.symbol)
    if (found === null) return
    const atTop = context.symbol === null || context.symbol.kind === 'class' || context.symbol.kind === 'struct'
    if (!atTop && !found.always) return
    file.values.push({
      name: found.name,
      value: found.value,
      isSetting: found.isSetting,
      inSymbol: context.symbol?.qualifiedName ?? null,
      line: node.line,
      endLine: node.endLine,
    })
  }
}

const newSymbol = (
  { name, kind, exported, extends: bases }: Declaration,
  { qualifiedName, line, endLine }: { qualifiedName: string; line: number; endLine: number },
): ParsedSymbol => ({
  name,
  qualifiedName,
  kind: kind === 'test' || kind === 'scope' ? 'function' : kind,
  line,
  endLine,
  signature: '',
  doc: null,
  exported,
  parent: null,
  extends: bases ?? [],
  calls: [],
  remarks: [],
  types: new Map(),
  elementsOf: new Map(),
  madeBy: new Map(),
  aliasOf: new Map(),
  returns: '',
})

const functionsAreValues = /^(?:JavaScript|TypeScript|TSX|Python)$/
const memberOfObject = /^([\w$]+(?:\.[\w$]+)*)\.(#?[\w$]+)$/
const nothingHanded: readonly Handed[] = []

/** With JavaScript's mark of what is private. */
const callableName = /^#?[\w$!?]+$/

/** Written as functions are; blocks and one-line closures of other languages mostly run on the spot. */
const functionNodes = new Set([
  'arrow_function',
  'function_expression',
  'generator_function',
  'function',
  'func_literal',
  'anonymous_function',
  'anonymous_function_creation_expression',
])
const keeping = new Set([
  'return_statement',
  'short_var_declaration',
  'var_spec',
  'assignment_statement',
  'keyed_element',
  'assignment_expression',
  'variable_declarator',
  'pair',
])
const callsAtOnce =
  /^(?:(?:flat|array_)?[mM]ap|(?:array_)?filter|forEach|each|some|every|find\w*|reduce\w*|sort\w*|then|catch|finally|listen|Promise|replace\w*|Do|Once|WithContext)$/

/** What it returns stands behind all of its parameters. */
const longestSignature = 1500

const elementNodes: ReadonlySet<string> = new Set(['index_expression', 'subscript_expression', 'subscript'])
/** Several of something, by its name. */
const listName = /(?:^|[.>])([A-Za-z]\w+s|stack|chain)$/

/** A chain over many lines, as one. */
const chainOf = (receiver: string): string => oneLine(receiver.replace(/\s+(?=\??\.\w|->|::)/g, ''), longestReceiver)

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

/** `-> AppContext`, `): Promise<X>`, `func (e *Engine) f() *Node`, `public JsonReader f(`. */
const returnedType = (signature: string): string => {
  const arrow =
    /\)\s*(?:->|:)\s*(.+)$/.exec(signature)?.[1] ??
    /^func .*\)\s*\(?(\*?[\w.]+)\)?[^)]*$/.exec(signature)?.[1] ??
    /^(?:(?:public|protected|private|static|final|override|virtual|async|abstract|synchronized|internal)\s+)+([\w.<>[\]]+)\s+\w+\s*\(/.exec(signature)?.[1]
  const name = arrow === undefined ? '' : typeName(arrow.replace(/^(?:[a-z]\w*::)*(?:Result|Option)<\s*([^,>]+).*$/, '$1').replace(/"/g, ''))
  return /^[A-Z]\w+$/.test(name) ? name : ''
}

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
