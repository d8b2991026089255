// How the analyzer hands in what it concluded. The facts are the code's; the model's part is judgement: which patterns carry
// this repository, how hard it is to follow, and what a story should tell.
import { z } from 'zod'
import type { AnalysisResult, Place } from '../../../../shared/analysis.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'
import { defineTool } from './define-tool.ts'
import { findPlace, placeTextSchema } from './place.ts'
import type { RepositoryDesk } from './repository-desk.ts'

export const submitAnalysisInput = z.object({
  architecture_patterns: z
    .array(z.object({ name: z.string().describe('Two or three words'), evidence: z.array(placeTextSchema).min(1).describe('Lines that show it') }))
    .max(6)
    .describe('Patterns that the code really follows, the one that explains most first'),
  tech_stack: z.array(z.string()).max(12).describe('Languages, frameworks and services that it stands on, by its manifests and imports'),
  complexity_score: z.number().min(0).max(1).describe('0: a script that is read in a minute. 1: months to know your way around'),
  suggested_chapters: z
    .array(z.string())
    .min(3)
    .max(10)
    .describe('What a story would tell, each as a line that holds a surprise or a question of this repository and no other'),
})
export type SubmittedAnalysis = z.output<typeof submitAnalysisInput>

export interface AnalysisDesk extends RepositoryDesk {
  submitted: SubmittedAnalysis | null
}

export const placeExists = async (place: Place | null, snapshot: RepositorySnapshot): Promise<boolean> => {
  if (place === null || place.start_line > place.end_line) return false
  const text = await snapshot.read(place.file)
  return text !== null && place.end_line <= text.replace(/\n$/, '').split('\n').length
}

/** @throws with the places that do not exist */
export const submitAnalysis = async (input: SubmittedAnalysis, desk: AnalysisDesk): Promise<void> => {
  const snapshot = await desk.snapshot()
  const wrong: string[] = []
  for (const { evidence } of input.architecture_patterns) for (const place of evidence) if (!(await placeExists(findPlace(place), snapshot))) wrong.push(place)
  if (wrong.length > 0) throw new Error(`These are no lines of the repository: ${wrong.join(', ')}. Correct them, or leave the pattern out, and submit again.`)
  desk.submitted = input
}

/** What the analyzer concluded, over what the code found. */
export const withSubmitted = (
  analysis: AnalysisResult,
  { architecture_patterns, tech_stack, complexity_score, suggested_chapters }: SubmittedAnalysis,
): AnalysisResult => ({
  ...analysis,
  architecture_patterns: [...new Set([...architecture_patterns.map((pattern) => pattern.name), ...analysis.architecture_patterns])],
  tech_stack: [...new Set([...analysis.tech_stack, ...tech_stack])],
  complexity_score,
  suggested_chapters,
})

export const submitAnalysisTool = defineTool({
  name: 'submit_analysis',
  description: 'Hand in the analysis. Called once, at the end.',
  input: submitAnalysisInput,
  run: async (input, desk: AnalysisDesk) => {
    await submitAnalysis(input, desk)
    return 'Taken.'
  },
})
