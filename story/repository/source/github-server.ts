// Which server stands for GitHub here: github.com, or the Enterprise server or mirror that the configuration names. What
// the configuration names is asked for every address, those on github.com included.
import type { Env } from '../../../shared/node/env.ts'

export type GithubEnv = Pick<Env, 'GITHUB_TOKEN' | 'GITHUB_API_URL' | 'GITHUB_SERVER_URL' | 'SUPABASE_URL'>

export interface GithubServer {
  /** `https://github.com`, without a slash at the end. */
  url: string
  apiUrl: string
  /** As an error names it: host, and port where it is not the usual one. */
  name: string
  token: string | null
  /** With sign-in on, a token of the operator's opens nothing that isn't public: no user hears what only the operator may read. */
  publicOnly: boolean
}

export const githubServer = (env: GithubEnv): GithubServer => {
  const url = env.GITHUB_SERVER_URL ?? 'https://github.com'
  // An Enterprise server has its API below itself.
  const apiUrl = env.GITHUB_API_URL ?? (env.GITHUB_SERVER_URL === undefined ? 'https://api.github.com' : `${url}/api/v3`)
  return { url, apiUrl, name: new URL(url).host, token: env.GITHUB_TOKEN ?? null, publicOnly: env.SUPABASE_URL !== undefined }
}

/** For `parseRepoAddress`: the hosts beside github.com whose addresses are ours to read. */
export const extraHosts = (env: Pick<Env, 'GITHUB_SERVER_URL'>): string[] => (env.GITHUB_SERVER_URL === undefined ? [] : [new URL(env.GITHUB_SERVER_URL).host])
