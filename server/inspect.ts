// What a repository is, and what a story of it would cost and take.
import type { RepoInspection } from '../shared/inspection.ts'
import { parseRepoAddress, repoFullName } from '../shared/repo-address.ts'
import { type StoryDuration, storyDurations } from '../shared/story.ts'
import { narrationWordsPerMinute } from '../shared/timing.ts'
import type { Context } from './context.ts'
import { repositoryHosts, repositoryUrl } from './repository-hosts.ts'
import type { RepositoryLook } from './repository-look.ts'

/** Spoken form runs to about six characters a word, the space after it included. */
const charactersPerMinute = narrationWordsPerMinute * 6

/**
 * What writing a minute costs where a model writes, and how long a minute takes to make. Measured over our own stories of
 * medium repositories; an estimate for the page, never a limit: those are held call by call.
 */
const writingUsdPerMinute = 0.12
const makingSecondsPerMinute = { paid: 18, free: 1.5 }

/** Files that carry code → minutes that they give something to tell. Below the first, five minutes are already a lot. */
const suggestions: readonly (readonly [fromSourceFiles: number, minutes: StoryDuration])[] = [
  [2000, 20],
  [400, 15],
  [40, 10],
  [0, 5],
]

type InspectDeps = Pick<Context['deps'], 'env' | 'agents' | 'speech' | 'lookAt'>

const suggestDuration = ({ sourceFiles }: RepositoryLook): StoryDuration => suggestions.find(([from]) => sourceFiles >= from)?.[1] ?? 10

const suggestFocusAreas = ({ layout, topics }: RepositoryLook): string[] => {
  const folders = layout.flatMap((path) => path.split('/').slice(0, -1)).filter((name) => /^[a-z][a-z\d_-]{2,30}$/i.test(name))
  const counts = new Map<string, number>()
  for (const folder of folders) if (!ordinaryFolders.has(folder.toLowerCase())) counts.set(folder, (counts.get(folder) ?? 0) + 1)
  const common = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name)
  return [...new Set(['architecture', ...common.slice(0, 5), ...topics.slice(0, 3)])].slice(0, 8)
}
/** Folders that every repository has: they tell a listener nothing. */
const ordinaryFolders = new Set([
  'src',
  'lib',
  'test',
  'tests',
  'docs',
  'doc',
  'examples',
  'example',
  'dist',
  'build',
  'packages',
  'node_modules',
  'scripts',
  'internal',
  'main',
  'java',
  'com',
  'org',
])

const estimate = ({ agents, speech }: InspectDeps, minutes: StoryDuration): RepoInspection['estimates'][number] => ({
  duration_minutes: minutes,
  cost_usd: Math.round((speech.quoteUsd(minutes * charactersPerMinute) + (agents.paid ? minutes * writingUsdPerMinute : 0)) * 100) / 100,
  seconds: Math.round(minutes * (agents.paid || speech.paid ? makingSecondsPerMinute.paid : makingSecondsPerMinute.free)),
})

export const inspectRepository = async (deps: InspectDeps, url: string, signal: AbortSignal = new AbortController().signal): Promise<RepoInspection> => {
  const address = parseRepoAddress(url, repositoryHosts(deps.env))
  const look = await deps.lookAt(address, signal)
  return {
    repo_url: repositoryUrl(address, deps.env),
    repo_name: repoFullName(address),
    description: look.description,
    default_branch: look.defaultBranch,
    private: look.metadata?.private ?? null,
    archived: look.metadata?.archived ?? null,
    stars: look.metadata?.stars ?? null,
    license: look.metadata?.license ?? null,
    topics: look.topics,
    languages: look.languageShares,
    source_files: look.sourceFiles,
    last_commit: look.lastCommit,
    suggested_focus_areas: suggestFocusAreas(look),
    suggested_duration: suggestDuration(look),
    engines: { narrator: deps.agents.narrator, voice: deps.speech.engine },
    estimates: storyDurations.map((minutes) => estimate(deps, minutes)),
    warnings: look.warnings,
  }
}
