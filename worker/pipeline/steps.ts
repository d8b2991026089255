// THE ORDER: what has to be done for a story, and what each piece of it waits for. Chapters go their own way from writing
// to speech; the join waits for all. Nothing else in the pipeline knows an order.
import { chapterStep } from '../../db/steps.ts'

export const stepKinds = ['intent', 'analysis', 'outline', 'direction', 'write', 'sources', 'speak', 'cover', 'join'] as const
export type StepKind = (typeof stepKinds)[number]

export interface PlannedStep {
  /** As it is saved. */
  name: string
  kind: StepKind
  /** Null for a step of the whole story. */
  chapter: number | null
  after: readonly string[]
}

interface Rule {
  kind: StepKind
  after: (chapter: number, chapters: number) => readonly string[]
  perChapter?: true
}

const write = (chapter: number) => chapterStep(chapter, 'write')
const range = (count: number) => Array.from({ length: count }, (_, index) => index)

const order: readonly Rule[] = [
  { kind: 'intent', after: () => [] },
  { kind: 'analysis', after: () => ['intent'] },
  { kind: 'outline', after: () => ['analysis'] },
  { kind: 'direction', after: () => ['outline'] },
  // Side by side: a narrator that wants its cache warm before it asks for the rest sees to that itself.
  { kind: 'write', perChapter: true, after: () => ['outline'] },
  // The chapter before it too: a voice keeps its prosody over the seam.
  { kind: 'speak', perChapter: true, after: (chapter) => ['direction', write(chapter), ...(chapter === 0 ? [] : [write(chapter - 1)])] },
  // The cited lines are read while the clone is there.
  { kind: 'sources', after: (_, chapters) => range(chapters).map(write) },
  { kind: 'cover', after: () => ['direction'] },
  { kind: 'join', after: (_, chapters) => ['cover', 'sources', ...range(chapters).map((chapter) => chapterStep(chapter, 'speak'))] },
]

/** @param chapters null until the outline says how many there are: then only what comes before it can be planned */
export const planSteps = (chapters: number | null): PlannedStep[] =>
  order
    .slice(0, chapters === null ? order.findIndex((rule) => rule.kind === 'outline') + 1 : undefined)
    .flatMap(({ kind, after, perChapter }): PlannedStep[] =>
      perChapter === true && (kind === 'write' || kind === 'speak')
        ? range(chapters ?? 0).map((chapter) => ({ name: chapterStep(chapter, kind), kind, chapter, after: after(chapter, chapters ?? 0) }))
        : [{ name: kind, kind, chapter: null, after: after(0, chapters ?? 0) }],
    )
