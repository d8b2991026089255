// The address of a repository as a story keeps it: one spelling, whatever form it was typed in.
import type { Env } from '../shared/node/env.ts'
import { type RepoAddress, repoFullName } from '../shared/repo-address.ts'

const refPath = (ref: RepoAddress['ref']): string => {
  switch (ref?.kind) {
    case undefined:
      return ''
    case 'branch':
      return `/tree/${ref.path}`
    case 'commit':
      return `/commit/${ref.sha}`
    case 'tag':
      return `/releases/tag/${ref.name}`
  }
}

export const repositoryUrl = (address: RepoAddress, { GITHUB_SERVER_URL }: Pick<Env, 'GITHUB_SERVER_URL'>): string => {
  const configured = GITHUB_SERVER_URL === undefined ? null : new URL(GITHUB_SERVER_URL)
  const server = configured?.host === address.host ? configured.origin : `https://${address.host}`
  return `${server}/${repoFullName(address)}${encodeURI(refPath(address.ref))}`
}
