// Requests that nobody would send, over every route: whatever comes, an answer in our own words, and never our fault.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { errorBodySchema } from '../shared/errors.ts'
import { routes } from './rest/routes.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
let id: string
beforeAll(async () => {
  // Nobody listens there: no test asks the world.
  server = await startTestServer(inject('postgresUrl'), { GITHUB_SERVER_URL: 'http://127.0.0.1:9' })
  id = await server.makeStory()
})
afterAll(() => server.close())

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '\u0000', '\ud800', '../../etc/passwd', "'; drop table stories; --", '%00', '99999999999999999999', '-1', '1e309', 'true', 'null'),
)
const value = fc.oneof(
  text,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 5 }),
  fc.dictionary(text, text, { maxKeys: 3 }),
)
const fieldNames = ['repoUrl', 'style', 'duration', 'voice', 'focusAreas', 'technicalDepth', 'message', 'history', 'isPublic', 'id', '__proto__', 'constructor']
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...fieldNames), value, { maxKeys: 6 }),
  fc.record({ repoUrl: fc.constant('owner/repo'), focusAreas: fc.array(text, { maxLength: 4 }) }),
  fc.record({ message: text }),
  value,
)
const queryNames = ['cursor', 'limit', 'status', 'repo', 'q', 'after', 'fresh', 'url', 'token', 'feed', 'page', 'download', 'follow']
// What cannot be written into an address at all is no request.
const encode = (part: string): string => encodeURIComponent(part.toWellFormed())
const requests = fc.record({
  route: fc.constantFrom(...routes.filter(({ path, method }) => path !== '/api/me' || method !== 'DELETE')),
  ownId: fc.boolean(),
  parameter: text,
  query: fc.dictionary(fc.constantFrom(...queryNames), text, { maxKeys: 3 }),
  body,
  headers: fc.dictionary(
    fc.constantFrom('range', 'if-range', 'if-none-match', 'accept', 'idempotency-key', 'authorization', 'if-modified-since'),
    fc.string({ unit: 'grapheme-ascii', maxLength: 60 }).map((header) => header.replace(/[^\x20-\x7e]/g, '')),
    { maxKeys: 3 },
  ),
})

it('answers whatever comes with what it has or with what is wrong, and never with a fault of ours', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async ({ route, ownId, parameter, query, body: given, headers }) => {
      const path = route.path.replace('{id}', ownId ? id : encode(parameter)).replace(/\{\w+\}/, encode(parameter))
      const search = new URLSearchParams(Object.entries(query).map(([name, part]): [string, string] => [name, part.toWellFormed()])).toString()
      const sends = route.method === 'POST' || route.method === 'PATCH'
      const response = await server.call(route.method, `${path}?${search}`, { headers, body: sends ? (given ?? null) : undefined })
      const answer = await response.text()
      // The network is away in a test: a repository that cannot be reached is no fault of ours.
      const unreachable = response.status === 503 && answer.includes('repository_unreachable')
      expect([route.method, path, search, response.status < 500 || unreachable]).toEqual([route.method, path, search, true])
      if (response.status >= 400 && answer !== '') errorBodySchema.parse(JSON.parse(answer))
      expect(answer).not.toMatch(/\bat .*\.(ts|js|mjs):\d+/)
    }),
    { numRuns: 150, endOnFailure: true },
  )
})

it.each([
  ['malformed JSON', 'application/json', '{"0":', 400],
  ['text', 'text/plain', 'hello', 415],
  ['a form', 'application/x-www-form-urlencoded', 'a=b', 415],
  ['more than a mebibyte', 'application/json', `"${'x'.repeat(1_100_000)}"`, 413],
  ['a list', 'application/json', '[]', 422],
])('answers %s to a procedure in the same shape', async (_what, type, given, status) => {
  const response = await server.call('POST', '/trpc/stories.generate', { body: given, headers: { 'content-type': type } })
  expect([response.status, await response.text()]).toEqual([status, expect.stringContaining('"error"')])
})
