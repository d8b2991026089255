// What GitHub says about the repository was fetched with it. Nothing is fetched here: a model, or a repository that talks to
// it, has no way to name an address.
import { z } from 'zod'
import type { RepositoryMetadata } from '../../../../shared/analysis.ts'
import { asMaterial } from '../material.ts'
import { defineTool } from './define-tool.ts'
import type { RepositoryDesk } from './repository-desk.ts'

export const fetchGithubMetadataInput = z.object({})

export const fetchGithubMetadata = (_: z.output<typeof fetchGithubMetadataInput>, { analysis }: Pick<RepositoryDesk, 'analysis'>): RepositoryMetadata | null =>
  analysis.repo_metadata

export const fetchGithubMetadataTool = defineTool({
  name: 'fetch_github_metadata',
  description: 'Stars, forks, contributors, languages, topics, license and dates of the repository, as GitHub has them.',
  input: fetchGithubMetadataInput,
  run: (input, desk: RepositoryDesk) => {
    const metadata = fetchGithubMetadata(input, desk)
    return metadata === null ? 'GitHub was not asked, or did not answer.' : asMaterial('metadata', JSON.stringify(metadata))
  },
})
