// C, C++ and Objective-C.
import { type FileScan, type Lexer, lineCounter, matchLines, spansOf } from './scan.ts'

const comments = /\/\*[\s\S]*?\*\//g
const includePattern = /^[ \t]*#[ \t]*(?:include|import)[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)/gm

export const scanC: Lexer = (text): FileScan => {
  const main = /^(?:extern\s+"C"\s+)?(?:int|void|auto)\s+(?:wmain|main)\s*\(/m.exec(text)
  return {
    packageName: null,
    imports: matchLines(text, includePattern, spansOf(text, comments)).map(({ match, line }) => ({
      target: match[1] ?? match[2] ?? '',
      line,
      form: match[1] === undefined ? 'system' : 'include',
    })),
    declares: [],
    uses: '',
    mainLine: main === null ? null : lineCounter(text)(main.index + 1),
    routes: [],
  }
}
