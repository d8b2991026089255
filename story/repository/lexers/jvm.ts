// Java, Kotlin, Scala and Groovy: a package at the top, imports of single names, and everything of the own package free.
import { distinct, type FileScan, type Lexer, lineCounter, matchLines, spansOf } from './scan.ts'

const comments = /\/\*[\s\S]*?\*\/|\/\/.*$/gm
const importPattern = /^[ \t]*import\s+(static\s+)?([\w.]+(?:\.\*)?)/gm
const declarationPattern =
  /^(?:[ \t]{0,2}(?:@\w+(?:\([^)]*\))?\s+)*(?:public|protected|private|internal|abstract|final|sealed|open|data|inline|value|static|non-sealed|strictfp|annotation|enum|case|implicit|fun|expect|actual|inner|external)\s+)*(?:class|interface|enum|record|object|trait|@interface|typealias)\s+([A-Z]\w*)/gm
const routePattern = /@(Get|Post|Put|Patch|Delete|Request)Mapping\(\s*(?:(?:value|path)\s*=\s*)?"(\/[^"\n]*)"/g
/** Above a class it is where the paths of all its methods begin. */
const basePattern =
  /@RequestMapping\(\s*(?:(?:value|path)\s*=\s*)?"(\/[^"\n]*)"[^)]*\)\s*(?:@\w+(?:\([^)]*\))?\s*)*(?:(?:public|final|abstract|open)\s+)*class\s/g
const mostRoutes = 40
const mainPattern = /public\s+static\s+void\s+main\s*\(|^fun\s+main\s*\(|def\s+main\s*\(\s*args/m

const readRoutes = (text: string, masked: ReturnType<typeof spansOf>): FileScan['routes'] => {
  const bases = matchLines(text, basePattern, masked)
  return matchLines(text, routePattern, masked)
    .filter(({ line }) => !bases.some((base) => base.line === line))
    .slice(0, mostRoutes)
    .map(({ match, line }) => {
      const base = bases.findLast((above) => above.line < line)?.match[1] ?? ''
      return { method: (match[1] ?? '').toUpperCase(), path: `${base.replace(/\/$/, '')}${match[2] ?? ''}`, line }
    })
}

export const scanJvm: Lexer = (text): FileScan => {
  const masked = spansOf(text, comments)
  const main = mainPattern.exec(text)
  return {
    packageName: /^[ \t]*package\s+([\w.]+)/m.exec(text)?.[1] ?? '',
    imports: matchLines(text, importPattern, masked).map(({ match, line }) => ({ target: match[2] ?? '', line, form: match[1] ? 'path' : 'module' })),
    declares: matchLines(text, declarationPattern, masked).map(({ match }) => match[1] ?? ''),
    uses: distinct(text.replace(comments, ''), /\b[A-Z]\w*/g),
    mainLine: main === null ? null : lineCounter(text)(main.index + 1),
    routes: readRoutes(text, masked),
  }
}
