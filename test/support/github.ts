// A GitHub on loopback: the real `git http-backend` over smart HTTP, and the endpoints of the API that we ask. It is as
// strict as the real one where that shows: an unknown or private repository answers 401 without credentials and 404 with
// them, pushing is refused, a client that does not introduce itself gets nothing. What was asked is kept for the test.
import { execFile, spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, dirname } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface ServedRepository {
  /** A bare repository, or a checkout's `.git`. */
  directory: string
  private?: boolean
  /** Fields of the API's answer that differ from the default. */
  metadata?: Record<string, unknown>
  languages?: Record<string, number>
  contributors?: number
}

/** What the server does instead of answering: it stalls, or sends this. */
export type Fault = 'stall' | { status: number; headers?: Record<string, string>; body?: string }

export interface GithubOptions {
  /** owner/name, in any case, → repository. */
  repositories: Record<string, ServedRepository>
  /** owner/name → what it is called today. */
  renamed?: Record<string, string>
  /** Tokens that may read private repositories. Any other is rejected. */
  tokens?: readonly string[]
  /** Asked first for each request. */
  fault?: (path: string, request: IncomingMessage) => Fault | null | undefined
  port?: number
  /** False: a plain git server that knows no filters and sends no commit but its branches'. */
  filters?: boolean
}

export interface GithubRequest {
  method: string
  path: string
  authorization: string | undefined
  gitProtocol: string | undefined
}

export interface GithubStandIn {
  /** For GITHUB_SERVER_URL. */
  url: string
  /** For GITHUB_API_URL; also where an Enterprise server has it. */
  apiUrl: string
  requests: GithubRequest[]
  close: () => Promise<void>
}

const apiPrefix = '/api/v3'

const tokenOf = (authorization: string | undefined): string | null => {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ')
  if (/^(?:bearer|token)$/i.test(scheme)) return value
  return /^basic$/i.test(scheme)
    ? Buffer.from(value, 'base64')
        .toString('utf8')
        .replace(/^[^:]*:/, '')
    : null
}

const sendJson = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body))
}

const git = async (directory: string, ...args: string[]): Promise<string> =>
  (await run('git', ['-c', 'safe.directory=*', `--git-dir=${directory}`, ...args])).stdout.trim()

/** The CGI that git brings: request in, status and headers as text before the body out. */
const runBackend = (directory: string, service: string, request: IncomingMessage, response: ServerResponse, filters: boolean): void => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const settings = { 'safe.directory': '*', 'uploadpack.allowFilter': String(filters), 'uploadpack.allowAnySHA1InWant': String(filters) }
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: dirname(directory),
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      HOME: '/dev/null',
      GIT_CONFIG_COUNT: String(Object.keys(settings).length),
      ...Object.fromEntries(
        Object.entries(settings).flatMap(([key, value], index) => [[`GIT_CONFIG_KEY_${index}`, key] as const, [`GIT_CONFIG_VALUE_${index}`, value] as const]),
      ),
      PATH_INFO: `/${basename(directory)}/${service}`,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      ...(request.headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: request.headers['content-length'] }),
      ...(filters && typeof request.headers['git-protocol'] === 'string' ? { GIT_PROTOCOL: request.headers['git-protocol'] } : {}),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  request.pipe(backend.stdin)
  backend.stdin.on('error', () => undefined)
  response.on('close', () => backend.kill())
  let head = Buffer.alloc(0)
  const readHead = (piece: Buffer): void => {
    head = Buffer.concat([head, piece])
    const end = head.indexOf('\r\n\r\n')
    if (end === -1) return
    backend.stdout.off('data', readHead)
    const headers = new Map(
      head
        .subarray(0, end)
        .toString('latin1')
        .split('\r\n')
        .map((line) => line.split(/:\s*/, 2) as [string, string]),
    )
    const status = Number.parseInt(headers.get('Status') ?? '200', 10)
    headers.delete('Status')
    response.writeHead(status, Object.fromEntries(headers))
    response.write(head.subarray(end + 4))
    backend.stdout.pipe(response)
  }
  backend.stdout.on('data', readHead)
}

export const serveGithub = async (options: GithubOptions): Promise<GithubStandIn> => {
  const requests: GithubRequest[] = []
  const names = new Map(Object.keys(options.repositories).map((name) => [name.toLowerCase(), name]))
  const renamed = new Map(Object.entries(options.renamed ?? {}).map(([from, to]) => [from.toLowerCase(), to]))
  const find = (name: string): { name: string; repository: ServedRepository } | null => {
    const known = names.get(name.toLowerCase())
    const repository = known === undefined ? undefined : options.repositories[known]
    return known === undefined || repository === undefined ? null : { name: known, repository }
  }

  const serveGit = (name: string, service: string, request: IncomingMessage, response: ServerResponse): void => {
    const token = tokenOf(request.headers.authorization)
    const isTokenGood = token !== null && (options.tokens ?? []).includes(token)
    const found = find(name)
    const newName = renamed.get(name.toLowerCase())
    if (!/^git\//.test(request.headers['user-agent'] ?? '')) response.writeHead(400).end('Please use git')
    else if (service === 'git-receive-pack' || request.url?.includes('service=git-receive-pack')) response.writeHead(403).end()
    else if (token !== null && !isTokenGood) response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end()
    else if (newName !== undefined) response.writeHead(301, { location: `/${newName}.git/${service}${new URL(request.url ?? '', 'http://x').search}` }).end()
    else if (found === null || (found.repository.private && !isTokenGood)) {
      if (isTokenGood) response.writeHead(404).end()
      else response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end()
    } else runBackend(found.repository.directory, service, request, response, options.filters ?? true)
  }

  const describe = async (name: string, { directory, metadata, ...repository }: ServedRepository): Promise<unknown> => ({
    id: [...names.keys()].indexOf(name.toLowerCase()) + 1,
    name: name.split('/')[1],
    full_name: name,
    private: repository.private ?? false,
    visibility: repository.private ? 'private' : 'public',
    description: `The repository ${name}`,
    fork: false,
    archived: false,
    stargazers_count: 1234,
    forks_count: 56,
    open_issues_count: 7,
    topics: ['testing'],
    license: { key: 'mit', name: 'MIT License', spdx_id: 'MIT' },
    default_branch: await git(directory, 'symbolic-ref', '--short', 'HEAD').catch(() => 'main'),
    created_at: '2015-03-04T05:06:07Z',
    pushed_at: '2026-10-11T12:13:14Z',
    ...metadata,
  })

  const serveApi = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const notFound = () => sendJson(response, 404, { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' })
    const token = tokenOf(request.headers.authorization)
    const isTokenGood = token !== null && (options.tokens ?? []).includes(token)
    if (!request.headers['user-agent']) return sendJson(response, 403, { message: 'Request forbidden by administrative rules.' })
    if (token !== null && !isTokenGood) return sendJson(response, 401, { message: 'Bad credentials' })
    const [, byId, owner, repo, rest = ''] = /^\/(?:repositories\/(\d+)|repos\/([^/]+)\/([^/]+))(\/.*)?$/.exec(path) ?? []
    const asked = byId === undefined ? `${owner}/${repo}` : ([...names.values()][Number(byId) - 1] ?? '')
    const newName = renamed.get(asked.toLowerCase())
    if (newName !== undefined) {
      const id = [...names.keys()].indexOf(newName.toLowerCase()) + 1
      return sendJson(response, 301, { message: 'Moved Permanently' }, { location: `http://${request.headers.host}${apiPrefix}/repositories/${id}${rest}` })
    }
    const found = find(asked)
    if (found === null || (found.repository.private && !isTokenGood)) return notFound()
    const { name, repository } = found
    if (rest === '') return sendJson(response, 200, await describe(name, repository))
    if (rest === '/languages') return sendJson(response, 200, repository.languages ?? { TypeScript: 120_000, Shell: 400 })
    if (rest === '/contributors') {
      const link = `<http://${request.headers.host}${apiPrefix}/repositories/1/contributors?per_page=1&page=${repository.contributors ?? 12}>; rel="last"`
      return sendJson(response, 200, [{ login: 'somebody', contributions: 3 }], { link })
    }
    const commit = /^\/commits\/(.+)$/.exec(rest)?.[1]
    if (commit === undefined) return notFound()
    const sha = await git(repository.directory, 'rev-parse', '--verify', '--quiet', `${commit}^{commit}`).catch(() => null)
    return sha === null ? sendJson(response, 422, { message: `No commit found for SHA: ${commit}` }) : sendJson(response, 200, { sha })
  }

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const gitProtocol = request.headers['git-protocol']
    requests.push({ method: request.method ?? '', path: request.url ?? '', authorization: request.headers.authorization, gitProtocol: [gitProtocol].flat()[0] })
    const fault = options.fault?.(request.url ?? '/', request)
    if (fault === 'stall') return
    if (fault) {
      response.writeHead(fault.status, fault.headers ?? {}).end(fault.body)
      return
    }
    const [, name, service] = /^\/([^/]+\/[^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(path) ?? []
    if (path.startsWith(`${apiPrefix}/`)) void serveApi(path.slice(apiPrefix.length), request, response)
    else if (name !== undefined && service !== undefined) serveGit(name, service, request, response)
    else response.writeHead(404).end('Not Found')
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    apiUrl: `${url}${apiPrefix}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
