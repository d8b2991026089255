// Where a story stands, told from what is done and how far the rest is. The documented points are 5, 15, 40, 70 and 100;
// between them the bar rises with the real work.
import type { StoryStatus } from '../../shared/story.ts'
import type { PlannedStep } from './steps.ts'

export interface Position {
  status: StoryStatus
  progress: number
}

/** The documented points, up to the last one before completion. */
export const documentedPoints: readonly Position[] = [
  { status: 'analyzing', progress: 5 },
  { status: 'analyzing', progress: 15 },
  { status: 'generating', progress: 40 },
  { status: 'synthesizing', progress: 70 },
]

/** What a step weighs within its stage: chapters carry nearly all of it. */
const weights: Readonly<Record<PlannedStep['kind'], number>> = {
  intent: 1,
  analysis: 1,
  outline: 1,
  direction: 0.2,
  write: 2,
  sources: 0.2,
  speak: 2,
  cover: 0.2,
  join: 0.5,
}

/** @param shareOf how much of a step is done, 0 to 1 */
export const positionOf = (plan: readonly PlannedStep[], shareOf: (step: PlannedStep) => number): Position => {
  const stageShare = (kinds: readonly PlannedStep['kind'][]): number => {
    const steps = plan.filter((step) => kinds.includes(step.kind))
    const whole = steps.reduce((sum, step) => sum + weights[step.kind], 0)
    return whole === 0 ? 0 : steps.reduce((sum, step) => sum + weights[step.kind] * shareOf(step), 0) / whole
  }
  const isDone = (kind: PlannedStep['kind']): boolean => {
    const steps = plan.filter((step) => step.kind === kind)
    return steps.length > 0 && steps.every((step) => shareOf(step) >= 1)
  }
  const between = (from: number, to: number, share: number): number => from + Math.floor((to - from) * Math.min(0.999, share))
  if (!isDone('intent')) return { status: 'analyzing', progress: between(5, 15, stageShare(['intent'])) }
  if (!isDone('analysis')) return { status: 'analyzing', progress: between(15, 40, stageShare(['analysis'])) }
  if (!isDone('write')) return { status: 'generating', progress: between(40, 70, stageShare(['outline', 'write'])) }
  return { status: 'synthesizing', progress: between(70, 100, stageShare(['speak', 'cover', 'sources', 'join'])) }
}
