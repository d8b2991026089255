// What becomes of an error where it does not go on to the caller: it is handed to a function that is there for errors, or
// written to the log, and the work goes on.
import { lineCounter } from './lexers/scan.ts'
import { textOfLines } from './syntax/lines.ts'
import type { ParsedError, ParsedFile } from './syntax/parsed-file.ts'

/** Functions that are there for errors, by their names, and the next one in a chain that is told of one. */
const handing =
  /(?<!\b(?:new|function|def|throw|raise) |\w)((?:[\w$@]+(?:\.|->|::))*(?:#?(?:_*on_?[eE]rrors?|OnErrors?|\w*(?:[eE]rror|err|[eE]xception)_?[hH]andler\w*|(?:\w+_)?_*[hH]andle_?(?:[A-Za-z]+_?)??(?:[eE]rror|[eE]xception|[fF]ailure)s?)[!?]?|next(?=\((?:err|error|e|ex)\))))\s*[( ](?![=:])/
const logging =
  /(?<![\w.])(?:(?:\w+(?:\.|::|->))*(?:log|logger|logging|slog|klog|glog|zap|console|tracing|Rails)(?:\(\))?(?:\.|::|->)\w+!?|log\w*|eprintln!|writeln!\(\s*(?:&mut )?(?:std::)?(?:io::)?stderr|(?:log|tracing)::\w+!|warn!|error!|info!|debug!)\s*[(\s{"']/
const leaving = /\b(?:throw|raise|return|exit|abort|panic|reject|fatal|bail|break)\w*\b|\?;|Fatal|(?:And|_and_|Or|_or_)_?(?:[eE]xit|[dD]ie|[aA]bort|[qQ]uit)/i

const question = /^\s*\}?\s*(?:else\s+)?(?:if|unless|elif|elsif|case|when|switch|match)\b|\s(?:if|unless)\s(?!.*[({]$)|&&|\?\./

/** The function that is given what was caught; null where there is none. */
export const findHandler = (file: ParsedFile, { line, endLine }: Pick<ParsedError, 'line' | 'endLine'>): { name: string; sometimes: boolean } | null => {
  const [, ...all] = textOfLines(file.text, line, endLine).split('\n')
  const body = all.filter((text) => !/^\s*(?:\/\/|#|\*)/.test(text))
  const calls = body.flatMap((text, at) => {
    const name = handing.exec(text)?.[1]
    return name === undefined ? [] : [{ name: name.replace(/^(?:(?:this|self|\$this)(?:\.|->|::)|@)/, ''), at }]
  })
  const [first] = calls
  if (first === undefined) return null
  const isAsked = body.slice(0, first.at + 1).some((text) => question.test(text))
  // Whichever way it goes, it is handed on.
  const isInBoth = calls.filter(({ name }) => name === first.name).length > 1 && body.some((text) => /\belse\b/.test(text))
  return { name: first.name, sometimes: isAsked && !isInBoth }
}

/** Does a handler write to the log and do nothing else by which the work would end? */
export const isOnlyLogged = (body: string): boolean => {
  const code = body
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|#|\*)/.test(line))
    .join('\n')
  // What is said may speak of a log, or of an end, and be neither.
  const unspoken = code.replace(/(["'`])(?:(?!\1)[^\\\n]|\\.)*\1/g, '""')
  return logging.test(unspoken) && !leaving.test(unspoken)
}

/** Rust's arms for a failure, and Go's question for one, which are no syntax of their own for errors. */
const failing: Readonly<Record<string, RegExp>> = {
  Rust: /\bErr\([^=>{}]{0,40}\)\s*=>\s*(?=\{)|\bif let Err\([^=>{}]{0,40}\)\s*=\s*[^{};]{1,160}(?=\{)/g,
  Go: /\bif (?:[^{}\n;]{1,120};\s*)?\w*[eE]rr != nil (?=\{)/g,
}
const longestBody = 900

/** From an opening brace to the one that closes it. */
const blockAt = (text: string, from: number): string | null => {
  let depth = 0
  for (let at = from; at < Math.min(text.length, from + longestBody); at += 1) {
    if (text[at] === '{') depth += 1
    else if (text[at] === '}') depth -= 1
    if (depth === 0) return text.slice(from + 1, at)
  }
  return null
}

/** Lines at which a failure is logged and no more. */
export const findLogged = (file: ParsedFile): { line: number; endLine: number }[] => {
  const lineAt = lineCounter(file.text)
  const pattern = failing[file.language]
  const tests = file.language === 'Rust' ? file.text.search(/#\[cfg\(test\)\]\s*mod\b/) : -1
  const arms =
    pattern === undefined
      ? []
      : [...file.text.matchAll(pattern)].flatMap((match) => {
          const body = blockAt(file.text, match.index + match[0].length)
          if (body === null || (tests >= 0 && match.index > tests) || !isOnlyLogged(body)) return []
          const line = lineAt(match.index)
          return [{ line, endLine: line + match[0].split('\n').length + body.split('\n').length - 2 }]
        })
  const caught = file.errors
    .filter((error) => error.kind === 'caught' && findHandler(file, error) === null && isOnlyLogged(textOfLines(file.text, error.line + 1, error.endLine)))
    .map(({ line, endLine }) => ({ line, endLine }))
  return [...arms, ...caught]
}

/** `dispatch(context).then(respond).catch(onerror)`: a promise hands on what goes wrong on its way. */
const promised =
  /\.catch\(\s*(?:\(?(?:\w+)?\)?\s*=>\s*(?:\{\s*)?)?((?:[\w$]+\.)*(?:#?(?:_*on_?[eE]rrors?|\w*(?:[eE]rror|[eE]xception)Handler|[hH]andle(?:[A-Z]\w*)?(?:Error|Exception|Failure)s?)|next)\b)(?!\s*[:=])/g

/** Where a promise is given a function for errors, with its name and the line. */
export const findPromiseHandlers = ({ language, text }: ParsedFile): { name: string; line: number }[] => {
  if (!/^(?:JavaScript|TypeScript|TSX)$/.test(language) || !text.includes('.catch(')) return []
  const lineAt = lineCounter(text)
  return [...text.matchAll(promised)].map((match) => ({ name: (match[1] ?? '').replace(/^this\./, ''), line: lineAt(match.index) }))
}
