// What the reader of symbols has to know about a language: a row in `rows.ts` and a small file beside it.
import type { CodeSymbol } from '../../../shared/analysis.ts'
import type { SyntaxNode } from './tree.ts'

export interface Declaration {
  name: string
  /** `scope` opens an owner without being a symbol: Rust's impl. `test` is a test case, or a module of them. */
  kind: CodeSymbol['kind'] | 'scope' | 'test'
  /** Where the owner isn't what the declaration stands in: a receiver, `app.use = function …`. */
  owner?: string | null
  exported: boolean
  extends?: readonly string[]
  /** Where its inside begins; the signature ends before it. */
  body: SyntaxNode | null
}

export interface Call {
  name: string
  /** `this`, `self`, `app.router`, `Foo`; null where nothing stands before the name. */
  receiver: string | null
  /** Named through a path of modules (`flags::parse`), not on a value. */
  ofModule?: boolean
  /** On each element of what the receiver holds: Ruby's `workers.each(&:start)`. */
  ofEach?: boolean
  /** Only handed over by its name, for somebody to call: Ruby's `&method(:run)`. */
  isLater?: boolean
}

export interface SyntaxRow {
  grammar: string
  /** Between an owner and its member. */
  separator: '.' | '::'
  declare: (node: SyntaxNode, text: string) => Declaration | null
  call: (node: SyntaxNode, text: string) => Call | null
  /** A variable, parameter or field whose type is written or plain from `new X()`: what a method call on it means. */
  typed?: (node: SyntaxNode, text: string) => { name: string; type: string; element?: string } | null
  /** What a declared function gives back, as written: what a call on its result means. */
  returned?: (node: SyntaxNode, text: string) => string
  /** Names of the file's own that it hands out elsewhere than where they are declared: `module.exports = { a, b }`. */
  handedOut?: (text: string) => ReadonlySet<string>
  comment: ReadonlySet<string>
  /**
   * What the grammar stumbles over: it gets spaces instead. Swift's needs half a gigabyte for a file with many comments,
   * and reads none of what an `#if` parts.
   */
  hidden?: RegExp
  /** Words of a preprocessor that the grammar cannot know, and reads as names or types: they get spaces, too. */
  macros?: readonly RegExp[]
  /** Stand around a declaration, so that its comment stands before them: `export`, decorators, attributes. */
  wrapper: ReadonlySet<string>
  /** A string that opens a body and is its documentation. */
  docstring?: (body: SyntaxNode, text: string) => SyntaxNode | null
  conditional: ReadonlySet<string>
  /** An expression that is one of two: `a ? b() : c()`. */
  choice?: ReadonlySet<string>
  /** What is worked out when the function is defined, and not when it is called: Python's default values. */
  atDefinition?: ReadonlySet<string>
  loop: ReadonlySet<string>
  /** Leaves the function, or this turn of the loop. */
  exit: ReadonlySet<string>
  /** Leaves it with an error. */
  throws: (node: SyntaxNode, text: string) => { name: string; kind: 'raised' | 'panic' } | null
  attempt: ReadonlySet<string>
  catches: ReadonlySet<string>
  cleanup: ReadonlySet<string>
  dispatch: ReadonlySet<string>
  /** An arm of a dispatch. */
  arm: ReadonlySet<string>
  /** Nameless functions: what they call is called later. */
  lambda: ReadonlySet<string>
  /** Names for the object that a method belongs to. */
  self: ReadonlySet<string>
}

export const textOf = (node: SyntaxNode | null, text: string): string => (node === null ? '' : text.slice(node.start, node.end))

export const oneLine = (text: string, maxCharacters = 200): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= maxCharacters ? line : `${line.slice(0, maxCharacters - 1).trimEnd()}…`
}

/** `a.b.c` → c; `Foo<T>` → Foo; `*pkg.Type` → Type. */
export const lastName = (expression: string): string =>
  expression
    .replace(/<.*$|\[.*$|\(.*$/s, '')
    .replace(/^[\s&*?!'a-z]*\s+(?=\w)/, '')
    .split(/\.|::|->|\\/)
    .at(-1)
    ?.replace(/\W/g, '') ?? ''

/** Behind the name of a list: what it holds. */
export const elementMark = '[]'

const listOf =
  /^(?:const\s+)?(?:\w+(?:::|\.))*(?:vector|deque|list|set|map|multimap|unordered_map|unordered_set|array|span|initializer_list|I?Enumerable|I?List|I?Collection|IReadOnlyList|IReadOnlyCollection|I?Dictionary|ConcurrentDictionary|HashSet|Queue|Stack|Set|Map|Deque|ArrayDeque|ArrayList|LinkedList|CopyOnWriteArrayList|Iterable|Sequence|Mutable(?:List|Set|Map|Collection)|LinkedHashMap|HashMap|TreeMap|ConcurrentHashMap|LinkedHashSet|Vec|VecDeque|BTreeMap|BTreeSet|Array)\s*<(.+)>\s*[&*?]?$/s
/** Of a list or a map what it holds, by its written type: `std::vector<sink_ptr>`, `map[string]*Route`. Empty where it is no list. */
export const elementTypeName = (written: string): string => {
  const text = written.trim()
  const ofMap = /^map\[[^\]]*\](.+)$/s.exec(text)?.[1]
  if (ofMap !== undefined) return typeName(ofMap)
  const inside = listOf.exec(text)?.[1]
  if (inside === undefined) return ''
  // A map's value is the last.
  let depth = 0
  let from = 0
  for (let at = 0; at < inside.length; at += 1) {
    const character = inside[at] ?? ''
    if (character === '<') depth += 1
    else if (character === '>') depth -= 1
    else if (character === ',' && depth === 0) from = at + 1
  }
  return typeName(inside.slice(from))
}

/** With the types that it is declared in, where they are written: `JavaFile.Builder` of `com.shop.JavaFile.Builder<T>`. */
export const wholeTypeName = (written: string): string => {
  const last = typeName(written)
  const owners = new RegExp(`\\b((?:[A-Z]\\w*\\.)+)${last}\\b`).exec(written)?.[1]
  return last === '' || owners === undefined ? last : `${owners}${last}`
}

/** The name of a written type: `&mut Searcher<R>` → Searcher, `Optional[Flask]` → Flask, `*Engine` → Engine. */
export const typeName = (quoted: string): string => {
  // Python writes a type that is declared further down in quotes.
  const written = quoted.replace(/["']/g, '')
  const inner =
    /(?:Optional|Option|Box|Arc|Rc|Vec|Promise|Array|List|Ref|RefCell|Mutex|shared_ptr|unique_ptr|weak_ptr|Task|ValueTask|Lazy)\s*[<[]\s*(?:dyn\s+)?([\w:.]+)/.exec(
      written,
    )?.[1]
  const names = (inner ?? written.replace(/^[:\s]+/, '').replace(/\b(?:mut|dyn|impl|const|ref|final|in|out|readonly|struct|static|auto)\b/g, ' ')).match(
    /[A-Za-z_]\w*(?:(?:\.|::)[A-Za-z_]\w*)*/,
  )
  return lastName(names?.[0] ?? '')
}
