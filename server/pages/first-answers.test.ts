import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { FirstAnswers } from '../../shared/first-answers.ts'
import { type SupabaseStandIn, serveSupabase } from '../../test/support/supabase.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

const place = '<script id="first-answers" type="application/json">'

const writePages = async ({ pageFolder }: TestServer): Promise<void> => {
  for (const folder of ['.', 'library', 'stories']) {
    await mkdir(join(pageFolder, folder), { recursive: true })
    await writeFile(join(pageFolder, folder, 'index.html'), `${place}null</script>`)
  }
}
const answersOf = async (server: TestServer, path: string): Promise<FirstAnswers> => {
  const page = await server.call('GET', path, { headers: { accept: 'text/html' } })
  expect(page.status).toBe(200)
  const html = await page.text()
  return JSON.parse(html.slice(place.length, html.indexOf('</script>'))) as FirstAnswers
}

describe('with one local user', () => {
  let server: TestServer
  let finished: string
  let pending: string
  beforeAll(async () => {
    server = await startTestServer(inject('postgresUrl'))
    await writePages(server)
    finished = await server.makeStory()
    await server.completeStory(finished)
    pending = await server.makeStory()
  })
  afterAll(() => server.close())

  it('brings a finished story, its transcript and its words along, at either of its addresses', async () => {
    for (const path of [`/stories/${finished}`, `/stories/?id=${finished}`]) {
      const { configuration, story, transcript, view, list } = await answersOf(server, path)
      expect([configuration.supabase, story?.id, transcript?.chapters.length, list]).toEqual([null, finished, 2, undefined])
      expect(view).toMatchObject({
        title: 'A Story of “Parts”',
        length: '20 s',
        // From where the page was opened.
        listen: { 'data-audio': expect.stringMatching(new RegExp(`^/api/stories/${finished}/audio.mp3`)) },
        chapters: [
          { number: '1', title: 'Chapter 1', length: '0:10' },
          { number: '2', title: 'Chapter 2', length: '0:10' },
        ],
      })
    }
  })

  it('gives a story that is being made no words, which would be old when they are read', async () => {
    const { story, transcript, view } = await answersOf(server, `/stories/${pending}`)
    expect([story?.status, transcript, view]).toEqual(['pending', undefined, undefined])
  })

  it('brings the beginning of the library along, but not where the address filters it', async () => {
    const { list, view } = await answersOf(server, '/library/')
    expect(list?.stories.map(({ id }) => id)).toEqual([pending, finished])
    expect(view?.stories).toMatchObject([
      { title: { text: 'owner/repo' }, state: { text: 'Queued · 0 %', 'data-tone': 'accent' } },
      { title: { text: 'A Story of “Parts”' }, state: null },
    ])
    expect((await answersOf(server, '/library/?state=failed')).list).toBeUndefined()
  })

  it('shows the page that is not found also for what is no address', async () => {
    await writeFile(join(server.pageFolder, '404.html'), `${place}null</script>`)
    expect((await server.call('GET', '//[', { headers: { accept: 'text/html' } })).status).toBe(404)
  })

  it.each(['/', '/stories/?id=none', '/stories/00000000-0000-4000-8000-000000000000'])(
    'brings along to %s what every page needs, and nothing else',
    async (path) => {
      expect(Object.keys(await answersOf(server, path))).toEqual(['configuration'])
    },
  )
})

describe('where people sign in', () => {
  let supabase: SupabaseStandIn
  let server: TestServer
  let story: string
  let token: string
  beforeAll(async () => {
    supabase = await serveSupabase({ users: [{ email: 'owner@example.org', password: 'one' }] })
    server = await startTestServer(inject('postgresUrl'), { SUPABASE_URL: supabase.url, SUPABASE_ANON_KEY: supabase.anonKey, HOST: 'localhost' })
    await writePages(server)
    const [user] = supabase.users
    if (user === undefined) throw new Error('the stand-in has no users')
    token = await supabase.token(user)
    const made = await server.call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/repo' }, headers: { authorization: `Bearer ${token}` } })
    story = String(((await made.json()) as { id: unknown }).id)
    await server.completeStory(story)
  })
  afterAll(async () => {
    await server.close()
    await supabase.close()
  })

  it('writes nothing of anybody into a page, which is asked for without a token', async () => {
    for (const path of [`/stories/${story}`, '/library/']) expect(Object.keys(await answersOf(server, path))).toEqual(['configuration'])
  })

  it('brings a public story along, without what only its owner may do', async () => {
    await server.call('PATCH', `/api/stories/${story}`, { body: { isPublic: true }, headers: { authorization: `Bearer ${token}` } })
    const { story: found, view } = await answersOf(server, `/stories/${story}`)
    expect([found?.id, view?.more]).toEqual([story, null])
  })
})
