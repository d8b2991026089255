import { type FileScan, type Lexer, lineCounter, type RawImport, spansOf } from './scan.ts'

const comments = /\/\*[\s\S]*?\*\/|\/\/.*$/gm
const modulePattern = /(?:^[ \t]*#\[path\s*=\s*"([^"]+)"\]\s*)?^[ \t]*(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;/gm
const usePattern = /^[ \t]*(pub(?:\([^)]*\))?\s+)?use\s+([^;]+);/gm
const pathPattern = /\b(?:crate|super)(?:::\w+)+|\b[a-z][a-z\d_]*(?:::\w+)+/g

/** `mod tests { use super::*; }`: what stands between the braces has the file itself above it. */
const inlineModules = (text: string): { from: number; to: number }[] =>
  [...text.matchAll(/^([ \t]*)(?:pub(?:\([^)]*\))?\s+)?mod\s+\w+\s*\{[ \t]*\n/gm)].map((match) => {
    const from = match.index + match[0].length
    const end = text.indexOf(`\n${match[1] ?? ''}}`, from - 1)
    return { from, to: end < 0 ? text.length : end }
  })

export const scanRust: Lexer = (text): FileScan => {
  const masked = spansOf(text, comments)
  const modules = inlineModules(text)
  /** Seen from the file: each inline module around it takes one `super` away. */
  const fromFile = (target: string, at: number): string => {
    let seen = target
    for (const { from, to } of modules)
      if (from <= at && at < to) seen = seen.startsWith('super::super') ? seen.slice('super::'.length) : seen.replace(/^super(?=::|$)/, 'self')
    return seen
  }
  const lineAt = lineCounter(text)
  const imports: RawImport[] = []
  for (const match of text.matchAll(modulePattern)) {
    if (masked(match.index)) continue
    const line = lineAt(match.index + match[0].length)
    imports.push(match[1] === undefined ? { target: match[2] ?? '', line, form: 'module' } : { target: match[1], line, form: 'relative' })
  }
  const useAt = lineCounter(text)
  for (const match of text.matchAll(usePattern)) {
    if (masked(match.index)) continue
    const line = useAt(match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0) + 1)
    for (const target of flattenUse(match[2] ?? '')) imports.push({ target: fromFile(target, match.index), line, form: match[1] ? 'reexport' : 'use' })
  }
  for (const match of text.matchAll(/^[ \t]*(pub(?:\([^)]*\))?\s+)?extern\s+crate\s+(\w+)(?:\s+as\s+(\w+))?\s*;/gm)) {
    if (masked(match.index)) continue
    imports.push({ target: match[2] ?? '', names: [match[3] ?? match[2] ?? ''], line: lineCounter(text)(match.index + 1), form: 'reexport' })
  }
  // Paths written out where they are used: no import, but a dependency all the same. Only the first of each is told.
  const seen = new Set<string>()
  const pathAt = lineCounter(text)
  for (const match of text.matchAll(pathPattern)) {
    const start = match[0].split('::').slice(0, 3).join('::')
    if (seen.has(start) || masked(match.index)) continue
    seen.add(start)
    imports.push({ target: fromFile(match[0], match.index), line: pathAt(match.index + 1), form: 'path' })
  }
  const main = /^(?:pub\s+)?(?:async\s+)?fn\s+main\s*\(/m.exec(text)
  return { imports, packageName: null, declares: [], uses: '', mainLine: main === null ? null : lineCounter(text)(main.index + 1), routes: [] }
}

/** `a::{b, c::{d, self}}` → `a::b`, `a::c::d`, `a::c`. */
const flattenUse = (tree: string): string[] => {
  const text = tree
    .replace(/\s+as\s+\w+/g, '')
    .replace(/\s+/g, '')
    .replace(/^::/, '')
  const open = text.indexOf('{')
  if (open === -1) return [text.replace(/::\*$/, '').replace(/::self$/, '')]
  const prefix = text.slice(0, open)
  const inner = text.slice(open + 1, text.lastIndexOf('}'))
  return splitTopLevel(inner).flatMap((part) => (part === '' ? [] : flattenUse(prefix + part)))
}

const splitTopLevel = (list: string): string[] => {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < list.length; at += 1) {
    const character = list[at]
    if (character === '{') depth += 1
    else if (character === '}') depth -= 1
    else if (character === ',' && depth === 0) {
      parts.push(list.slice(from, at))
      from = at + 1
    }
  }
  parts.push(list.slice(from))
  return parts
}
