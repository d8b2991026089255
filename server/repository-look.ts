// A glance at a repository: enough to talk about it and to say what a story of it would take. The code host's API and the
// newest commit are asked side by side; either alone will do, and what is missing is said. A glance is kept for some
// minutes: the page looks, then the chat, then the chat again.
import { join } from 'node:path'
import type { RepositoryMetadata } from '../shared/analysis.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { Env } from '../shared/node/env.ts'
import { type RepoAddress, repoFullName } from '../shared/repo-address.ts'
import type { ChatRepository } from '../story/agents/agents.ts'
import type { RepositorySnapshot } from '../story/repository/snapshot.ts'
import { runGitText } from '../story/repository/source/git.ts'
import { fetchMetadata } from '../story/repository/source/github-metadata.ts'
import { githubServer } from '../story/repository/source/github-server.ts'
import { openRepository } from '../story/repository/source/open.ts'

export interface RepositoryLook extends ChatRepository {
  metadata: RepositoryMetadata | null
  /** Largest first. */
  languageShares: { name: string; share: number }[]
  lastCommit: { sha: string; date: string | null; subject: string | null } | null
  branch: string | null
  /** What could not be found out, and why. */
  warnings: string[]
}

/** @throws {CodeStoryError} repository_… */
export type LookAtRepository = (address: RepoAddress, signal: AbortSignal) => Promise<RepositoryLook>

/** A clone of the newest commit alone: small repositories take one second, the largest are looked at without it. */
const cloneLimitMs = 20_000
const keptMs = 5 * 60_000
const keptLooks = 100
const layoutLimit = 400

const readLastCommit = async ({ gitDirectory, commit }: RepositorySnapshot, signal: AbortSignal): Promise<RepositoryLook['lastCommit']> => {
  if (commit === null) return null
  if (gitDirectory === null) return { sha: commit, date: null, subject: null }
  const [date = '', subject = ''] = (await runGitText(['log', '-1', '--format=%cI%x00%s', commit], { directory: gitDirectory, signal })).trim().split('\0')
  return { sha: commit, date: date === '' ? null : date, subject: subject === '' ? null : subject.slice(0, 200) }
}

const sharesOf = (weights: ReadonlyMap<string, number>): RepositoryLook['languageShares'] => {
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0)
  if (sum === 0) return []
  return [...weights]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 12)
    .map(([name, weight]) => ({ name, share: Math.round((weight / sum) * 1000) / 1000 }))
}

type Glance = Pick<RepositoryLook, 'layout' | 'sourceFiles' | 'languageShares' | 'lastCommit' | 'branch' | 'fullName'>

const glanceOf = async (snapshot: RepositorySnapshot, signal: AbortSignal): Promise<Glance> => {
  const sources = snapshot.files.filter((file) => file.kind === 'source')
  const weights = new Map<string, number>()
  for (const { language, sizeBytes } of sources) if (language !== null) weights.set(language, (weights.get(language) ?? 0) + sizeBytes)
  const shallowFirst = sources.map((file) => file.path).sort((a, b) => a.split('/').length - b.split('/').length)
  return {
    fullName: snapshot.fullName,
    layout: shallowFirst.slice(0, layoutLimit),
    sourceFiles: sources.length,
    languageShares: sharesOf(weights),
    lastCommit: await readLastCommit(snapshot, signal),
    branch: snapshot.branch,
  }
}

export const openRepositoryLook = (env: Env): LookAtRepository => {
  const kept = new Map<string, { look: RepositoryLook; until: number }>()

  const glance = async (address: RepoAddress, signal: AbortSignal): Promise<Glance> => {
    const temporaryFolder = join(env.DATA_DIR, 'temporary')
    const snapshot = await openRepository({ source: { address }, env, temporaryFolder, signal, log: () => undefined, history: false })
    try {
      return await glanceOf(snapshot, signal)
    } finally {
      await snapshot.close()
    }
  }

  const look = async (address: RepoAddress, signal: AbortSignal): Promise<RepositoryLook> => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(cloneLimitMs)])
    const [answer, found] = await Promise.all([
      fetchMetadata(address, githubServer(env), signal),
      glance(address, limited).then(
        (value) => ({ value, error: null }),
        (error: unknown) => ({ value: null, error }),
      ),
    ])
    signal.throwIfAborted()
    const { metadata } = answer
    const warnings = answer.note === null ? [] : [answer.note]
    if (found.value === null) {
      // What the host knows is enough to go on, unless it is the repository itself that is at fault.
      const isFault = found.error instanceof CodeStoryError && found.error.code !== 'repository_unreachable'
      if (isFault || metadata === null) throw found.error
      warnings.push('Its code could not be looked at in time: sizes are guesses.')
    }
    const languageShares = found.value?.languageShares ?? sharesOf(new Map(Object.entries(metadata?.languages ?? {})))
    return {
      fullName: answer.fullName ?? found.value?.fullName ?? repoFullName(address),
      description: metadata?.description ?? null,
      topics: metadata?.topics ?? [],
      languages: languageShares.map(({ name }) => name),
      layout: found.value?.layout ?? [],
      sourceFiles: found.value?.sourceFiles ?? 0,
      languageShares,
      lastCommit: found.value?.lastCommit ?? null,
      branch: found.value?.branch ?? metadata?.default_branch ?? null,
      metadata,
      warnings,
    }
  }

  return async (address, signal) => {
    const key = JSON.stringify([address.host, address.owner.toLowerCase(), address.name.toLowerCase(), address.ref])
    const known = kept.get(key)
    if (known !== undefined && known.until > Date.now()) return known.look
    const seen = await look(address, signal)
    kept.delete(key)
    kept.set(key, { look: seen, until: Date.now() + keptMs })
    if (kept.size > keptLooks) kept.delete(kept.keys().next().value ?? key)
    return seen
  }
}
