// Before git is started we knock at the repository's door ourselves. git cannot tell a missing repository from a private
// one, a stalled server from a slow one, or a renamed repository's redirect from one that leads elsewhere; we can. After
// this git follows no redirect at all, and gets a token only where the door stayed closed without one.
import { CodeStoryError } from '../../../shared/coded-error.ts'
import { type RepoAddress, repoFullName } from '../../../shared/repo-address.ts'
import type { GitNetwork } from './git.ts'
import { fetchMetadata } from './github-metadata.ts'
import type { GithubServer } from './github-server.ts'

export interface Remote {
  /** What git is given. */
  url: string
  /** As it is called today, after a renaming. */
  owner: string
  name: string
  network: GitNetwork
}

const answerTimeoutMs = 20_000
const maxRedirects = 3

export const repositoryNotFound = (address: Pick<RepoAddress, 'owner' | 'name'>, server: GithubServer): CodeStoryError =>
  new CodeStoryError(
    'repository_not_found',
    `${server.name} has no repository ${repoFullName(address)} that may be read here: it does not exist, or it is private. Check the address${
      server.token === null && !server.publicOnly
        ? ', or set GITHUB_TOKEN to one that may read it'
        : server.publicOnly
          ? '; only public repositories are read'
          : ''
    }.`,
    { details: [{ field: 'repoUrl', message: `${server.name} has no such repository, or it is private.` }] },
  )

export const unreachable = (
  server: GithubServer,
  why: string,
  options: { cause?: unknown; retry?: boolean; retryAfterSeconds?: number } = {},
): CodeStoryError => new CodeStoryError('repository_unreachable', `${server.name} ${why}.${options.retry === false ? '' : ' Try again later.'}`, options)

const knock = async (url: string, token: string | null, server: GithubServer, signal: AbortSignal): Promise<Response> => {
  try {
    const response = await fetch(`${url}/info/refs?service=git-upload-pack`, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
      headers: {
        // GitHub looks at both before it speaks git.
        'user-agent': 'git/2 (code-story)',
        'git-protocol': 'version=2',
        accept: '*/*',
        ...(token === null ? {} : { authorization: `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}` }),
      },
    })
    // The status and the headers say all; old servers would go on to list every ref.
    await response.body?.cancel()
    return response
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Error && error.name === 'TimeoutError')
      throw unreachable(server, `did not answer within ${answerTimeoutMs / 1000} s`, { cause: error })
    throw unreachable(server, 'could not be reached', { cause: error })
  }
}

const parseTarget = (location: string | null, from: string, server: GithubServer): { owner: string; name: string } => {
  const target = URL.parse(location ?? '', from)
  const base = new URL(server.url)
  const [, owner, name] =
    target?.origin === base.origin && target.pathname.startsWith(base.pathname)
      ? (/^\/?([\w.-]+)\/([\w.-]+?)(?:\.git)?\/info\/refs$/.exec(target.pathname.slice(base.pathname.length)) ?? [])
      : []
  if (owner === undefined || name === undefined || /^\.+$/.test(name))
    throw unreachable(server, 'sends us on to another place, which we do not follow', { retry: false })
  return { owner, name }
}

const retryAfter = (response: Response): { retryAfterSeconds?: number } => {
  const seconds = Number(response.headers.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterSeconds: seconds } : {}
}

/**
 * Finds where and how git may read a repository.
 * @throws {CodeStoryError} repository_not_found, repository_unreachable
 */
export const findRemote = async (address: Pick<RepoAddress, 'owner' | 'name'>, server: GithubServer, signal: AbortSignal): Promise<Remote> => {
  let { owner, name } = address
  let token: string | null = null
  for (let steps = 0; steps <= maxRedirects + 1; steps += 1) {
    const url = `${server.url}/${owner}/${name}.git`
    const response = await knock(url, token, server, signal)
    const { status } = response
    if (status === 200 && response.headers.get('content-type')?.startsWith('application/x-git-upload-pack-advertisement'))
      return { url, owner, name, network: { protocol: url.startsWith('http:') ? 'http' : 'https', token } }
    if (status >= 300 && status < 400) ({ owner, name } = parseTarget(response.headers.get('location'), url, server))
    else if (status === 429 || status >= 500) throw unreachable(server, `answered ${status}`, retryAfter(response))
    else if (status === 200) throw unreachable(server, 'answered with something that is not git', { retry: false })
    else if (status === 401 && token === null && server.token !== null && (!server.publicOnly || (await isPublic({ owner, name }, server, signal))))
      token = server.token
    else throw repositoryNotFound(address, server)
  }
  throw unreachable(server, 'redirects in a circle', { retry: false })
}

/** An Enterprise server may want a login for public repositories too. */
const isPublic = async (address: Pick<RepoAddress, 'owner' | 'name'>, server: GithubServer, signal: AbortSignal): Promise<boolean> =>
  (await fetchMetadata(address, server, signal)).metadata?.private === false
