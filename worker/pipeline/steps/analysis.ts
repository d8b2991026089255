// The analysis belongs to the commit and not to the story: where it was made before, it is taken from there.
import { type AnalysisKey, findAnalysis, keepAnalysis } from '../../../db/analyses.ts'
import { type AnalysisResult, analysisResultSchema } from '../../../shared/analysis.ts'
import { analysisVersion } from '../../../story/repository/analysis-version.ts'
import type { RepositorySnapshot } from '../../../story/repository/snapshot.ts'
import type { Step, StoryRun } from '../run.ts'

/** A folder changes without a commit telling, so its analysis is never kept. */
const cacheKey = ({ story, agents }: StoryRun, { commit, subfolder }: RepositorySnapshot): AnalysisKey | null =>
  commit === null || story.localFolder !== null
    ? null
    : { repoName: story.repoName.toLowerCase(), commitSha: commit, key: [agents.narrator, `v${analysisVersion}`, subfolder ?? ''].join(' ') }

export const analysisStep: Step<AnalysisResult> = {
  agent: 'Analyzer',
  cell: (results) => results.analysis,
  run: async (run, context) => {
    context.log('Starting repository analysis', { repo: run.story.repoName })
    const snapshot = await run.snapshot()
    const key = cacheKey(run, snapshot)
    const kept = key === null ? null : analysisResultSchema.safeParse(await findAnalysis(run.db, key))
    let result: AnalysisResult
    if (kept?.success === true) {
      result = kept.data
      context.log('This commit was analysed before', { commit: snapshot.commit ?? '' })
    } else {
      result = await run.agents.analyze({ intent: await run.results.intent.get(), snapshot: run.snapshot }, context)
      if (key !== null) await keepAnalysis(run.db, key, result)
    }
    const { facts, tech_stack } = result
    return {
      result,
      story: { commitSha: snapshot.commit },
      log: {
        action: 'Analysis complete',
        level: 'success',
        details: {
          files_analyzed: facts.counts.source_files,
          lines: facts.counts.source_lines,
          parts: facts.parts.length,
          tech_stack: tech_stack.slice(0, 8),
          ...(snapshot.commit === null ? {} : { commit: snapshot.commit }),
          ...(facts.read_in_part ? { read_in_part: true } : {}),
        },
      },
    }
  },
}
