// Which files carry the rest. Four signals, each read from the repository: what imports it (directly, and through what
// in turn is imported), whether execution starts there, how often it changed, and how much is in it.
import type { ImportGraph } from './import-graph.ts'
import { baseName } from './languages.ts'
import type { ScannedFile } from './resolvers/resolver.ts'
import { isAsidePath } from './telling-names.ts'

export interface RankedFile {
  file: ScannedFile
  score: number
  reasons: string[]
  importedBy: number
  imports: string[]
}

interface RankSignals {
  graph: ImportGraph
  /** Path → why it is a start. */
  entries: ReadonlyMap<string, string>
  /** Path → commits that touched it. */
  commits: ReadonlyMap<string, number>
  /** Text of the README, where a named file counts for more. */
  readme: string
}

const damping = 0.85
const rounds = 20

/** Most important first; ties by path, so that the order is the same everywhere. */
export const rankFiles = (files: readonly ScannedFile[], { graph, entries, commits, readme }: RankSignals): RankedFile[] => {
  const sources = files.filter((file) => file.kind === 'source')
  const flow = importFlow(sources, graph)
  const maxFlow = Math.max(...flow.values(), 1e-9)
  const maxCommits = Math.max(...sources.map((file) => commits.get(file.path) ?? 0), 1)
  const maxLines = Math.max(...sources.map((file) => file.lines), 1)
  const known = new Set(sources.map((file) => file.path))
  const importersOf = (path: string) => (graph.edgesTo.get(path) ?? []).filter((edge) => known.has(edge.from)).length
  const maxImporters = Math.max(...sources.map((file) => importersOf(file.path)), 1)
  return sources
    .map((file): RankedFile => {
      const importedBy = importersOf(file.path)
      const imports = (graph.edgesFrom.get(file.path) ?? []).map((edge) => edge.to).filter((to) => known.has(to))
      const changed = commits.get(file.path) ?? 0
      const entry = entries.get(file.path)
      // Weights by eye over express, flask, gin and ripgrep, whose maintainers name their central files: being used
      // counts most, but a helper that everybody imports is small and rarely touched.
      const score =
        0.28 * Math.sqrt((flow.get(file.path) ?? 0) / maxFlow) +
        0.12 * (Math.log1p(importedBy) / Math.log1p(maxImporters)) +
        0.25 * (Math.log1p(changed) / Math.log1p(maxCommits)) +
        0.2 * (Math.log1p(file.lines) / Math.log1p(maxLines)) +
        0.08 * Math.min(1, imports.length / 8) +
        (entry === undefined ? 0 : 0.12) +
        (readme.includes(baseName(file.path)) ? 0.03 : 0)
      const reasons = [
        ...(importedBy > 0 ? [`imported by ${importedBy} ${importedBy === 1 ? 'file' : 'files'}`] : []),
        ...(entry === undefined ? [] : [entry]),
        ...(changed > 1 ? [`changed in ${changed} commits`] : []),
        ...(file.lines >= maxLines * 0.8 && file.lines > 200 ? [`${file.lines} lines, among the longest`] : []),
        ...(imports.length >= 8 ? [`brings ${imports.length} files together`] : []),
      ]
      const isPlumbing = /(?:^|\/)(?:utils?|helpers?|constants?|types?|typings|common|errors?|version|compat|index\.d|_?internal)(?:\.[a-z]+)+$/i.test(
        file.path,
      )
      return {
        file,
        score: round(score * (isPlumbing ? 0.8 : 1) * (isAsidePath(file.path) ? 0.6 : 1) * (file.lines < 12 ? 0.6 : 1)),
        reasons,
        importedBy,
        imports: [...new Set(imports)].sort(),
      }
    })
    .sort((a, b) => b.score - a.score || (a.file.path < b.file.path ? -1 : 1))
}

/** PageRank along imports: who is used by what is used. */
const importFlow = (sources: readonly ScannedFile[], { edgesFrom }: ImportGraph): Map<string, number> => {
  const indexOf = new Map(sources.map((file, index) => [file.path, index]))
  const targets = sources.map((file) => (edgesFrom.get(file.path) ?? []).flatMap((edge) => indexOf.get(edge.to) ?? []))
  const count = Math.max(sources.length, 1)
  let flow = new Float64Array(sources.length).fill(1 / count)
  for (let turn = 0; turn < rounds; turn += 1) {
    const next = new Float64Array(sources.length)
    let lost = 0
    for (const [index, to] of targets.entries()) {
      const share = flow[index] ?? 0
      if (to.length === 0) lost += share
      for (const target of to) next[target] = (next[target] ?? 0) + share / to.length
    }
    for (let index = 0; index < next.length; index += 1) next[index] = (1 - damping) / count + damping * ((next[index] ?? 0) + lost / count)
    flow = next
  }
  return new Map(sources.map((file, index) => [file.path, flow[index] ?? 0]))
}

/** Floating point sums differ in the last digits between machines; facts must not. */
const round = (score: number): number => Math.round(score * 1e6) / 1e6
