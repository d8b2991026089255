// Where the code already has several of a kind, read from the text of all sources: tables, calls that register, functions
// with a case for each, files made after one pattern, code that is made of a list.
import type { CodeSymbol, RepositoryFacts } from '../../../../shared/analysis.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'
import { type AlikeFiles, readAlikeFiles } from './alike-files.ts'
import { type GeneratedCode, readGeneratedCode } from './generated-code.ts'
import { type LiteralCases, readLiteralCases } from './literal-cases.ts'
import { type LiteralTable, readLiteralTables } from './literal-tables.ts'
import { type Registration, readRegistrations } from './registrations.ts'

export interface PlacesForMore {
  tables: readonly LiteralTable[]
  cases: readonly LiteralCases[]
  registrations: readonly Registration[]
  alike: readonly AlikeFiles[]
  generated: readonly GeneratedCode[]
}
export const noPlacesForMore: PlacesForMore = { tables: [], cases: [], registrations: [], alike: [], generated: [] }

/** Of a larger repository the most central: patterns that hold there show in as many. */
const mostFiles = 600
const codeFile = /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|cs|php|swift|c|h|cc|cpp|hpp)$/
/** Where what is packed, exported or built is written down file by file. */
const listFile = /^(?:package\.json|jsr\.json|composer\.json|CMakeLists\.txt|Cargo\.toml|pyproject\.toml|mix\.exs)$/

const isFunction = ({ kind }: CodeSymbol): boolean => kind === 'function' || kind === 'method'

export const readPlacesForMore = async (facts: RepositoryFacts, snapshot: RepositorySnapshot): Promise<PlacesForMore> => {
  const ranks = new Map(facts.key_files.map(({ path }, rank) => [path, rank]))
  const rankOf = (path: string): number => ranks.get(path) ?? facts.key_files.length
  const sources = snapshot.files
    .filter(({ kind, path }) => kind === 'source' && codeFile.test(path) && !/\.d\.[cm]?ts$|\.min\./.test(path))
    .map(({ path }) => path)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
    .slice(0, mostFiles)
  const buildScripts = snapshot.files.map(({ path }) => path).filter((path) => /(?:^|\/)build\.rs$/.test(path))
  const read = async (paths: readonly string[]): Promise<Map<string, string>> => {
    const texts = new Map<string, string>()
    for await (const { path, text } of snapshot.readMany(paths)) texts.set(path, text)
    return texts
  }
  const texts = await read([...new Set([...sources, ...buildScripts])])
  // What is made may be tests.
  const tests = buildScripts.length === 0 ? [] : snapshot.files.filter(({ kind, path }) => kind === 'test' && path.endsWith('.rs')).map(({ path }) => path)
  const lists = await read(snapshot.files.map(({ path }) => path).filter((path) => listFile.test(path)))
  const functions = Map.groupBy(facts.symbols.filter(isFunction), ({ place }) => place.file)
  return {
    tables: [...texts].flatMap(([file, text]) => readLiteralTables(file, text)),
    cases: [...texts].flatMap(([file, text]) => readLiteralCases(file, text, functions.get(file) ?? [])),
    registrations: readRegistrations(texts, new Set(facts.symbols.filter(isFunction).map(({ name }) => name))),
    alike: readAlikeFiles(texts, lists),
    generated: readGeneratedCode(new Map([...texts, ...(await read(tests))]), new Set(snapshot.files.map(({ path }) => path))),
  }
}
