import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parseRepoAddress } from '../../../shared/repo-address.ts'
import { type GithubOptions, type GithubStandIn, serveGithub } from '../../../test/support/github.ts'
import { runGitText } from './git.ts'
import { fetchMetadata } from './github-metadata.ts'
import { extraHosts, type GithubEnv, githubServer } from './github-server.ts'
import { type OpenRepositoryOptions, openRepository } from './open.ts'

const run = promisify(execFile)

/** Writes files, commits them, and gives the commit's hash. */
const commitFiles = async (folder: string, files: Record<string, string | Uint8Array>, message: string): Promise<string> => {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  const git = (...args: string[]) => run('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgSign=false', ...args])
  await git('add', '-A')
  await git('commit', '-q', '--allow-empty', '-m', message)
  return (await git('rev-parse', 'HEAD')).stdout.trim()
}

let root: string
let app: string
let commits: { first: string; second: string; release: string; topic: string }
let github: GithubStandIn
let folders: string
const signal = new AbortController().signal
const lines: unknown[][] = []

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'open-test-'))
  folders = join(root, 'clones')
  app = join(root, 'app')
  await run('git', ['init', '-q', '-b', 'main', app])
  const first = await commitFiles(app, { 'README.md': '# App\n', 'src/main.ts': 'export const start = () => 1\n' }, 'Begin')
  const second = await commitFiles(app, { 'src/main.ts': 'export const start = () => 2\n', 'docs/guide/intro.md': '# Guide\n' }, 'Go on')
  await run('git', ['-C', app, '-c', 'user.name=A', '-c', 'user.email=a@example.com', 'tag', '-a', 'v1.0', '-m', 'One', first])
  await run('git', ['-C', app, 'checkout', '-q', '-b', 'release/1.0'])
  const release = await commitFiles(app, { 'src/main.ts': 'export const start = () => "release"\n' }, 'Release')
  await run('git', ['-C', app, 'checkout', '-q', '-b', 'topic', 'main'])
  const topic = await commitFiles(app, { 'topic.ts': 'export const topic = 1\n' }, 'Topic')
  await run('git', ['-C', app, 'tag', 'not-on-main', topic])
  await run('git', ['-C', app, 'checkout', '-q', 'main'])
  commits = { first, second, release, topic }
  await run('git', ['init', '-q', '--bare', join(root, 'empty.git')])
  github = await serveGithub(standIn())
})
afterAll(async () => {
  await github.close()
  await rm(root, { recursive: true, force: true })
})
afterEach(async () => {
  lines.length = 0
  // Whatever happened, nothing of it is left on the disk.
  expect(await readdir(folders).catch(() => [])).toEqual([])
})

const standIn = (more: Partial<GithubOptions> = {}): GithubOptions => ({
  repositories: {
    'acme/app': { directory: join(app, '.git') },
    'acme/secret': { directory: join(app, '.git'), private: true },
    'acme/empty': { directory: join(root, 'empty.git') },
  },
  renamed: { 'acme/old-app': 'acme/app' },
  tokens: ['good-token'],
  ...more,
})

const open = (address: string, { env = {}, ...more }: Partial<Omit<OpenRepositoryOptions, 'env'>> & { env?: Partial<GithubEnv> } = {}) => {
  const whole = { GITHUB_SERVER_URL: github.url, ...env }
  return openRepository({
    source: { address: parseRepoAddress(address, extraHosts(whole)) },
    env: whole,
    temporaryFolder: folders,
    signal,
    log: (...line) => lines.push(line),
    history: false,
    ...more,
  })
}
const look = async (address: string, more: Parameters<typeof open>[1] = {}) => {
  const snapshot = await open(address, more)
  const { fullName, commit, branch, subfolder, linkTemplate } = snapshot
  const found = { fullName, commit, branch, subfolder, linkTemplate, files: snapshot.files.map(({ path }) => path), main: await snapshot.read('src/main.ts') }
  await snapshot.close()
  return found
}
/** With a server of its own, for one that behaves differently. */
const withServer = async <Result>(options: Partial<GithubOptions>, use: (server: GithubStandIn) => Promise<Result>): Promise<Result> => {
  const server = await serveGithub(standIn(options))
  try {
    return await use(server)
  } finally {
    await server.close()
  }
}

describe('openRepository', () => {
  it('reads the default branch’s newest commit, with its history', async () => {
    const snapshot = await open('acme/app', { history: true })
    expect(snapshot).toMatchObject({ fullName: 'acme/app', commit: commits.second, branch: 'main', subfolder: null, readInPart: false })
    expect(snapshot.linkTemplate).toBe(`https://github.com/acme/app/blob/${commits.second}/{file}#L{start}-L{end}`)
    expect(await snapshot.read('src/main.ts')).toBe('export const start = () => 2\n')
    const log = await runGitText(['log', '--format=%s', '--numstat'], { directory: snapshot.gitDirectory ?? '' })
    expect(log).toContain('Begin')
    const tags = await runGitText(['for-each-ref', '--format=%(refname) %(objectname)', 'refs/tags'], { directory: snapshot.gitDirectory ?? '' })
    expect(tags.trim()).toBe(`refs/tags/v1.0 ${commits.first}`)
    await snapshot.close()
    expect(lines).toEqual([['Fetching acme/app', expect.objectContaining({ branch: 'main' })]])
  })

  it('finds branches with slashes, folders below them, tags and commits, whole or abbreviated', async () => {
    const on = (path: string) => look(`https://github.com/acme/app/${path}`)
    expect(await on('tree/release/1.0')).toMatchObject({ commit: commits.release, branch: 'release/1.0', subfolder: null })
    expect(await on('tree/release/1.0/docs/guide')).toMatchObject({ commit: commits.release, subfolder: 'docs/guide', files: ['docs/guide/intro.md'] })
    expect(await on('tree/v1.0/src')).toMatchObject({ commit: commits.first, branch: 'v1.0', subfolder: 'src' })
    expect(await on('releases/tag/v1.0')).toMatchObject({ commit: commits.first, branch: 'v1.0', main: 'export const start = () => 1\n' })
    expect(await on(`commit/${commits.first}`)).toMatchObject({ commit: commits.first, branch: null })
    expect(await on(`commit/${commits.release.slice(0, 9)}`)).toMatchObject({ commit: commits.release })
    expect(await on(`tree/${commits.first}/src`)).toMatchObject({ commit: commits.first, subfolder: 'src' })
  })

  it('completes an abbreviated commit from the history where the API is of no help', async () => {
    await withServer({ fault: (path) => (path.startsWith('/api') ? { status: 500 } : null) }, async ({ url }) => {
      const found = await look(`acme/app/commit/${commits.topic.slice(0, 8)}`, { env: { GITHUB_SERVER_URL: url } })
      expect(found.commit).toBe(commits.topic)
    })
  })

  it('stays on a commit that is asked for, even when its branch is gone', async () => {
    expect(await look('acme/app', { commit: commits.first })).toMatchObject({ commit: commits.first })
    expect(await look('acme/app/tree/gone/docs', { commit: commits.second })).toMatchObject({ commit: commits.second, subfolder: 'docs' })
    expect(await look('acme/app/tree/main/src', { commit: commits.first })).toMatchObject({ commit: commits.first, subfolder: 'src', branch: 'main' })
  })

  it('says what is not there: repository, branch, folder, commit, content', async () => {
    const refusals: [string, string, RegExp][] = [
      ['acme/nothing', 'repository_not_found', new RegExp(`${new URL(github.url).host} has no repository acme/nothing .* set GITHUB_TOKEN`)],
      ['acme/app/tree/nowhere/src', 'repository_not_found', /acme\/app has no branch or tag nowhere\/src/],
      ['acme/app/releases/tag/v9', 'repository_not_found', /no release v9/],
      ['acme/app/tree/main/nowhere', 'repository_not_found', /no folder nowhere on main/],
      ['acme/app/commit/0123456789abcdef0123456789abcdef01234567', 'repository_not_found', /no longer has the commit/],
      ['acme/app/commit/0123456', 'repository_not_found', /no commit 0123456/],
      ['acme/empty', 'repository_empty', /nothing was pushed/],
    ]
    for (const [address, code, message] of refusals)
      await expect(open(address), address).rejects.toMatchObject({ code, retry: false, message: expect.stringMatching(message) })
  })

  it('follows a repository to its new name, and tells the new one', async () => {
    expect(await look('acme/old-app')).toMatchObject({ fullName: 'acme/app', commit: commits.second })
  })

  it('reads addresses on the configured host as well as those on github.com, and links to where they led', async () => {
    const host = new URL(github.url).host
    expect(await look(`${github.url}/acme/app`)).toMatchObject({ linkTemplate: expect.stringContaining(`http://${host}/acme/app/blob/`) })
    expect(() => parseRepoAddress('https://gitlab.com/acme/app', [host])).toThrow(host)
  })

  it('uses a token where the door is closed without one, and only there', async () => {
    await withServer({}, async ({ url, requests }) => {
      const env = { GITHUB_SERVER_URL: url, GITHUB_TOKEN: 'good-token' }
      await look('acme/app', { env })
      expect(requests.every(({ authorization }) => authorization === undefined)).toBe(true)
      expect(await look('acme/secret', { env })).toMatchObject({ commit: commits.second })
      await expect(open('acme/secret', { env: { ...env, GITHUB_TOKEN: 'bad-token' } })).rejects.toMatchObject({ code: 'repository_not_found' })
      await expect(open('acme/secret', { env: { GITHUB_SERVER_URL: url } })).rejects.toMatchObject({ code: 'repository_not_found' })
    })
  })

  it('never opens a private repository with the operator’s token where people sign in', async () => {
    await withServer({}, async ({ url, requests }) => {
      const env = { GITHUB_SERVER_URL: url, GITHUB_TOKEN: 'good-token', SUPABASE_URL: 'https://x.supabase.co' }
      await expect(open('acme/secret', { env })).rejects.toMatchObject({
        code: 'repository_not_found',
        message: expect.stringContaining('only public repositories are read'),
      })
      expect(requests.filter(({ path, authorization }) => !path.startsWith('/api') && authorization !== undefined)).toEqual([])
      expect((await fetchMetadata({ owner: 'acme', name: 'secret' }, githubServer(env), signal)).metadata).toBeNull()
      expect(await look('acme/app', { env })).toMatchObject({ commit: commits.second })
    })
  })

  it('uses the token for a public repository behind a server that wants a login for everything', async () => {
    const closed: GithubOptions['fault'] = (_, { headers }) =>
      headers.authorization === undefined ? { status: 401, headers: { 'www-authenticate': 'Basic realm="Enterprise"' } } : null
    await withServer({ fault: closed }, async ({ url }) => {
      const env = { GITHUB_SERVER_URL: url, GITHUB_TOKEN: 'good-token', SUPABASE_URL: 'https://x.supabase.co' }
      expect(await look('acme/app', { env })).toMatchObject({ commit: commits.second })
      await expect(open('acme/secret', { env })).rejects.toMatchObject({ code: 'repository_not_found' })
    })
  })

  it('follows no redirect to another place, be it at the door or later', async () => {
    let elsewhere = 0
    const count: GithubOptions['fault'] = () => {
      elsewhere += 1
      return null
    }
    await withServer({ fault: count }, async (other) => {
      for (const status of [301, 302, 307, 308]) {
        for (const path of ['info/refs', 'git-upload-pack']) {
          const fault: GithubOptions['fault'] = (asked) =>
            asked.includes(`/acme/app.git/${path}`) ? { status, headers: { location: `${other.url}/acme/app.git/${path}?service=git-upload-pack` } } : null
          await withServer({ fault }, async ({ url }) => {
            await expect(open('acme/app', { env: { GITHUB_SERVER_URL: url, GITHUB_TOKEN: 'good-token' } })).rejects.toMatchObject({
              code: 'repository_unreachable',
            })
          })
        }
      }
    })
    expect(elsewhere).toBe(0)
    const inCircles: GithubOptions['fault'] = (path) => (path.includes('info/refs') ? { status: 301, headers: { location: path } } : null)
    await withServer({ fault: inCircles }, async ({ url }) => {
      await expect(open('acme/app', { env: { GITHUB_SERVER_URL: url } })).rejects.toMatchObject({ code: 'repository_unreachable', retry: false })
    })
  })

  it('tells an outage, which time may cure, from a refusal', async () => {
    await withServer({ fault: () => ({ status: 503, headers: { 'retry-after': '7' } }) }, async ({ url }) => {
      await expect(open('acme/app', { env: { GITHUB_SERVER_URL: url } })).rejects.toMatchObject({
        code: 'repository_unreachable',
        retry: true,
        retryAfterSeconds: 7,
      })
    })
    await expect(open('acme/app', { env: { GITHUB_SERVER_URL: 'http://127.0.0.1:9' } })).rejects.toMatchObject({ code: 'repository_unreachable', retry: true })
    await withServer({ fault: () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Sign in to the hotel</h1>' }) }, async ({ url }) => {
      await expect(open('acme/app', { env: { GITHUB_SERVER_URL: url } })).rejects.toMatchObject({ code: 'repository_unreachable' })
    })
    await withServer({ fault: (path) => (path.includes('git-upload-pack') && !path.includes('info') ? { status: 500 } : null) }, async ({ url }) => {
      await expect(open('acme/app', { env: { GITHUB_SERVER_URL: url } })).rejects.toMatchObject({ code: 'repository_unreachable', retry: true })
    })
  })

  it('ends a stalled transfer with its limit, and at once with its signal', async () => {
    const stalls: GithubOptions['fault'] = (path) => (path.endsWith('/git-upload-pack') ? 'stall' : null)
    await withServer({ fault: stalls }, async ({ url }) => {
      const controller = new AbortController()
      const opening = open('acme/app', { env: { GITHUB_SERVER_URL: url }, signal: controller.signal })
      setTimeout(() => controller.abort(new Error('cancelled by hand')), 100)
      await expect(opening).rejects.toThrow('cancelled by hand')
      const commit = commits.second
      await expect(open('acme/app', { env: { GITHUB_SERVER_URL: url }, commit, limits: { timeoutMs: 300 } })).rejects.toMatchObject({
        code: 'repository_unreachable',
      })
    })
  })

  it('makes do with a server that knows neither filters nor the newer protocol', async () => {
    await withServer({ filters: false }, async ({ url, requests }) => {
      expect(await look('acme/app/tree/release/1.0', { env: { GITHUB_SERVER_URL: url } })).toMatchObject({ commit: commits.release })
      expect(requests.length).toBeGreaterThan(2)
    })
  })

  it('leaves the server’s address out of what it keeps, so that a missing file is missing and never a download', async () => {
    const snapshot = await open('acme/app')
    const config = await readFile(join(snapshot.gitDirectory ?? '', 'config'), 'utf8')
    expect(config).not.toContain('127.0.0.1')
    await snapshot.close()
  })
})

describe('a repository over the limits', () => {
  const noise = (bytes: number) => randomBytes(bytes).toString('base64')
  let large: string
  beforeAll(async () => {
    large = join(root, 'large')
    await run('git', ['init', '-q', '-b', 'main', large])
    const files: Record<string, string> = { 'README.md': '# Large\n', 'package.json': '{"name":"large"}\n' }
    for (let index = 0; index < 30; index += 1) files[`src/part${index % 3}/file${index}.ts`] = `// ${noise(3000)}\n`
    for (let index = 0; index < 30; index += 1) files[`data/${index}.csv`] = noise(6000)
    await commitFiles(large, files, 'All of it')
    await commitFiles(large, { 'assets/film.txt': noise(100_000) }, 'A film')
  })

  it('is read in part, the most important files first, and says so', async () => {
    await withServer({ repositories: { 'acme/large': { directory: join(large, '.git') } } }, async ({ url }) => {
      const snapshot = await open('acme/large', { env: { GITHUB_SERVER_URL: url }, limits: { packBytes: 200_000, partFiles: 12 } })
      expect(snapshot.readInPart).toBe(true)
      const paths = snapshot.files.map(({ path }) => path)
      expect(paths).toHaveLength(12)
      expect(paths).toEqual(expect.arrayContaining(['README.md', 'package.json']))
      for (const part of [0, 1, 2]) expect(paths.some((path) => path.startsWith(`src/part${part}/`))).toBe(true)
      expect(snapshot.skippedCount).toBeGreaterThan(40)
      expect(lines).toContainEqual([expect.stringContaining('too large to be read whole'), { files: 12 }, 'warning'])
      await snapshot.close()
    })
  })

  it('does without the contents of its history where that is large, and without the history where that is too', async () => {
    await withServer({ repositories: { 'acme/large': { directory: join(large, '.git') } } }, async ({ url }) => {
      const snapshot = await open('acme/large', { env: { GITHUB_SERVER_URL: url }, history: true, limits: { historyBytes: 1, historyTimeoutMs: 10_000 } })
      expect(snapshot.readInPart).toBe(false)
      expect((await runGitText(['rev-list', '--count', 'HEAD'], { directory: snapshot.gitDirectory ?? '' })).trim()).toBe('1')
      await snapshot.close()
    })
  })

  it('is refused where not even its list of files is within the limits', async () => {
    await withServer({ repositories: { 'acme/large': { directory: join(large, '.git') } } }, async ({ url }) => {
      await expect(open('acme/large', { env: { GITHUB_SERVER_URL: url }, limits: { packBytes: 600 } })).rejects.toMatchObject({ code: 'repository_too_large' })
    })
  })

  it('leaves out a file that is larger than any that would be read', async () => {
    await withServer({ repositories: { 'acme/large': { directory: join(large, '.git') } } }, async ({ url }) => {
      const snapshot = await open('acme/large', { env: { GITHUB_SERVER_URL: url }, history: false, limits: { blobBytes: 50_000 } })
      expect(snapshot.skipped.map(({ path }) => path)).toContain('assets/film.txt')
      expect(await snapshot.read('assets/film.txt')).toBeNull()
      await snapshot.close()
    })
  })
})

describe('a local folder', () => {
  it('is read where it lies, checkout or not, and links that lead out of it are not followed', async () => {
    const folder = join(root, 'plain')
    await mkdir(join(folder, 'src'), { recursive: true })
    await writeFile(join(folder, 'src', 'a.ts'), 'export const a = 1\n')
    await writeFile(join(root, 'outside.txt'), 'nobody’s business\n')
    await symlink(join(root, 'outside.txt'), join(folder, 'src', 'out.ts'))
    const snapshot = await open('acme/app', { source: { folder } })
    expect(snapshot.files.map(({ path }) => path)).toEqual(['src/a.ts'])
    expect(await snapshot.read('src/out.ts')).toBeNull()
    await snapshot.close()
    const checkout = await open('acme/app', { source: { folder: app } })
    expect(checkout).toMatchObject({ commit: commits.second, branch: 'main' })
    await checkout.close()
    await expect(open('acme/app', { source: { folder: join(root, 'no-such') } })).rejects.toMatchObject({ code: 'repository_not_found' })
    await mkdir(join(root, 'bare-nothing'))
    await expect(open('acme/app', { source: { folder: join(root, 'bare-nothing') } })).rejects.toMatchObject({ code: 'repository_empty' })
  })
})

describe('fetchMetadata', () => {
  const ask = (url: string, name: string, env: Partial<GithubEnv> = {}) =>
    fetchMetadata({ owner: 'acme', name }, githubServer({ GITHUB_SERVER_URL: url, ...env }), signal)

  it('reads what the API says, with the token where there is one', async () => {
    const { metadata, fullName, note } = await ask(github.url, 'app', { GITHUB_TOKEN: 'good-token' })
    expect(metadata).toMatchObject({
      stars: 1234,
      contributors: 12,
      license: 'MIT',
      default_branch: 'main',
      private: false,
      languages: { TypeScript: 120_000 },
    })
    expect({ fullName, note }).toEqual({ fullName: 'acme/app', note: null })
    expect(github.requests.at(-1)?.authorization).toBe('Bearer good-token')
  })

  it('follows a renamed repository', async () => {
    expect(await ask(github.url, 'old-app')).toMatchObject({ fullName: 'acme/app', metadata: { stars: 1234 } })
  })

  it('goes on without a token that is rejected, and says so', async () => {
    expect(await ask(github.url, 'app', { GITHUB_TOKEN: 'bad-token' })).toMatchObject({
      metadata: { stars: 1234 },
      note: expect.stringContaining('rejects GITHUB_TOKEN'),
    })
  })

  it.each<[string, GithubOptions['fault'], RegExp]>([
    [
      'its limit is reached',
      () => ({ status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1790000000' } }),
      /no more questions from here until 2026-/,
    ],
    ['its secondary limit is reached', () => ({ status: 429, headers: { 'retry-after': '60' } }), /no more questions/],
    ['it is broken', () => ({ status: 500 }), /answered 500/],
    ['it answers with something else', () => ({ status: 200, body: '<html>' }), /no answer that we understand/],
    ['it sends us elsewhere', () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/repos/acme/app' } }), /redirects to another place/],
    ['it goes in circles', (path) => ({ status: 302, headers: { location: path } }), /in a circle/],
  ])('is without an answer, and says why, when %s', async (_, fault, note) => {
    await withServer({ fault }, async ({ url }) => {
      expect(await ask(url, 'app', { GITHUB_TOKEN: 'good-token' })).toEqual({ metadata: null, fullName: null, note: expect.stringMatching(note) })
    })
  })
})
