import { type FileScan, type Lexer, lineCounter, type RawImport, type Route, spansOf } from './scan.ts'

const importPattern =
  /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w$*{][^'"`;()=]*?\bfrom\s*)?['"]([^'"\n]+)['"]|(?:\brequire|\bimport)\s*\(\s*['"`]([^'"`\n$]+)['"`]\s*\)|\brequire\.resolve\(\s*['"]([^'"\n]+)['"]/gm
const commentPattern = /^[ \t]*\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm
const routePattern = /(?:^|[^\w.$])(?:app|router|server|fastify|api|route|r)\.(get|post|put|patch|delete|all|head|options)\(\s*(['"`])(\/[^'"`\n]*)\2/g
/** A part of every route, which nearly no file has: it is found in a third of the time. */
const routeTrigger = /\.(?:get|post|put|patch|delete|all|head|options)\(\s*['"`]\//
const mainPattern = /require\.main\s*===\s*module|import\.meta\.main|process\.argv\[1\]\s*===/

export const scanJavaScript: Lexer = (text): FileScan => {
  const masked = spansOf(text, commentPattern)
  const lineAt = lineCounter(text)
  const imports: RawImport[] = []
  for (const match of text.matchAll(importPattern)) {
    if (masked(match.index)) continue
    const target = match[2] ?? match[3] ?? match[4] ?? ''
    const isReexport = /^\s*export/.test(match[0])
    imports.push({ target, line: lineAt(match.index + match[0].length), form: isReexport ? 'reexport' : match[1] ? 'type' : 'module' })
  }
  const routes: Route[] = []
  for (const match of routeTrigger.test(text) ? text.matchAll(routePattern) : []) {
    if (routes.length < 40 && !masked(match.index)) routes.push({ method: (match[1] ?? '').toUpperCase(), path: match[3] ?? '', line: lineAt(match.index + 1) })
  }
  const main = mainPattern.exec(text)
  const shebang = text.startsWith('#!') && text.slice(0, 80).includes('node')
  return { imports, packageName: null, declares: [], uses: '', routes, mainLine: shebang ? 1 : main === null ? null : lineAt(main.index) }
}
