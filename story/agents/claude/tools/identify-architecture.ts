import { z } from 'zod'
import type { Part, Pattern } from '../../../../shared/analysis.ts'
import { asMaterial } from '../material.ts'
import { defineTool } from './define-tool.ts'
import { placeText } from './place.ts'
import type { RepositoryDesk } from './repository-desk.ts'

export const identifyArchitectureInput = z.object({
  part: z.string().nullable().default(null).describe('Name of one part to look at closely; null for the whole'),
})

export const identifyArchitecture = (
  { part }: z.output<typeof identifyArchitectureInput>,
  { analysis }: Pick<RepositoryDesk, 'analysis'>,
): { patterns: Pattern[]; parts: Part[] } => ({
  patterns: part === null ? analysis.facts.patterns : [],
  parts: analysis.facts.parts.filter((candidate) => part === null || candidate.name === part || candidate.path === part),
})

export const identifyArchitectureTool = defineTool({
  name: 'identify_architecture',
  description:
    'The patterns that imports and layout show, each with the files that show it, and the parts of the repository with what they import from each other.',
  input: identifyArchitectureInput,
  run: (input, desk: RepositoryDesk) => {
    const { patterns, parts } = identifyArchitecture(input, desk)
    if (parts.length === 0 && patterns.length === 0) return 'Nothing of that name was found.'
    const lines = [
      ...patterns.map(({ name, explanation, evidence }) => `pattern ${name}: ${explanation} → ${evidence.slice(0, 4).map(placeText).join(', ')}`),
      ...parts
        .slice(0, 40)
        .map(
          ({ name, path, kind, files, lines: length, depends_on, used_by }) =>
            `${kind} ${name} (${path}; ${files} files, ${length} lines) imports ${depends_on.map((to) => `${to.part} ×${to.imports} (${placeText(to.example)})`).join(', ') || 'nothing here'}; imported by ${used_by.map((from) => from.part).join(', ') || 'nothing here'}`,
        ),
    ]
    return asMaterial('architecture', lines.join('\n'))
  },
})
