import { type FileScan, type Lexer, lineCounter, type RawImport, type Route, spansOf } from './scan.ts'

const importPattern = /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n;#]+)|import[ \t]+([\w., \t]+))/gm
const longStrings = /[rRbBuUfF]{0,2}("""|''')[\s\S]*?\1/g
const routePattern = /^[ \t]*@[\w.]+\.(route|get|post|put|patch|delete|websocket)\(\s*[rf]?(["'])(\/[^"'\n]*)\2/gm

export const scanPython: Lexer = (text): FileScan => {
  const masked = spansOf(text, longStrings)
  const lineAt = lineCounter(text)
  const imports: RawImport[] = []
  for (const match of text.matchAll(importPattern)) {
    if (masked(match.index)) continue
    const line = lineAt(match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0))
    if (match[1] !== undefined) imports.push({ target: match[1], line, names: importedNames(match[2] ?? ''), form: 'module' })
    for (const module of match[3]?.split(',') ?? []) {
      const target = module.trim().split(/\s+/)[0] ?? ''
      if (target !== '') imports.push({ target, line, form: 'module' })
    }
  }
  const routes: Route[] = []
  for (const match of text.matchAll(routePattern)) {
    if (masked(match.index) || routes.length >= 40) continue
    routes.push({ method: match[1] === 'route' ? 'ROUTE' : (match[1] ?? '').toUpperCase(), path: match[3] ?? '', line: lineAt(match.index + 1) })
  }
  const main = /^if\s+__name__\s*==\s*["']__main__["']/m.exec(text)
  return { imports, packageName: null, declares: [], uses: '', routes, mainLine: main === null ? null : lineAt(main.index + 1) }
}

const importedNames = (list: string): string[] =>
  list
    .replace(/[()\\]/g, ' ')
    .replace(/#.*$/gm, '')
    .split(',')
    .map((item) => item.trim().split(/\s+/)[0] ?? '')
    .filter((name) => name !== '')
