// A glance at a repository: enough to talk about it and to say what a story would take, without reading it all.
import type { RepositoryMetadata } from '../shared/analysis.ts'
import type { RepoAddress } from '../shared/repo-address.ts'
import type { ChatRepository } from '../story/agents/agents.ts'

export interface RepositoryLook extends ChatRepository {
  metadata: RepositoryMetadata | null
  languageShares: { name: string; share: number }[]
  lastCommit: { sha: string; date: string | null; subject: string | null } | null
  defaultBranch: string | null
  /** What could not be found out, and why. */
  warnings: string[]
}

/** @throws {CodeStoryError} repository_… */
export type LookAtRepository = (address: RepoAddress, signal: AbortSignal) => Promise<RepositoryLook>
