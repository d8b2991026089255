// Names of files that a program looks for its settings in.
import type { Setting } from '../../../shared/analysis.ts'
import { docAbove } from '../code-facts.ts'
import { lineCounter } from '../lexers/scan.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

/** Quoted in code: `.prettierrc`, `/etc/redis.conf`, `tool.config.js`, and in Ruby's lists of words. */
const filePattern =
  /["'`](?:[\w.~$%{}:\\/-]*[\\/])?(\.[\w-]+rc(?:\.(?:json|ya?ml|js|toml))?|[\w.-]*\.config\.[cm]?[jt]s|[a-z][\w-]*\.(?:toml|ini|conf|cfg|ya?ml|json))["'`]|%w\[\s*([a-z][\w-]*\.ya?ml)\b/g
const otherTools =
  /^(?:Cargo|pyproject|package|tsconfig|rustfmt|clippy|setup|tox|pytest|go)\.|\.(?:eslint|babel|npm|swc)rc|(?:vite|webpack|jest|vitest|rollup|babel|eslint)\.config/
const letters = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '')
/** `book.toml` of mdbook, `tokeirc`, `config.yml`: what is called after the project, or after nothing but settings. */
const isOwnFile = (fileName: string, project: string): boolean => {
  const stem = letters(
    fileName
      .replace(/^\./, '')
      .replace(/rc?(?:\.\w+)?$|\.\w+$/, '')
      .replace(/(?:^|[-_.])(?:config|settings?|conf|prefs)(?=$|\.)/i, ''),
  )
  const own = letters(project)
  // `"flask.json"` may be a module, and data of the project's own: only what says that it holds settings is one in JSON.
  if (/\.json$/.test(fileName) && !/config|settings?|conf\b|rc\.json$/i.test(fileName)) return false
  return (
    (/(?:config|settings?|conf)\b/.test(fileName) && stem === '') ||
    (stem.length > 2 && (stem === own || (stem.length > 3 && (own.includes(stem) || stem.startsWith(own)))))
  )
}

export const findFileNames = (file: ParsedFile, project: string): Setting[] => {
  const lineAt = lineCounter(file.text)
  return [...file.text.matchAll(filePattern)].flatMap((match): Setting[] => {
    const name = match[1] ?? match[2] ?? ''
    const line = lineAt(match.index + 1)
    if (!isOwnFile(name, project) || otherTools.test(name) || isCommented(file, line)) return []
    return [{ name, kind: 'file', default: null, description: docAbove(file, line), of: null, place: { file: file.path, start_line: line, end_line: line } }]
  })
}

const isCommented = ({ text, comments }: ParsedFile, line: number): boolean =>
  /^\s*(?:\/\/|#|\*)/.test(text.split('\n', line).at(-1) ?? '') || comments.some((comment) => comment.line <= line && line <= comment.endLine)
