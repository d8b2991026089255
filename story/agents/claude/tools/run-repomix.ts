// The digest at the head of every conversation is Repomix's view of what matters most. This opens more of the same: files by
// pattern, most important first, until the budget is full.
import { matchesGlob } from 'node:path/posix'
import { z } from 'zod'
import { asMaterial, cutAtLine, numberedLines } from '../material.ts'
import { defineTool } from './define-tool.ts'
import type { RepositoryDesk } from './repository-desk.ts'

export const runRepomixInput = z.object({
  include: z.array(z.string()).min(1).max(20).describe('Glob patterns of paths: lib/**, src/*.ts'),
  outline_only: z.boolean().default(false).describe('True: paths and line counts instead of contents'),
})

/** About 5,000 tokens: more would push out what was read before. */
const mostCharacters = 18_000

export const runRepomix = async ({ include, outline_only }: z.output<typeof runRepomixInput>, { snapshot, analysis }: RepositoryDesk): Promise<string> => {
  const view = await snapshot()
  const rank = new Map(analysis.facts.key_files.map((file, index) => [file.path, index]))
  const rankOf = (path: string): number => rank.get(path) ?? Number.MAX_SAFE_INTEGER
  const paths = view.files
    .map((file) => file.path)
    .filter((path) => include.some((pattern) => matchesGlob(path, pattern)))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
  if (paths.length === 0) return `No file matches ${include.join(', ')}.`
  const parts: string[] = []
  let characters = 0
  for (const path of paths) {
    const text = (await view.read(path)) ?? ''
    const lines = text.split('\n').length
    const part = outline_only ? `${path} (${lines} lines)` : `## ${path}\n${numberedLines(text, 1, lines)}`
    parts.push(part)
    characters += part.length
    if (characters > mostCharacters) break
  }
  return cutAtLine(parts.join(outline_only ? '\n' : '\n\n'), mostCharacters)
}

export const runRepomixTool = defineTool({
  name: 'run_repomix',
  description: 'See more of the repository than the digest shows: the files that match patterns, packed together with line numbers.',
  input: runRepomixInput,
  run: async (input, desk: RepositoryDesk) => asMaterial(`files ${input.include.join(' ')}`, await runRepomix(input, desk)),
})
