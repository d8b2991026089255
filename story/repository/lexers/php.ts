import { distinct, type FileScan, type Lexer, matchLines, type RawImport, spansOf } from './scan.ts'

const comments = /\/\*[\s\S]*?\*\/|^[ \t]*(?:\/\/|#(?!\[)).*$/gm
/** Words for people, and what the file itself is called. */
const noNames = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|^namespace\s.*$/gm
const usePattern = /^use\s+(?:function\s+|const\s+)?([\\\w]+)(?:\\\{([^}]+)\})?/gm
const relativePattern = /(?<!(?:^|\n)(?:use|namespace)\s(?:function\s|const\s)?|[\\\w'"$])([A-Z]\w*(?:\\[A-Z]\w*)+)\b/g
const includePattern = /\b(?:require|include)(?:_once)?[ (]+(?:__DIR__\s*\.\s*)?(["'])([^"'\n]+\.php)\1/g
const routePattern = /(?:->|::)(get|post|put|patch|delete|any)\(\s*(["'])(\/[^"'\n]*)\2/g

export const scanPhp: Lexer = (text): FileScan => {
  const masked = spansOf(text, comments)
  const uses: RawImport[] = matchLines(text, usePattern, masked).flatMap(({ match, line }) =>
    (match[2] === undefined ? [match[1] ?? ''] : match[2].split(',').map((name) => `${match[1]}\\${name.trim()}`)).map((target) => ({
      target: target.replace(/^\\/, '').split(/\s+as\s+/)[0] ?? '',
      line,
      form: 'module' as const,
    })),
  )
  const namespace = /^namespace\s+([\\\w]+)/m.exec(text)?.[1] ?? ''
  const aliases = new Set(uses.map(({ target }) => target.slice(target.lastIndexOf('\\') + 1)))
  // `RouteParser\Std` within FastRoute is FastRoute\RouteParser\Std.
  const relative: RawImport[] = matchLines(text, relativePattern, masked).flatMap(({ match, line }) => {
    const name = match[1] ?? ''
    return namespace === '' || aliases.has(name.split('\\')[0] ?? '') ? [] : [{ target: `${namespace}\\${name}`, line, form: 'path' as const }]
  })
  const includes: RawImport[] = matchLines(text, includePattern, masked).map(({ match, line }) => ({
    target: (match[2] ?? '').replace(/^\//, ''),
    line,
    form: 'relative',
  }))
  return {
    packageName: namespace,
    imports: [...uses, ...relative, ...includes],
    declares: matchLines(text, /^[ \t]*(?:abstract\s+|final\s+|readonly\s+)*(?:class|interface|trait|enum)\s+([A-Z]\w*)/gm, masked).map(
      ({ match }) => match[1] ?? '',
    ),
    uses: distinct(text.replace(comments, '').replace(noNames, ''), /\b[A-Z]\w*/g),
    mainLine: /^#!.*php/.test(text) ? 1 : null,
    routes: matchLines(text, routePattern, masked)
      .slice(0, 40)
      .map(({ match, line }) => ({ method: (match[1] ?? '').toUpperCase(), path: match[3] ?? '', line })),
  }
}
