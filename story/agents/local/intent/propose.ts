// Wishes and a repository → an intent that generate accepts. What was not said is chosen from the repository's size and
// layout, and the answer says which is which.
import type { ChatIntent } from '../../../../shared/intent.ts'
import type { ChatInput, ChatRepository } from '../../agents.ts'
import { focusTopics } from './topics.ts'
import { nearestDuration, readWishes, type Wishes } from './wishes.ts'

export interface Proposal {
  intent: ChatIntent
  /** What the listener said themselves. */
  said: { style: boolean; depth: boolean; minutes: number | null; focus: boolean }
}

const dullFolders = new Set([
  'src',
  'lib',
  'source',
  'test',
  'tests',
  'spec',
  'docs',
  'doc',
  'examples',
  'example',
  'scripts',
  'tools',
  'build',
  'dist',
  'pkg',
  'internal',
  'main',
  'packages',
  'crates',
  'apps',
  'index',
  'utils',
  'util',
  'common',
  'assets',
  'public',
  'bin',
  'include',
  'benches',
  'bench',
  'benchmarks',
  'fixtures',
  'java',
  'com',
  'org',
  'github',
])

/** Topics that the layout shows, most paths first; else its folders. */
const areasOf = (repository: ChatRepository): string[] => {
  const shown = focusTopics
    .map(({ label, inPaths }) => ({ label, paths: repository.layout.filter((path) => inPaths.test(path)).length }))
    .filter(({ label, paths }) => paths > 0 && !['testing', 'types', 'build', 'API'].includes(label))
    .toSorted((a, b) => b.paths - a.paths)
    .map(({ label }) => label)
  const folders = new Set(
    repository.layout
      .flatMap((path) => path.split('/').slice(0, -1))
      .filter((segment) => segment.length > 2 && !segment.startsWith('.') && !dullFolders.has(segment.toLowerCase())),
  )
  return [...new Set(['architecture', ...shown, ...folders])].slice(0, 3)
}

const durationFor = (repository: ChatRepository | null): number => {
  if (repository === null) return 10
  // Small repositories are told in five minutes; for all others ten is what newcomers sit through.
  return repository.sourceFiles < 30 ? 5 : 10
}

/** The last message counts most; what it leaves open may have been said before. */
const wishesOf = ({ request, repository }: ChatInput): Wishes => {
  const layout = repository !== null && 'facts' in repository ? repository.facts.layout : []
  const words = (request.repoUrl ?? '')
    .split(/[/.:-]+/)
    .concat(
      repository !== null && 'facts' in repository ? repository.facts.fullName.split(/[/.-]/) : [],
      repository !== null && 'facts' in repository ? repository.facts.fullName.split('/') : [],
    )
  const turns = [...request.history.filter(({ role }) => role === 'user').map(({ content }) => content), request.message]
  return turns
    .map((turn) => readWishes(turn.replace(/https?:\S+|\bgit@\S+|\b[\w.-]+\/[\w.-]+\b/g, ' '), layout, words))
    .reduce((before, now) => ({
      style: now.style ?? before.style,
      depth: now.depth ?? before.depth,
      minutes: now.minutes ?? before.minutes,
      focusAreas: now.focusAreas.length > 0 ? now.focusAreas : before.focusAreas,
    }))
}

export const propose = (input: ChatInput): Proposal => {
  const wishes = wishesOf(input)
  const facts = input.repository !== null && 'facts' in input.repository ? input.repository.facts : null
  return {
    intent: {
      focusAreas: wishes.focusAreas.length > 0 ? wishes.focusAreas : facts === null ? ['architecture'] : areasOf(facts),
      technicalDepth: wishes.depth ?? 'intermediate',
      // Understanding how a thing works is what a tutorial is for; without a hint the default of generate holds.
      style: wishes.style ?? (/\b(?:understand|learn|how (?:does|do|to))\b/i.test(input.request.message) ? 'tutorial' : 'documentary'),
      suggestedDuration: nearestDuration(wishes.minutes ?? durationFor(facts)),
    },
    said: { style: wishes.style !== null, depth: wishes.depth !== null, minutes: wishes.minutes, focus: wishes.focusAreas.length > 0 },
  }
}
