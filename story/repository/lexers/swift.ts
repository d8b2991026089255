// Swift imports modules, never files: within a module every name is free.
import { distinct, type FileScan, type Lexer, lineCounter, matchLines, spansOf } from './scan.ts'

const comments = /\/\*[\s\S]*?\*\/|\/\/.*$/gm
const declarationPattern =
  /^(?:(?:public|open|internal|package|private|fileprivate|final|indirect|@\w+(?:\([^)]*\))?)\s+)*(?:class|struct|enum|protocol|actor|typealias)\s+([A-Z]\w*)/gm

export const scanSwift: Lexer = (text): FileScan => {
  const masked = spansOf(text, comments)
  const main = /^@main\b/m.exec(text)
  return {
    packageName: null,
    imports: matchLines(text, /^[ \t]*(?:@\w+\s+)*import\s+(?:(?:struct|class|enum|protocol|func|typealias|var|let)\s+)?(\w+)/gm, masked).map(
      ({ match, line }) => ({
        target: match[1] ?? '',
        line,
        form: 'module',
      }),
    ),
    declares: matchLines(text, declarationPattern, masked).map(({ match }) => match[1] ?? ''),
    uses: distinct(text.replace(comments, ''), /\b[A-Z]\w*/g),
    mainLine: main === null ? null : lineCounter(text)(main.index + 1),
    routes: [],
  }
}
