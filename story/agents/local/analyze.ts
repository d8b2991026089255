// The repository → what can be known of it without a model.
import type { AnalysisResult } from '../../../shared/analysis.ts'
import { analyzeRepository } from '../../repository/analyze-repository.ts'
import type { AgentContext, AnalysisInput } from '../agents.ts'

export const analyze = async ({ snapshot: openSnapshot }: AnalysisInput, { signal, log, progress }: AgentContext): Promise<AnalysisResult> => {
  const snapshot = await openSnapshot()
  log('Repository read', { files: snapshot.files.length, skipped: snapshot.skippedCount, commit: snapshot.commit?.slice(0, 7) ?? 'none' })
  const facts = await analyzeRepository(snapshot, { signal, progress })
  return {
    repo_metadata: null,
    file_structure: {},
    key_files: {},
    dependencies: facts.dependencies,
    architecture_patterns: facts.patterns.map(({ name }) => name),
    tech_stack: facts.languages.slice(0, 6).map(({ name }) => name),
    complexity_score: 0,
    suggested_chapters: [],
    facts,
    digest: '',
    warnings: [],
  }
}
