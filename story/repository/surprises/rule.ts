// The shape of a surprise, and what every rule is given.
import type { Place, Surprise } from '../../../shared/analysis.ts'
import type { FactsSoFar } from '../analyze-snapshot.ts'
import type { CallGraph } from '../call-graph/link-calls.ts'
import type { ImportGraph } from '../import-graph.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

export interface SurpriseSources {
  facts: FactsSoFar
  parsed: readonly ParsedFile[]
  calls: CallGraph
  graph: ImportGraph
  changelog: { file: string; text: string } | null
}
export type Rule = (sources: SurpriseSources) => Surprise[]

export const place = (file: string, start_line: number, end_line = start_line): Place => ({ file, start_line, end_line })
export const surprise = (
  kind: Surprise['kind'],
  expectation: string,
  fact: string,
  places: Place[],
  more: Partial<Pick<Surprise, 'about' | 'commit'>> = {},
): Surprise => ({
  kind,
  expectation,
  fact,
  about: more.about ?? null,
  places,
  commit: more.commit ?? null,
})

/** 12345 → 12,345. Loading the tables of all locales for this would take longer than the whole rule. */
export const inWords = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
