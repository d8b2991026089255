import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { repoInspectionSchema } from '../shared/inspection.ts'
import { chatAnswerSchema, chatIntentSchema } from '../shared/intent.ts'
import { type GithubStandIn, serveGithub } from '../test/support/github.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

const run = promisify(execFile)
let root: string
let github: GithubStandIn
let server: TestServer
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'chat-test-'))
  const app = join(root, 'app')
  await run('git', ['init', '-q', '-b', 'main', app])
  await mkdir(join(app, 'src', 'billing'), { recursive: true })
  for (const name of ['src/main.ts', 'src/billing/invoice.ts', 'src/billing/payment.ts', 'src/billing/refund.ts'])
    await writeFile(join(app, name), 'export const start = () => 1\n')
  const git = (...given: string[]) => run('git', ['-C', app, '-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgSign=false', ...given])
  await git('add', '-A')
  await git('commit', '-q', '-m', 'Begin')
  github = await serveGithub({ repositories: { 'owner/app': { directory: app } } })
  server = await startTestServer(inject('postgresUrl'), { GITHUB_SERVER_URL: github.url, GITHUB_API_URL: github.apiUrl })
})
afterAll(async () => {
  await server.close()
  await github.close()
  await rm(root, { recursive: true, force: true })
})

const chat = (body: unknown, headers: Record<string, string> = {}) => server.call('POST', '/api/chat/intent', { body, headers })

/** The pieces as they came, so that streaming can be told from one late answer. */
const piecesOf = async (response: Response): Promise<string[]> => {
  const pieces: string[] = []
  const decoder = new TextDecoder()
  for await (const piece of response.body ?? []) pieces.push(decoder.decode(piece, { stream: true }))
  return pieces
}

describe('the chat', () => {
  it('is one JSON document that grows: the intent whole and first, then the message', async () => {
    const response = await chat({ message: 'How does the billing work? 15 minutes please, for beginners', repoUrl: 'https://github.com/owner/app' })
    const pieces = await piecesOf(response)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces[0]).toMatch(/^\{"intent":\{.*\},"message":"/)
    const answer = chatAnswerSchema.parse(JSON.parse(pieces.join('')))
    expect(answer.intent).toMatchObject({ suggestedDuration: 15, technicalDepth: 'beginner', focusAreas: expect.arrayContaining(['billing']) })
    expect(answer.message).not.toBe('')
  })

  it('is server-sent events for whoever accepts them', async () => {
    const response = await chat({ message: 'the billing', repoUrl: 'owner/app' }, { accept: 'text/event-stream' })
    const events = (await response.text())
      .trim()
      .split('\n\n')
      .map((event) => /^event: (\w+)\ndata: (.*)$/.exec(event)?.slice(1) ?? [])
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(events.map(([name]) => name).filter((name, index, all) => name !== all[index - 1])).toEqual(['intent', 'delta', 'done'])
    const deltas = events.filter(([name]) => name === 'delta').map(([, data]) => (JSON.parse(data ?? '') as { text: string }).text)
    expect(chatAnswerSchema.parse(JSON.parse(events.at(-1)?.[1] ?? '')).message).toBe(deltas.join(''))
  })

  it.each([
    ['is unknown', 'https://github.com/owner/missing'],
    ['is no repository', 'https://example.com/a/b'],
    ['is not named', undefined],
  ])('returns an intent that generate accepts when the repository %s', async (_what, repoUrl) => {
    const answer = chatAnswerSchema.parse(await (await chat({ message: 'the tests, as a podcast', repoUrl })).json())
    const { suggestedDuration, ...intent } = chatIntentSchema.parse(answer.intent)
    expect(intent.style).toBe('podcast')
    if (repoUrl !== undefined) expect(answer.message).toMatch(/could not/)
    const made = await server.call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/app', duration: suggestedDuration, ...intent } })
    expect(made.status).toBe(202)
  })

  it('needs a message', async () => {
    expect((await chat({ repoUrl: 'owner/app' })).status).toBe(422)
    expect((await chat({ message: ' ' })).status).toBe(422)
  })
})

describe('looking at a repository', () => {
  it('says what it is, what a story would take, and what there is to dwell on', async () => {
    const response = await server.call('GET', '/api/repos/inspect?url=https://github.com/owner/app/tree/main/src')
    const found = repoInspectionSchema.parse(await response.json())
    expect(found).toMatchObject({
      repo_url: 'https://github.com/owner/app/tree/main/src',
      repo_name: 'owner/app',
      languages: [{ name: 'TypeScript', share: 1 }],
      last_commit: { sha: expect.stringMatching(/^[\da-f]{40}$/), subject: 'Begin' },
      engines: { narrator: 'local', voice: 'local' },
    })
    expect(found.suggested_focus_areas).toContain('billing')
    expect(found.estimates.map((estimate) => [estimate.duration_minutes, estimate.cost_usd])).toEqual([5, 10, 15, 20].map((minutes) => [minutes, 0]))
  })

  it('names the server that was asked when there is no such repository', async () => {
    const response = await server.call('GET', '/api/repos/inspect?url=owner/missing')
    expect([response.status, await response.json()]).toEqual([
      404,
      {
        error: {
          code: 'repository_not_found',
          message: expect.stringContaining(new URL(github.url).host),
          details: [expect.objectContaining({ field: 'repoUrl' })],
        },
      },
    ])
  })
})
