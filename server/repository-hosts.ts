// Where repositories may be: github.com, and the Enterprise server or mirror that is configured.
import type { Env } from '../shared/node/env.ts'
import { type RepoAddress, repoFullName } from '../shared/repo-address.ts'

type Hosts = Pick<Env, 'GITHUB_SERVER_URL'>

export const repositoryHosts = ({ GITHUB_SERVER_URL }: Hosts): string[] => (GITHUB_SERVER_URL === undefined ? [] : [new URL(GITHUB_SERVER_URL).host])

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

/** The address as a story keeps it: one spelling, whatever form it was typed in. */
export const repositoryUrl = (address: RepoAddress, { GITHUB_SERVER_URL }: Hosts): string => {
  const server =
    GITHUB_SERVER_URL !== undefined && new URL(GITHUB_SERVER_URL).host === address.host ? new URL(GITHUB_SERVER_URL).origin : `https://${address.host}`
  return `${server}/${repoFullName(address)}${encodeURI(refPath(address.ref))}`
}
