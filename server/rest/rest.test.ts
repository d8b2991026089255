import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { transcriptSchema } from '../../shared/audio.ts'
import { errorBodySchema } from '../../shared/errors.ts'
import { storyAcceptedSchema, storyListSchema, storyRecordSchema } from '../../shared/story.ts'
import { audio, logOf, startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(inject('postgresUrl'))
})
afterAll(() => server.close())

const body = { repoUrl: 'https://github.com/owner/repo' }
const generate = (given: unknown, headers: Record<string, string> = {}) => server.call('POST', '/api/stories/generate', { body: given, headers })
const getStory = async (id: string) => storyRecordSchema.parse(await (await server.call('GET', `/api/stories/${id}`)).json())
const problemOf = async (response: Response) => ({ status: response.status, ...errorBodySchema.parse(await response.json()).error })

describe('making a story', () => {
  it('answers 202 with the id, the status, a message and where the story is', async () => {
    const response = await generate({ ...body, style: 'podcast', duration: 5, voice: 'Drew', focusAreas: ['api'], technicalDepth: 'advanced' })
    const answer = storyAcceptedSchema.parse(await response.json())
    expect(response.status).toBe(202)
    expect(answer).toEqual({ id: expect.any(String), status: 'pending', message: 'Story generation started' })
    expect(response.headers.get('location')).toBe(`${server.url}/api/stories/${answer.id}`)
    const story = await getStory(answer.id)
    expect(story).toMatchObject({
      style: 'podcast',
      duration_minutes: 5,
      voice: 'Drew',
      focus_areas: ['api'],
      technical_depth: 'advanced',
      repo_name: 'owner/repo',
    })
  })

  it('needs the address only', async () => {
    const id = await server.makeStory()
    const story = await getStory(id)
    expect(story).toEqual({
      id,
      repo_url: 'https://github.com/owner/repo',
      repo_name: 'owner/repo',
      title: null,
      summary: null,
      status: 'pending',
      progress: 0,
      style: 'documentary',
      duration_minutes: 10,
      voice: 'Rachel',
      technical_depth: 'intermediate',
      focus_areas: [],
      audio_url: null,
      audio_chunks: [],
      chapters: [],
      cover_url: null,
      duration_seconds: null,
      commit_sha: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      error_message: null,
      error_code: null,
      warnings: [],
      engines: null,
      usage: { input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0, characters: 0, cost_usd: 0, calls: [] },
      is_public: false,
    })
  })

  it('gives the first story again for a repeated Idempotency-Key, also at the same moment', async () => {
    const headers = { 'idempotency-key': 'once' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => generate(body, headers)))
    const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id))
    const later = (await (await generate(body, headers)).json()) as { id: string }
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 8 }, () => 202))
    expect(new Set([...ids, later.id]).size).toBe(1)
  })

  it('writes the row, the first log and the job of each of many at once', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => server.makeStory({ repoUrl: 'owner/many' })))
    const rows = await server.database.sql`
      select (select count(*)::int from stories where id = any(${ids})) as stories,
        (select count(*)::int from processing_logs where story_id = any(${ids}) and id = 1) as logs,
        (select count(*)::int from pgboss.job join stories on stories.job_id = job.id where stories.id = any(${ids}) and job.data ->> 'storyId' = stories.id::text) as jobs,
        (select count(distinct job.priority) > 10 from pgboss.job join stories on stories.job_id = job.id where stories.id = any(${ids})) as in_turn`
    expect(rows[0]).toEqual({ stories: 30, logs: 30, jobs: 30, in_turn: true })
  })

  it('does not let a request that cannot be written spoil those that came with it', async () => {
    await server.database.sql`alter table stories add constraint no_poison check (repo_name <> 'owner/poison') not valid`
    try {
      const answers = await Promise.all(['fine', 'poison', 'good', 'well'].map((name) => generate({ repoUrl: `owner/${name}` })))
      expect(answers.map((answer) => answer.status)).toEqual([202, 500, 202, 202])
    } finally {
      await server.database.sql`alter table stories drop constraint no_poison`
    }
  })
})

describe('bad input', () => {
  const tooLong = 'x'.repeat(3000)
  it.each<[string, unknown, number, string, string[]]>([
    ['no address', {}, 422, 'invalid', ['repoUrl']],
    ['a wrong type', { repoUrl: 7 }, 422, 'invalid', ['repoUrl']],
    [
      'unknown words',
      { ...body, style: 'opera', duration: 7, voice: 'Bob', technicalDepth: 'deep' },
      422,
      'invalid',
      ['style', 'duration', 'voice', 'technicalDepth'],
    ],
    ['a number as text', { ...body, duration: '10' }, 422, 'invalid', ['duration']],
    ['ten thousand focus areas', { ...body, focusAreas: Array.from({ length: 10_000 }, () => 'api') }, 422, 'invalid', ['focusAreas']],
    ['a field that is too long', { repoUrl: tooLong }, 422, 'invalid', ['repoUrl']],
    ['a field that is not known', { ...body, colour: 'red' }, 422, 'invalid', ['colour']],
    ['an address that is no repository', { repoUrl: 'https://example.com/owner/repo' }, 422, 'repository_address', ['repoUrl']],
    ['a local folder', { repoUrl: '/etc' }, 422, 'repository_address', ['repoUrl']],
    [
      'an address that is no repository, among other fields',
      { repoUrl: 'ftp://example.com/x', style: 'opera', colour: 'red' },
      422,
      'invalid',
      ['repoUrl', 'style', 'colour'],
    ],
    ['no address, among other fields', { repoUrl: ' ', style: 'opera' }, 422, 'invalid', ['repoUrl', 'style']],
    ['a list', [], 400, 'malformed', []],
    ['JSON cut short', '{"repoUrl": "x"', 400, 'malformed', []],
    ['an empty body', '', 400, 'malformed', []],
  ])('%s is refused with the fields named', async (_what, given, status, code, fields) => {
    const problem = await problemOf(await generate(given))
    expect(problem).toMatchObject({ status, code })
    expect((problem.details ?? []).map((detail) => detail.field)).toEqual(fields)
  })

  it('names at most fifty of ten thousand wrong items', async () => {
    const problem = await problemOf(await generate({ ...body, focusAreas: Array.from({ length: 10_000 }, () => 7) }))
    expect(problem).toMatchObject({ status: 422, code: 'invalid' })
    expect(problem.details?.length).toBeLessThanOrEqual(50)
  })

  it('answers 413 to more than a mebibyte', async () => {
    expect(await problemOf(await generate({ repoUrl: 'x'.repeat(1_100_000) }))).toMatchObject({ status: 413, code: 'too_large' })
  })

  it('answers 415 to a body that is not JSON', async () => {
    expect(await problemOf(await generate('repoUrl=x', { 'content-type': 'application/x-www-form-urlencoded' }))).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    })
    expect(await problemOf(await generate({ repoUrl: 'owner/repo' }, { 'content-encoding': 'gzip' }))).toMatchObject({ status: 415 })
  })

  it.each([
    ['/api/stories/nope', 422, 'invalid'],
    ['/api/stories/00000000-0000-0000-0000-000000000001', 404, 'not_found'],
    ['/api/stories/00000000-0000-0000-0000-000000000001/audio.mp3', 404, 'not_found'],
    ['/api/stories/%00', 422, 'invalid'],
    ['/api/stories/%E0%A4%A', 400, 'malformed'],
    ['/api/stories?limit=1000', 422, 'invalid'],
    ['/api/stories?cursor=nonsense', 422, 'invalid'],
    ['/api/stories?colour=red', 422, 'invalid'],
    ['/api/repos/inspect', 422, 'invalid'],
    ['/api/repos/inspect?url=https://example.com/a/b', 422, 'repository_address'],
    ['/api/voices/Bob/sample.mp3', 404, 'not_found'],
    ['/api/nothing', 404, 'not_found'],
    ['/trpc', 404, 'not_found'],
  ])('GET %s is %i %s', async (path, status, code) => {
    expect(await problemOf(await server.call('GET', path))).toMatchObject({ status, code })
  })

  it('answers 405 with what is allowed where only the method is wrong', async () => {
    const response = await server.call('PUT', '/api/stories/generate')
    expect(response.headers.get('allow')).toBe('POST')
    expect(await problemOf(response)).toMatchObject({ status: 405, code: 'method_not_allowed' })
    expect((await server.call('GET', '/api/chat/intent')).status).toBe(405)
  })

  it('leaves nothing behind', async () => {
    const count = async () => (await server.database.sql`select count(*)::int as rows from stories`)[0]?.rows
    const before = await count()
    await generate({ ...body, duration: 7 })
    await generate({ repoUrl: 'nope' })
    expect(await count()).toBe(before)
  })
})

describe('a story', () => {
  it('is not restarted while it is being made', async () => {
    const id = await server.makeStory()
    expect(await problemOf(await server.call('POST', `/api/stories/${id}/restart`))).toMatchObject({ status: 409, code: 'conflict' })
  })

  it('is cancelled once, and restarted with its earlier logs', async () => {
    const id = await server.makeStory()
    const cancelled = storyRecordSchema.parse(await (await server.call('POST', `/api/stories/${id}/cancel`)).json())
    expect(cancelled).toMatchObject({ status: 'failed', error_code: 'cancelled' })
    expect((await server.database.sql`select 1 from pgboss.job where data ->> 'storyId' = ${id}`).length).toBe(0)
    expect((await server.call('POST', `/api/stories/${id}/cancel`)).status).toBe(200)
    const restarted = await server.call('POST', `/api/stories/${id}/restart`, { body: {} })
    expect(restarted.status).toBe(202)
    expect(await restarted.json()).toEqual({ id, status: 'pending', message: 'Story generation restarted' })
    const { logs } = (await (await server.call('GET', `/api/stories/${id}/logs`)).json()) as { logs: { action: string; id: number }[] }
    expect(logs.map((log) => log.action)).toEqual(['Story queued', 'Story cancelled', 'Story restarted'])
    const after = (await (await server.call('GET', `/api/stories/${id}/logs?after=${logs[0]?.id}`)).json()) as { logs: unknown[] }
    expect(after.logs).toEqual(logs.slice(1))
  })

  it('restarts from nothing with fresh=true alone', async () => {
    const id = await server.makeStory()
    await server.completeStory(id)
    expect((await server.call('POST', `/api/stories/${id}/restart?fresh=maybe`)).status).toBe(422)
    await server.call('POST', `/api/stories/${id}/restart`)
    expect((await getStory(id)).title).not.toBeNull()
    await server.call('POST', `/api/stories/${id}/cancel`)
    await server.call('POST', `/api/stories/${id}/restart?fresh=true`)
    expect((await getStory(id)).title).toBeNull()
  })

  it('is deleted with its row, logs, steps, job and files', async () => {
    const id = await server.makeStory()
    await server.completeStory(id)
    const deleted = await server.call('DELETE', `/api/stories/${id}`)
    expect([deleted.status, await deleted.text()]).toEqual([204, ''])
    expect((await server.call('GET', `/api/stories/${id}`)).status).toBe(404)
    const [left] = await server.database
      .sql`select (select count(*)::int from processing_logs where story_id = ${id}) + (select count(*)::int from story_steps where story_id = ${id}) as rows`
    expect(left?.rows).toBe(0)
    expect((await server.call('DELETE', `/api/stories/${id}`)).status).toBe(404)
  })

  it('is made public and private again', async () => {
    const id = await server.makeStory()
    expect(await (await server.call('PATCH', `/api/stories/${id}`, { body: { isPublic: true } })).json()).toMatchObject({ is_public: true })
    expect(await (await server.call('PATCH', `/api/stories/${id}`, { body: { isPublic: false } })).json()).toMatchObject({ is_public: false })
    expect(await problemOf(await server.call('PATCH', `/api/stories/${id}`, { body: { isPublic: 'yes' } }))).toMatchObject({
      status: 422,
      details: [{ field: 'isPublic' }],
    })
  })

  it('is listed newest first, in pages, by status, repository and words', async () => {
    const ids = []
    for (let index = 0; index < 5; index += 1) ids.push(await server.makeStory({ repoUrl: `listed/repo-${index}` }))
    const page = async (query: string) => storyListSchema.parse(await (await server.call('GET', `/api/stories?${query}`)).json())
    const first = await page('q=listed&limit=2')
    const second = await page(`q=listed&limit=2&cursor=${first.next_cursor}`)
    const third = await page(`q=listed&limit=2&cursor=${second.next_cursor}`)
    expect([...first.stories, ...second.stories, ...third.stories].map((story) => story.id)).toEqual(ids.toReversed())
    expect(third.next_cursor).toBeNull()
    expect((await page('repo=LISTED/repo-3')).stories.map((story) => story.id)).toEqual([ids[3]])
    expect((await page('q=listed&status=completed')).stories).toEqual([])
    const listed = (await page('q=listed&limit=100')).stories.length
    expect((await page('q=listed&status=making&limit=100')).stories).toHaveLength(listed)
    expect((await page('q=listed&style=documentary&limit=100')).stories).toHaveLength(listed)
    expect((await page('q=listed&style=podcast')).stories).toEqual([])
    expect(first.stories[0]).not.toHaveProperty('chapters')
  })
})

describe('a finished story', () => {
  let id: string
  beforeAll(async () => {
    id = await server.makeStory()
    await server.append(id, logOf('Reading'))
    await server.completeStory(id)
  })
  const get = (path: string, headers: Record<string, string> = {}) => server.call('GET', `/api/stories/${id}${path}`, { headers })

  it('names its files by absolute addresses that answer', async () => {
    const story = storyRecordSchema.parse(await (await get('')).json())
    expect(story.audio_url).toBe(`${server.url}/api/stories/${id}/audio.mp3`)
    for (const address of [story.audio_url, story.cover_url, ...story.audio_chunks]) {
      const head = await fetch(address ?? '', { method: 'HEAD' })
      expect([head.status, head.headers.get('accept-ranges')]).toEqual([200, 'bytes'])
      expect(head.headers.get('content-security-policy')).toContain("media-src 'self'")
    }
  })

  it('gives the script as JSON and as Markdown', async () => {
    expect(await (await get('/script')).json()).toMatchObject({ title: 'A Story of “Parts”', total_duration_seconds: 20, word_count: 12 })
    const markdown = await get('/script', { accept: 'text/markdown' })
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(await markdown.text()).toContain('## Chapter 2\n\n*0:10*\n\nIt starts in app.ts, part 2.')
  })

  it('gives the transcript as WebVTT, text and JSON, timed over the whole story', async () => {
    const vtt = await (await get('/transcript.vtt')).text()
    expect(vtt).toMatch(/^WEBVTT/)
    expect(vtt).toContain('00:00:11.000 --> 00:00:14.000\n<v Rachel>It starts in &lt;app.ts&gt;, part 2.</v>')
    expect(vtt).toContain('NOTE\nSources:\nsrc/app.ts:3-5')
    expect(await (await get('/transcript.txt')).text()).toContain('It starts in <app.ts>, part 1.')
    expect(transcriptSchema.parse(await (await get('/transcript.json')).json()).chapters[1]?.sentences[0]).toMatchObject({ start_seconds: 11, end_seconds: 14 })
  })

  it('gives chapters, waveform and the cited lines', async () => {
    const list = await get('/chapters.json')
    expect(list.headers.get('content-type')).toMatch(/^application\/json\+chapters/)
    expect(await list.json()).toMatchObject({ chapters: [{}, { startTime: 10, endTime: 20, title: 'Chapter 2', url: expect.stringContaining('#L3-L5') }] })
    expect(await (await get('/waveform.json')).json()).toMatchObject({ duration_seconds: 20, peaks_per_second: 10, peaks: { length: 200 } })
    expect(await (await get('/sources')).json()).toMatchObject({ sources: [{ file: 'src/app.ts', code: 'const a = 1' }] })
  })

  it('gives lists a small cover, and the whole one where there is no other', async () => {
    const cover = async () => (await get('/cover.png?size=small')).text()
    expect(await cover()).toBe('cover')
    await server.files.put(`stories/${id}/cover-small.png`, 'small', { contentType: 'image/png' })
    expect(await cover()).toBe('small')
    expect(await (await get('/cover.png')).text()).toBe('cover')
  })

  it('has none of these while it is being made', async () => {
    const pending = await server.makeStory()
    for (const part of ['script', 'transcript.vtt', 'chapters.json', 'waveform.json', 'sources', 'audio.mp3', 'cover.png', 'chunks/0.mp3'])
      expect([part, (await server.call('GET', `/api/stories/${pending}/${part}`)).status]).toEqual([part, 404])
  })

  it('sends the range of the audio that is asked for', async () => {
    const ask = async (range: string) => {
      const response = await get('/audio.mp3', { range })
      return [response.status, response.headers.get('content-range'), Buffer.from(await response.arrayBuffer())] as const
    }
    expect(await ask('bytes=10-19')).toEqual([206, 'bytes 10-19/5000', audio.subarray(10, 20)])
    expect(await ask('bytes=4990-')).toEqual([206, 'bytes 4990-4999/5000', audio.subarray(4990)])
    expect(await ask('bytes=-5')).toEqual([206, 'bytes 4995-4999/5000', audio.subarray(4995)])
    expect(await ask('bytes=4000-9999')).toEqual([206, 'bytes 4000-4999/5000', audio.subarray(4000)])
    expect(await ask('Bytes=0-99999999999999999999')).toEqual([206, 'bytes 0-4999/5000', audio])
    expect((await ask('bytes=99999999999999999999-'))[0]).toBe(416)
    expect((await ask('bytes=1 0-20'))[0]).toBe(200)
    expect((await ask('bytes=0-1,5-6'))[0]).toBe(200)
    expect((await ask('lines=1-2'))[0]).toBe(200)
    const beyond = await get('/audio.mp3', { range: 'bytes=5000-' })
    expect([beyond.headers.get('content-range'), await problemOf(beyond)]).toEqual([
      'bytes */5000',
      expect.objectContaining({ status: 416, code: 'range_not_satisfiable' }),
    ])
  })

  it('tells whoever has the audio already, and sends all of it when it has changed', async () => {
    const first = await get('/audio.mp3')
    const etag = first.headers.get('etag') ?? ''
    expect(Buffer.from(await first.arrayBuffer())).toEqual(audio)
    expect((await get('/audio.mp3', { 'if-none-match': etag })).status).toBe(304)
    expect((await get('/audio.mp3', { 'if-modified-since': first.headers.get('last-modified') ?? '' })).status).toBe(304)
    expect((await get('/audio.mp3', { range: 'bytes=0-9', 'if-range': etag })).status).toBe(206)
    expect((await get('/audio.mp3', { range: 'bytes=0-9', 'if-range': '"another"' })).status).toBe(200)
  })

  it('answers HEAD with the length and without the bytes, and ignores Range there', async () => {
    const head = await server.call('HEAD', `/api/stories/${id}/audio.mp3`, { headers: { range: 'bytes=0-9' } })
    expect([head.status, head.headers.get('content-length'), head.headers.get('content-type'), await head.text()]).toEqual([200, '5000', 'audio/mpeg', ''])
  })

  it('is saved under its title', async () => {
    expect((await get('/audio.mp3?download=1')).headers.get('content-disposition')).toBe(
      `attachment; filename="A Story of _Parts_.mp3"; filename*=UTF-8''A%20Story%20of%20%E2%80%9CParts%E2%80%9D.mp3`,
    )
    expect((await get('/chunks/0.mp3')).headers.get('content-disposition')).toMatch(/^inline; filename="A Story of _Parts_ 1\.mp3"/)
    expect((await get('/chunks/7.mp3')).status).toBe(404)
    for (const chapter of ['0x0', '%200', '1e0', '-0', '']) expect([chapter, (await get(`/chunks/${chapter}.mp3`)).status]).toEqual([chapter, 422])
    // A title that is cut may end between the halves of a character.
    await server.database.sql`update stories set title = ${`${'a'.repeat(119)}😀😀`} where id = ${id}`
    expect((await get('/audio.mp3')).headers.get('content-disposition')).toMatch(/a%F0%9F%98%80\.mp3$/)
    await server.database.sql`update stories set title = 'A Story of “Parts”' where id = ${id}`
  })

  it('is an episode of the feed', async () => {
    const feed = await server.call('GET', '/feed.xml')
    const xml = await feed.text()
    expect(feed.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
    expect(xml).toContain(`<enclosure url="${server.url}/api/stories/${id}/audio.mp3" length="5000" type="audio/mpeg"/>`)
    expect((await server.call('GET', '/feed.xml', { headers: { 'if-none-match': feed.headers.get('etag') ?? '' } })).status).toBe(304)
  })
})
