// Repomix's view of what matters, within a budget. The digest at the head of every conversation is made by the same packer;
// this opens more of the repository: files by pattern, the most important ones whole and with line numbers, the next ones
// compressed to their signatures.
import { matchesGlob } from 'node:path/posix'
import { z } from 'zod'
import type { KeyFile, RepositoryFacts } from '../../../../shared/analysis.ts'
import { packDigest } from '../../../repository/digest.ts'
import { asMaterial } from '../material.ts'
import { defineTool } from './define-tool.ts'
import type { RepositoryDesk } from './repository-desk.ts'

export const runRepomixInput = z.object({
  include: z.array(z.string()).min(1).max(20).describe('Glob patterns of paths: lib/**, src/*.ts'),
  outline_only: z.boolean().default(false).describe('True: paths instead of contents'),
})

/** More would push out what was read before. */
const tokenBudget = 5_000
const mostPaths = 300

const asKeyFile = (path: string): KeyFile => ({ path, language: '', lines: 0, score: 0, reasons: [], imported_by: 0, imports: [], doc: null })

/** Only what was asked for: what the whole digest says about the repository, it has said. */
const factsFor = (facts: RepositoryFacts, paths: readonly string[]): RepositoryFacts => {
  const known = new Map(facts.key_files.map((file) => [file.path, file]))
  return {
    ...facts,
    purpose: [],
    parts: [],
    entry_points: [],
    call_paths: [],
    patterns: [],
    surprises: [],
    dependencies: [],
    key_files: paths.map((path) => known.get(path) ?? asKeyFile(path)),
  }
}

export const runRepomix = async ({ include, outline_only }: z.output<typeof runRepomixInput>, { snapshot, analysis }: RepositoryDesk): Promise<string> => {
  const view = await snapshot()
  const rank = new Map(analysis.facts.key_files.map((file, index) => [file.path, index]))
  const rankOf = (path: string): number => rank.get(path) ?? Number.MAX_SAFE_INTEGER
  const paths = view.files
    .map((file) => file.path)
    .filter((path) => include.some((pattern) => matchesGlob(path, pattern)))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))
  if (paths.length === 0) return `No file matches ${include.join(', ')}.`
  if (outline_only) return paths.slice(0, mostPaths).join('\n')
  const wanted = new Set(paths)
  const part = { ...view, files: view.files.filter((file) => wanted.has(file.path)) }
  return packDigest(part, factsFor(analysis.facts, paths), { tokenBudget })
}

export const runRepomixTool = defineTool({
  name: 'run_repomix',
  description: 'See more of the repository than the digest shows: the files that match patterns, packed together, with line numbers where they come whole.',
  input: runRepomixInput,
  run: async (input, desk: RepositoryDesk) => asMaterial(`files ${input.include.join(' ')}`, await runRepomix(input, desk)),
})
