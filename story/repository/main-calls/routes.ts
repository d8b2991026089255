// What a line that registers a route says beyond its path: the method, the prefix of the router that it is registered with,
// and the function that answers. `apis.HandleFunc("/entry", s.entryPost()).Methods(http.MethodPost)`, where `apis` was made by
// `router.PathPrefix("/api").Subrouter()`, is POST /api/entry, answered by entryPost.
import type { EntryPoint } from '../../../shared/analysis.ts'
import type { CallGraph, LinkedSymbol } from '../call-graph/link-calls.ts'
import { folderOf } from '../languages.ts'
import { textOfLines } from '../syntax/lines.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

const methodPattern = /\bMethods\(\s*(?:http\.Method|["'`])(\w+)/
const prefixPattern = /\b(\w+)\s*:?=\s*[^\n]*\.(?:PathPrefix|Group|group|prefix)\(\s*(["'`])(\/[^"'`\n]*)\2/g
/** Names that stand as arguments, called or not. */
const argumentPattern = /(?<![\w$.>:"'`])((?:[\w$]+(?:\.|->|::))*[A-Za-z_$][\w$]*)(?=\s*(?:\(\s*\))?\s*[),\]])|,\s*['"](\w+)['"]\s*\]/g
const mostPrefixes = 3

const lineOf = ({ text }: ParsedFile, line: number): string => textOfLines(text, line, line)

const prefixOf = (receiver: string, file: ParsedFile): string => {
  let name: string | undefined = receiver
  let prefix = ''
  for (let count = 0; name !== undefined && count < mostPrefixes; count++) {
    const made: RegExpExecArray | undefined = [...file.text.matchAll(prefixPattern)].find(([, variable]) => variable === name)
    if (made === undefined) break
    prefix = `${(made[3] ?? '').replace(/\/$/, '')}${prefix}`
    const next: string | undefined = /=\s*&?(?:\w+\.)*?(\w+)\.(?:PathPrefix|Group|group|prefix)/.exec(made[0])?.[1]
    name = next === name ? undefined : next
  }
  return prefix
}

/** `apis.Use(s.requireAuthentication)`: what every request to the routes of a router passes first, from the outermost. */
const guardsOf = (receiver: string, { text }: ParsedFile): string[] => {
  const used = [...text.matchAll(new RegExp(`\\b${receiver}\\.[uU]se\\(\\s*((?:\\w+(?:\\.|->|::))*[A-Za-z_]\\w*)\\s*(?:\\(\\s*\\))?\\s*\\)`, 'g'))]
  return used.flatMap(([, written = '']) => written.split(/\.|->|::/).at(-1) ?? [])
}

/** The route with its method and its whole path, as far as its own file tells. */
export const nameRoute = (entry: EntryPoint, file: ParsedFile): EntryPoint => {
  const line = lineOf(file, entry.place.start_line)
  const [written = '', path = ''] = entry.name.split(' ')
  const receiver = new RegExp(`(\\w+)\\.${written}\\(`, 'i').exec(line)?.[1]
  const method = methodPattern.exec(line)?.[1]?.toUpperCase() ?? (/^(?:HandleFunc|Handle|Any|ALL)$/.test(written) ? 'ROUTE' : written.toUpperCase())
  const prefix = receiver === undefined ? '' : prefixOf(receiver, file)
  // A plain router is everybody's: only what is used by a group of routes sets it apart.
  const guards = receiver === undefined || prefix === '' ? [] : guardsOf(receiver, file)
  const reason = guards.length === 0 ? entry.reason : `${entry.reason}, behind ${guards.join(' and ')}`
  return { ...entry, reason, name: `${method} ${prefix}${path === '/' && prefix !== '' ? '' : path}` }
}

/** All routes under their whole paths; what lies in files that nobody parsed stays as it is. */
export const nameRoutes = (entries: readonly EntryPoint[], parsed: readonly ParsedFile[]): EntryPoint[] => {
  const files = new Map(parsed.map((file) => [file.path, file]))
  return entries.map((entry) => {
    const file = entry.kind === 'route' ? files.get(entry.place.file) : undefined
    return file === undefined ? entry : nameRoute(entry, file)
  })
}

/**
 * The function that the line hands over last: those before it look at the request on its way. Null where it is written out on the
 * spot, 'elsewhere' where it is nothing of this repository.
 */
export const findRegistered = (entry: EntryPoint, file: ParsedFile, { byName }: CallGraph): LinkedSymbol | 'elsewhere' | null => {
  const line = lineOf(file, entry.place.start_line)
  const path = entry.name.split(' ').at(-1) ?? ''
  const rest = line.slice(line.lastIndexOf(path) + path.length)
  if (/=>|\bfunc(?:tion)?\b\s*\w*\(/.test(rest)) return null
  for (const [, written, quoted] of [...rest.matchAll(argumentPattern)].toReversed()) {
    const name = (written ?? quoted ?? '').split(/\.|->|::/).at(-1) ?? ''
    const candidates = (byName.get(name) ?? []).filter(({ symbol }) => symbol.kind === 'function' || symbol.kind === 'method')
    const near = candidates.filter((other) => other.file.path === file.path)
    const beside = candidates.filter((other) => folderOf(other.file.path) === folderOf(file.path))
    const found = [near, beside, candidates].find(({ length }) => length === 1)?.[0]
    if (found !== undefined) return found
    if (/Script|TSX/.test(file.language)) return 'elsewhere'
  }
  return null
}
