import { z } from 'zod'
import { type Dependency, dependencyPurposes } from '../../../../shared/analysis.ts'
import { asMaterial } from '../material.ts'
import { defineTool } from './define-tool.ts'
import { placeText } from './place.ts'
import type { RepositoryDesk } from './repository-desk.ts'

export const analyzeDependenciesInput = z.object({
  purpose: z.enum(dependencyPurposes).nullable().default(null).describe('Only those that serve this purpose; null for all'),
  scope: z.enum(['runtime', 'development', 'optional', 'peer', 'build']).nullable().default(null).describe('Only those of this scope; null for all'),
})

export const analyzeDependencies = (
  { purpose, scope }: z.output<typeof analyzeDependenciesInput>,
  { analysis }: Pick<RepositoryDesk, 'analysis'>,
): Dependency[] =>
  analysis.dependencies.filter((dependency) => (purpose === null || dependency.purpose === purpose) && (scope === null || dependency.scope === scope))

const mostListed = 80

export const analyzeDependenciesTool = defineTool({
  name: 'analyze_dependencies',
  description: 'What the repository depends on, by its manifests: purpose, scope, version, and the files that use each.',
  input: analyzeDependenciesInput,
  run: (input, desk: RepositoryDesk) => {
    const found = analyzeDependencies(input, desk)
    const lines = found
      .slice(0, mostListed)
      .map(
        ({ name, version, purpose, scope, used_in, use_count, place }) =>
          `${name} ${version ?? ''} (${scope}, ${purpose}), used ${use_count} times${used_in.length === 0 ? '' : `, first in ${used_in.slice(0, 3).join(', ')}`} → ${placeText(place)}`,
      )
    return asMaterial('dependencies', [`${found.length} in all`, ...lines].join('\n'))
  },
})
