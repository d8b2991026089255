// A full parse, copied once out of WebAssembly into plain objects: walking tree-sitter's own nodes costs a crossing per
// step, and its memory has to be freed by hand. Nameless tokens are left out unless they fill a field (operators do).
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Language, Parser } from 'web-tree-sitter'

export interface SyntaxNode {
  type: string
  /** Its role in the parent: name, body, condition. */
  field: string | null
  start: number
  end: number
  /** First line, from 1. */
  line: number
  endLine: number
  parent: SyntaxNode | null
  children: SyntaxNode[]
}

export interface SyntaxParser {
  /** Null where the grammar can make nothing of the text. */
  parse: (text: string, grammar: string) => Promise<SyntaxNode | null>
  /** Loads a grammar ahead of its first text. */
  prepare: (grammar: string) => Promise<void>
}

export const openSyntaxParser = async (): Promise<SyntaxParser> => {
  await Parser.init()
  const parser = new Parser()
  const require = createRequire(import.meta.url)
  const folder = join(dirname(require.resolve('@repomix/tree-sitter-wasms/package.json')), 'out')
  const pathOf = (grammar: string) =>
    grammar === 'kotlin' ? require.resolve('@lumis-sh/wasm-kotlin/tree-sitter-kotlin.wasm') : join(folder, `tree-sitter-${grammar}.wasm`)
  const grammars = new Map<string, Promise<Grammar>>()
  const load = (grammar: string): Promise<Grammar> => {
    const loading = grammars.get(grammar) ?? readFile(pathOf(grammar)).then(async (bytes) => readGrammar(await Language.load(bytes)))
    grammars.set(grammar, loading)
    return loading
  }
  return {
    prepare: async (grammar) => {
      await load(grammar)
    },
    parse: async (text, grammar) => {
      const known = await load(grammar)
      parser.setLanguage(known.language)
      const tree = parser.parse(text)
      if (tree === null) return null
      const cursor = tree.walk()
      try {
        return copyTree(cursor, known, text)
      } finally {
        // A cursor that is left to the garbage collector takes whatever the last one pointed to with it.
        cursor.delete()
        tree.delete()
      }
    },
  }
}

interface Grammar {
  language: Language
  /** By the number of a type: its name, and whether it has one of its own. */
  types: readonly string[]
  isNamed: readonly boolean[]
  /** By the number of a field. */
  fields: readonly string[]
}

/** Asked for once: each question is a crossing. */
const readGrammar = (language: Language): Grammar => ({
  language,
  types: language.types.map(asKey),
  isNamed: language.types.map((_, id) => language.nodeTypeIsNamed(id)),
  fields: Array.from(language.fields, (name) => (name === null ? '' : asKey(name))),
})

/** A string that V8 compares by its address, as it does those that are written in code: every node's type is looked up a dozen times. */
const asKey = (name: string): string => Object.keys({ [name]: null })[0] ?? name

type Cursor = ReturnType<NonNullable<ReturnType<Parser['parse']>>['walk']>

const copyTree = (cursor: Cursor, { types, isNamed, fields }: Grammar, text: string): SyntaxNode => {
  const lines = lineFinder(text)
  // What the loop has asked for already is handed in: each question is a crossing.
  const copy = (parent: SyntaxNode | null, typeId: number, fieldId: number): SyntaxNode => {
    const start = cursor.startIndex
    const end = cursor.endIndex
    const line = lines.ofNext(start)
    return {
      type: types[typeId] ?? 'ERROR',
      field: fieldId === 0 ? null : (fields[fieldId] ?? null),
      start,
      end,
      line,
      // A node that ends with its line's end, as some do, ends on that line and not on the next.
      endLine: lines.of(end > start && text.charCodeAt(end - 1) === 10 ? end - 1 : end, line),
      parent,
      children: [],
    }
  }
  const root = copy(null, cursor.nodeTypeId, 0)
  let parent = root
  let depth = 1
  if (!cursor.gotoFirstChild()) return root
  for (;;) {
    const typeId = cursor.nodeTypeId
    const fieldId = cursor.currentFieldId
    if (isNamed[typeId] !== false || fieldId !== 0) {
      const node = copy(parent, typeId, fieldId)
      parent.children.push(node)
      if (depth < maxDepth && cursor.gotoFirstChild()) {
        parent = node
        depth += 1
        continue
      }
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent() || parent.parent === null) return root
      parent = parent.parent
      depth -= 1
    }
  }
}

/** A sum of a thousand terms nests a thousand deep; whoever walks the copy recursively must not run out of stack. */
const maxDepth = 400

interface LineFinder {
  /** Of offsets that never fall. */
  ofNext: (offset: number) => number
  /** Of an offset on `line` or behind it. */
  of: (offset: number, line: number) => number
}

const lineFinder = (text: string): LineFinder => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const startOf = (line: number): number => starts[line - 1] ?? Number.POSITIVE_INFINITY
  let next = 1
  return {
    ofNext: (offset) => {
      while (startOf(next + 1) <= offset) next += 1
      return next
    },
    of: (offset, line) => {
      if (offset < startOf(line + 1)) return line
      let low = line + 1
      let high = starts.length
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (startOf(middle) <= offset) low = middle
        else high = middle - 1
      }
      return low
    },
  }
}

export const childOf = (node: SyntaxNode | null, field: string): SyntaxNode | null => node?.children.find((child) => child.field === field) ?? null

export const childOfType = (node: SyntaxNode | null, ...types: string[]): SyntaxNode | null =>
  node?.children.find((child) => types.includes(child.type)) ?? null

/** Depth first, in the order of the text; `visit` returns false where it wants nothing from below. */
export const walkTree = (node: SyntaxNode, visit: (node: SyntaxNode) => boolean | undefined): void => {
  if (visit(node) === false) return
  for (const child of node.children) walkTree(child, visit)
}

export const findDescendant = (node: SyntaxNode, accept: (node: SyntaxNode) => boolean): SyntaxNode | null => {
  for (const child of node.children) {
    const found = accept(child) ? child : findDescendant(child, accept)
    if (found !== null) return found
  }
  return null
}
