// Tables that say for each error of somebody else's which of its own takes its place, and whether anything of the
// surroundings decides how the code behaves.
import type { Place } from '../../../../shared/analysis.ts'

export interface ErrorTable {
  /** The package or module whose errors they are, as it is called there. */
  of: string
  from: string
  to: string
  place: Place
}

const row = /^\s*["']?(\w+)(?:\.|::)(\w*(?:Error|Exception|Timeout)\w*)["']?\s*(?::|=>|->|,)\s*(?:\w+\.)?(\w*(?:Error|Exception|Timeout)\w*),?\s*$/
const fewestRows = 3

export const readErrorTable = (texts: ReadonlyMap<string, string>): ErrorTable | null => {
  for (const [file, text] of texts) {
    const rows = text.split('\n').flatMap((line, index) => {
      const [, of, from, to] = row.exec(line) ?? []
      return of === undefined || from === undefined || to === undefined ? [] : [{ of, from, to, line: index + 1 }]
    })
    for (const [of, own] of Map.groupBy(rows, (one) => one.of)) {
      const [first, last] = [own[0], own.at(-1)]
      if (first === undefined || last === undefined || own.length < fewestRows || last.line - first.line > own.length * 2) continue
      return { of, from: first.from, to: first.to, place: { file, start_line: first.line, end_line: last.line } }
    }
  }
  return null
}

const surroundings =
  /\b(?:getenv|secure_getenv|os\.environ|process\.env|import\.meta\.env|env::vars?|env::var_os|option_env!|System\.getenv|GetEnvironmentVariable|LookupEnv|Getenv|Environ|\w*FromEnv(?:ironment)?|from_env)\b|\bENV\s*[[.]|\$_(?:ENV|SERVER)\b|\benviron\b/

/** Whether none of these texts looks at an environment variable. Only of all of a repository's sources does it say something. */
export const looksAtNoEnvironment = (texts: ReadonlyMap<string, string>): boolean => [...texts.values()].every((text) => !surroundings.test(text))
