// What a repository is, and what a story of it would cost and take.
import type { RepoInspection } from '../shared/inspection.ts'
import { parseRepoAddress, repoFullName } from '../shared/repo-address.ts'
import { type StoryDuration, storyDurations } from '../shared/story.ts'
import { propose } from '../story/agents/local/intent/propose.ts'
import { quoteStory } from '../story/agents/quote.ts'
import { extraHosts } from '../story/repository/source/github-server.ts'
import type { Context } from './context.ts'
import { repositoryUrl } from './repository-url.ts'

type InspectDeps = Pick<Context['deps'], 'env' | 'agents' | 'speech' | 'lookAt'>

const estimate = ({ agents, speech }: InspectDeps, sourceFiles: number | null, minutes: StoryDuration): RepoInspection['estimates'][number] => {
  const { usd, seconds } = quoteStory({ sourceFiles, minutes, narrator: agents.narrator, speech })
  return { duration_minutes: minutes, cost_usd: usd, seconds }
}

export const inspectRepository = async (deps: InspectDeps, url: string, signal: AbortSignal = new AbortController().signal): Promise<RepoInspection> => {
  const address = parseRepoAddress(url, extraHosts(deps.env))
  const look = await deps.lookAt(address, signal)
  const sourceFiles = look.layout.length === 0 ? null : look.sourceFiles
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
    source_files: sourceFiles,
    last_commit: look.lastCommit,
    suggested_focus_areas: intent.focusAreas,
    suggested_duration: intent.suggestedDuration,
    engines: { narrator: deps.agents.narrator, voice: deps.speech.engine },
    estimates: storyDurations.map((minutes) => estimate(deps, sourceFiles, minutes)),
    warnings: look.warnings,
  }
}
