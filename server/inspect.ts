// What a repository is, and what a story of it would cost and take.
import type { RepoInspection } from '../shared/inspection.ts'
import { parseRepoAddress, repoFullName } from '../shared/repo-address.ts'
import { type StoryDuration, storyDurations } from '../shared/story.ts'
import { narrationWordsPerMinute } from '../shared/timing.ts'
import { propose } from '../story/agents/local/intent/propose.ts'
import { extraHosts } from '../story/repository/source/github-server.ts'
import type { Context } from './context.ts'
import { repositoryUrl } from './repository-url.ts'

/** Spoken form runs to about six characters a word, the space after it included. */
const charactersPerMinute = narrationWordsPerMinute * 6
/**
 * What writing a minute costs where a model writes, and how long a minute takes to make. Orders of magnitude, for the
 * page; the limits are held call by call, on what is really bought.
 */
const writingUsdPerMinute = 0.12
const makingSecondsPerMinute = { paid: 18, free: 1.5 }

type InspectDeps = Pick<Context['deps'], 'env' | 'agents' | 'speech' | 'lookAt'>

const estimate = ({ agents, speech }: InspectDeps, minutes: StoryDuration): RepoInspection['estimates'][number] => ({
  duration_minutes: minutes,
  cost_usd: Math.round((speech.quoteUsd(minutes * charactersPerMinute) + (agents.paid ? minutes * writingUsdPerMinute : 0)) * 100) / 100,
  seconds: Math.round(minutes * (agents.paid || speech.paid ? makingSecondsPerMinute.paid : makingSecondsPerMinute.free)),
})

export const inspectRepository = async (deps: InspectDeps, url: string, signal: AbortSignal = new AbortController().signal): Promise<RepoInspection> => {
  const address = parseRepoAddress(url, extraHosts(deps.env))
  const look = await deps.lookAt(address, signal)
  const { intent } = propose({ request: { message: '', history: [] }, repository: { facts: look } })
  return {
    repo_url: repositoryUrl(address, deps.env),
    repo_name: repoFullName(address),
    description: look.description,
    default_branch: look.metadata?.default_branch ?? look.branch,
    private: look.metadata?.private ?? null,
    archived: look.metadata?.archived ?? null,
    stars: look.metadata?.stars ?? null,
    license: look.metadata?.license ?? null,
    topics: look.topics,
    languages: look.languageShares,
    source_files: look.layout.length === 0 ? null : look.sourceFiles,
    last_commit: look.lastCommit,
    suggested_focus_areas: intent.focusAreas,
    suggested_duration: intent.suggestedDuration,
    engines: { narrator: deps.agents.narrator, voice: deps.speech.engine },
    estimates: storyDurations.map((minutes) => estimate(deps, minutes)),
    warnings: look.warnings,
  }
}
