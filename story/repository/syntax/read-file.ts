// One parsed file → its symbols with what they say of themselves, what they call and in which order, and what their code
// does that is worth telling: guards, limits, defaults, clean-up. One walk over the tree collects all of it.
import type { CallStep, CodeSymbol } from '../../../shared/analysis.ts'
import { type Comment, commentNodes, docParagraphs, hiddenComments, readComments, withoutQuotes } from './comments.ts'
import { type Declaration, oneLine, type SyntaxRow, textOf, typeName } from './row.ts'
import { childOf, childOfType, findDescendant, type SyntaxNode } from './tree.ts'

type RemarkKind = CallStep['remarks'][number]['kind']
export interface ParsedRemark {
  kind: RemarkKind
  text: string
  line: number
  endLine: number
}
export interface ParsedCall {
  name: string
  receiver: string | null
  line: number
  /** The condition that it stands under, as written; `unless …` in an else. */
  when: string | null
  /** Within a nameless function: called when that is. */
  later: boolean
  ofModule: boolean
}
export interface ParsedSymbol {
  name: string
  qualifiedName: string
  kind: CodeSymbol['kind']
  line: number
  endLine: number
  signature: string
  doc: { paragraphs: string[]; line: number; endLine: number } | null
  exported: boolean
  parent: string | null
  extends: readonly string[]
  calls: ParsedCall[]
  remarks: ParsedRemark[]
  /** Name → type, for parameters, variables and fields. */
  types: Map<string, string>
  /** Variable → the call that made it: its type is what that returns. */
  madeBy: Map<string, { name: string; receiver: string | null }>
  /** The written type of the result, empty where there is none. */
  returns: string
}
interface ParsedError {
  kind: 'raised' | 'caught' | 'stored' | 'cleanup' | 'panic'
  name: string
  inSymbol: string | null
  line: number
  endLine: number
}
interface ParsedValue {
  name: string
  value: string
  inSymbol: string | null
  line: number
  endLine: number
  /** Read by others as a setting's default: `app.set('etag', 'weak')`, a field of a default configuration. */
  isSetting: boolean
}
export interface ParsedFile {
  path: string
  language: string
  text: string
  lines: number
  heading: ParsedSymbol['doc']
  symbols: ParsedSymbol[]
  comments: (Comment & { about: string | null })[]
  errors: ParsedError[]
  values: ParsedValue[]
  /** Fields of the types declared here: `Engine.pool` → sync.Pool. */
  fieldTypes: Map<string, string>
  /** Of the file's own variables: `cli = FlaskGroup(…)`. */
  variableTypes: Map<string, string>
}

interface Context {
  symbol: ParsedSymbol | null
  owner: string | null
  ownerExtends: readonly string[]
  when: string | null
  later: boolean
}

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
    variableTypes: new Map(),
  }
  visit(root, { symbol: null, owner: null, ownerExtends: [], when: null, later: false })
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
      if (context.owner !== null && /^[.]|^(?:self|this)\./.test(typed.name))
        file.fieldTypes.set(`${context.owner}.${typed.name.replace(/^.*\./, '')}`, typed.type)
    }
    if (row.conditional.has(node.type)) {
      visitConditional(node, context)
      return
    }
    if (row.dispatch.has(node.type)) {
      visitDispatch(node, context)
      return
    }
    const inner = row.lambda.has(node.type) ? { ...context, later: true } : context
    for (const child of node.children) visit(child, inner)
    noteLeaving(node, context)
    const called = row.call(node, text)
    if (called !== null && context.symbol !== null && /^[\w$!?]+$/.test(called.name)) {
      const receiver = called.receiver === null ? null : oneLine(called.receiver, 60)
      context.symbol.calls.push({
        name: called.name,
        receiver,
        line: callLine(node),
        when: context.when,
        later: context.later,
        ofModule: called.ofModule ?? false,
      })
    }
    noteMaking(node, context)
    noteValue(node, context)
    noteBounds(node, context)
  }

  function noteMaking(node: SyntaxNode, context: Context): void {
    if (context.symbol === null || !makings.has(node.type)) return
    const target = childOf(node, 'left') ?? childOf(node, 'name') ?? childOf(node, 'pattern')
    let value = childOf(node, 'right') ?? childOf(node, 'value')
    // `x()?`, `await x()`, a list of one.
    while (value !== null && value.children.length === 1 && row.call(value, text) === null) value = value.children[0] ?? null
    const made = value === null ? null : row.call(value, text)
    const name = textOf(target, text).replace(/^mut /, '').split(',')[0]?.trim() ?? ''
    if (made !== null && /^[\w$]+$/.test(name) && !context.symbol.types.has(name))
      context.symbol.madeBy.set(name, { name: made.name, receiver: made.receiver === null ? null : oneLine(made.receiver, 60) })
  }

  function visitDeclaration(node: SyntaxNode, declared: Declaration, context: Context): void {
    const owner = declared.owner === undefined ? context.owner : declared.owner
    if (declared.kind === 'scope') {
      const within = declared.name === '' ? context.owner : declared.name
      for (const child of node.children) visit(child, { ...context, owner: within, ownerExtends: declared.extends ?? [], symbol: null })
      const known = file.symbols.find((symbol) => symbol.qualifiedName === declared.name)
      if (known !== undefined) known.extends = [...new Set([...known.extends, ...(declared.extends ?? [])])]
      return
    }
    const qualifiedName = owner === null ? declared.name : `${owner}${row.separator}${declared.name}`
    const symbol: ParsedSymbol = {
      name: declared.name,
      qualifiedName,
      kind: declared.kind === 'test' ? 'function' : declared.kind,
      line: node.line,
      endLine: node.endLine,
      signature: signatureOf(node, declared.body),
      doc: findDoc(node, declared.body),
      exported: declared.exported,
      parent: owner,
      extends: declared.extends ?? [],
      calls: [],
      remarks: [],
      types: new Map(context.symbol?.types ?? []),
      madeBy: new Map(context.symbol?.madeBy ?? []),
      returns: returnedType(signatureOf(node, declared.body, longestSignature)),
    }
    file.symbols.push(symbol)
    for (const child of node.children) visit(child, { symbol, owner: qualifiedName, ownerExtends: symbol.extends, when: null, later: false })
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

  function visitConditional(node: SyntaxNode, context: Context): void {
    const condition =
      childOf(node, 'condition') ??
      node.children.find((child) => child.field !== 'consequence' && child.field !== 'body' && !/comment/.test(child.type)) ??
      null
    const consequence = childOf(node, 'consequence') ?? childOf(node, 'body') ?? childOfType(node, 'control_structure_body', 'statements')
    // Swift gives each piece of its condition a field: all of them, up to what follows from it.
    const whole =
      node.children.filter((child) => child.field === 'condition').length > 1 && consequence !== null
        ? text.slice(condition?.start ?? node.start, consequence.start).replace(/\s*(?:else)?\s*\{?\s*$/, '')
        : textOf(condition, text)
    const plain = oneLine(whole.replace(/^\(((?:[^()]|\([^()]*\))*)\)$/s, '$1'), 140)
    // Ruby's unless and Swift's guard turn it round.
    const written = /^(?:unless|guard)/.test(node.type) ? `unless ${plain}` : plain
    noteConditional(node, written, consequence, context)
    for (const child of node.children) {
      const when = child === condition ? context.when : child.field === 'alternative' || /^(?:else|elif)/.test(child.type) ? negate(written) : written
      visit(child, { ...context, when })
    }
  }

  function noteConditional(node: SyntaxNode, condition: string, consequence: SyntaxNode | null, context: Context): void {
    if (context.symbol === null || consequence === null || condition === '') return
    const block = innermostBlock(consequence)
    const statements = block === consequence && !isBlock(block) ? [block] : block.children
    const first = statements.find((statement) => !row.comment.has(statement.type)) ?? null
    const last = statements.findLast((statement) => !row.comment.has(statement.type)) ?? null
    const exit = last === null ? null : row.exit.has(last.type) ? last : (last.children.find((child) => row.exit.has(child.type)) ?? null)
    const what = oneLine(textOf(exit ?? first, text), 140).replace(/;$/, '')
    // Handing an error up is how Go and Rust breathe: no news.
    if (what === '' || /^err != nil$/.test(condition)) return
    const throwing = exit !== null && (row.throws(exit, text) !== null || findDescendant(exit, (child) => row.throws(child, text) !== null) !== null)
    const place = { line: node.line, endLine: Math.min(consequence.endLine, node.line + 30) }
    const kind = exit === null ? 'condition' : throwing ? 'guard' : 'early_return'
    context.symbol.remarks.push({ kind, text: `${condition} → ${what}`, ...place })
  }

  function visitDispatch(node: SyntaxNode, context: Context): void {
    const value = oneLine(
      textOf(childOf(node, 'value') ?? childOf(node, 'subject') ?? childOf(node, 'condition') ?? childOf(node, 'expr'), text).replace(/^\((.*)\)$/s, '$1'),
      100,
    )
    const arms: string[] = []
    const into = (child: SyntaxNode): void => {
      if (!row.arm.has(child.type)) {
        const inner = child.field === 'body' || /block|body/.test(child.type)
        if (inner) for (const grandchild of child.children) into(grandchild)
        else visit(child, context)
        return
      }
      const pattern =
        childOf(child, 'pattern') ?? childOf(child, 'value') ?? childOf(child, 'type') ?? (/default/.test(child.type) ? null : (child.children[0] ?? null))
      const written = pattern === null ? 'anything else' : oneLine(textOf(pattern, text), 60)
      arms.push(written)
      for (const grandchild of child.children) visit(grandchild, { ...context, when: value === '' ? written : `${value} is ${written}` })
    }
    for (const child of node.children) into(child)
    if (context.symbol !== null && arms.length > 1)
      context.symbol.remarks.push({
        kind: 'dispatch',
        text: `${value}: ${arms.slice(0, 10).join(', ')}${arms.length > 10 ? ', …' : ''}`,
        line: node.line,
        endLine: node.endLine,
      })
  }

  function noteLeaving(node: SyntaxNode, context: Context): void {
    const inSymbol = context.symbol?.qualifiedName ?? null
    const thrown = row.throws(node, text)
    if (thrown !== null) file.errors.push({ kind: thrown.kind, name: thrown.name, inSymbol, line: node.line, endLine: node.endLine })
    if (row.catches.has(node.type)) {
      const body = childOf(node, 'body') ?? node.children.at(-1) ?? null
      const header = oneLine(text.slice(node.start, body?.start ?? node.end), 100)
        .replace(/[{:]\s*$/, '')
        .trim()
      const first = body?.children.find((child) => !row.comment.has(child.type)) ?? null
      const caught = header
        .replace(/^(?:except\*?|catch|rescue)\s*\(?\s*/, '')
        .replace(/\s*(?:\)\s*\{|:?\s*(?:#|\/\/)).*$/s, '')
        .replace(/\)$/, '')
        .replace(/\s+as\s+\w+$/, '')
      file.errors.push({ kind: 'caught', name: caught === '' ? 'any error' : caught, inSymbol, line: node.line, endLine: node.endLine })
      context.symbol?.remarks.push({ kind: 'error_handling', text: `${header} → ${oneLine(textOf(first, text), 120)}`, line: node.line, endLine: node.endLine })
      const stored =
        body === null
          ? null
          : findDescendant(
              body,
              (child) =>
                /^assignment/.test(child.type) &&
                /[.]\w*(?:err(?:or)?s?|exc(?:eption)?)$/i.test(textOf(childOf(child, 'left'), text)) &&
                !/strerror$|stderr$/.test(textOf(childOf(child, 'left'), text)),
            )
      if (stored !== null)
        file.errors.push({ kind: 'stored', name: oneLine(textOf(childOf(stored, 'left'), text), 80), inSymbol, line: stored.line, endLine: stored.endLine })
    }
    if (row.cleanup.has(node.type) && context.symbol !== null) {
      const what = oneLine(
        textOf(node, text)
          .replace(/^(?:finally|ensure|defer)\s*[:{]?\s*/, '')
          .replace(/^(?:\s*(?:#|\/\/)[^\n]*\n\s*)+/, '')
          .replace(/\s*\}\s*$/, ''),
        120,
      )
      file.errors.push({ kind: 'cleanup', name: what, inSymbol, line: node.line, endLine: node.endLine })
      context.symbol.remarks.push({ kind: 'cleanup', text: what, line: node.line, endLine: node.endLine })
    }
    if (row.loop.has(node.type) && context.symbol !== null) {
      const body = childOf(node, 'body')
      const header = oneLine(text.slice(node.start, body?.start ?? node.end), 100)
        .replace(/[{:]\s*$/, '')
        .trim()
      context.symbol.remarks.push({ kind: 'loop', text: header, line: node.line, endLine: node.endLine })
    }
  }

  /** Numbers that the code compares with, and what it falls back to. */
  function noteBounds(node: SyntaxNode, context: Context): void {
    const symbol = context.symbol
    if (symbol === null) return
    const place = { line: node.line, endLine: node.endLine }
    if (node.type === 'binary_expression' || node.type === 'comparison_operator') {
      const written = oneLine(textOf(node, text), 120)
      const operator = textOf(childOf(node, 'operator') ?? childOf(node, 'operators'), text)
      if ((operator === '||' || operator === '??' || operator === 'or') && /(?:\|\||\?\?) (?:-?\d[\w.]*|'[^']+'|"[^"]+"|true|false)$/.test(written))
        symbol.remarks.push({ kind: 'default', text: written, ...place })
      else if (/^[^&|"']{1,80}?(?:<=?|>=?)\s*(?:[A-Z][A-Z\d_]{2,}|\d*[2-9]\d*|\d{2,})\b[^&|"']{0,20}$/.test(written))
        symbol.remarks.push({ kind: 'limit', text: written, ...place })
    }
    const called = row.call(node, text)
    if (called === null) return
    const written = oneLine(textOf(node, text), 140)
    if (/^(?:min|max|clamp|Min|Max)$/.test(called.name) && /\b(?:\d{1,}|[A-Z][A-Z\d_]{2,})\b/.test(written))
      symbol.remarks.push({ kind: 'limit', text: written, ...place })
    if (/^(?:unwrap_or|setdefault|getOrDefault|get_or_insert)$/.test(called.name)) symbol.remarks.push({ kind: 'default', text: written, ...place })
    if (/^(?:setTimeout|setImmediate|nextTick|queueMicrotask|spawn|create_task|ensure_future|submit)$/.test(called.name))
      symbol.remarks.push({ kind: 'deferred', text: written, ...place })
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

/** What it returns stands behind all of its parameters. */
const longestSignature = 1500

const negate = (condition: string): string => (condition.startsWith('unless ') ? condition.slice(7) : `unless ${condition}`)

const makings = new Set(['assignment', 'variable_declarator', 'short_var_declaration', 'let_declaration', 'assignment_expression'])

/** `-> AppContext`, `): Promise<X>`, `func (e *Engine) f() *Node`, `public JsonReader f(`. */
const returnedType = (signature: string): string => {
  const arrow =
    /\)\s*(?:->|:)\s*(.+)$/.exec(signature)?.[1] ??
    /^func .*\)\s*\(?(\*?[\w.]+)\)?[^)]*$/.exec(signature)?.[1] ??
    /^(?:(?:public|protected|private|static|final|override|virtual|async|abstract|synchronized|internal)\s+)+([\w.<>[\]]+)\s+\w+\s*\(/.exec(signature)?.[1]
  const name = arrow === undefined ? '' : typeName(arrow.replace(/^(?:anyhow::|io::)?Result<\s*([^,>]+).*$/, '$1').replace(/"/g, ''))
  return /^[A-Z]\w+$/.test(name) ? name : ''
}

const isBlock = (node: SyntaxNode): boolean => /block|body|list|suite|compound/.test(node.type)

/** Go and Kotlin put a list of statements inside a block. */
const innermostBlock = (node: SyntaxNode): SyntaxNode => {
  const only = node.children.length === 1 ? node.children[0] : undefined
  return only !== undefined && isBlock(node) && isBlock(only) ? innermostBlock(only) : node
}

/** The line of the name that is called: in a chain over many lines, not the chain's first. */
const callLine = (node: SyntaxNode): number => {
  const callee = childOf(node, 'function') ?? childOf(node, 'name') ?? childOf(node, 'method')
  return callee?.endLine ?? node.line
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

/** A name with a plain value. `always`: worth keeping inside a function too. */
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
  if (isPair && !inDefaults && !underDefaults) return null
  const isMember = /^(?:this|self|app)\./.test(name)
  return {
    name: name.replace(/^(?:this|self)\./, ''),
    value: value.replace(/^["']|["']$/g, ''),
    isSetting: isPair,
    always: isPair || node.type === 'const_item' || node.type === 'const_spec' || (isMember && inDefaults) || /^[A-Z][A-Z\d_]+$/.test(name),
  }
}

/** `default_config = ImmutableDict({…})`: pairs below a name that speaks of defaults. */
const enclosingName = (node: SyntaxNode, text: string): boolean => {
  for (let above = node.parent, steps = 0; above !== null && steps < 8; above = above.parent, steps += 1) {
    const name = textOf(childOf(above, 'left') ?? childOf(above, 'name'), text)
    if (name !== '') return /default/i.test(name) && !/(?:ports?|headers?|mimes?|types?|codes?|colou?rs?|names?|messages?|errors?|schemes?)$/i.test(name)
  }
  return false
}

const findHeading = (root: SyntaxNode, text: string, row: SyntaxRow, comments: readonly Comment[]): ParsedSymbol['doc'] => {
  const string = row.docstring?.(root, text) ?? null
  if (string !== null) return { paragraphs: docParagraphs(withoutQuotes(textOf(string, text))), line: string.line, endLine: string.endLine }
  const firstCode = root.children.find((child) => !row.comment.has(child.type) && !/hash_bang|attribute|use_strict/.test(child.type))
  for (const comment of comments) {
    if (comment.trailing || (firstCode !== undefined && comment.line >= firstCode.line)) return null
    const paragraphs = docParagraphs(comment.text)
    // A comment right above the first declaration speaks of that, unless the language puts the file's own there.
    const isAttached =
      firstCode !== undefined &&
      comment.endLine === firstCode.line - 1 &&
      !/import|package|use_declaration|preproc|expression_statement|namespace|mod_item/.test(firstCode.type)
    if (paragraphs.length > 0 && !isAttached && !/^Module dependencies/i.test(paragraphs[0] ?? ''))
      return { paragraphs, line: comment.line, endLine: comment.endLine }
  }
  return null
}

/** The symbol that a comment stands in, or right above. */
const findSubject = (symbols: readonly ParsedSymbol[], comment: Comment): string | null => {
  let best: ParsedSymbol | null = null
  for (const symbol of symbols) {
    const documents = symbol.doc !== null && symbol.doc.line === comment.line
    if (documents) return symbol.qualifiedName
    const contains = symbol.line <= comment.line && symbol.endLine >= comment.endLine
    if (contains && (best === null || symbol.line >= best.line)) best = symbol
  }
  return best?.qualifiedName ?? null
}
