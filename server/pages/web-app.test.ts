import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemBody, toProblem } from '../problem.ts'
import { policySources } from './page-policy.ts'
import { openWebApp } from './web-app.ts'

let folder: string
let app: FastifyInstance
const script = 'self.__data = 1'
const answers = {
  configuration: { supabase: null, engines: { narrator: 'local', voice: 'local' }, publicUrl: 'http://localhost:8000' },
  view: { title: '</script><script>alert(1)</script><!--' },
}
const place = '<script id="first-answers" type="application/json">null</script>'
const files = {
  'out/index.html': `<title>Make</title><script>${script}</script><script src="/_next/static/a.js"></script>`,
  'out/library/index.html': '<title>Library</title>',
  'out/stories/index.html': '<title>A story</title>',
  'out/answered.html': `<title>Answered</title>${place}<p>after</p>`,
  'out/404.html': '<title>Nothing</title>',
  'out/icon.svg': '<svg/>',
  'out/_next/static/a.js': `const words = '${'listen '.repeat(400)}'`,
  'secret.txt': 'not for anybody',
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-app-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  app = Fastify()
  const web = openWebApp({
    folder: join(folder, 'out'),
    sources: policySources({ SUPABASE_URL: 'https://x.supabase.co', AWS_S3_PUBLIC_URL: 'https://cdn.example/files', PUBLIC_URL: undefined }),
    findFirstAnswers: async () => answers,
  })
  app.setErrorHandler((error, _request, reply) => reply.code(toProblem(error).status).send(problemBody(toProblem(error))))
  app.get('/*', (request, reply) => web.serve(request, reply))
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
const page = { accept: 'text/html' }

it.each([
  ['/', 'Make'],
  ['/library', 'Library'],
  ['/library/', 'Library'],
  ['/stories/0f8fad5b-d9cb-469f-a165-70867728950e', 'A story'],
  ['/stories/0F8FAD5B-D9CB-469F-A165-70867728950E/', 'A story'],
])('%s is the page %s', async (url, title) => {
  const response = await get(url, page)
  expect([response.statusCode, response.headers['content-type'], response.body]).toEqual([
    200,
    'text/html; charset=utf-8',
    expect.stringContaining(`<title>${title}</title>`),
  ])
})

it('gives the icon to browsers that ask where icons used to be', async () => {
  const response = await get('/favicon.ico')
  expect([response.statusCode, response.headers['content-type'], response.body]).toEqual([200, 'image/svg+xml', '<svg/>'])
})

it('lets a page run its own inline scripts and no others, and talk to what is configured', async () => {
  const policy = String((await get('/')).headers['content-security-policy'])
  expect(policy).toContain(`script-src 'self' 'sha256-${createHash('sha256').update(script).digest('base64')}';`)
  expect(policy).toContain("connect-src 'self' https://x.supabase.co https://cdn.example;")
  expect(policy).toContain("media-src 'self' blob: https://cdn.example;")
})

it('sends the small form to whoever takes it, and knows who has it already', async () => {
  const file = join(folder, 'out/_next/static/a.js')
  // Asked for while the build is not done with it.
  expect((await get('/_next/static/a.js', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined()
  await writeFile(`${file}.gz`, gzipSync(files['out/_next/static/a.js']))
  await writeFile(`${file}.br`, brotliCompressSync(files['out/_next/static/a.js']))
  const plain = await get('/_next/static/a.js')
  const small = await get('/_next/static/a.js', { 'accept-encoding': 'gzip, br' })
  expect([small.headers['content-encoding'], small.rawPayload.length < plain.rawPayload.length / 5]).toEqual(['br', true])
  expect((await get('/_next/static/a.js', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe('gzip')
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await get('/_next/static/a.js', { 'if-none-match': String(plain.headers.etag) })).statusCode).toBe(304)
  expect((await get('/')).headers['cache-control']).toBe('no-cache')
})

it('sends no small form that is older than its file', async () => {
  const file = join(folder, 'out/left.js')
  await writeFile(`${file}.br`, 'of another build')
  await utimes(`${file}.br`, 1, 1)
  await writeFile(file, 'now')
  expect((await get('/left.js', { 'accept-encoding': 'br' })).body).toBe('now')
})

it('writes its first answers into a page, as data that cannot end it, and lets nobody keep it', async () => {
  const { body, headers } = await get('/answered', page)
  const [, written = ''] = /^<title>Answered<\/title><script id="first-answers" type="application\/json">([^<]*)<\/script><p>after<\/p>$/.exec(body) ?? []
  expect(JSON.parse(written)).toEqual(answers)
  expect([headers['cache-control'], headers.etag]).toEqual(['private, no-store', undefined])
})

it.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const)('packs a page with answers by %s', async (encoding, unpack) => {
  const plain = await get('/answered', page)
  const packed = await get('/answered', { ...page, 'accept-encoding': encoding })
  expect([packed.headers['content-encoding'], packed.headers.vary]).toEqual([encoding, 'Accept-Encoding'])
  expect(unpack(packed.rawPayload).toString()).toBe(plain.body)
})

it('shows a page that was built anew', async () => {
  await writeFile(join(folder, 'out', 'fresh.html'), 'old')
  expect((await get('/fresh', page)).body).toBe('old')
  await writeFile(join(folder, 'out', 'fresh.html'), 'newer')
  expect((await get('/fresh', page)).body).toBe('newer')
})

it.each(['/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%2e%2e%5csecret.txt', '/library/../../secret.txt', '/%00', '/_next/static', '/nothing.js'])(
  '%s leads nowhere',
  async (url) => {
    const response = await get(url)
    expect(response.statusCode).toBe(404)
    expect(response.body).not.toContain('not for anybody')
  },
)

it('shows the page for what is missing, with its status', async () => {
  const response = await get('/nowhere', page)
  expect([response.statusCode, response.body]).toEqual([404, '<title>Nothing</title>'])
})

it('says so while the page is not built', async () => {
  const early = Fastify()
  const web = openWebApp({ folder: join(folder, 'not-there'), sources: { connect: [], media: [] }, findFirstAnswers: async () => answers })
  early.get('/*', (request, reply) => web.serve(request, reply))
  const response = await early.inject({ url: '/', headers: page })
  expect([response.statusCode, response.headers['retry-after'], response.body]).toEqual([503, '3', expect.stringContaining('is being built')])
  // Its own style is all that it may use.
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(response.body) ?? []
  const hash = createHash('sha256').update(style).digest('base64')
  expect(response.headers['content-security-policy']).toMatch(`default-src 'none'; style-src 'sha256-${hash}';`)
  await early.close()
})
