// Which packages outside a file calls by which names.
import type { ExternalUse, ImportGraph } from '../import-graph.ts'
import { pushTo } from '../resolvers/resolver.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

/** Prepared once for all files: a large repository has tens of thousands of such imports. */
export const createAliases = (graph: ImportGraph): ((file: ParsedFile) => Map<string, string>) => {
  const usesOf = new Map<string, ExternalUse[]>()
  for (const uses of graph.externals.values()) for (const use of uses) pushTo(usesOf, use.file, use)
  return (file) => aliasesOf(file, usesOf.get(file.path) ?? [])
}

/** Local name → package outside, as the file's imports say. */
const aliasesOf = (file: ParsedFile, uses: readonly ExternalUse[]): Map<string, string> => {
  const aliases = new Map<string, string>()
  const lines = file.text.split('\n')
  for (const use of uses) {
    if (use.standard && !tellingStandard.test(use.name)) continue
    for (const local of use.names) aliases.set(local, use.name)
    if (use.names.length > 0 || !/^(?:JavaScript|TypeScript|TSX)$/.test(file.language)) continue
    // The names may stand some lines above the target that ends the statement.
    const statement = lines.slice(Math.max(0, use.line - 12), use.line).join('\n')
    const bound =
      /(?:^|\n)\s*(?:import\s+(?:type\s+)?([^'"]*?)\s+from|(?:var|let|const)?\s*([\w$]+|\{[^}]*\})\s*=\s*(?:await\s+)?(?:require|import)\()\s*['"][^'"]*['"]\)?[^\n]*$/.exec(
        statement,
      )
    for (const word of (bound?.[1] ?? bound?.[2] ?? '').replace(/\w+\s+as\s+/g, '').match(/[A-Za-z_$][\w$]*/g) ?? []) aliases.set(word, use.name)
  }
  return aliases
}

/** Of a standard library only what says something about the project: it opens a server, a process, a connection. */
const tellingStandard =
  /^(?:node:)?(?:https?2?|net\/http|net|tls|child_process|cluster|worker_threads|socketserver|http\.server|wsgiref|asyncio|threading|multiprocessing|subprocess|sqlite3|ssl|crypto|zlib)$/
