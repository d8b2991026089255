// The second pass: full parses of the files that the ranking picked, as many as there is time for.
import type { RankedFile } from './rank.ts'
import type { RepositorySnapshot } from './snapshot.ts'
import { hide } from './syntax/comments.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'
import { readFile } from './syntax/read-file.ts'
import { syntaxRows } from './syntax/rows.ts'
import { openSyntaxParser, type SyntaxParser } from './syntax/tree.ts'

/** Full parses: about 5 MB of text a second, and what lies beyond these is rarely told. */
const maxParsedFiles = 220
const maxParsedBytes = 2_400_000
/** Of a repository that is larger than that anyway. */
const maxParsedBytesOfLarge = 1_400_000

/** Compiled while git is reading: the grammar that most of the text is in. */
export const prepareParser = async (snapshot: RepositorySnapshot): Promise<SyntaxParser> => {
  const parser = await openSyntaxParser()
  const sizes = new Map<string, number>()
  for (const { kind, language, sizeBytes } of snapshot.files) {
    const grammar = kind === 'source' && language !== null ? syntaxRows[language]?.grammar : undefined
    if (grammar !== undefined) sizes.set(grammar, (sizes.get(grammar) ?? 0) + sizeBytes)
  }
  const [largest] = [...sizes].sort(([a, sizeA], [b, sizeB]) => sizeB - sizeA || (a < b ? -1 : 1))
  if (largest !== undefined) await parser.prepare(largest[0])
  return parser
}

export const parseFiles = async (
  snapshot: RepositorySnapshot,
  parser: SyntaxParser,
  ranked: readonly RankedFile[],
  { starts, signal, onParsed }: { starts: ReadonlySet<string>; signal?: AbortSignal | undefined; onParsed: (done: number, of: number) => void },
): Promise<ParsedFile[]> => {
  const chosen = new Set<RankedFile>()
  let bytes = 0
  const all = ranked.reduce((sum, { file }) => sum + file.sizeBytes, 0)
  const most = all <= maxParsedBytes * 1.5 ? maxParsedBytes : maxParsedBytesOfLarge
  // Where execution starts is read however small it is: a `main.go` of five lines leads to all the rest.
  for (const file of [...ranked.filter(({ file: { path } }) => starts.has(path)), ...ranked.filter(({ file: { path } }) => !starts.has(path))]) {
    if (syntaxRows[file.file.language] === undefined || file.file.sizeBytes > 600_000) continue
    if (chosen.size >= maxParsedFiles || bytes + file.file.sizeBytes > most) break
    chosen.add(file)
    bytes += file.file.sizeBytes
  }
  const parsed: ParsedFile[] = []
  // The most important first, which is also how whoever lists something from them takes them.
  const files = ranked.filter((file) => chosen.has(file)).map(({ file }) => file)
  const languageOf = new Map(files.map((file) => [file.path, file.language]))
  for await (const { path, text } of snapshot.readMany(files.map((file) => file.path))) {
    signal?.throwIfAborted()
    const language = languageOf.get(path) ?? ''
    const row = syntaxRows[language]
    const root = row === undefined ? null : await parser.parse(hide(text, row.hidden), row.grammar)
    if (row !== undefined && root !== null) parsed.push(readFile(path, language, text, root, row))
    onParsed(parsed.length, files.length)
  }
  return parsed
}
