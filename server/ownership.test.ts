import { once } from 'node:events'
import { createTRPCClient, createWSClient, TRPCClientError, wsLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { serviceUserId } from '../db/users.ts'
import { storyRecordSchema } from '../shared/story.ts'
import { type SupabaseStandIn, serveSupabase } from '../test/support/supabase.ts'
import { routes } from './rest/routes.ts'
import type { AppRouter } from './router.ts'
import { connect, refusal } from './testing/socket-client.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let supabase: SupabaseStandIn
let server: TestServer
let owner: string
let other: string
let service: string
/** Both finished, both the owner's. */
let privateStory: string
let publicStory: string

const people = [
  { email: 'owner@example.org', password: 'one' },
  { email: 'other@example.org', password: 'two' },
]
const bearer = (token: string | null): Record<string, string> => (token === null ? {} : { authorization: `Bearer ${token}` })

const makeFinished = async (): Promise<string> => {
  const response = await server.call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/repo' }, headers: bearer(owner) })
  const { id } = z.object({ id: z.string() }).parse(await response.json())
  await server.completeStory(id)
  return id
}

beforeAll(async () => {
  supabase = await serveSupabase({ users: people })
  server = await startTestServer(inject('postgresUrl'), {
    SUPABASE_URL: supabase.url,
    SUPABASE_ANON_KEY: supabase.anonKey,
    SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey,
    HOST: 'localhost',
  })
  const [first, second] = supabase.users
  if (first === undefined || second === undefined) throw new Error('the stand-in has no users')
  owner = await supabase.token(first)
  other = await supabase.token(second)
  service = supabase.serviceRoleKey
  privateStory = await makeFinished()
  publicStory = await makeFinished()
  await server.call('PATCH', `/api/stories/${publicStory}`, { body: { isPublic: true }, headers: bearer(owner) })
})
afterAll(async () => {
  await server.close()
  await supabase.close()
})

type Who = 'nobody' | 'other' | 'owner' | 'service'
const tokenOf = (who: Who): string | null => ({ nobody: null, other, owner, service })[who]
const statusOf = async (method: string, path: string, who: Who, body?: unknown): Promise<number> => {
  const response = await server.call(method, path, { body, headers: bearer(tokenOf(who)) })
  await response.arrayBuffer()
  return response.status
}

/** Reading and changing, of a private and of a public story. A 409 is a conflict that only who may change it gets to see. */
const expectations: Record<'read' | 'change', Record<'private' | 'public', Record<Who, number[]>>> = {
  read: {
    private: { nobody: [401], other: [404], owner: [200], service: [200] },
    public: { nobody: [200], other: [200], owner: [200], service: [200] },
  },
  change: {
    private: { nobody: [401], other: [404], owner: [200, 202, 409], service: [200, 202, 409] },
    public: { nobody: [401], other: [404], owner: [200, 202, 409], service: [200, 202, 409] },
  },
}
const ofStories = routes.filter(({ path, method }) => path.includes('{id}') && method !== 'DELETE')

describe('whose a story is', () => {
  it.each(ofStories.map(({ method, path }) => [method, path] as const))('%s %s is for who may', async (method, path) => {
    const kind = method === 'GET' ? 'read' : 'change'
    for (const [visibility, id] of [
      ['private', privateStory],
      ['public', publicStory],
    ] as const) {
      for (const who of ['nobody', 'other', 'owner', 'service'] as const) {
        const status = await statusOf(
          method,
          path.replace('{id}', id).replace('{chapter}', '0'),
          who,
          method === 'PATCH' ? { isPublic: visibility === 'public' } : undefined,
        )
        expect({ visibility, who, allowed: expectations[kind][visibility][who].includes(status), status }).toMatchObject({ allowed: true })
        // A restart that was let through is undone, so that the next one meets the same story.
        if (path.endsWith('/restart') && status === 202) {
          await server.database.sql`delete from pgboss.job where id = (select job_id from stories where id = ${id})`
          await server.database
            .sql`update stories set status = 'completed', progress = 100, job_id = null, error_code = null, error_message = null where id = ${id}`
        }
      }
    }
  })

  it('shows in a list what is the caller’s own', async () => {
    const list = async (who: Who) =>
      z
        .object({ stories: z.array(z.object({ id: z.string() })) })
        .parse(await (await server.call('GET', '/api/stories', { headers: bearer(tokenOf(who)) })).json())
    expect((await list('other')).stories).toEqual([])
    expect((await list('owner')).stories.map((story) => story.id).sort()).toEqual([privateStory, publicStory].sort())
    expect((await list('service')).stories).toHaveLength(2)
    expect(await statusOf('GET', '/api/stories', 'nobody')).toBe(401)
  })

  it('deletes for its owner alone', async () => {
    const response = await server.call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/repo' }, headers: bearer(owner) })
    const { id } = z.object({ id: z.string() }).parse(await response.json())
    expect(await statusOf('DELETE', `/api/stories/${id}`, 'nobody')).toBe(401)
    expect(await statusOf('DELETE', `/api/stories/${id}`, 'other')).toBe(404)
    expect(await statusOf('DELETE', `/api/stories/${id}`, 'owner')).toBe(204)
  })

  it('holds for progress: by header, by subprotocol, and for nobody else', async () => {
    const fresh = await makeFinished()
    const url = `${server.url}/ws/stories/${fresh}/progress`
    const byHeader = connect(url, { headers: bearer(owner) })
    const byProtocol = connect(url, { protocols: ['bearer', owner] })
    expect(await Promise.all([byHeader.closed, byProtocol.closed])).toEqual([1000, 1000])
    expect(byProtocol.messages).toEqual(byHeader.messages)
    expect(await refusal(url)).toMatchObject({ status: 401 })
    expect(await refusal(url, bearer(other))).toMatchObject({ status: 404 })
    expect(await refusal(url, bearer('nonsense'))).toMatchObject({ status: 401 })
    await server.call('PATCH', `/api/stories/${fresh}`, { body: { isPublic: true }, headers: bearer(owner) })
    expect(await connect(url).closed).toBe(1000)
    await server.call('DELETE', `/api/stories/${fresh}`, { headers: bearer(owner) })
  })

  it('ends a socket of either kind when its token does', async () => {
    const [first] = supabase.users
    if (first === undefined) throw new Error('the stand-in has no users')
    const made = await server.call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/repo' }, headers: bearer(owner) })
    const { id } = z.object({ id: z.string() }).parse(await made.json())
    const shortLived = await supabase.token(first, { claims: { exp: Math.floor(Date.now() / 1000) + 2 } })
    const plain = connect(`${server.url}/ws/stories/${id}/progress`, { headers: bearer(shortLived) })
    const typed = connect(`${server.url}/trpc`, { headers: bearer(shortLived) })
    // A subscription over HTTP is no other way around it.
    const input = encodeURIComponent(JSON.stringify({ id }))
    const events = await server.call('GET', `/trpc/stories.progress?input=${input}`, { headers: { ...bearer(shortLived), accept: 'text/event-stream' } })
    expect(events.status).toBe(200)
    await plain.received(2)
    await expect(events.text()).rejects.toThrow()
    expect(await Promise.all([plain.closed, typed.closed])).toEqual([1008, 1008])
    await server.call('DELETE', `/api/stories/${id}`, { headers: bearer(owner) })
  })

  it('waits a while for the token that a socket was to send, and no longer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    try {
      const silent = connect(`${server.url}/trpc?connectionParams=1`)
      const introduced = connect(`${server.url}/trpc?connectionParams=1`)
      await Promise.all([silent, introduced].map(({ socket }) => once(socket, 'open')))
      introduced.socket.send(JSON.stringify({ method: 'connectionParams', data: { authorization: owner } }))
      introduced.socket.send(JSON.stringify({ id: 1, method: 'query', params: { path: 'health' } }))
      await introduced.received(1)
      vi.advanceTimersByTime(10_000)
      expect(await silent.closed).toBe(1008)
      expect(introduced.socket.readyState).toBe(WebSocket.OPEN)
      introduced.socket.close()
    } finally {
      vi.useRealTimers()
    }
  })

  it('gives one socket a hundred subscriptions, and a place for each that ends', async () => {
    const socket = connect(`${server.url}/trpc`, { headers: bearer(owner) })
    await once(socket.socket, 'open')
    const send = (message: object): void => socket.socket.send(JSON.stringify(message))
    const subscribe = (id: number): void => send({ id, method: 'subscription', params: { path: 'stories.progress', input: { id: publicStory, follow: true } } })
    const refused = () => socket.messages.filter((message) => 'error' in message)
    for (let id = 1; id <= 101; id += 1) subscribe(id)
    await expect.poll(() => refused().length).toBe(1)
    // They are let in side by side: any of them may come last.
    expect(refused()).toMatchObject([{ error: { data: { httpStatus: 429 } } }])
    const started = socket.messages.find((message) => 'result' in message)
    send({ id: started && 'id' in started ? started.id : null, method: 'subscription.stop' })
    await expect.poll(() => socket.messages.some((message) => JSON.stringify(message).includes('"stopped"'))).toBe(true)
    subscribe(102)
    await expect.poll(() => socket.messages.some((message) => JSON.stringify(message).startsWith('{"id":102,"result"'))).toBe(true)
    expect(refused()).toHaveLength(1)
    socket.socket.close()
    await socket.closed
  })

  it('signs in on tRPC’s socket by connection parameters', async () => {
    const list = async (authorization: string | null) => {
      const ws = createWSClient({
        url: `${server.url.replace(/^http/, 'ws')}/trpc`,
        WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
        connectionParams: authorization === null ? null : { authorization },
      })
      const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: ws })] })
      try {
        return (await client.stories.list.query({})).stories.length
      } catch (error) {
        return error instanceof TRPCClientError ? error.data?.httpStatus : error
      } finally {
        await ws.close()
      }
    }
    expect(await list(`Bearer ${owner}`)).toBe(2)
    expect(await list(owner)).toBe(2)
    expect(await list(`Bearer ${other}`)).toBe(0)
    expect(await list(null)).toBe(401)
  })

  it('opens a private story’s files by the links of its record, which say nothing of the token that asked', async () => {
    const story = storyRecordSchema.parse(await (await server.call('GET', `/api/stories/${privateStory}`, { headers: bearer(owner) })).json())
    expect(story.audio_url).toMatch(/\/audio\.mp3\?token=[\w.-]+$/)
    expect(story.audio_url).not.toContain(owner)
    for (const link of [story.audio_url, story.cover_url, ...story.audio_chunks]) expect((await fetch(link ?? '')).status).toBe(200)
    const token = new URL(story.audio_url ?? '').searchParams.get('token')
    expect(await statusOf('GET', `/api/stories/${privateStory}?token=${token}`, 'nobody')).toBe(401)
    const [elsewhere] = await server.database.sql`select id from stories where id <> ${privateStory} limit 1`
    expect(await statusOf('GET', `/api/stories/${elsewhere?.id}/audio.mp3?token=${token}`, 'nobody')).toBe(401)
    expect(await statusOf('GET', `/api/stories/${privateStory}/audio.mp3?token=nonsense`, 'owner')).toBe(401)
  })

  it('lets the service role make stories for a user that it names, for itself else, and nobody else', async () => {
    const [first] = supabase.users
    const make = (headers: Record<string, string>) => server.call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/repo' }, headers })
    const ownerOf = async (response: Response) => {
      const { id } = z.object({ id: z.string() }).parse(await response.json())
      const [row] = await server.database.sql`select user_id from stories where id = ${id}`
      return row?.user_id
    }
    const named = { 'on-behalf-of': first?.id ?? '' }
    expect(await ownerOf(await make({ ...bearer(service), ...named }))).toBe(first?.id)
    expect(await ownerOf(await make(bearer(service)))).toBe(serviceUserId)
    expect((await make({ ...bearer(other), ...named })).status).toBe(403)
    expect((await make(named)).status).toBe(403)
    expect((await make({ ...bearer(service), 'on-behalf-of': 'ada' })).status).toBe(422)
    const account = async (headers: Record<string, string>) => (await server.call('GET', '/api/me/account', { headers })).json()
    expect(await account({ ...bearer(service), ...named })).toMatchObject({ id: first?.id })
  })

  it('gives a feed by its own token, with episodes that open by it, until another token is made', async () => {
    const make = async () =>
      z.object({ feed_url: z.string() }).parse(await (await server.call('POST', '/api/me/feed-token', { headers: bearer(owner) })).json()).feed_url
    expect(await statusOf('GET', '/feed.xml', 'nobody')).toBe(401)
    const first = await make()
    const xml = await (await fetch(first)).text()
    const enclosure = new RegExp(`<enclosure url="([^"]+${privateStory}[^"]+)"`).exec(xml)?.[1] ?? ''
    expect((await fetch(enclosure)).status).toBe(200)
    expect((await fetch(enclosure.replace('audio.mp3', 'transcript.vtt'))).status).toBe(200)
    expect((await fetch(enclosure.replace('/audio.mp3', ''))).status).toBe(401)
    expect(xml).toContain('<itunes:block>Yes</itunes:block>')
    // An episode's address that somebody hands on gives away neither the feed nor another episode.
    const feedToken = new URL(first).searchParams.get('token') ?? ''
    expect(enclosure).not.toContain(feedToken)
    const signature = new URL(enclosure).searchParams.get('feed') ?? ''
    expect(await statusOf('GET', `/feed.xml?token=${signature}`, 'nobody')).toBe(401)
    const [elsewhere] = await server.database
      .sql`select id from stories where id <> ${privateStory} and user_id = (select user_id from stories where id = ${privateStory}) limit 1`
    expect(elsewhere?.id).toBeDefined()
    expect((await fetch(enclosure.replace(privateStory, String(elsewhere?.id)))).status).toBe(401)
    const second = await make()
    expect([(await fetch(first)).status, (await fetch(second)).status, (await fetch(enclosure)).status]).toEqual([401, 200, 401])
  })

  it('tells the page how to sign in, and nobody the secrets', async () => {
    const text = await (await server.call('GET', '/api/config')).text()
    expect(JSON.parse(text)).toMatchObject({ supabase: { url: supabase.url, anonKey: supabase.anonKey } })
    expect(text).not.toContain(supabase.serviceRoleKey)
  })
})
