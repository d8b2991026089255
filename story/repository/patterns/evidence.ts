// What a pattern is looked for in, and what shows it: places in the product's own code, never in its tests, examples or tools.
import type { Pattern, Place } from '../../../shared/analysis.ts'
import type { FactsSoFar } from '../analyze-snapshot.ts'
import type { ImportGraph } from '../import-graph.ts'
import type { ScannedRepository } from '../resolvers/resolver.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'

export interface PatternSources {
  facts: FactsSoFar
  /** Paths of the files that the product is made of. */
  product: ReadonlySet<string>
  parsed: readonly ParsedFile[]
  repository: ScannedRepository
  graph: ImportGraph
}

/** Null: nothing shows it. */
export type Rule = (sources: PatternSources) => Pattern | null

export interface Found {
  place: Place
  symbol: ParsedSymbol
}

const maxEvidence = 6

export const place = (file: string, start_line: number, end_line = start_line): Place => ({ file, start_line, end_line })

/** @param least how many places make a pattern of it */
export const patternOf =
  (kind: Pattern['kind']) =>
  (name: string, explanation: string, evidence: readonly Place[], least = 1): Pattern | null =>
    evidence.length < least ? null : { name, kind, explanation, evidence: evidence.slice(0, maxEvidence) }

export const productFiles = ({ parsed, product }: PatternSources): ParsedFile[] => parsed.filter(({ path }) => product.has(path))

export const findSymbols = (sources: PatternSources, accept: (symbol: ParsedSymbol, file: ParsedFile) => boolean): Found[] =>
  productFiles(sources).flatMap((file) =>
    file.symbols.filter((symbol) => accept(symbol, file)).map((symbol) => ({ place: place(file.path, symbol.line, symbol.endLine), symbol })),
  )

export const placesOf = (found: readonly { place: Place }[]): Place[] => found.map((item) => item.place)

/** `Stack.push, Chain.use`: of several at most so many. */
export const namesOf = (found: readonly { symbol: ParsedSymbol }[], most = 4): string =>
  [...new Set(found.map(({ symbol }) => symbol.qualifiedName))].slice(0, most).join(', ')

export const isType = ({ kind }: ParsedSymbol): boolean => /^(?:class|struct|interface|trait|protocol|enum|type)$/.test(kind)

/** Folders of the product of that name, each shown by its most central file. */
export const foldersNamed = ({ facts, product }: PatternSources, name: RegExp): { folder: string; place: Place }[] => {
  const found = new Map<string, Place>()
  for (const file of facts.key_files) {
    if (!product.has(file.path)) continue
    const parts = file.path.split('/').slice(0, -1)
    const index = parts.findIndex((part) => name.test(part))
    const folder = parts.slice(0, index + 1).join('/')
    if (index !== -1 && !found.has(folder)) found.set(folder, place(file.path, 1, Math.max(1, file.lines)))
  }
  return [...found].map(([folder, at]) => ({ folder, place: at }))
}

/** The most central file of the product that is called so. @param name without its extension */
export const findFileNamed = ({ facts, product }: PatternSources, name: RegExp): { folder: string; place: Place } | null => {
  const file = facts.key_files.find(({ path }) => product.has(path) && name.test((path.split('/').at(-1) ?? '').replace(/\.\w+$/, '')))
  return file === undefined ? null : { folder: file.path, place: place(file.path, 1, Math.max(1, file.lines)) }
}
