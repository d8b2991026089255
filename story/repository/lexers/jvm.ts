// Java, Kotlin, Scala and Groovy: a package at the top, imports of single names, and everything of the own package free.
import { distinct, type FileScan, type Lexer, lineCounter, matchLines, spansOf } from './scan.ts'

const comments = /\/\*[\s\S]*?\*\/|\/\/.*$/gm
const importPattern = /^[ \t]*import\s+(static\s+)?([\w.]+(?:\.\*)?)/gm
const declarationPattern =
  /^(?:[ \t]{0,2}(?:@\w+(?:\([^)]*\))?\s+)*(?:public|protected|private|internal|abstract|final|sealed|open|data|inline|value|static|non-sealed|strictfp|annotation|enum|case|implicit|fun)\s+)*(?:class|interface|enum|record|object|trait|@interface|typealias)\s+([A-Z]\w*)/gm
const routePattern = /@(Get|Post|Put|Patch|Delete|Request)Mapping\(\s*(?:(?:value|path)\s*=\s*)?"(\/[^"\n]*)"/g
const mainPattern = /public\s+static\s+void\s+main\s*\(|^fun\s+main\s*\(|def\s+main\s*\(\s*args/m

export const scanJvm: Lexer = (text): FileScan => {
  const masked = spansOf(text, comments)
  const main = mainPattern.exec(text)
  return {
    packageName: /^[ \t]*package\s+([\w.]+)/m.exec(text)?.[1] ?? '',
    imports: matchLines(text, importPattern, masked).map(({ match, line }) => ({ target: match[2] ?? '', line, form: match[1] ? 'path' : 'module' })),
    declares: matchLines(text, declarationPattern, masked).map(({ match }) => match[1] ?? ''),
    uses: distinct(text.replace(comments, ''), /\b[A-Z]\w*/g),
    mainLine: main === null ? null : lineCounter(text)(main.index + 1),
    routes: matchLines(text, routePattern, masked)
      .slice(0, 40)
      .map(({ match, line }) => ({ method: (match[1] ?? '').toUpperCase(), path: match[2] ?? '', line })),
  }
}
