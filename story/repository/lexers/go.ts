import { distinct, type FileScan, type Lexer, lineCounter, matchLines, type RawImport, spansOf } from './scan.ts'

const comments = /\/\*[\s\S]*?\*\/|\/\/.*$/gm
const texts = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g
const routePattern = /\.(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Any|HandleFunc)\(\s*"(\/[^"\n]*)"/g

export const scanGo: Lexer = (text): FileScan => {
  const masked = spansOf(text, comments)
  const lineAt = lineCounter(text)
  const imports: RawImport[] = []
  // Imports stand before every other declaration.
  const headEnd = /^(?:func|type|var|const)\b/m.exec(text)?.index ?? text.length
  const head = text.slice(0, headEnd)
  for (const block of head.matchAll(/^import\s*(?:\(([^)]*)\)|(?:[\w.]+\s+)?("[^"\n]+"))/gm)) {
    if (masked(block.index)) continue
    for (const match of block[0].matchAll(/"([^"\n]+)"/g)) {
      const offset = block.index + match.index
      if (!masked(offset)) imports.push({ target: match[1] ?? '', line: lineAt(offset), form: 'module' })
    }
  }
  const packageMatch = /^package\s+(\w+)/m.exec(text)
  const declares = [...text.matchAll(/^(?:func\s+(\w+)|type\s+(\w+)|(?:var|const)\s+(\w+)|\t([A-Z]\w*)(?:\s+[\w.]+)?\s*=\s)/gm)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '',
  )
  const main = packageMatch?.[1] === 'main' ? /^func\s+main\s*\(/m.exec(text) : null
  return {
    imports,
    packageName: packageMatch?.[1] ?? null,
    // Nobody calls these by name, and every file of a program has the first behind `package`.
    declares: declares.filter((name) => name !== 'main' && name !== 'init'),
    uses: distinct(text.replace(comments, '').replace(texts, '""'), /(?<![.\w])[A-Za-z_]\w*(?:\.[A-Z]\w*)?/g),
    mainLine: main === null ? null : lineCounter(text)(main.index),
    routes: matchLines(text, routePattern, masked)
      .slice(0, 40)
      .map(({ match, line }) => ({ method: match[1] ?? '', path: match[2] ?? '', line })),
  }
}
