import { distinct, type FileScan, type Lexer, lineCounter, matchLines, type RawImport, spansOf } from './scan.ts'

const comments = /^=begin[\s\S]*?^=end|^[ \t]*#.*$/gm
const requirePattern = /^[ \t]*(?:(require_relative|require|load)[ (]+|autoload[ (]+:\w+,\s*)(["'])([^"'\n#]+)\2/gm
const routePattern = /^[ \t]*(get|post|put|patch|delete)\s+(["'])(\/[^"'\n]*)\2/gm

export const scanRuby: Lexer = (text): FileScan => {
  const masked = spansOf(text, comments)
  const main = /^if\s+(?:__FILE__\s*==\s*\$(?:0|PROGRAM_NAME)|\$(?:0|PROGRAM_NAME)\s*==\s*__FILE__)/m.exec(text)
  return {
    packageName: null,
    imports: matchLines(text, requirePattern, masked).map(
      ({ match, line }): RawImport => ({ target: match[3] ?? '', line, form: match[1] === 'require_relative' ? 'relative' : 'module' }),
    ),
    declares: [...text.matchAll(/^[ \t]*(?:class|module)\s+([A-Z][\w:]*)/gm)].map((match) => (match[1] ?? '').split('::').at(-1) ?? ''),
    uses: distinct(text.replace(comments, ''), /\b[A-Z]\w*/g),
    mainLine: main !== null ? lineCounter(text)(main.index + 1) : /^#!.*ruby/.test(text) ? 1 : null,
    routes: matchLines(text, routePattern, masked)
      .slice(0, 40)
      .map(({ match, line }) => ({ method: (match[1] ?? '').toUpperCase(), path: match[3] ?? '', line })),
  }
}
