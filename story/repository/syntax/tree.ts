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
  const grammars = new Map<string, Promise<Language>>()
  const load = (grammar: string): Promise<Language> => {
    const loading = grammars.get(grammar) ?? readFile(pathOf(grammar)).then((bytes) => Language.load(bytes))
    grammars.set(grammar, loading)
    return loading
  }
  return {
    prepare: async (grammar) => {
      await load(grammar)
    },
    parse: async (text, grammar) => {
      const language = await load(grammar)
      parser.setLanguage(language)
      const tree = parser.parse(text)
      if (tree === null) return null
      const cursor = tree.walk()
      try {
        return copyTree(cursor, language, text)
      } finally {
        // A cursor that is left to the garbage collector takes whatever the last one pointed to with it.
        cursor.delete()
        tree.delete()
      }
    },
  }
}

type Cursor = ReturnType<NonNullable<ReturnType<Parser['parse']>>['walk']>

const copyTree = (cursor: Cursor, language: Language, text: string): SyntaxNode => {
  const lineAt = lineFinder(text)
  const isNamed = language.types.map((_, id) => language.nodeTypeIsNamed(id))
  // What the loop has asked for already is handed in: each question is a crossing.
  const copy = (parent: SyntaxNode | null, typeId: number, fieldId: number): SyntaxNode => {
    const start = cursor.startIndex
    const end = cursor.endIndex
    return {
      type: language.types[typeId] ?? 'ERROR',
      field: fieldId === 0 ? null : (language.fields[fieldId] ?? null),
      start,
      end,
      line: lineAt(start),
      // A node that ends with its line's end, as some do, ends on that line and not on the next.
      endLine: lineAt(end > start && text.charCodeAt(end - 1) === 10 ? end - 1 : end),
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

const lineFinder = (text: string): ((offset: number) => number) => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
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
