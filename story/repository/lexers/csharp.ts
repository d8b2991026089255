import { distinct, type FileScan, type Lexer, lineCounter, matchLines, spansOf } from './scan.ts'

const comments = /\/\*[\s\S]*?\*\/|\/\/.*$/gm
const usingPattern = /^[ \t]*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([A-Z][\w.]*)\s*;/gm
const declarationPattern = /\b(?:class|interface|struct|enum|record(?:\s+struct)?|delegate\s+[\w<>,[\]. ]+)\s+([A-Z]\w*)/g
const routePattern = /\[Http(Get|Post|Put|Patch|Delete)\("([^"\n]*)"\)\]|\.Map(Get|Post|Put|Patch|Delete)\("(\/[^"\n]*)"/g

export const scanCSharp: Lexer = (text): FileScan => {
  const masked = spansOf(text, comments)
  const main = /static\s+(?:async\s+)?(?:void|int|Task|Task<int>)\s+Main\s*\(|WebApplication\.CreateBuilder\(/.exec(text)
  return {
    packageName: /^[ \t]*namespace\s+([\w.]+)/m.exec(text)?.[1] ?? '',
    imports: matchLines(text, usingPattern, masked).map(({ match, line }) => ({ target: match[1] ?? '', line, form: 'wildcard' })),
    declares: matchLines(text, declarationPattern, masked).map(({ match }) => match[1] ?? ''),
    uses: distinct(text.replace(comments, ''), /\b[A-Z]\w*/g),
    mainLine: main === null ? null : lineCounter(text)(main.index + 1),
    routes: matchLines(text, routePattern, masked)
      .slice(0, 40)
      .map(({ match, line }) => ({ method: (match[1] ?? match[3] ?? '').toUpperCase(), path: match[2] ?? match[4] ?? '', line })),
  }
}
