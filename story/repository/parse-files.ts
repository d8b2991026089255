// The second pass: full parses of the files that the ranking picked, as many as there is time for.
import { findInstalledModules } from './demo-block.ts'
import type { Hand } from './hands.ts'
import type { RankedFile } from './rank.ts'
import type { ScannedFile } from './resolvers/resolver.ts'
import { dealOut } from './share-out.ts'
import type { RawSnapshot } from './snapshot.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'
import { syntaxRows } from './syntax/rows.ts'

/** Full parses: about 5 MB of text a second, and what lies beyond these is rarely told. */
const maxParsedFiles = 220
const maxParsedBytes = 2_400_000
/** Of a repository that is larger than that anyway. */
const maxParsedBytesOfLarge = 1_400_000

/** Compiled while git is reading: the grammar that most of the text is in. */
export const prepareGrammar = async (snapshot: Pick<RawSnapshot, 'files'>, hands: readonly Hand[]): Promise<void> => {
  const sizes = new Map<string, number>()
  for (const { kind, language, sizeBytes } of snapshot.files) {
    const grammar = kind === 'source' && language !== null ? syntaxRows[language]?.grammar : undefined
    if (grammar !== undefined) sizes.set(grammar, (sizes.get(grammar) ?? 0) + sizeBytes)
  }
  const [largest] = [...sizes].sort(([a, sizeA], [b, sizeB]) => sizeB - sizeA || (a < b ? -1 : 1))
  if (largest !== undefined) await Promise.all(hands.map((hand) => hand.prepare(largest[0])))
}

interface ParseOptions {
  /** Read however small they are. */
  starts: ReadonlySet<string>
  signal?: AbortSignal | undefined
}

export const parseFiles = async (
  snapshot: RawSnapshot,
  hands: readonly Hand[],
  ranked: readonly RankedFile[],
  { starts, signal }: ParseOptions,
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
  // The most important first, which is also how whoever lists something from them takes them.
  const files = ranked.filter((file) => chosen.has(file)).map(({ file }) => file)
  const isInstalled = findInstalledModules(snapshot.files)
  const parsed: ParsedFile[] = []
  const work = async (hand: Hand, portions: Iterable<ScannedFile[]>): Promise<void> => {
    for (const portion of portions) {
      const order = snapshot.orderOf(portion.map(({ path }) => path))
      const asked = portion.map((file) => ({ path: file.path, language: file.language, isInstalled: isInstalled(file) }))
      parsed.push(...(await hand.parse(order, asked, signal)))
    }
  }
  await Promise.all(dealOut(files, hands).map(([hand, portions]) => work(hand, portions)))
  const byPath = new Map(parsed.map((file) => [file.path, file]))
  return files.flatMap(({ path }) => byPath.get(path) ?? [])
}
