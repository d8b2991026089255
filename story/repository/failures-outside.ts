// A failure as it is seen from outside: the status of an answer, the code that a program ends with.
import type { ErrorFact } from '../../shared/analysis.ts'
import { docAbove } from './code-facts.ts'
import { enclosingOf } from './enclosing.ts'
import { lineCounter } from './lexers/scan.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'

const exitCode =
  /\b(?:process\.exit|sys\.exit|os\.Exit|System\.exit|Environment\.Exit|ExitCode::from|process::exit|exit)\(\s*(?:\w+::)*(-?\d+|[A-Z_]\w*)\s*\)|\bprocess\.exitCode\s*=\s*(\d+)/g

/** A failure as whoever sent a request gets to see it: the status, by name or number, in the forms of the usual frameworks. */
const answer =
  /\bhttp\.Error\(\s*\w+,[^\n]{0,200}?\bhttp\.(Status\w+)\s*\)|\b(?:res|response|reply|ctx|c)\.(?:status|sendStatus|code|AbortWithStatus\w*)\(\s*(?:http\.)?(Status\w+|[45]\d\d)\b|\babort\(\s*([45]\d\d)\b|\bHTTPException\(\s*(?:status_code\s*=\s*)?(?:status\.)?(\w+)|\bStatusCode::([A-Z_]{5,})|\bHttpStatus\.([A-Z_]{5,})\b|\b(?:c|ctx|context|res|response|reply)\.(?:text|json|body|html)\([^\n]{0,120}?,\s*([45]\d\d)\s*[,)]/g
const isFailure = (status: string): boolean =>
  !/^(?:Status)?(?:OK|CREATED|Created|ACCEPTED|Accepted|NO_CONTENT|NoContent|Found|FOUND|SeeOther|SEE_OTHER|NotModified|NOT_MODIFIED|Text)$/.test(status)

export const answersOf = (file: ParsedFile): ErrorFact[] => {
  if (!/http|abort|status|HttpStatus|StatusCode/.test(file.text)) return []
  const lineAt = lineCounter(file.text)
  return [...file.text.matchAll(answer)].flatMap((match): ErrorFact[] => {
    const name = match.slice(1).find((group) => group !== undefined) ?? ''
    // What a variable holds nobody can say.
    if (!isFailure(name) || /^[a-z]/.test(name)) return []
    const line = lineAt(match.index)
    // What a comment shows is how others may answer.
    if (file.comments.some(({ line: from, endLine: to, trailing }) => !trailing && from <= line && line <= to)) return []
    const within = enclosingOf(file, line)
    return [{ kind: 'answered', name, in_symbol: within?.qualifiedName ?? null, doc: null, place: { file: file.path, start_line: line, end_line: line } }]
  })
}

export const exitCodesOf = (file: ParsedFile): ErrorFact[] => {
  const found: ErrorFact[] = []
  if (!/exit/i.test(file.text)) return found
  const lines = file.text.split('\n')
  for (const [index, line] of lines.entries())
    for (const match of /exit/i.test(line) ? line.matchAll(exitCode) : []) {
      if (/^\s*(?:\/\/|#|\*)/.test(line)) continue
      const within = enclosingOf(file, index + 1)
      // A child that was forked off ends by itself, and the program goes on.
      if (within !== undefined && lines.slice(within.line - 1, index).some((before) => /\bfork\b/.test(before))) continue
      found.push({
        kind: 'exit_code',
        name: match[1] ?? match[2] ?? '',
        in_symbol: within?.qualifiedName ?? null,
        doc: docAbove(file, index + 1),
        place: { file: file.path, start_line: index + 1, end_line: index + 1 },
      })
    }
  return found
}
