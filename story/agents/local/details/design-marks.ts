// Choices of design that show in a single line of code and that a newcomer trips over: code that is made while the program
// runs, state that no argument carries, work that goes on beside the caller. A row per choice, in the forms of each language.
import type { Place } from '../../../../shared/analysis.ts'

export type DesignMark =
  | 'code made at run time'
  | 'interface filled at run time'
  | 'state beside the arguments'
  | 'answered generator'
  | 'standard lock in async code'
  | 'work at the end of life'
  | 'empty function instead of a question'
  | 'state under symbols'
  | 'functions in a struct'
  | 'names that nobody wrote'
  | 'object behind a proxy'
  | 'methods made at run time'
  | 'changed descent'
  | 'class of classes'
  | 'changed copies'
  | 'files within the program'
  | 'second process'
  | 'work beside the caller'
  | 'unsafe code forbidden'

export interface MarkFound {
  mark: DesignMark
  place: Place
  /** What the pattern names, if anything. */
  what: readonly string[]
  /** Stands within a loop. */
  isRepeated: boolean
  /** In how many places of this file. */
  times: number
}

interface Row {
  mark: DesignMark
  files: RegExp
  pattern: RegExp
  /** Must hold for the file, too. */
  needs?: RegExp
  fewest?: number
  /** Each place of it is one. */
  isEach?: true
  /** In the lines behind it: names one thing more. */
  within?: RegExp
}

const script = /\.[cm]?[jt]sx?$/
const rows: readonly Row[] = [
  { mark: 'code made at run time', files: script, pattern: /\bnew (Function)\(/ },
  { mark: 'code made at run time', files: /\.py$/, pattern: /(?<![.\w])(compile)\([^)\n]*["']exec["']/ },
  { mark: 'code made at run time', files: /\.rb$/, pattern: /\b((?:class|module|instance)_eval)\s*\(?\s*<<[-~]?/ },
  { mark: 'interface filled at run time', files: /\.(?:java|kt)$/, pattern: /\b(Proxy\.newProxyInstance)\(/ },
  { mark: 'state beside the arguments', files: /\.py$/, pattern: /\b(ContextVar|threading\.local)\(/ },
  { mark: 'state beside the arguments', files: /\.(?:java|kt)$/, pattern: /\b(ThreadLocal)</ },
  { mark: 'state beside the arguments', files: script, pattern: /\bnew (AsyncLocalStorage)\b/ },
  { mark: 'state beside the arguments', files: /\.cs$/, pattern: /\b(AsyncLocal)</ },
  { mark: 'answered generator', files: /\.py$/, pattern: /^\s*\w+\s*=\s*yield\s+\w/ },
  {
    mark: 'standard lock in async code',
    files: /\.rs$/,
    pattern: /^use std::sync::(?:\{[^}]*\b)?(Mutex)\b/,
    needs: /^(?![\s\S]*tokio::sync::(?:\{[^}]*\b)?Mutex)/,
  },
  { mark: 'work at the end of life', files: /\.rs$/, pattern: /^impl(?:<[^>]*>)?\s+Drop\s+for\s+(\w+)/ },
  {
    mark: 'empty function instead of a question',
    files: script,
    pattern: /(?:\]|\.\w+)\s*=\s*(noop)\b(?!\s*\()/,
  },
  { mark: 'state under symbols', files: script, pattern: /=\s*Symbol\(/, fewest: 5 },
  { mark: 'names that nobody wrote', files: /\.py$/, pattern: /^\s+def (__getattr__)\(self/, within: /\bgetattr\(self\.(\w+), *\w+/ },
  { mark: 'names that nobody wrote', files: /\.rb$/, pattern: /^\s*def (method_missing)\b/, within: /@?(\w+)\.(?:__send__|public_send|send)\(/ },
  { mark: 'names that nobody wrote', files: /\.php$/, pattern: /\bfunction (__call(?:Static)?)\(/ },
  { mark: 'object behind a proxy', files: script, pattern: /\bnew Proxy\(/ },
  { mark: 'methods made at run time', files: /\.rb$/, pattern: /\b(define_method)\b/ },
  { mark: 'changed descent', files: script, pattern: /\b(?:Object\.)?(setPrototypeOf)\(/ },
  { mark: 'class of classes', files: /\.py$/, pattern: /^class (\w+)\([^)\n]*\bmetaclass=(\w+)/ },
  { mark: 'changed copies', files: /\.php$/, pattern: /\bclone \$this\b/, needs: /function with[A-Z]\w*\([\s\S]*function with[A-Z]\w*\(/, fewest: 2 },
  { mark: 'files within the program', files: /\.rs$/, pattern: /\b(include_(?:bytes|str)!)\(/ },
  { mark: 'files within the program', files: /\.go$/, pattern: /^\/\/(go:embed)\s+\S/ },
  { mark: 'second process', files: /\.py$/, pattern: /\bos\.(fork)\(\)/ },
  { mark: 'second process', files: /\.rb$/, pattern: /(?<![.\w:])(?:Process\.)?(fork)\s*(?:do\b|\{)/ },
  { mark: 'work beside the caller', files: /\.go$/, pattern: /^\s+go (?:func\(|[\w.]+\()/, isEach: true },
  { mark: 'work beside the caller', files: /\.rs$/, pattern: /\b(?:tokio|task)::spawn\(/, isEach: true },
  { mark: 'unsafe code forbidden', files: /\.rs$/, pattern: /^#!\[(?:forbid|deny)\(unsafe_code\)\]/ },
]

const indentOf = (line: string): number => (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length
const comment = /^\s*(?:\/\/(?!go:)|#(?!!?\[)|\/?\*)/

/** Behind `line`, at the loop's own depth, before its body ends. */
const leaves = (lines: readonly string[], line: number, indent: number): boolean => {
  for (const text of lines.slice(line)) {
    if (text.trim() === '') continue
    if (indentOf(text) < indent) return false
    if (indentOf(text) === indent && /^\s*(?:return|break)\b/.test(text)) return true
  }
  return false
}

const isInLoop = (lines: readonly string[], line: number): boolean => {
  let indent = indentOf(lines[line - 1] ?? '')
  for (let at = line - 1; at > 0 && indent > 0; at -= 1) {
    const text = lines[at - 1] ?? ''
    if (text.trim() === '' || indentOf(text) >= indent) continue
    const inner = indent
    indent = indentOf(text)
    // A body that always leaves goes round once.
    if (/^\s*(?:'\w+:\s*)?(?:loop|for|while)\b/.test(text)) return !leaves(lines, line, inner)
    if (/\b(?:fn|func)\b/.test(text)) return false
  }
  return false
}

const fewestFunctions = 3
/** C: a struct with several functions in it is an object whose methods can be exchanged. */
const functionStructs = (file: string, text: string): MarkFound[] =>
  /\.[ch]$/.test(file)
    ? [...text.matchAll(/\bstruct\s*(\w*)\s*\{([^{}]*)\}\s*(\w*)/g)].flatMap((match) => {
        const names = [...(match[2] ?? '').matchAll(/\(\s*(?:\w+\s+)?\*\s*(\w+)\s*\)\s*\(/g)].map(([, name = '']) => name)
        const type = match[3] === '' ? match[1] : match[3]
        if (names.length < fewestFunctions || type === undefined || type === '') return []
        const line = text.slice(0, match.index).split('\n').length
        const end = line + match[0].split('\n').length - 1
        return [
          {
            mark: 'functions in a struct' as const,
            place: { file, start_line: line, end_line: end },
            what: [type, ...names.slice(0, fewestFunctions)],
            isRepeated: false,
            times: names.length,
          },
        ]
      })
    : []

const emptyNoop = /function noop\s*\(\s*\)\s*\{\s*\}|\bnoop\s*=\s*\(\s*\)\s*=>\s*\{\s*\}/

const mostBodyLines = 16
/** What stands further in than a line, as far as it matters. */
const bodyAt = (lines: readonly string[], at: number): string => {
  const outer = indentOf(lines[at] ?? '')
  const body = lines.slice(at + 1, at + 1 + mostBodyLines)
  const end = body.findIndex((line) => line.trim() !== '' && indentOf(line) <= outer)
  return body.slice(0, end < 0 ? undefined : end).join('\n')
}

/** `flow = self.auth_flow(request)`, then `flow.send(answer)`: the functions that somebody sends something back to. */
const generatorsSentTo = (texts: ReadonlyMap<string, string>): ReadonlySet<string> =>
  new Set(
    [...texts].flatMap(([file, text]) =>
      file.endsWith('.py')
        ? [...new Set([...text.matchAll(/(?<![\w.])(\w+)\.a?send\(/g)].map(([, sentTo = '']) => sentTo))].flatMap((sentTo) =>
            [...text.matchAll(new RegExp(`(?<![\\w.])${sentTo}\\s*=\\s*(?:\\w+\\.)*(\\w+)\\(`, 'g'))].map(([, made = '']) => made),
          )
        : [],
    ),
  )

/** The function around a line of Python. */
const functionAround = (lines: readonly string[], at: number): string | undefined => {
  const indent = indentOf(lines[at] ?? '')
  const opening = lines.slice(0, at).findLast((line) => /^\s*(?:async\s+)?def\s/.test(line) && indentOf(line) < indent)
  return opening === undefined ? undefined : /\bdef\s+(\w+)/.exec(opening)?.[1]
}

/** One of each kind and file, where it stands first. */
export const readDesignMarks = (texts: ReadonlyMap<string, string>): MarkFound[] => {
  const sentTo = generatorsSentTo(texts)
  const isNoopEmpty = [...texts.values()].some((text) => emptyNoop.test(text))
  return [...texts].flatMap(([file, whole]): MarkFound[] => {
    // Rust's unit tests stand at the end of what they test.
    const text = file.endsWith('.rs') ? (whole.split(/^#\[cfg\(test\)\]\s*\n\s*mod\b/m)[0] ?? whole) : whole
    const lines = text.split('\n')
    const found = rows.flatMap(({ mark, files, pattern, needs, fewest = 1, isEach, within }): MarkFound[] => {
      if (!files.test(file) || needs?.test(text) === false) return []
      const hits = lines.flatMap((line, at) => {
        const match = comment.test(line) ? null : pattern.exec(line)
        const more = within === undefined ? [] : (within.exec(bodyAt(lines, at))?.slice(1) ?? [])
        // One that is only gone through gets nothing back: what it takes for an answer is None.
        if (mark === 'answered generator' && !sentTo.has(functionAround(lines, at) ?? '')) return []
        return match === null ? [] : [{ line: at + 1, what: [...match.slice(1), ...more].filter((part) => part !== undefined) }]
      })
      const [first] = hits
      if (first === undefined || hits.length < fewest || (mark === 'empty function instead of a question' && !isNoopEmpty)) return []
      return (isEach ? hits : [first]).map(({ line, what }) => ({
        mark,
        place: { file, start_line: line, end_line: line },
        what,
        isRepeated: isInLoop(lines, line),
        times: hits.length,
      }))
    })
    return [...found, ...functionStructs(file, text)]
  })
}
