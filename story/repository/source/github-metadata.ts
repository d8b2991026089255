// What GitHub's API says about a repository: stars, languages, topics. Worth telling, and never worth failing for: without
// an answer the story is made without, and the note says so.
import { z } from 'zod'
import { metadataSchema, type RepositoryMetadata } from '../../../shared/analysis.ts'
import { type RepoAddress, repoFullName } from '../../../shared/repo-address.ts'
import { cleanLine } from '../clean-text.ts'
import type { GithubServer } from './github-server.ts'

export interface MetadataAnswer {
  /** Null where there was no answer, or one that we must not use. */
  metadata: RepositoryMetadata | null
  /** As it is called today, after a renaming. */
  fullName: string | null
  /** Why there is none, for the log; null where there is. */
  note: string | null
}

const repositorySchema = z.object({
  full_name: z.string(),
  private: z.boolean(),
  visibility: z.string().optional(),
  description: z.string().nullish(),
  stargazers_count: z.int().catch(0),
  forks_count: z.int().catch(0),
  open_issues_count: z.int().catch(0),
  topics: z.array(z.string()).catch([]),
  license: z.object({ spdx_id: z.string().nullish(), name: z.string().nullish() }).nullish(),
  default_branch: z.string(),
  created_at: z.string().nullish(),
  pushed_at: z.string().nullish(),
  archived: z.boolean().catch(false),
})
const languagesSchema = z.record(z.string(), z.number())

// The three questions go out together and a story waits for the slowest; GitHub answers in a fraction of this.
const timeoutMs = 6000
const maxAnswerBytes = 1024 * 1024

/** The API said no, or nothing: `message` is a note for the log. */
class NoAnswer extends Error {
  readonly status: number | null
  constructor(status: number | null, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

const noteOfRefusal = (response: Response, api: string): string => {
  const { status, headers } = response
  if (status === 429 || (status === 403 && (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')))) {
    const reset = Number(headers.get('x-ratelimit-reset'))
    const when = Number.isFinite(reset) && reset > 0 ? ` until ${new Date(reset * 1000).toISOString()}` : ''
    return `${api} answers no more questions from here${when}; a GITHUB_TOKEN raises that limit.`
  }
  if (status === 404 || status === 451) return `${api} knows no such repository.`
  if (status === 401) return `${api} rejects GITHUB_TOKEN.`
  return `${api} answered ${status}.`
}

/** A body within its limit; whoever sends more than a repository's description has something else in mind. */
const readJson = async (response: Response): Promise<unknown> => {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    bytes += piece.length
    if (bytes > maxAnswerBytes) throw new Error('the answer is too long')
    pieces.push(piece)
  }
  return JSON.parse(Buffer.concat(pieces).toString('utf8'))
}

const ask = async (server: GithubServer, path: string, token: string | null, signal: AbortSignal): Promise<{ body: unknown; headers: Headers }> => {
  const origin = new URL(server.apiUrl).origin
  let url = `${server.apiUrl}${path}`
  // A renamed repository is a redirect or two away, and on the same server: a token goes nowhere else.
  for (let hops = 0; hops < 3; hops += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      headers: {
        accept: 'application/vnd.github+json',
        'user-agent': 'code-story',
        'x-github-api-version': '2022-11-28',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    })
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel()
      const target = URL.parse(response.headers.get('location') ?? '', url)
      if (target === null || target.origin !== origin) throw new NoAnswer(response.status, `${origin} redirects to another place.`)
      url = target.href
      continue
    }
    if (!response.ok) {
      await response.body?.cancel()
      throw new NoAnswer(response.status, noteOfRefusal(response, new URL(server.apiUrl).host))
    }
    return { body: await readJson(response), headers: response.headers }
  }
  throw new NoAnswer(null, `${origin} redirects in a circle.`)
}

/** With one entry a page, the number of the last page is the number of entries. */
const countPages = ({ headers, body }: { headers: Headers; body: unknown }): number | null => {
  const last = /[?&]page=(\d+)[^>]*>; rel="last"/.exec(headers.get('link') ?? '')?.[1]
  if (last !== undefined) return Number(last)
  return Array.isArray(body) ? body.length : null
}

const readMetadata = async (server: GithubServer, name: string, token: string | null, signal: AbortSignal): Promise<MetadataAnswer> => {
  const path = `/repos/${name}`
  const [repository, languages, contributors] = await Promise.all([
    ask(server, path, token, signal),
    // These two are extras of an extra.
    ask(server, `${path}/languages`, token, signal).catch(() => null),
    ask(server, `${path}/contributors?per_page=1&anon=1`, token, signal).catch(() => null),
  ])
  const found = repositorySchema.parse(repository.body)
  const isPrivate = found.private || (found.visibility !== undefined && found.visibility !== 'public')
  if (server.publicOnly && isPrivate) return { metadata: null, fullName: null, note: `${new URL(server.apiUrl).host} knows no such public repository.` }
  const license = found.license?.spdx_id ?? found.license?.name ?? null
  const metadata = metadataSchema.parse({
    stars: found.stargazers_count,
    forks: found.forks_count,
    open_issues: found.open_issues_count,
    contributors: contributors === null ? null : countPages(contributors),
    languages: languagesSchema.catch({}).parse(languages?.body),
    description: found.description ? cleanLine(found.description, 500) : null,
    topics: found.topics.slice(0, 30).map((topic) => cleanLine(topic, 60)),
    license: license === 'NOASSERTION' ? null : license,
    default_branch: cleanLine(found.default_branch),
    created_at: found.created_at ?? null,
    pushed_at: found.pushed_at ?? null,
    archived: found.archived,
    private: isPrivate,
  })
  return { metadata, fullName: found.full_name, note: null }
}

/** Asks with the token, and without where the token is what was rejected. Throws only when `signal` says so. */
export const fetchMetadata = async (address: Pick<RepoAddress, 'owner' | 'name'>, server: GithubServer, signal: AbortSignal): Promise<MetadataAnswer> => {
  const name = repoFullName(address)
  try {
    try {
      return await readMetadata(server, name, server.token, signal)
    } catch (error) {
      if (!(error instanceof NoAnswer) || error.status !== 401 || server.token === null) throw error
      const answer = await readMetadata(server, name, null, signal)
      return { ...answer, note: error.message }
    }
  } catch (error) {
    signal.throwIfAborted()
    const host = new URL(server.apiUrl).host
    if (error instanceof NoAnswer) return { metadata: null, fullName: null, note: error.message }
    if (error instanceof Error && error.name === 'TimeoutError')
      return { metadata: null, fullName: null, note: `${host} did not answer within ${timeoutMs / 1000} s.` }
    return { metadata: null, fullName: null, note: `${host} could not be asked, or gave no answer that we understand.` }
  }
}

const commitSchema = z.object({ sha: z.string().regex(/^(?:[\da-f]{40}|[\da-f]{64})$/) })

/** The whole hash of an abbreviated one, or null where the API does not say. */
export const findCommit = async (
  address: Pick<RepoAddress, 'owner' | 'name'>,
  abbreviated: string,
  server: GithubServer,
  signal: AbortSignal,
): Promise<string | null> => {
  try {
    const { body } = await ask(server, `/repos/${repoFullName(address)}/commits/${abbreviated}`, server.token, signal)
    const { sha } = commitSchema.parse(body)
    return sha.startsWith(abbreviated) ? sha : null
  } catch {
    // The caller has another way: reading the history.
    signal.throwIfAborted()
    return null
  }
}
