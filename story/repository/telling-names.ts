// What names and signatures say about a function's part: calls that lead through a program, what a server runs for each
// request, and what only tests, tools and the curious call.
import type { ParsedSymbol } from './syntax/parsed-file.ts'

/** Under which frameworks call back, and libraries are called. */
export const telling =
  /^(?:call!?|run|main|execute|process|parse|compile|render|search|serve|listen|request|send|dispatch|start|read|write|transform|format|build|create\w*|invoke|generate\w*|stream\w*|fetch|load|toJson|fromJson|(?:de)?serialize(?:Object)?|validate|encode|decode|convert|query|evaluate|v?format|open|(?:run|send|make|perform|do|execute|process)_?request)$/i
/** Calls that prepare another. */
export const preparing = /^(?:set|add|with|register|mark|enable|disable|configure|use|gen|on|default|is|has|as|to)(?=[A-Z_\d]|$)/
/** Calls that undo another. */
export const ending = /(?:^|_|[a-z](?=[A-Z]))(?:disconnect|close|free|shutdown|stop|destroy|clean_?up|release|dispose|reset|cancel)$/i
/** Names that only servers know. */
const calledBack = /^(?:ServeHTTP|wsgi_app|asgi_app|doFilter)$/
/** Python's objects that are called as functions are: what they take tells for what. */
const calledAsFunction = '__call__'
export const isCalledBack = (name: string): boolean => calledBack.test(name)
/** What takes a request, in the forms of each language's usual frameworks; a client's functions take one too, in others. */
const requestSignatures: Readonly<Record<string, RegExp>> = {
  // A `fetch` that is given the request is what runtimes call; one that is given an address asks others.
  JavaScript: /\(\s*req(?:uest)?(?::[^,]+)?\s*,\s*res(?:ponse)?\b|^(?:async )?fetch\b[^(]*\(\s*req(?:uest)?: Request\b(?!\s*\|)/,
  Go: /\(\s*\w+\s+http\.ResponseWriter\s*,\s*\w+\s+\*http\.Request/,
  Python: /\((?:self,\s*)?(?:environ\b|scope\b[^,]*,\s*receive\b)/,
  Rust: /self,\s*(?:mut\s+)?req(?:uest)?\s*:\s*(?:\w+::)*Request\b/,
  PHP: /\(\s*(?:\w*ServerRequestInterface|Request) \$\w+/,
  // Kotlin writes the type behind the name.
  Java: /\(\s*(?:\w+\s*:\s*)?HttpServletRequest\b/,
  Ruby: /\(\s*env\s*\)/,
}
const sameAs: Readonly<Record<string, string>> = { TypeScript: 'JavaScript', TSX: 'JavaScript', Kotlin: 'Java' }

export const answersRequest = ({ name, signature, exported }: ParsedSymbol, language: string): boolean =>
  (exported || name === calledAsFunction || !/^[_#]/.test(name)) &&
  !/error|exception|not_?found/i.test(name) &&
  (calledBack.test(name) || requestSignatures[sameAs[language] ?? language]?.test(signature) === true)

const asidePath =
  /(?:^|\/)(?:docs?[-_][^/]*|support|scripts?|tools?|metrics|perf|deprecated|compat|legacy|fixtures?|build-?(?:support|logic|tools?|src)|(?:[^/]*[-_.])?(?:test(?:s|ing|utils?|helpers?)?|bench(?:mark)?s?|jmh|mocks?|fakes?|fakefilesystem|debug\w*)(?:[-_./][^/]*)?|\w*test(?:util(?:itie)?s|helpers?|ing|support|kit))(?:\/|\.)/i
/** A program's own `main`; that of a class is what its users call to run it. */
const asideName =
  /^(?:.*[:_])?main$|(?:^|[.:_])(?:test|debug|deprecated|String|toString|__repr__|__str__|inspect|fmt|constructor|__init__|init|initialize|__construct|DllMain)$/i

/** Files beside the product: benchmarks, fakes, tools of its makers. */
export const isAsidePath = (path: string): boolean => asidePath.test(path)

/** Rust's `pub(crate)`: for the project's own files. */
export const isWithinProject = ({ signature }: Pick<ParsedSymbol, 'signature'>): boolean => /^pub\s*\(/.test(signature)

/** A contract that others run on what they have written. */
const testOwner = /(?:TestCase|Tests?|TestSuite|TestKit)$|(?:^|[.:])(?:Lint|Mock|Fake|Stub)(?:$|[.:]|[A-Z])/

/** In its own words: `a useful method for testing`, and not `for testing whether …`. */
const forTests = /\b(?:for|in|during) (?:unit |integration )?(?:tests?|testing)(?: purposes)?(?:[.,;)]|\s*$|\s+only\b)/im

export const isAsideSymbol = (path: string, symbol: ParsedSymbol, language: string): boolean => {
  const { qualifiedName, name, parent, kind } = symbol
  const isAnswer = name === calledAsFunction && answersRequest(symbol, language)
  return (
    isAsidePath(path) ||
    isWithinProject(symbol) ||
    testOwner.test(parent ?? '') ||
    forTests.test(symbol.doc?.paragraphs[0] ?? '') ||
    asideName.test(qualifiedName) ||
    // A constructor bears its type's name; an accessor of an object without one has no name to be called by.
    (parent === null ? kind === 'method' : parent.split(/\.|::/).at(-1) === name) ||
    (/^[_#]/.test(name) && !calledBack.test(name) && !isAnswer)
  )
}

const preparationName =
  /(?:^|_|[a-z](?=[A-Z]))(?:args?|arguments|options?|opts|flags?|config(?:uration)?s?|usage|help|version|banner|logg(?:er|ing)|completions?|diagnostics?|bugreport)$|^(?:init|setup|configure|usage|help|isopt|load_?config|parse_?(?:args?|opt|flag|cmd|command_?line))/i
const preparationPath = /(?:^|\/)(?:flags?|args?|opt(?:ion)?s?|config\w*|cli|clap_app|usage|help|logg(?:er|ing))(?:\/|\.\w+$)/i

/** What a program does before its work: arguments, settings, logging, help. */
export const isPreparation = (path: string, name: string): boolean => preparationName.test(name) || preparationPath.test(path)
