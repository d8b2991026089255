// Who imports whom, over the whole repository.
import type { RawImport } from './lexers/scan.ts'
import { createReferenceCheck } from './package-references.ts'
import { pushTo, type Resolve, type ScannedFile, type ScannedRepository, unresolved } from './resolvers/resolver.ts'
import { resolverRows } from './resolvers/resolvers.ts'

interface Edge {
  from: string
  to: string
  /** Null where a name is used without an import statement. */
  line: number | null
}

export interface ExternalUse {
  name: string
  file: string
  line: number
  /** What the file calls it, or what it takes from it; empty where only the line itself tells. */
  names: readonly string[]
  standard: boolean
  /** Gone when the program runs: TypeScript's `import type`. */
  typeOnly: boolean
}

export interface ImportGraph {
  /** From every file that was looked at, tests and examples included. */
  edgesFrom: ReadonlyMap<string, readonly Edge[]>
  edgesTo: ReadonlyMap<string, readonly Edge[]>
  externals: ReadonlyMap<string, readonly ExternalUse[]>
  /** Of source files: statements, and how many of them lead to a file, a known package or the standard library. */
  imports: number
  importsResolved: number
}

export const buildImportGraph = (repository: ScannedRepository, isDeclared: (external: string) => boolean): ImportGraph => {
  const resolveBy = new Map<string, Resolve>()
  const neighboursBy = new Map<string, (file: ScannedFile) => readonly string[]>()
  const present = new Set([...repository.files.values()].map((file) => file.language))
  for (const row of resolverRows) {
    if (!row.languages.some((language) => present.has(language))) continue
    const resolve = row.resolver(repository)
    const neighbours = row.neighbours?.(repository)
    for (const language of row.languages) {
      resolveBy.set(language, resolve)
      if (neighbours !== undefined) neighboursBy.set(language, neighbours)
    }
  }
  const edgesFrom = new Map<string, Edge[]>()
  const edgesTo = new Map<string, Edge[]>()
  const externals = new Map<string, ExternalUse[]>()
  let imports = 0
  let importsResolved = 0
  const mayUse = createReferenceCheck(repository.manifests)
  const connect = (from: string, to: string, line: number | null): void => {
    if (from === to || edgesFrom.get(from)?.some((edge) => edge.to === to) || !mayUse(from, to)) return
    const edge = { from, to, line }
    pushTo(edgesFrom, from, edge)
    pushTo(edgesTo, to, edge)
  }
  for (const file of repository.files.values()) {
    const resolve = resolveBy.get(file.language)
    for (const raw of file.scan.imports) {
      const resolution = resolve?.(file, raw) ?? null
      if (resolution === null) continue
      for (const to of resolution.files) connect(file.path, to, raw.line)
      if (resolution.external !== null)
        pushTo(externals, resolution.external, {
          name: resolution.external,
          file: file.path,
          line: raw.line,
          names: localNames(file.language, raw),
          standard: resolution.standard,
          typeOnly: raw.form === 'type',
        })
      // Paths written in passing are evidence of use, not statements to be counted.
      if (file.kind !== 'source' || raw.form === 'path') continue
      imports += 1
      if (resolution !== unresolved && (resolution.external === null || resolution.standard || isDeclared(resolution.external))) importsResolved += 1
    }
    for (const to of neighboursBy.get(file.language)?.(file) ?? []) connect(file.path, to, null)
  }
  return { edgesFrom, edgesTo, externals, imports, importsResolved }
}

/** JavaScript binds names on the line, and only a look at it can tell which. */
const localNames = (language: string, raw: RawImport): readonly string[] => {
  if (language === 'Python') return raw.names ?? [raw.target.split('.')[0] ?? '']
  if (language === 'Go') return [raw.target.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? '']
  if (language === 'Rust') return raw.form === 'path' ? [] : [raw.target.split('::').at(-1) ?? '']
  return raw.names ?? []
}
