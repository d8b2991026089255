// Agent 2: what the code is. The facts are found by reading (story/repository), without a model. Claude then reads the digest
// and judges: which patterns carry, how hard it is, what is worth telling. It is also the call that fills the cache.
import type { AnalysisResult } from '../../../shared/analysis.ts'
import type { AgentContext, AnalysisInput } from '../agents.ts'
import type { Narrator } from './narrator.ts'
import { repositoryPrefix } from './prefix.ts'
import { analysisPrompt } from './prompts/analysis.ts'
import { runAgent } from './run-agent.ts'
import { type AnalysisDesk, type SubmittedAnalysis, withSubmitted } from './tools/submit-analysis.ts'
import { repositoryTools } from './tools/toolset.ts'

/** Reads a repository: facts, and a digest of at most so many tokens. */
export type AnalyseRepository = (input: AnalysisInput, options: { digestTokens: number; context: AgentContext }) => Promise<AnalysisResult>

/**
 * Large enough to hold the code that a story is about, and that most of what is asked later comes from the cache; small enough
 * that the first call, which pays for it in full, costs a fifth of a dollar at the default's prices, and that ten minutes
 * by a writer of whom every chapter is asked for more stay below one. What a chapter needs beyond it, comes with its evidence.
 */
const digestTokens = 24_000

export const analyze = async (
  input: AnalysisInput,
  { narrator, analyse }: { narrator: Narrator; analyse: AnalyseRepository },
  context: AgentContext,
): Promise<AnalysisResult> => {
  const budget = Math.min(digestTokens, Math.floor(narrator.model().contextTokens / 3))
  const analysis = await analyse(input, { digestTokens: budget, context })
  context.progress(0.6)
  const desk: AnalysisDesk = { snapshot: input.snapshot, analysis, submitted: null }
  const prefix = repositoryPrefix(analysis)
  const submitted = await runAgent<SubmittedAnalysis>(
    {
      agent: 'Analyzer',
      purpose: 'analysis',
      system: prefix.system,
      prefix: prefix.key,
      messages: [{ role: 'user', content: analysisPrompt({ fullName: analysis.facts.full_name, patterns: analysis.architecture_patterns }) }],
      tools: repositoryTools({ task: 'analysis', on: desk }),
      format: null,
      maxTurns: 8,
      expectedOutputTokens: 4000,
      outcome: () => (desk.submitted === null ? { missing: 'Hand in the result by calling the tool submit_analysis.' } : { output: desk.submitted }),
      whatThereIs: () => desk.submitted,
    },
    narrator,
    context,
  )
  context.progress(1)
  return withSubmitted(analysis, submitted)
}
