// What a listener could ask a story to dwell on: the repository's own topics, and the folders in which most of its
// important files lie. Names only, so that what it suggests exists.
import { z } from 'zod'
import type { ChatRepository } from '../../agents.ts'
import { asMaterial } from '../material.ts'
import { defineTool } from './define-tool.ts'

export const suggestFocusAreasInput = z.object({
  about: z.string().describe('What the person wants to understand, in their words; empty for the repository as a whole'),
  most: z.number().int().min(1).max(10).default(5).describe('How many to suggest'),
})

const dullFolders = new Set(
  'src lib app packages crates source sources main test tests spec docs doc examples example scripts bin dist build .github'.split(' '),
)

export const suggestFocusAreas = (
  { about, most }: z.output<typeof suggestFocusAreasInput>,
  repository: Pick<ChatRepository, 'layout' | 'topics'>,
): string[] => {
  const scores = new Map<string, number>()
  const add = (name: string, score: number): void => void scores.set(name, (scores.get(name) ?? 0) + score)
  // Paths come most important first, so an early one counts for more.
  for (const [rank, path] of repository.layout.entries()) {
    const segments = path.split('/')
    const names = [...segments.slice(0, -1), segments.at(-1)?.replace(/\.[^.]+$/, '') ?? '']
    for (const name of names) if (name.length > 2 && !dullFolders.has(name.toLowerCase())) add(name.toLowerCase(), 1 / (rank + 3))
  }
  for (const topic of repository.topics) add(topic.toLowerCase(), 0.05)
  const wanted = about
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3)
  const scoreOf = ([name, score]: [string, number]): number => score + (wanted.some((word) => name.includes(word) || word.includes(name)) ? 1 : 0)
  return [...scores]
    .sort((a, b) => scoreOf(b) - scoreOf(a) || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([name]) => name)
}

export const suggestFocusAreasTool = defineTool({
  name: 'suggest_focus_areas',
  description: 'Suggest what a story of this repository could dwell on, from its layout and topics.',
  input: suggestFocusAreasInput,
  run: (input, { repository }: { repository: ChatRepository | null }) =>
    repository === null ? 'Nothing is known of the repository yet.' : asMaterial('focus areas', suggestFocusAreas(input, repository).join('\n')),
})
