// What is known before a model is asked: the facts, by reading; what GitHub says; and the digest, within its budget.
import { parseRepoAddress } from '../../../shared/repo-address.ts'
import { analyze } from '../../repository/analyze-repository.ts'
import { fetchMetadata } from '../../repository/source/github-metadata.ts'
import { extraHosts, type GithubEnv, githubServer } from '../../repository/source/github-server.ts'
import type { AgentContext, AnalysisInput } from '../agents.ts'
import type { AnalyseRepository } from './analyzer.ts'

/** Null for a folder: nobody is asked about it. */
const metadataOf = async (input: AnalysisInput, env: GithubEnv, { signal, log }: AgentContext) => {
  const snapshot = await input.snapshot()
  if (snapshot.origin.kind !== 'git' || !/^https?:\/\//.test(input.intent.repo_url)) return null
  const { metadata, note } = await fetchMetadata(parseRepoAddress(input.intent.repo_url, extraHosts(env)), githubServer(env), signal)
  if (note !== null) log('GitHub told nothing about the repository', { reason: note }, 'warning')
  return metadata
}

export const makeAnalyse =
  (env: GithubEnv): AnalyseRepository =>
  async (input, { digestTokens, context }) => {
    const { signal, log, progress } = context
    const snapshot = await input.snapshot()
    log('Repository read', { files: snapshot.files.length, skipped: snapshot.skippedCount, commit: snapshot.commit?.slice(0, 7) ?? 'none' })
    // GitHub is asked meanwhile: a story waits for the slower of the two.
    const [analysis, metadata] = await Promise.all([
      analyze(snapshot, { signal, digestTokens, metadata: null, progress: (share) => progress(share * 0.5) }),
      metadataOf(input, env, context),
    ])
    log('Digest packed', { characters: analysis.digest.length, key_files: analysis.facts.key_files.length, dependencies: analysis.dependencies.length })
    return { ...analysis, repo_metadata: metadata }
  }
