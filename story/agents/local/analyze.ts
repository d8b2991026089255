// The repository → what can be known of it without a model: facts, and the documented fields made from them.
import type { AnalysisResult } from '../../../shared/analysis.ts'
import { CodeStoryError } from '../../../shared/errors.ts'
import { analyzeRepository } from '../../repository/analyze-repository.ts'
import { assembleAnalysis } from '../../repository/assemble-analysis.ts'
import type { AgentContext, AnalysisInput } from '../agents.ts'
import type { FindMetadata } from '../find-metadata.ts'

export const analyze = async (input: AnalysisInput, context: AgentContext, findMetadata: FindMetadata): Promise<AnalysisResult> => {
  const { signal, log, progress } = context
  const snapshot = await input.snapshot()
  log('Repository read', {
    files: snapshot.files.length,
    skipped: snapshot.skippedCount,
    commit: snapshot.commit?.slice(0, 7) ?? 'none',
    in_part: snapshot.readInPart,
  })
  const [facts, metadata] = await Promise.all([analyzeRepository(snapshot, { signal, progress: (share) => progress(share) }), findMetadata(input, context)])
  if (facts.counts.source_files === 0)
    throw new CodeStoryError(
      'repository_empty',
      `${facts.full_name} holds no source code that could be told. Choose a repository, or a folder of it, that holds code.`,
    )
  log('Code understood', {
    source_files: facts.counts.source_files,
    source_lines: facts.counts.source_lines,
    languages: facts.languages.slice(0, 4).map(({ name }) => name),
    imports_resolved: `${facts.counts.imports_resolved} of ${facts.counts.imports}`,
    entry_points: facts.entry_points.slice(0, 4).map(({ name, symbol }) => symbol ?? name),
    parts: facts.parts.length,
    symbols: facts.symbols.length,
    dependencies: facts.dependencies.length,
  })
  return assembleAnalysis({ snapshot, facts, digest: '', metadata })
}
