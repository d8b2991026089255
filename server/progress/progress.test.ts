import { createTRPCClient, createWSClient, httpBatchStreamLink, httpLink, splitLink, wsLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { WebSocket } from 'ws'
import type { ProgressMessage } from '../../shared/progress.ts'
import type { AppRouter } from '../router.ts'
import { connect, refusal } from '../testing/socket-client.ts'
import { logOf, startTestServer, statusOf, type TestServer } from '../testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(inject('postgresUrl'))
})
afterAll(() => server.close())

const progressUrl = (id: string, query = '', base = server.url) => `${base}/ws/stories/${id}/progress${query}`
const summary = ({ messages }: { messages: { type: string; data: Record<string, unknown> }[] }) =>
  messages.map(({ type, data }) => (type === 'log' ? data.action : type === 'status' ? `${data.status} ${data.progress}` : type))

describe('the plain socket', () => {
  it('sends the logs so far, then the status, then what happens, then complete, and closes', async () => {
    const id = await server.makeStory()
    await server.append(id, statusOf('analyzing', 5), logOf('one'), logOf('two'))
    const client = connect(progressUrl(id))
    await client.received(4)
    await server.append(id, logOf('three'))
    await server.append(id, statusOf('generating', 40), logOf('four'))
    await server.completeStory(id)
    expect(await client.closed).toBe(1000)
    expect(summary(client)).toEqual([
      'Story queued',
      'one',
      'two',
      'analyzing 5',
      'three',
      'generating 40',
      'four',
      'Story generation complete',
      'completed 100',
      'complete',
    ])
    expect(client.messages[1]).toEqual({
      type: 'log',
      data: { id: 3, agent_name: 'Analyzer', action: 'one', details: { files: 3 }, level: 'info', timestamp: expect.stringMatching(/^\d{4}-.*Z$/) },
    })
    expect(client.messages.at(-1)).toEqual({
      type: 'complete',
      data: { audio_url: `${server.url}/api/stories/${id}/audio.mp3`, audio_chunks: [`${server.url}/api/stories/${id}/chunks/0.mp3`], duration: 20 },
    })
  })

  it('resumes after a log, and repeats the end of a story that is over', async () => {
    const id = await server.makeStory()
    await server.append(id, logOf('one'), logOf('two'), logOf('three'))
    await server.completeStory(id)
    const middle = connect(progressUrl(id, '?after=3'))
    expect(await middle.closed).toBe(1000)
    expect(summary(middle)).toEqual(['three', 'Story generation complete', 'completed 100', 'complete'])
    const end = connect(progressUrl(id, '?after=1000'))
    expect(await end.closed).toBe(1000)
    expect(summary(end)).toEqual(['completed 100', 'complete'])
  })

  it('ends with a status of failed', async () => {
    const id = await server.makeStory()
    const client = connect(progressUrl(id))
    await client.received(2)
    await server.call('POST', `/api/stories/${id}/cancel`)
    expect(await client.closed).toBe(1000)
    expect(client.messages.at(-1)).toMatchObject({ type: 'status', data: { status: 'failed', error_code: 'cancelled' } })
    const late = connect(progressUrl(id))
    expect(await late.closed).toBe(1000)
    expect(summary(late)).toEqual(['Story queued', 'Story cancelled', 'failed 0'])
  })

  it('stays over restarts with follow, and shows a restarted story as what it is now', async () => {
    const id = await server.makeStory()
    const client = connect(progressUrl(id, '?follow=true'))
    await client.received(2)
    await server.call('POST', `/api/stories/${id}/cancel`)
    await server.call('POST', `/api/stories/${id}/restart`)
    await client.received(6)
    expect(summary(client)).toEqual(['Story queued', 'pending 0', 'Story cancelled', 'failed 0', 'Story restarted', 'pending 0'])
    const late = connect(progressUrl(id))
    await late.received(4)
    expect(summary(late)).toEqual(['Story queued', 'Story cancelled', 'Story restarted', 'pending 0'])
    await server.completeStory(id)
    expect(await late.closed).toBe(1000)
    await client.received(9)
    expect(client.socket.readyState).toBe(WebSocket.OPEN)
    client.socket.terminate()
  })

  it('gives each of many subscribers, joining at any moment and on two servers, every message once and in order', async () => {
    const other = await server.startAnother()
    const id = await server.makeStory()
    const clients = []
    const bases = [server.url, `http://localhost:${other.port}`]
    for (let round = 0; round < 30; round += 1) {
      clients.push(connect(progressUrl(id, '', bases[round % 2])))
      await server.append(id, ...Array.from({ length: (round % 3) + 1 }, (_, index) => logOf(`${round}.${index}`)))
    }
    await server.completeStory(id)
    await Promise.all(clients.map((client) => client.closed))
    const expected = [
      'Story queued',
      ...Array.from({ length: 30 }, (_, round) => Array.from({ length: (round % 3) + 1 }, (_unused, index) => `${round}.${index}`)).flat(),
    ]
    for (const client of clients) {
      const logs = client.messages.filter((message) => message.type === 'log').map((message) => message.data.action)
      expect(logs).toEqual([...expected, 'Story generation complete'])
      expect(client.messages.at(-1)?.type).toBe('complete')
    }
  })

  it('goes on after the database connections were cut', async () => {
    const id = await server.makeStory()
    const client = connect(progressUrl(id))
    await client.received(2)
    await server.database.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
    await server.append(id, logOf('after the cut'))
    await server.completeStory(id)
    expect(await client.closed).toBe(1000)
    expect(summary(client)).toContain('after the cut')
    expect(client.messages.filter((message) => message.type === 'complete')).toHaveLength(1)
  })

  it('cuts off a reader that has stopped reading, which resumes without loss', async () => {
    const id = await server.makeStory()
    const stalled = connect(progressUrl(id))
    await stalled.received(2)
    stalled.socket.pause()
    const bulk = 'x'.repeat(900_000)
    for (let index = 0; index < 16; index += 1)
      await server.append(id, { kind: 'log', agentName: 'Analyzer', action: `bulk ${index}`, level: 'info', details: { bulk } })
    const gone = stalled.closed
    stalled.socket.resume()
    expect(await gone).toBe(1006)
    const last = Number(stalled.messages.findLast((message) => message.type === 'log')?.data.id)
    const resumed = connect(progressUrl(id, `?after=${last}`))
    await server.completeStory(id)
    await resumed.closed
    const actions = [...stalled.messages, ...resumed.messages]
      .filter((message) => String(message.data.action).startsWith('bulk'))
      .map((message) => message.data.action)
    expect(actions).toEqual(Array.from({ length: 16 }, (_, index) => `bulk ${index}`))
  })

  it('refuses before the upgrade, with a status and a reason', async () => {
    const id = await server.makeStory()
    expect(await refusal(progressUrl('00000000-0000-4000-8000-00000000000f'))).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
    expect(await refusal(progressUrl('nope'))).toMatchObject({ status: 422, body: { error: { details: [{ field: 'id' }] } } })
    expect(await refusal(progressUrl(id, '?after=x'))).toMatchObject({ status: 422, body: { error: { details: [{ field: 'after' }] } } })
    expect(await refusal(`${server.url}/ws/nothing`)).toMatchObject({ status: 404 })
    expect(await refusal(progressUrl(id), { origin: 'https://elsewhere.example' })).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } })
  })

  it('closes on a message that is too long, and lets a page of its own in', async () => {
    const id = await server.makeStory()
    const client = connect(progressUrl(id), { headers: { origin: server.url } })
    await client.received(2)
    client.socket.send('x'.repeat(5000))
    expect(await client.closed).toBe(1009)
  })
})

describe('tRPC', () => {
  const openClient = () => {
    const ws = createWSClient({ url: `${server.url.replace(/^http/, 'ws')}/trpc`, WebSocket: WebSocket as unknown as typeof globalThis.WebSocket })
    const client = createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: (operation) => operation.type === 'subscription',
          true: wsLink({ client: ws }),
          false: httpLink({ url: `${server.url}/trpc` }),
        }),
      ],
    })
    return { client, close: () => ws.close() }
  }
  interface Seen {
    id: string
    message: ProgressMessage
  }
  const follow = (client: ReturnType<typeof openClient>['client'], id: string, lastEventId?: number) => {
    const seen: Seen[] = []
    const ended = new Promise<Seen[]>((resolve, reject) => {
      client.stories.progress.subscribe(
        { id, ...(lastEventId === undefined ? {} : { lastEventId }) },
        { onData: (event) => seen.push({ id: event.id, message: event.data }), onComplete: () => resolve(seen), onError: reject },
      )
    })
    return { seen, ended }
  }

  it('gives every subscriber the same events with the same ids, also who comes late, and resumes after any', async () => {
    const id = await server.makeStory()
    const { client, close } = openClient()
    const early = follow(client, id)
    await server.append(id, statusOf('analyzing', 5), logOf('one'))
    await server.completeStory(id)
    const all = await early.ended
    const late = await follow(client, id).ended
    const resumed = await follow(client, id, 3).ended
    expect(all.map((event) => [event.id, event.message.type])).toEqual([
      ['1', 'log'],
      ['2', 'status'],
      ['3', 'log'],
      ['4', 'log'],
      ['5', 'status'],
      ['6', 'complete'],
    ])
    expect(late).toEqual(all)
    expect(resumed).toEqual(all.slice(3))
    expect(await follow(client, id, 6).ended).toEqual([])
    await close()
  })

  it('serves queries and mutations over HTTP and over WebSocket, with our errors inside of its own', async () => {
    const { client, close } = openClient()
    const accepted = await client.stories.generate.mutate({ repoUrl: 'owner/typed' })
    expect(await client.stories.get.query({ id: accepted.id })).toMatchObject({ repo_name: 'owner/typed', status: 'pending' })
    await expect(client.stories.get.query({ id: 'nope' })).rejects.toMatchObject({
      data: { httpStatus: 422, code: 'UNPROCESSABLE_CONTENT', error: { code: 'invalid', details: [{ field: 'id' }] } },
    })
    await expect(client.stories.restart.mutate({ id: accepted.id })).rejects.toMatchObject({ data: { httpStatus: 409, error: { code: 'conflict' } } })
    const ws = createWSClient({ url: `${server.url.replace(/^http/, 'ws')}/trpc`, WebSocket: WebSocket as unknown as typeof globalThis.WebSocket })
    const socketClient = createTRPCClient<AppRouter>({ links: [wsLink({ client: ws })] })
    expect((await socketClient.stories.list.query({})).stories.map((story) => story.id)).toContain(accepted.id)
    expect(await socketClient.intent.chat.mutate({ message: 'the routing' })).toMatchObject({
      intent: { focusAreas: expect.any(Array) },
      message: expect.any(String),
    })
    await ws.close()
    await close()
  })

  it('streams the chat to whoever takes a stream', async () => {
    const client = createTRPCClient<AppRouter>({ links: [httpBatchStreamLink({ url: `${server.url}/trpc` })] })
    const answer = await client.intent.chat.mutate({ message: 'Explain the routing in 5 minutes' })
    const events = []
    if (!(Symbol.asyncIterator in answer)) throw new Error('not a stream')
    for await (const event of answer) events.push(event)
    expect(events[0]).toMatchObject({ type: 'intent', intent: { suggestedDuration: 5 } })
    expect(events.length).toBeGreaterThan(2)
  })
})
