// What is known before a model is asked: the facts, by reading; what GitHub says; and the digest, within its budget.
import { analyze } from '../../repository/analyze-repository.ts'
import type { FindMetadata } from '../find-metadata.ts'
import type { AnalyseRepository } from './analyzer.ts'

export const makeAnalyse =
  (findMetadata: FindMetadata): AnalyseRepository =>
  async (input, { digestTokens, context }) => {
    const { signal, log, progress } = context
    const snapshot = await input.snapshot()
    log('Repository read', { files: snapshot.files.length, skipped: snapshot.skippedCount, commit: snapshot.commit?.slice(0, 7) ?? 'none' })
    // GitHub is asked meanwhile: a story waits for the slower of the two.
    const [analysis, metadata] = await Promise.all([
      analyze(snapshot, { signal, digestTokens, metadata: null, progress: (share) => progress(share * 0.5) }),
      findMetadata(input, context),
    ])
    log('Digest packed', { characters: analysis.digest.length, key_files: analysis.facts.key_files.length, dependencies: analysis.dependencies.length })
    return { ...analysis, repo_metadata: metadata }
  }
