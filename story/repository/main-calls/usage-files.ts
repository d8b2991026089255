// Which pages and examples show how the project is used. A few of each are enough: they repeat what is usual.
import type { SnapshotFile } from '../snapshot.ts'
import type { UsageFile } from './usage.ts'

const maxPages = 32
const maxExamples = 20
const maxPageBytes = 60_000
const maxExampleBytes = 12_000
const firstPages =
  /(?:quick|start|usage|guide|tutorial|intro|basic|index|overview|example|api|reference|how|architect|design|internals?|concept|life-?cycle|about|structure)/i

export const pickUsageFiles = (files: readonly SnapshotFile[]): Map<string, UsageFile['source']> => {
  const pages = files.filter(
    (file) =>
      file.kind === 'documentation' &&
      /\.(?:md|mdx|rst|adoc|markdown)$/.test(file.path) &&
      !/change|release|migrat|upgrad|contribut|history|security|conduct|(?:^|\/)readme/i.test(file.path) &&
      file.sizeBytes <= maxPageBytes,
  )
  const examples = files.filter((file) => file.kind === 'example' && file.language !== 'HTML' && file.sizeBytes <= maxExampleBytes)
  return new Map<string, UsageFile['source']>([
    ...choose(pages, maxPages, ({ path }) => (firstPages.test(path) ? 0 : 2) + depthOf(path)).map(({ path }) => [path, 'documentation'] as const),
    ...choose(examples, maxExamples, ({ path }) => depthOf(path)).map(({ path }) => [path, 'example'] as const),
  ])
}

const depthOf = (path: string): number => path.split('/').length

/** The lowest first. */
const choose = (files: readonly SnapshotFile[], most: number, order: (file: SnapshotFile) => number): SnapshotFile[] =>
  files
    .map((file) => ({ file, place: order(file) }))
    .sort((a, b) => a.place - b.place || a.file.sizeBytes - b.file.sizeBytes || (a.file.path < b.file.path ? -1 : 1))
    .slice(0, most)
    .map(({ file }) => file)
