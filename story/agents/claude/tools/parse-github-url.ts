import { z } from 'zod'
import { parseRepoAddress, repoFullName } from '../../../../shared/repo-address.ts'
import { defineTool } from './define-tool.ts'

export const parseGithubUrlInput = z.object({
  url: z.string().describe('The address as the person gave it: a web address, git@github.com:owner/repo.git, or owner/repo'),
})

/** @throws {CodeStoryError} repository_address, with a message that says what is accepted */
export const parseGithubUrl = ({ url }: z.output<typeof parseGithubUrlInput>): { owner: string; name: string; fullName: string; ref: string | null } => {
  const address = parseRepoAddress(url)
  const ref = address.ref === null ? null : 'path' in address.ref ? address.ref.path : 'sha' in address.ref ? address.ref.sha : address.ref.name
  return { owner: address.owner, name: address.name, fullName: repoFullName(address), ref }
}

export const parseGithubUrlTool = defineTool({
  name: 'parse_github_url',
  description: 'Validate a GitHub repository address and take it apart. Says what is accepted when it is none.',
  input: parseGithubUrlInput,
  run: (input, _: object) => JSON.stringify(parseGithubUrl(input)),
})
