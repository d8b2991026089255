// Who may do what, as one table with a row for every route and every procedure: a new one without a row fails here. Each
// row is walked by everybody, on a private and on a public story, over REST, tRPC and the sockets.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { routes } from '../../server/rest/routes.ts'
import { appRouter } from '../../server/router.ts'
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts'
import { makeBadTokens } from '../support/bad-tokens.ts'
import { type SupabaseStandIn, serveSupabase } from '../support/supabase.ts'

const callers = ['nobody', 'stranger', 'owner', 'service'] as const
type Caller = (typeof callers)[number]
type Answer = 'yes' | 401 | 403 | 404

interface Rule {
  private: Record<Caller, Answer>
  public: Record<Caller, Answer>
}
const same = (answers: Record<Caller, Answer>): Rule => ({ private: answers, public: answers })
/** What may be asked of whom. `yes` is any answer but these refusals: a conflict is seen only by who may change a story. */
const rules = {
  everybody: same({ nobody: 'yes', stranger: 'yes', owner: 'yes', service: 'yes' }),
  'who is signed in': same({ nobody: 401, stranger: 'yes', owner: 'yes', service: 'yes' }),
  'who may read': {
    private: { nobody: 401, stranger: 404, owner: 'yes', service: 'yes' },
    public: { nobody: 'yes', stranger: 'yes', owner: 'yes', service: 'yes' },
  },
  'who may change': same({ nobody: 401, stranger: 404, owner: 'yes', service: 'yes' }),
} satisfies Record<string, Rule>
type RuleName = keyof typeof rules

const rest: Record<string, RuleName> = {
  'POST /api/stories/generate': 'who is signed in',
  'GET /api/stories': 'who is signed in',
  'GET /api/stories/{id}': 'who may read',
  'PATCH /api/stories/{id}': 'who may change',
  'DELETE /api/stories/{id}': 'who may change',
  'POST /api/stories/{id}/restart': 'who may change',
  'POST /api/stories/{id}/cancel': 'who may change',
  'GET /api/stories/{id}/logs': 'who may read',
  'GET /api/stories/{id}/script': 'who may read',
  'GET /api/stories/{id}/sources': 'who may read',
  'GET /api/stories/{id}/transcript.vtt': 'who may read',
  'GET /api/stories/{id}/transcript.txt': 'who may read',
  'GET /api/stories/{id}/transcript.json': 'who may read',
  'GET /api/stories/{id}/chapters.json': 'who may read',
  'GET /api/stories/{id}/waveform.json': 'who may read',
  'GET /api/stories/{id}/audio.mp3': 'who may read',
  'GET /api/stories/{id}/chunks/{chapter}.mp3': 'who may read',
  'GET /api/stories/{id}/cover.png': 'who may read',
  'POST /api/chat/intent': 'who is signed in',
  'GET /api/repos/inspect': 'who is signed in',
  'GET /api/voices': 'everybody',
  'GET /api/voices/{voice}/sample.mp3': 'everybody',
  'GET /api/me': 'who is signed in',
  'DELETE /api/me': 'who is signed in',
  'GET /api/me/account': 'who is signed in',
  'GET /api/me/usage': 'who is signed in',
  'POST /api/me/feed-token': 'who is signed in',
  'GET /feed.xml': 'who is signed in',
  'GET /podcast-cover.png': 'everybody',
  'GET /api/health': 'everybody',
  'GET /api/config': 'everybody',
  'GET /api/openapi.json': 'everybody',
  'GET /api/docs': 'everybody',
  'GET /metrics': 'everybody',
}
const procedures: Record<string, RuleName> = {
  'stories.generate': 'who is signed in',
  'stories.list': 'who is signed in',
  'stories.get': 'who may read',
  'stories.restart': 'who may change',
  'stories.cancel': 'who may change',
  'stories.delete': 'who may change',
  'stories.update': 'who may change',
  'stories.logs': 'who may read',
  'stories.script': 'who may read',
  'stories.transcript': 'who may read',
  'stories.chapters': 'who may read',
  'stories.waveform': 'who may read',
  'stories.sources': 'who may read',
  'stories.progress': 'who may read',
  'intent.chat': 'who is signed in',
  'repos.inspect': 'who is signed in',
  'voices.list': 'everybody',
  'me.get': 'who is signed in',
  'me.usage': 'who is signed in',
  'me.export': 'who is signed in',
  'me.delete': 'who is signed in',
  'me.feedToken': 'who is signed in',
  health: 'everybody',
}
const bodies: Record<string, unknown> = {
  'POST /api/stories/generate': { repoUrl: 'owner/repo' },
  'PATCH /api/stories/{id}': {},
  'POST /api/chat/intent': { message: 'Tell me about routing' },
  'stories.generate': { repoUrl: 'owner/repo' },
  'stories.list': {},
  'intent.chat': { message: 'Tell me about routing' },
  'repos.inspect': { url: 'owner/repo' },
}

let supabase: SupabaseStandIn
let server: TestServer
let owner: { id: string; email: string }
let ownerToken: string
const tokens = new Map<Caller, string | null>()
/** Somebody new for each call that ends an account, so that the others live. */
const leaver = () => supabase.token({ id: randomUUID(), email: 'leaver@example.com' })
const bearer = (token: string | null | undefined): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {})

const makeStory = async (visibility: keyof Rule): Promise<string> => {
  const made = await server.call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/repo' }, headers: bearer(ownerToken) })
  const { id } = (await made.json()) as { id: string }
  await server.completeStory(id)
  await server.database.sql`delete from pgboss.job where data ->> 'storyId' = ${id}`
  if (visibility === 'public') await server.database.sql`update stories set is_public = true where id = ${id}`
  return id
}
const shared: Partial<Record<keyof Rule, string>> = {}
/** Calls that change a story get one of their own. */
const storyFor = async (rule: RuleName, visibility: keyof Rule): Promise<string> => {
  if (rule === 'who may change') return makeStory(visibility)
  shared[visibility] ??= await makeStory(visibility)
  return shared[visibility]
}

beforeAll(async () => {
  supabase = await serveSupabase({ users: ['owner', 'stranger'].map((name) => ({ email: `${name}@example.com`, password: name })) })
  // No repository host: who is let in meets an outage, and that is no refusal.
  server = await startTestServer(inject('postgresUrl'), {
    SUPABASE_URL: supabase.url,
    SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey,
    GITHUB_SERVER_URL: 'http://127.0.0.1:9',
    HOST: 'localhost',
  })
  const [first, stranger] = supabase.users
  if (first === undefined || stranger === undefined) throw new Error('the stand-in has no users')
  owner = first
  ownerToken = await supabase.token(owner)
  tokens
    .set('nobody', null)
    .set('stranger', await supabase.token(stranger))
    .set('owner', ownerToken)
    .set('service', supabase.serviceRoleKey)
})
afterAll(async () => {
  await server.close()
  await supabase.close()
})

const toAnswer = (status: number): Answer => (status === 401 || status === 403 || status === 404 ? status : 'yes')

const askRest = async (row: string, id: string, token: string | null): Promise<Answer> => {
  const [method = '', path = ''] = row.split(' ')
  const address = path.replace('{id}', id).replace('{chapter}', '0').replace('{voice}', 'Rachel')
  const query = path === '/api/repos/inspect' ? '?url=owner/repo' : ''
  const body = row === 'PATCH /api/stories/{id}' ? { isPublic: false } : bodies[row]
  const response = await server.call(method, `${address}${query}`, { body, headers: bearer(token) })
  await response.arrayBuffer()
  // Whatever the status, no body of ours says what it must not.
  return toAnswer(response.status)
}

const inputOf = (path: string, id: string): unknown =>
  bodies[path] ?? (path.startsWith('stories.') ? { id, ...(path === 'stories.update' ? { isPublic: false } : {}) } : undefined)
// tRPC keeps them flat, `stories.get` → procedure, and says otherwise in its types.
const procedureSchema = z.custom<{ _def: { type: 'query' | 'mutation' | 'subscription' } }>((value) => typeof value === 'function')
const kinds = new Map(Object.entries(z.record(z.string(), procedureSchema).parse(appRouter._def.procedures)).map(([path, { _def }]) => [path, _def.type]))

const askTrpc = async (path: string, id: string, token: string | null): Promise<Answer> => {
  const input = inputOf(path, id)
  const kind = kinds.get(path)
  if (kind === 'subscription') return askTrpcSocket(path, id, token)
  const query = kind === 'query' && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''
  const response = await server.call(kind === 'query' ? 'GET' : 'POST', `/trpc/${path}${query}`, {
    body: kind === 'mutation' ? (input ?? {}) : undefined,
    headers: bearer(token),
  })
  await response.arrayBuffer()
  return toAnswer(response.status)
}

/** One call over tRPC's WebSocket, signed in by connectionParams: how its answer, or the end of the socket, reads as a status. */
const askTrpcSocket = (path: string, id: string, token: string | null): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/trpc?connectionParams=1`)
    const finish = (answer: Answer): void => {
      resolve(answer)
      socket.terminate()
    }
    socket.on('open', () => {
      socket.send(JSON.stringify({ method: 'connectionParams', data: token === null ? null : { authorization: `Bearer ${token}` } }))
      socket.send(JSON.stringify({ id: 1, method: kinds.get(path), params: { path, input: inputOf(path, id) } }))
    })
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { error?: { data?: { httpStatus?: number } }; result?: { type?: string } }
      if (message.error !== undefined) finish(toAnswer(message.error.data?.httpStatus ?? 500))
      // A subscription is `started` before anybody has looked whose it is.
      else if (message.result !== undefined && message.result.type !== 'started') finish('yes')
    })
    socket.on('close', () => finish(401))
    socket.on('error', reject)
  })

const askProgress = (id: string, token: string | null, how: 'header' | 'subprotocol'): Promise<Answer> =>
  new Promise((resolve) => {
    const url = `${server.url.replace('http', 'ws')}/ws/stories/${id}/progress`
    const socket = how === 'header' || token === null ? new WebSocket(url, { headers: bearer(token) }) : new WebSocket(url, ['bearer', token])
    socket.on('open', () => {
      resolve('yes')
      socket.terminate()
    })
    socket.on('unexpected-response', (_, response) => resolve(toAnswer(response.statusCode ?? 500)))
    socket.on('error', () => undefined)
  })

const table: string[] = []
const walk = async (name: string, rule: RuleName, ask: (id: string, token: string | null) => Promise<Answer>): Promise<void> => {
  const cells: Answer[] = []
  for (const visibility of ['private', 'public'] as const) {
    for (const caller of callers) {
      const id = await storyFor(rule, visibility)
      const leaves = /DELETE \/api\/me|me\.delete/.test(name) && (caller === 'owner' || caller === 'stranger')
      const answer = await ask(id, leaves ? await leaver() : (tokens.get(caller) ?? null))
      expect({ name, visibility, caller, answer }).toEqual({ name, visibility, caller, answer: rules[rule][visibility][caller] })
      cells.push(answer)
    }
  }
  table.push(`${name.padEnd(46)} ${rule.padEnd(18)} ${cells.map((cell) => String(cell).padStart(5)).join('')}`)
}

describe('the matrix of access', () => {
  it('has a row for every route and every procedure, and no other', () => {
    expect(Object.keys(rest).sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort())
    expect(Object.keys(procedures).sort()).toEqual(Object.keys(appRouter._def.procedures).sort())
  })
  it.each(Object.entries(rest))('%s is for %s', (name, rule) => walk(name, rule, (id, token) => askRest(name, id, token)))
  it.each(Object.entries(procedures))('tRPC over HTTP: %s is for %s', (name, rule) => walk(`trpc ${name}`, rule, (id, token) => askTrpc(name, id, token)))
  it.each(Object.entries(procedures))('tRPC over WebSocket: %s is for %s', (name, rule) =>
    walk(`trpc socket ${name}`, rule, (id, token) => askTrpcSocket(name, id, token)),
  )
  it.each(['header', 'subprotocol'] as const)('progress over a plain WebSocket, by %s, is for who may read', (how) =>
    walk(`WS progress (${how})`, 'who may read', (id, token) => askProgress(id, token, how)),
  )
  it('can be printed', () => {
    console.log(`\n${' '.repeat(66)}private story        public story\n${' '.repeat(65)}none other owner serv none other owner serv`)
    console.log(table.join('\n'))
    console.log(`${table.length} rows, ${table.length * 8} cells, all as they should be`)
    expect(table).toHaveLength(Object.keys(rest).length + 2 * Object.keys(procedures).length + 2)
  })
})

describe('a bad token', () => {
  it('is refused with 401 on each of the six ways in, whatever is wrong with it, also for what is public', async () => {
    const id = await storyFor('who may read', 'public')
    const feed = await server.call('POST', '/api/me/feed-token', { headers: bearer(ownerToken) })
    expect(feed.status).toBe(201)
    const ways: Record<string, (token: string) => Promise<Answer>> = {
      REST: (token) => askRest('GET /api/stories/{id}', id, token),
      'tRPC HTTP': (token) => askTrpc('stories.get', id, token),
      'tRPC WS': (token) => askTrpcSocket('stories.get', id, token),
      'plain WS': (token) => askProgress(id, token, 'header'),
      media: (token) => askRest('GET /api/stories/{id}/audio.mp3', id, token),
      feed: (token) => askRest('GET /feed.xml', id, token),
    }
    const lines: string[] = []
    for (const [name, token] of Object.entries(await makeBadTokens(supabase, owner))) {
      const answers: Answer[] = []
      for (const [way, ask] of Object.entries(ways)) {
        const answer = await ask(token)
        expect({ name, way, answer }).toEqual({ name, way, answer: 401 })
        answers.push(answer)
      }
      lines.push(`${name.padEnd(36)} ${answers.join('  ')}`)
    }
    console.log(`\n${' '.repeat(37)}${Object.keys(ways).join('  ')}\n${lines.join('\n')}`)
  })

  it('in a link opens nothing: not another story’s, not an old one, not a made-up one', async () => {
    const [mine, other] = [await makeStory('private'), await makeStory('private')]
    const linkOf = async (id: string): Promise<URL> => {
      const record = (await (await server.call('GET', `/api/stories/${id}`, { headers: bearer(ownerToken) })).json()) as { audio_url: string }
      return new URL(record.audio_url)
    }
    const link = await linkOf(mine)
    const play = async (path: string, search: string): Promise<number> => {
      const response = await server.call('GET', `${path}${search}`)
      await response.arrayBuffer()
      return response.status
    }
    expect(await play(link.pathname, link.search)).toBe(200)
    expect(await play(`/api/stories/${other}/audio.mp3`, link.search)).toBe(401)
    expect(await play(link.pathname, `${link.search.slice(0, -2)}xx`)).toBe(401)
    expect(await play(link.pathname, '')).toBe(401)
    // It is for listening: neither the record nor a change can be had with it.
    expect(await play(`/api/stories/${mine}`, link.search)).toBe(401)
    expect((await server.call('DELETE', `/api/stories/${mine}${link.search}`)).status).toBe(401)
  })

  it('never appears in what a database keeps', async () => {
    const [row] = await server.database.sql<
      { found: number }[]
    >`select count(*)::int as found from processing_logs where details::text like ${`%${ownerToken}%`}`
    expect(row?.found).toBe(0)
  })
})
