import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect as connectTcp } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { cancelChannel } from '../db/stories.ts'
import { localUserId } from '../db/users.ts'
import { errorBodySchema } from '../shared/errors.ts'
import { routes } from './rest/routes.ts'
import { appRouter } from './router.ts'
import { connect } from './testing/socket-client.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(inject('postgresUrl'))
})
afterAll(() => server.close())

/** As the specification names them; a row that is missing here is one that nobody has thought about. */
const specified = [
  'POST /api/stories/generate',
  'GET /api/stories',
  'GET /api/stories/{id}',
  'PATCH /api/stories/{id}',
  'DELETE /api/stories/{id}',
  'POST /api/stories/{id}/restart',
  'POST /api/stories/{id}/cancel',
  'GET /api/stories/{id}/logs',
  'GET /api/stories/{id}/script',
  'GET /api/stories/{id}/sources',
  'GET /api/stories/{id}/transcript.vtt',
  'GET /api/stories/{id}/transcript.txt',
  'GET /api/stories/{id}/transcript.json',
  'GET /api/stories/{id}/chapters.json',
  'GET /api/stories/{id}/waveform.json',
  'GET /api/stories/{id}/audio.mp3',
  'GET /api/stories/{id}/chunks/{chapter}.mp3',
  'GET /api/stories/{id}/cover.png',
  'POST /api/chat/intent',
  'GET /api/repos/inspect',
  'GET /api/voices',
  'GET /api/voices/{voice}/sample.mp3',
  'GET /api/me',
  'DELETE /api/me',
  'GET /api/me/account',
  'GET /api/me/usage',
  'POST /api/me/feed-token',
  'GET /feed.xml',
  'GET /podcast-cover.png',
  'GET /api/health',
  'GET /api/config',
  'GET /api/openapi.json',
  'GET /api/docs',
  'GET /metrics',
]
const specifiedProcedures = [
  ...['generate', 'get', 'list', 'restart', 'cancel', 'delete', 'update', 'logs', 'script', 'transcript', 'chapters', 'waveform', 'sources', 'progress'].map(
    (name) => `stories.${name}`,
  ),
  'intent.chat',
  'repos.inspect',
  'voices.list',
  ...['get', 'usage', 'export', 'delete', 'feedToken'].map((name) => `me.${name}`),
  'health',
]

const openApiSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ operationId: z.string(), responses: z.record(z.string(), z.json()), parameters: z.array(z.json()) })),
  ),
  components: z.object({ schemas: z.record(z.string(), z.json()) }),
})

describe('the surface', () => {
  it('is the routes and procedures of the specification', () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(specified.toSorted())
    expect(Object.keys(appRouter._def.procedures).sort()).toEqual(specifiedProcedures.toSorted())
  })

  it('answers on every route: with what it has, or with an error of the one shape', async () => {
    const id = '00000000-0000-4000-8000-00000000000f'
    for (const { method, path } of routes) {
      const response = await server.call(method, path.replace('{id}', id).replace('{chapter}', '0').replace('{voice}', 'Bob'))
      const text = await response.text()
      expect([method, path, response.status < 500]).toEqual([method, path, true])
      if (response.status >= 400) expect([path, errorBodySchema.safeParse(JSON.parse(text)).success]).toEqual([path, true])
    }
  })

  it('is described by OpenAPI, every route with its errors and no reference that leads nowhere', async () => {
    const text = await (await server.call('GET', '/api/openapi.json')).text()
    const document = openApiSchema.parse(JSON.parse(text))
    const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    expect(described.sort()).toEqual(specified.toSorted())
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length)
    for (const operation of operations) expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['429', '500']))
    const references = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name))
    for (const name of references) expect(document.components.schemas).toHaveProperty(String(name))
    expect(document.paths['/api/stories/{id}']?.get?.responses['200']).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Story' } } },
    })
  })

  it('has a page that describes it without a script or a request to anybody', async () => {
    const page = await server.call('GET', '/api/docs')
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
    for (const { path } of routes) expect(html).toContain(`<code class="path">${path}</code>`)
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(/)
  })
})

describe('safety', () => {
  it('tells browsers to load nothing, sniff nothing and frame nothing', async () => {
    const { headers } = await server.call('GET', '/api/voices')
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connectTcp(Number(new URL(server.url).port), 'localhost', () => socket.write(text))
      let answer = ''
      socket.on('data', (piece) => {
        answer += piece
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', reject)
      socket.setTimeout(5000, () => socket.destroy(new Error('no answer')))
    })

  it('answers what is no HTTP in its own shape', async () => {
    const malformed = /^HTTP\/1\.1 4(00|17) [\s\S]*\{"error":\{"code":"malformed"/
    const upgrade = 'Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
    for (const request of [
      'NONSENSE\r\n',
      'GET /api/voices HTTP/1.1\r\nConnection: close\r\n',
      'POST /api/chat/intent HTTP/1.1\r\nHost: localhost\r\nExpect: wonders\r\nContent-Length: 0\r\n',
      `GET /trpc HTTP/1.1\r\n${upgrade}`,
    ])
      expect(await raw(`${request}\r\n`), request).toMatch(malformed)
    const address = `GET /ws/stories/%E0%A4%A/progress HTTP/1.1\r\n${upgrade}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n`
    expect(await raw(`${address}\r\n`)).toMatch(/^HTTP\/1\.1 422 [\s\S]*"field":"id"/)
  })

  it('serves no name that is not its own while there is no sign-in', async () => {
    const answer = await raw('GET /api/voices HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 403 [\s\S]*"forbidden"/)
    expect(answer).not.toContain('rebound')
  })

  it('never shows a query, a path or a stack when something of ours fails', async () => {
    await server.database.sql`alter table stories rename to stories_away`
    try {
      const response = await server.call('GET', '/api/stories')
      expect([response.status, await response.json()]).toEqual([
        500,
        { error: { code: 'internal', message: 'Something went wrong on our side. It is in the log; try again.' } },
      ])
      const typed = await (await server.call('GET', '/trpc/stories.list?input=%7B%7D')).text()
      expect(typed).toContain('"httpStatus":500')
      expect(typed).not.toMatch(/stack|select|stories_away|\.ts/)
    } finally {
      await server.database.sql`alter table stories_away rename to stories`
    }
  })
})

describe('with settings', () => {
  it('lets pages of the named origins in and no others, and starts addresses with PUBLIC_URL', async () => {
    const other = await startTestServer(inject('postgresUrl'), {
      CORS_ORIGINS: 'https://app.example',
      PUBLIC_URL: 'https://stories.example',
      HOST: '127.0.0.1',
    })
    try {
      const base = other.url.replace('localhost', '127.0.0.1')
      const ask = (origin: string) => fetch(`${base}/api/voices`, { headers: { origin } })
      const welcome = await ask('https://app.example')
      expect(welcome.headers.get('access-control-allow-origin')).toBe('https://app.example')
      expect((await ask('https://elsewhere.example')).headers.get('access-control-allow-origin')).not.toBe('https://elsewhere.example')
      expect(welcome.headers.get('strict-transport-security')).toContain('max-age')
      const { voices } = z.object({ voices: z.array(z.object({ sample_url: z.string() })) }).parse(await welcome.json())
      expect(voices[0]?.sample_url).toBe('https://stories.example/api/voices/Rachel/sample.mp3')
      const preflight = await fetch(`${base}/api/stories/generate`, {
        method: 'OPTIONS',
        headers: { origin: 'https://app.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      })
      expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, expect.stringContaining('POST')])
      expect((await fetch(`${base}/api/voices`, { method: 'OPTIONS' })).status).toBe(204)
    } finally {
      await other.close()
    }
  })

  it('holds daily stories to their limit, says when to come back, and lets a story go on', async () => {
    const other = await startTestServer(inject('postgresUrl'), { MAX_DAILY_STORIES: '1' })
    try {
      const id = await other.makeStory()
      const refused = await other.call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/repo' } })
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
      expect(refused.headers.get('ratelimit-policy')).toBe('"daily-stories";q=1;w=86400')
      await other.call('POST', `/api/stories/${id}/cancel`)
      expect((await other.call('POST', `/api/stories/${id}/restart?fresh=true`)).status).toBe(429)
      expect((await other.call('POST', `/api/stories/${id}/restart`)).status).toBe(202)
    } finally {
      await other.close()
    }
  })

  it('counts what is asked, and says what is left', async () => {
    const other = await startTestServer(inject('postgresUrl'), { RATE_LIMITS: 'stories=2,reads=3' })
    try {
      const generate = () => other.call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/repo' } })
      expect((await generate()).headers.get('ratelimit')).toMatch(/"stories";r=1;t=\d+/)
      await generate()
      const refused = await generate()
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0, errorBodySchema.parse(await refused.json()).error.code]).toEqual([
        429,
        true,
        'rate_limited',
      ])
      expect(refused.headers.get('ratelimit')).toMatch(/"stories";r=0;t=\d+/)
      const reads = []
      for (let index = 0; index < 4; index += 1) reads.push((await other.call('GET', '/api/voices')).status)
      expect(reads).toEqual([200, 200, 200, 429])
      // Nor are the tokens of feeds and episodes tried out without end.
      expect((await other.call('GET', '/feed.xml?token=guessed')).status).toBe(429)
      const guesses = []
      for (let index = 0; index < 4; index += 1) guesses.push((await other.call('GET', `/api/stories/${randomUUID()}/audio.mp3?feed=guessed`)).status)
      expect(guesses).toEqual([401, 401, 401, 429])
      const typed = await other.call('GET', '/trpc/voices.list')
      expect([typed.status, typed.headers.get('ratelimit-remaining'), Number(typed.headers.get('retry-after')) > 0]).toEqual([429, '0', true])
      expect((await other.call('GET', '/api/health')).status).toBe(200)
    } finally {
      await other.close()
    }
  })
})

describe('the typed API over a slow line', () => {
  it('sends a long answer small to whoever takes it so, and whole to everybody else', async () => {
    const id = await server.makeStory()
    const inputs = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [index, { id }]))
    const path = `/trpc/${Array(10).fill('stories.get').join(',')}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`
    const ask = (path: string, encoding: string) => server.call('GET', path, { headers: { 'accept-encoding': encoding } })
    const [small, whole] = [await ask(path, 'gzip, br'), await ask(path, 'identity')]
    expect(small.headers.get('content-encoding')).toBe('gzip')
    expect(Number(small.headers.get('content-length'))).toBeLessThan(Number(whole.headers.get('content-length')) / 3)
    expect(whole.headers.get('content-encoding')).toBeNull()
    for (const answer of [small, whole]) expect(answer.headers.get('vary')).toMatch(/accept-encoding/)
    expect(await small.text()).toBe(await whole.text())
    expect((await ask('/trpc/voices.list', 'gzip')).headers.get('content-encoding')).toBeNull()
  })
})

describe('watching over it', () => {
  it('is healthy, says what waits, and that nobody works', async () => {
    await server.makeStory()
    const response = await server.call('GET', '/api/health')
    expect([response.status, await response.json()]).toEqual([
      200,
      expect.objectContaining({
        status: 'healthy',
        database: { status: 'up', notifications: true },
        queue: expect.objectContaining({ active: 0, pending_too_long: false }),
        worker: { status: 'none', processes: 0, slots: 0 },
      }),
    ])
  })

  it('shows in health and metrics that a story waits for too long', async () => {
    await server.database.sql`update pgboss.job set start_after = now() - interval '5 minutes'`
    expect(await (await server.call('GET', '/api/health')).json()).toMatchObject({ queue: { pending_too_long: true } })
    const metrics = await (await server.call('GET', '/metrics')).text()
    expect(metrics).toContain('code_story_jobs_pending_too_long 1')
    expect(metrics).toMatch(/code_story_http_requests_total\{method="GET",route="\/api\/health",status="200"\} \d+/)
  })

  it('gives the account, the usage and all that is kept, and forgets it', async () => {
    const other = await startTestServer(inject('postgresUrl'))
    try {
      const id = await other.makeStory()
      await other.completeStory(id)
      const underWay = await other.makeStory()
      expect(await (await other.call('GET', '/api/me')).json()).toMatchObject({
        account: { sign_in: false, created_at: expect.stringMatching(/^\d{4}-/), has_feed: false },
        stories: [{ story: { id }, logs: [{ action: 'Story queued' }, { action: 'Story generation complete' }] }, { story: { id: underWay } }],
      })
      expect(await (await other.call('GET', '/api/me/usage')).json()).toEqual({ months: [] })
      // Whoever works on a story of theirs is told to stop: nothing more is bought for it.
      const told: string[] = []
      const listening = await other.database.sql.listen(cancelChannel, (storyId) => told.push(storyId))
      expect((await other.call('DELETE', '/api/me')).status).toBe(204)
      await expect.poll(() => told.toSorted()).toEqual([id, underWay].toSorted())
      await listening.unlisten()
      const [jobs] = await other.database.sql`select count(*)::int as waiting from pgboss.job where data ->> 'storyId' = ${underWay}`
      expect(jobs?.waiting).toBe(0)
      expect(await (await other.call('GET', '/api/stories')).json()).toEqual({ stories: [], next_cursor: null })
      const files = await readdir(other.dataFolder, { recursive: true, withFileTypes: true })
      expect(files.filter((file) => file.isFile() && file.parentPath.includes(id))).toEqual([])
      await other.makeStory()
    } finally {
      await other.close()
    }
  })

  it('gives nobody a new day’s budget for leaving and coming back', async () => {
    const other = await startTestServer(inject('postgresUrl'), { MAX_DAILY_COST_USD: '1' })
    try {
      const buy = (usd: number) => other.database.sql`insert into story_calls (user_id, call, cost_usd) values (${localUserId}, '{}', ${usd})`
      const leave = async () => expect((await other.call('DELETE', '/api/me')).status).toBe(204)
      const statusOfNext = async () => (await other.call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/repo' } })).status
      await buy(0.6)
      await leave()
      expect(await statusOfNext()).toBe(202)
      await buy(0.4)
      expect(await statusOfNext()).toBe(402)
      await leave()
      await leave()
      expect(await statusOfNext()).toBe(402)
    } finally {
      await other.close()
    }
  })

  it('closes though connections idle, and tells every socket to come back', async () => {
    const other = await startTestServer(inject('postgresUrl'))
    const another = await other.startAnother()
    const id = await other.makeStory()
    const plain = connect(`http://localhost:${another.port}/ws/stories/${id}/progress`)
    const typed = connect(`http://localhost:${another.port}/trpc`)
    await plain.received(2)
    const idle = await fetch(`http://localhost:${another.port}/api/voices`)
    await idle.text()
    await another.close()
    expect([await plain.closed, await typed.closed]).toEqual([1012, 1012])
    expect(typed.messages).toEqual([{ id: null, method: 'reconnect' }])
    await other.close()
  })

  it('closes though somebody neither reads nor answers', async () => {
    const other = await startTestServer(inject('postgresUrl'))
    const another = await other.startAnother()
    const id = await other.makeStory()
    const deaf = connect(`http://localhost:${another.port}/ws/stories/${id}/progress`)
    await deaf.received(2)
    deaf.socket.pause()
    const stream = await fetch(`http://localhost:${another.port}/trpc/stories.progress?input=${encodeURIComponent(JSON.stringify({ id }))}`)
    expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/)
    await another.close()
    deaf.socket.terminate()
    await stream.body?.cancel().catch(() => undefined)
    await other.close()
  })

  it('says that a port is taken', async () => {
    const { port } = new URL(server.url)
    await expect(startTestServer(inject('postgresUrl'), { PORT: port })).rejects.toThrow(`Port ${port} is taken`)
  })
})
