// The repository for a model to read: the best selection of its text that fits a token budget, packed by Repomix. The
// files that carry the rest come whole and with line numbers, so that they can be cited; the next ones as Repomix
// compresses them, signatures without bodies; all the others as a name in the tree. Secrets were taken out when the text
// was read. The same commit and budget give the same bytes, so that a prompt cache can hold them. Repomix, which is large,
// is loaded with the first digest: the local narrator asks for none.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RepositoryFacts } from '../../shared/analysis.ts'
import { outlineFacts } from './outline-facts.ts'
import type { RepositorySnapshot } from './snapshot.ts'

/** Code and prose in Claude's tokenizers: between 2.9 and 3.8 characters a token. On the safe side. */
const charactersPerToken = 3
/** So that one long file doesn't take the room of five others. */
const maxShareOfOneFile = 0.18
const shareForWholeFiles = 0.7
const maxTreePaths = 400
/** Tags around a file, and the frame. */
const frameCharacters = 60

interface DigestOptions {
  tokenBudget: number
  signal?: AbortSignal | undefined
}

interface DigestFile {
  path: string
  content: string
}

export const packDigest = async (snapshot: RepositorySnapshot, facts: RepositoryFacts, { tokenBudget, signal }: DigestOptions): Promise<string> => {
  const header = outlineFacts(facts)
  const tree = treePaths(snapshot, facts)
  const budget = tokenBudget * charactersPerToken - header.length - tree.reduce((sum, path) => sum + path.length, 0) - 600
  const files = await chooseFiles(snapshot, facts, Math.max(budget, 0), signal)
  return runRepomix({ header, tree, files })
}

const chooseFiles = async (snapshot: RepositorySnapshot, facts: RepositoryFacts, budget: number, signal: AbortSignal | undefined): Promise<DigestFile[]> => {
  const chosen: DigestFile[] = []
  let used = 0
  let whole = 0
  const later: DigestFile[] = []
  const take = (file: DigestFile): boolean => {
    const size = file.content.length + file.path.length + frameCharacters
    if (used + size > budget) return false
    used += size
    chosen.push(file)
    return true
  }
  const [readme] = facts.purpose.map(({ place }) => place.file).filter((path) => /readme/i.test(path))
  const first = [
    ...(readme === undefined ? [] : [readme]),
    ...new Set(facts.dependencies.filter(({ scope }) => scope === 'runtime').map(({ place }) => place.file)),
  ].slice(0, 3)
  const order = [
    ...new Set([
      ...first,
      ...facts.call_paths.slice(0, 1).flatMap(({ steps }) => steps.slice(0, 3).map(({ place }) => place.file)),
      ...facts.key_files.map(({ path }) => path),
    ]),
  ]
  const texts = new Map<string, string>()
  // Most of these will not fit; reading stops where the budget does.
  for await (const { path, text } of snapshot.readMany(order.slice(0, 150))) {
    signal?.throwIfAborted()
    texts.set(path, text)
  }
  for (const path of order) {
    const text = texts.get(path)
    if (text === undefined || text.trim() === '') continue
    const numbered = { path, content: withLineNumbers(text) }
    const fits = numbered.content.length <= budget * maxShareOfOneFile && whole + numbered.content.length <= budget * shareForWholeFiles
    if (fits && take(numbered)) whole += numbered.content.length
    else later.push({ path, content: text })
  }
  for (const { path, content } of later) {
    signal?.throwIfAborted()
    if (used > budget * 0.97) break
    const compressed = await compress(path, content)
    // What carries the rest is often too long even then: the beginning of it says more than nothing.
    if (compressed === null || take({ path, content: compressed })) continue
    const beginning = firstLines(compressed, Math.min(budget * maxShareOfOneFile, budget - used - path.length - frameCharacters))
    if (beginning !== '') take({ path, content: beginning })
  }
  return chosen
}

/** A parser's time grows with the square of it, and nobody writes code that is nested so deep. */
const deepestNesting = 500

const isNestedTooDeep = (content: string): boolean => {
  let depth = 0
  for (const [bracket] of content.matchAll(/[()[\]{}]/g)) {
    depth = '([{'.includes(bracket) ? depth + 1 : Math.max(0, depth - 1)
    if (depth > deepestNesting) return true
  }
  return false
}

/** Only where Repomix knows the language, and never longer than a share: its output grows with the file. */
const compress = async (path: string, content: string): Promise<string | null> => {
  if (content.length > 300_000 || isNestedTooDeep(content)) return null
  const { mergeConfigs, parseFile } = await import('repomix')
  return (await parseFile(content, path, mergeConfigs('/', {}, { output: { compress: true } }))) ?? null
}

/** Whole lines, as many as fit. */
const firstLines = (text: string, mostCharacters: number): string => text.slice(0, Math.max(0, text.lastIndexOf('\n', Math.max(0, mostCharacters))))

const withLineNumbers = (text: string): string => {
  const lines = text.replace(/\n$/, '').split('\n')
  const width = String(lines.length).length
  return lines.map((line, index) => `${String(index + 1).padStart(width)}: ${line}`).join('\n')
}

/** Whether a digest shows these lines of a file, with their numbers: counted from 1, both ends included. */
export const showsLines = (digest: string, { path, text, first, last }: { path: string; text: string; first: number; last: number }): boolean => {
  const start = digest.indexOf(`<file path="${path}">`)
  if (start < 0) return false
  const section = digest.slice(start, digest.indexOf('\n</file>', start))
  const lines = withLineNumbers(text)
    .split('\n')
    .slice(first - 1, last)
  return lines.length > 0 && section.includes(`\n${lines.join('\n')}`)
}

/** Every file of a small repository, of a large one what matters and the rest near the root. */
const treePaths = (snapshot: RepositorySnapshot, facts: RepositoryFacts): string[] => {
  const key = facts.key_files.map(({ path }) => path)
  const depth = (path: string) => path.split('/').length
  const rest = snapshot.files
    .filter(({ kind }) => kind !== 'vendored' && kind !== 'generated')
    .map(({ path }) => path)
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
  return [...new Set([...key, ...rest])].slice(0, maxTreePaths).sort()
}

/** Repomix does the packing; where it would search, read and count files itself, it is given what was chosen here. */
const runRepomix = async ({ header, tree, files }: { header: string; tree: readonly string[]; files: readonly DigestFile[] }): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'code-story-digest-'))
  try {
    const filePath = join(folder, 'digest.xml')
    const { mergeConfigs, pack } = await import('repomix')
    const config = mergeConfigs(
      folder,
      {},
      {
        output: {
          filePath,
          style: 'xml',
          headerText: header,
          fileSummary: false,
          directoryStructure: true,
          files: true,
          git: { sortByChanges: false },
          copyToClipboard: false,
        },
        security: { enableSecurityCheck: false },
      },
    )
    await pack([folder], config, () => {}, {
      searchFiles: async () => ({ filePaths: [...tree], emptyDirPaths: [] }),
      collectFiles: async () => ({ rawFiles: files.map((file) => ({ ...file })), skippedFiles: [] }),
      prefetchSortData: async () => {},
      sortOutputFiles: async (sorted) => sorted,
      createMetricsTaskRunner: () => ({ taskRunner: { run: async () => 0, cleanup: async () => {} }, warmupPromise: Promise.resolve() }),
      calculateMetrics: async () => ({
        totalFiles: 0,
        totalCharacters: 0,
        totalTokens: 0,
        fileCharCounts: {},
        fileTokenCounts: {},
        gitDiffTokenCount: 0,
        gitLogTokenCount: 0,
      }),
    })
    return await readFile(filePath, 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
