// Which pages and examples show how the project is used. A few of each are enough: they repeat what is usual.
import type { RepositorySnapshot, SnapshotFile } from './snapshot.ts'
import type { UsageFile } from './usage.ts'

const maxPages = 24
const maxExamples = 20
const maxPageBytes = 60_000
const maxExampleBytes = 12_000
const firstPages = /(?:quick|start|usage|guide|tutorial|intro|basic|index|overview|example|api|reference|how)/i

export const readUsageFiles = async (snapshot: RepositorySnapshot): Promise<UsageFile[]> => {
  const pages = snapshot.files.filter(
    (file) =>
      file.kind === 'documentation' &&
      /\.(?:md|mdx|rst|adoc|markdown)$/.test(file.path) &&
      !/change|release|migrat|upgrad|contribut|history|security|conduct|(?:^|\/)readme/i.test(file.path) &&
      file.sizeBytes <= maxPageBytes,
  )
  const examples = snapshot.files.filter((file) => file.kind === 'example' && file.language !== 'HTML' && file.sizeBytes <= maxExampleBytes)
  const sourceOf = new Map<string, UsageFile['source']>([
    ...choose(pages, maxPages, ({ path }) => (firstPages.test(path) ? 0 : 2) + depthOf(path)).map(({ path }) => [path, 'documentation'] as const),
    ...choose(examples, maxExamples, ({ path }) => depthOf(path)).map(({ path }) => [path, 'example'] as const),
  ])
  const found: UsageFile[] = []
  for await (const { path, text } of snapshot.readMany([...sourceOf.keys()])) {
    const source = sourceOf.get(path)
    if (source !== undefined) found.push({ source, path, text })
  }
  return found
}

const depthOf = (path: string): number => path.split('/').length

/** The lowest first. */
const choose = (files: readonly SnapshotFile[], most: number, order: (file: SnapshotFile) => number): SnapshotFile[] =>
  files.toSorted((a, b) => order(a) - order(b) || a.sizeBytes - b.sizeBytes || (a.path < b.path ? -1 : 1)).slice(0, most)
