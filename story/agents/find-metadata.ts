// What GitHub says about the repository of a story: worth telling, never worth failing for.
import type { RepositoryMetadata } from '../../shared/analysis.ts'
import { parseRepoAddress } from '../../shared/repo-address.ts'
import { fetchMetadata } from '../repository/source/github-metadata.ts'
import { extraHosts, type GithubEnv, githubServer } from '../repository/source/github-server.ts'
import type { AgentContext, AnalysisInput } from './agents.ts'

export type FindMetadata = (input: AnalysisInput, context: AgentContext) => Promise<RepositoryMetadata | null>

/** Null for a folder, about which nobody is asked, and where there was no answer: the log says why. */
export const openFindMetadata =
  (env: GithubEnv): FindMetadata =>
  async (input, { signal, log }) => {
    const snapshot = await input.snapshot()
    if (snapshot.origin.kind !== 'git' || !/^https?:\/\//.test(input.intent.repo_url)) return null
    const { metadata, note } = await fetchMetadata(parseRepoAddress(input.intent.repo_url, extraHosts(env)), githubServer(env), signal)
    if (note !== null) log('GitHub told nothing about the repository', { reason: note }, 'warning')
    return metadata
  }
