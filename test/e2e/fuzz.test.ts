// Requests that nobody sane would send (500 with the other tests, FUZZ_REQUESTS=2000 for the long run), made from our own
// OpenAPI document: values that fit the schema, values that nearly fit, and noise, in path, query, headers and body.
// Whatever comes, the answer is no 5xx, in time, without a stack, and errors have the one shape that errors have. The seed
// is fixed, so that what fails can be sent again.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts'
import { errorBodySchema } from '../../shared/errors.ts'
import { type GithubStandIn, serveGithub } from '../support/github.ts'

const requests = Number(process.env.FUZZ_REQUESTS ?? 500)
const atOnce = 8
const seed = 20_261_123

let server: TestServer
let github: GithubStandIn
let storyId: string
beforeAll(async () => {
  // A repository host that knows nothing: what a fuzzer names is never found, and nothing leaves this machine.
  github = await serveGithub({ repositories: {} })
  server = await startTestServer(inject('postgresUrl'), { GITHUB_SERVER_URL: github.url })
  storyId = await server.makeStory()
  await server.completeStory(storyId)
})
afterAll(async () => {
  await server.close()
  await github.close()
})

const schemaSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  $ref: z.string().optional(),
})
const operationSchema = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header', 'cookie']), schema: z.unknown().optional() })).default([]),
  requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) }).optional(),
})
const documentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operationSchema)), components: z.unknown().optional() })

const nasty = [
  '',
  ' ',
  '\u0000',
  '\u202e',
  '💥'.repeat(50),
  'a'.repeat(5000),
  '../../../etc/passwd',
  '%00',
  '%2e%2e%2f',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '$\u007b7*7}',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-1',
  '1e309',
  '99999999999999999999',
  '0x10',
  'true',
  'https://github.com/a/b',
  'http://169.254.169.254/',
  'file:///etc/passwd',
  'git@github.com:a/b.git',
  '--upload-pack=x',
  'ext::sh -c id',
  '\ud800',
  'ﷺ'.repeat(100),
]
const text = fc.oneof(fc.constantFrom(...nasty), fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 40 }), fc.uuid())
const noise: fc.Arbitrary<unknown> = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 4 }))

/** Mostly what the schema asks for, sometimes anything. */
const arbitraryOf = (schema: unknown, depth = 0): fc.Arbitrary<unknown> => {
  const parsed = schemaSchema.safeParse(schema)
  if (!parsed.success || depth > 4) return noise
  const { type, enum: values, const: only, properties, items, anyOf, oneOf } = parsed.data
  const options = anyOf ?? oneOf
  const kind = Array.isArray(type) ? type[0] : type
  const fitting = (): fc.Arbitrary<unknown> => {
    if (values !== undefined) return fc.constantFrom(...values)
    if (only !== undefined) return fc.constant(only)
    if (options !== undefined) return fc.oneof(...options.map((option) => arbitraryOf(option, depth + 1)))
    if (kind === 'object') {
      const fields = Object.fromEntries(Object.entries(properties ?? {}).map(([name, field]) => [name, arbitraryOf(field, depth + 1)]))
      return fc
        .tuple(fc.record(fields, { requiredKeys: [] }), fc.dictionary(fc.constantFrom('extra', '__proto__', 'constructor', ''), noise, { maxKeys: 1 }))
        .map(([known, extra]) => ({ ...known, ...extra }))
    }
    if (kind === 'array') return fc.array(arbitraryOf(items, depth + 1), { maxLength: 30 })
    if (kind === 'integer' || kind === 'number') return fc.oneof(fc.integer(), fc.double(), fc.constantFrom(5, 10, 15, 20, 0, 1))
    if (kind === 'boolean') return fc.boolean()
    return text
  }
  return fc.oneof({ weight: 5, arbitrary: fitting() }, { weight: 1, arbitrary: noise })
}

interface Request {
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  body: string | undefined
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'))
// What fetch itself refuses to send is no request.
const sendable = (value: string): string =>
  value
    .replace(/[^\t\x20-\x7e]/g, '')
    .trim()
    .slice(0, 1000)

const requestOf = (document: z.infer<typeof documentSchema>): fc.Arbitrary<Request> => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  return fc.constantFrom(...operations).chain(({ path, method, operation }) => {
    const of = (place: 'path' | 'query') =>
      fc.record(
        Object.fromEntries(
          operation.parameters.filter((parameter) => parameter.in === place).map(({ name, schema }) => [name, arbitraryOf(schema).map(plain)]),
        ),
        place === 'path' ? {} : { requiredKeys: [] },
      )
    const json = operation.requestBody?.content['application/json']?.schema
    return fc.record({
      method: fc.oneof(
        { weight: 12, arbitrary: fc.constant(method) },
        { weight: 1, arbitrary: fc.constantFrom('PUT', 'OPTIONS', 'HEAD', 'POST', 'DELETE', 'GET') },
      ),
      path: fc
        .tuple(of('path'), fc.boolean())
        .map(([values, real]) =>
          path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'id' && real ? storyId : encodeURIComponent((values[name] ?? '').toWellFormed()))),
        ),
      query: fc
        .tuple(of('query'), fc.dictionary(fc.constantFrom('x', '__proto__', 'id', 'token', 'feed', 'after', 'limit'), text, { maxKeys: 2 }))
        .map(([known, extra]) => ({ ...known, ...extra })),
      headers: fc
        .record(
          {
            accept: fc.constantFrom('*/*', 'application/json', 'text/event-stream', 'text/markdown', 'nonsense', 'a/b;q=x'),
            range: text.map((value) => `bytes=${sendable(value)}`),
            'if-none-match': text.map(sendable),
            'if-modified-since': text.map(sendable),
            'if-range': text.map(sendable),
            'idempotency-key': text.map(sendable),
            // Without sign-in a token is nobody's concern, but its scheme has to be one.
            authorization: fc.oneof(
              { weight: 9, arbitrary: text.map((value) => `Bearer ${sendable(value).replaceAll(' ', '') || 'x'}`) },
              { weight: 1, arbitrary: text.map(sendable) },
            ),
            'content-type': fc.constantFrom('application/json', 'text/plain', 'application/xml', 'multipart/form-data', 'application/json; charset=utf-7', ''),
            'x-forwarded-for': text.map(sendable),
            'x-forwarded-proto': text.map(sendable),
            origin: text.map(sendable),
          },
          { requiredKeys: [] },
        )
        .map((headers) => (json === undefined || 'content-type' in headers ? headers : { ...headers, 'content-type': 'application/json' })),
      body:
        json === undefined
          ? fc.option(text, { nil: undefined, freq: 8 })
          : fc.oneof({ weight: 8, arbitrary: arbitraryOf(json).map((value) => JSON.stringify(value)) }, { weight: 1, arbitrary: text }),
    }) as fc.Arbitrary<Request>
  })
}

const timeoutMs = 20_000
const leaks = /\bat [\w.<>]+ \(|node_modules|\.ts:\d+|select .* from |PostgresError|\/(?:home|root|tmp|work|Users)\//i

describe(`${requests} fuzzed requests`, () => {
  it('meet no 5xx, no stack and no hang', async () => {
    const document = documentSchema.parse(await (await server.call('GET', '/api/openapi.json')).json())
    const statuses = new Map<number, number>()
    let sent = 0
    const send = async ({ method, path, query, headers, body }: Request): Promise<void> => {
      const search = new URLSearchParams(Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value.toWellFormed()])))
      const withBody = body !== undefined && method !== 'GET' && method !== 'HEAD'
      const response = await fetch(`${server.url}${path}?${search}`, {
        method,
        redirect: 'manual',
        headers: headers as Record<string, string>,
        body: withBody ? body.toWellFormed() : undefined,
        signal: AbortSignal.timeout(timeoutMs),
      })
      const answer = await response.text()
      sent += 1
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      expect(response.status, `${method} ${path}`).toBeLessThan(500)
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
      if (response.status >= 400 && method !== 'HEAD') {
        expect(isJson, `${method} ${path} ${response.status}`).toBe(true)
        const { error } = errorBodySchema.parse(JSON.parse(answer))
        // A problem may name what was sent; nothing else of ours.
        expect(`${error.message} ${error.details?.map(({ message }) => message).join(' ')}`.replace(/https?:\S+/g, '')).not.toMatch(leaks)
      }
    }
    const all = fc.sample(requestOf(document), { numRuns: requests, seed }).values()
    const sendUntilDone = async (): Promise<void> => {
      for (const request of all) await send(request)
    }
    await Promise.all(Array.from({ length: atOnce }, sendUntilDone))
    console.log(
      `${sent} requests: ${[...statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, count]) => `${count} × ${status}`)
        .join(', ')}`,
    )
    expect((await server.call('GET', '/api/health')).status).toBe(200)
    expect(sent).toBe(requests)
  }, 150_000)
})
