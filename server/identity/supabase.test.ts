import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportSPKI, generateKeyPair, importJWK, type JWK, UnsecuredJWT } from 'jose'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { serviceUserId } from '../../db/users.ts'
import { type SupabaseOptions, type SupabaseStandIn, serveSupabase, type TokenChanges } from '../../test/support/supabase.ts'
import type { Identity } from './identity.ts'
import { openKeySet } from './jwks.ts'
import { openSupabaseIdentity, type SupabaseEnv } from './supabase.ts'
import { verifyToken } from './verify-token.ts'

const opened: SupabaseStandIn[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

const anna = { id: randomUUID(), email: 'anna@example.com', password: 'secret' }
const start = async (options: SupabaseOptions = {}, more: Partial<SupabaseEnv> = {}) => {
  const supabase = await serveSupabase({ users: [anna], ...options })
  opened.push(supabase)
  const profiles: [string, string | null][] = []
  // Time is held by hand; it starts now, since tokens are made with the clock's.
  let time = Date.now()
  const identity = openSupabaseIdentity({
    env: { SUPABASE_URL: supabase.url, SUPABASE_SERVICE_ROLE_KEY: supabase.serviceRoleKey, ...more },
    logger: pino({ level: 'silent' }),
    ensureUser: async (...profile) => {
      profiles.push(profile)
    },
    now: () => time,
  })
  const authenticate: Identity['authenticate'] = (token) => identity.authenticate(token)
  return { supabase, identity, authenticate, profiles, wait: (ms: number) => (time += ms), now: () => time }
}
const unauthorized = { code: 'unauthorized' }
const seconds = (from: number): number => Math.floor(Date.now() / 1000) + from

describe.each<[string, SupabaseOptions]>([
  ['ES256', { algorithm: 'ES256' }],
  ['RS256', { algorithm: 'RS256' }],
  ['a shared secret', { secret: 'an older project’s secret, of more than 32 bytes' }],
])('sign-in by tokens of %s', (_, options) => {
  // One project for all of these: making an RSA key takes longer than they do.
  let started: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    started = await start(options, options.secret === undefined ? {} : { SUPABASE_JWT_SECRET: options.secret })
    opened.pop()
  })
  afterAll(() => started.supabase.close())

  it('knows a person by a good token, until it expires', async () => {
    const { supabase, authenticate, profiles } = started
    const expiresAt = new Date(seconds(3600) * 1000)
    expect(await authenticate(await supabase.token(anna, { claims: { exp: seconds(3600) } }))).toEqual({
      kind: 'user',
      userId: anna.id,
      email: anna.email,
      expiresAt,
    })
    expect(profiles).toContainEqual([anna.id, anna.email])
  })

  it.each<[string, TokenChanges]>([
    ['that has expired', { claims: { exp: seconds(-61) } }],
    ['that is not yet good', { claims: { nbf: seconds(120) } }],
    ['that never expires', { claims: { exp: undefined } }],
    ['for another audience', { claims: { aud: 'other' } }],
    ['for nobody', { claims: { aud: undefined } }],
    ['of another issuer', { claims: { iss: 'https://evil.example.com/auth/v1' } }],
    ['of no issuer', { claims: { iss: undefined } }],
    ['of nobody signed in (anon)', { claims: { role: 'anon' } }],
    ['without a role', { claims: { role: undefined } }],
    ['of another role', { claims: { role: 'postgres' } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['whose subject is no id', { claims: { sub: "x' or 1=1 --" } }],
    ['whose end is no number', { claims: { exp: '9999999999' } }],
    ['whose end no calendar has', { claims: { exp: 1e300 } }],
  ])('refuses a token %s', async (_case, changes) => {
    const { supabase, authenticate } = started
    await expect(authenticate(await supabase.token(anna, changes))).rejects.toMatchObject(unauthorized)
  })

  it('bears a minute between the clocks, and a socket that is let in late is open for the rest of it', async () => {
    const { supabase, authenticate } = started
    expect(await authenticate(await supabase.token(anna, { claims: { nbf: seconds(50) } }))).toMatchObject({ kind: 'user' })
    const exp = seconds(-50)
    expect(await authenticate(await supabase.token(anna, { claims: { exp } }))).toMatchObject({ kind: 'user', expiresAt: new Date((exp + 60) * 1000) })
  })

  it('refuses a token that was changed, unsigned, cut or made up', async () => {
    const { supabase, authenticate } = started
    const token = await supabase.token(anna)
    const [header = '', payload = '', signature = ''] = token.split('.')
    const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')), sub: randomUUID() }
    const changed = Buffer.from(JSON.stringify(claims)).toString('base64url')
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    for (const bad of [
      `${header}.${changed}.${signature}`,
      new UnsecuredJWT(claims).encode(),
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${token}x`,
      token.slice(0, -4),
      'nonsense',
      '..',
      'a'.repeat(8000),
      '💥',
      supabase.anonKey,
      `${supabase.serviceRoleKey}x`,
    ])
      await expect(authenticate(bad), bad.slice(0, 60)).rejects.toMatchObject(unauthorized)
  })

  it('takes the service role by a signed token', async () => {
    const { supabase, authenticate, profiles } = started
    expect(await authenticate(await supabase.token(anna, { claims: { role: 'service_role', sub: undefined } }))).toMatchObject({ kind: 'service' })
    expect(profiles.filter(([id]) => id !== anna.id)).toEqual([[serviceUserId, null]])
  })
})

describe('sign-in', () => {
  it('takes nobody for somebody: without a token the caller is anonymous', async () => {
    const { authenticate, supabase } = await start()
    expect(await authenticate(null)).toEqual({ kind: 'anonymous', expiresAt: null })
    expect(supabase.keyRequests()).toBe(0)
  })

  it('takes the configured service key, new kind or old, and no other', async () => {
    const legacy = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"iss":"supabase","ref":"x","role":"service_role"}').toString('base64url')}.c2ln`
    for (const serviceRoleKey of ['sb_secret_0123456789abcdef', legacy]) {
      const { authenticate } = await start({ serviceRoleKey })
      expect(await authenticate(serviceRoleKey)).toEqual({ kind: 'service', userId: serviceUserId, expiresAt: null })
      await expect(authenticate(`${serviceRoleKey.slice(0, -1)}0x`)).rejects.toMatchObject(unauthorized)
    }
  })

  it('refuses a shared secret’s signature where none is configured, even one made with a public key', async () => {
    const { supabase, authenticate } = await start({ algorithm: 'RS256' })
    const [jwk] = supabase.publicKeys()
    const publicKey = await importJWK({ ...(jwk as JWK), ext: true }, 'RS256')
    const pem = new TextEncoder().encode(await exportSPKI(publicKey as CryptoKey))
    for (const key of [pem, new TextEncoder().encode(JSON.stringify(jwk)), new TextEncoder().encode('any other secret of more than 32 bytes.')])
      await expect(authenticate(await supabase.token(anna, { key, algorithm: 'HS256' }))).rejects.toMatchObject(unauthorized)
    const { authenticate: withSecret } = await start(
      { algorithm: 'RS256' },
      { SUPABASE_URL: supabase.url, SUPABASE_JWT_SECRET: 'the true secret, which is long enough to be one' },
    )
    await expect(withSecret(await supabase.token(anna, { key: pem, algorithm: 'HS256' }))).rejects.toMatchObject(unauthorized)
    expect(await withSecret(await supabase.token(anna))).toMatchObject({ kind: 'user' })
  })

  it('refuses a key that is not Supabase’s, under its id or its own', async () => {
    const { supabase, authenticate } = await start()
    const { privateKey } = await generateKeyPair('ES256')
    for (const header of [{}, { kid: 'another' }, { kid: undefined }, { jku: 'http://127.0.0.1:1/keys' }, { jwk: supabase.publicKeys()[0] }])
      await expect(authenticate(await supabase.token(anna, { key: privateKey, header }))).rejects.toMatchObject(unauthorized)
    await expect(authenticate(await supabase.token(anna, { key: (await generateKeyPair('EdDSA')).privateKey, algorithm: 'EdDSA' }))).rejects.toMatchObject(
      unauthorized,
    )
  })

  it('learns a rotated key at once, but is not driven to ask by forged ids', async () => {
    const { supabase, authenticate, wait } = await start()
    await authenticate(await supabase.token(anna))
    expect(supabase.keyRequests()).toBe(1)
    wait(20_000)
    await supabase.rotate()
    expect(await authenticate(await supabase.token(anna))).toMatchObject({ kind: 'user' })
    expect(supabase.keyRequests()).toBe(2)
    const { privateKey } = await generateKeyPair('ES256')
    const forged = await Promise.all(Array.from({ length: 40 }, (_, index) => supabase.token(anna, { key: privateKey, header: { kid: `forged-${index}` } })))
    const answers = await Promise.allSettled(forged.map((token) => authenticate(token)))
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true)
    wait(20_000)
    await Promise.allSettled(forged.map((token) => authenticate(token)))
    expect(supabase.keyRequests()).toBe(3)
  })

  it('learns a key that was rotated right after the first look, and asks no more than once for the forged ids that follow', async () => {
    const { supabase, authenticate } = await start()
    await authenticate(await supabase.token(anna))
    await supabase.rotate()
    expect(await authenticate(await supabase.token(anna))).toMatchObject({ kind: 'user' })
    const { privateKey } = await generateKeyPair('ES256')
    for (let time = 0; time < 5; time += 1)
      await expect(authenticate(await supabase.token(anna, { key: privateKey, header: { kid: `forged-${time}` } }))).rejects.toMatchObject(unauthorized)
    expect(supabase.keyRequests()).toBe(2)
  })

  it('drops a revoked key when it next looks', async () => {
    const { supabase, authenticate, wait } = await start()
    const old = await supabase.token(anna, { claims: { exp: seconds(7200) } })
    await authenticate(old)
    await supabase.rotate({ keepOld: false })
    wait(11 * 60_000)
    // Nobody waits for the look: this one still passes.
    await authenticate(old)
    await expect.poll(async () => (await Promise.allSettled([authenticate(old)]))[0]?.status).toBe('rejected')
  })

  it('goes on with the keys it knows while Supabase is down, and says so where it knows none', async () => {
    const { supabase, authenticate, wait } = await start()
    supabase.setDown(true)
    const token = await supabase.token(anna, { claims: { exp: seconds(7200) } })
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'unavailable', retry: true })
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 2 })
    expect(supabase.keyRequests()).toBe(1)
    supabase.setDown(false)
    wait(2000)
    expect(await authenticate(token)).toMatchObject({ kind: 'user' })
    supabase.setDown(true)
    wait(30 * 60_000)
    for (let time = 0; time < 3; time += 1) expect(await authenticate(token)).toMatchObject({ kind: 'user' })
  })

  it('reads no more of an answer than keys can be', async () => {
    let sent = 0
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"keys":[')
      const piece = ' '.repeat(64 * 1024)
      const more = (): void => {
        sent += piece.length
        if (sent > 50_000_000) response.end(']}')
        else if (response.write(piece)) setImmediate(more)
        else response.once('drain', more)
      }
      more()
    })
    opened.push({ close: async () => void server.close() } as SupabaseStandIn)
    const url = await new Promise<string>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
    )
    const { supabase } = await start()
    const find = openKeySet(url, pino({ level: 'silent' }))
    await expect(verifyToken(await supabase.token(anna), { issuer: `${supabase.url}/auth/v1`, findKey: find, secret: null })).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect(sent).toBeLessThan(20_000_000)
  })

  it('looks after the profile row on first sight, and not for every request', async () => {
    const { supabase, authenticate, identity, profiles, wait } = await start()
    const token = await supabase.token(anna)
    for (let time = 0; time < 5; time += 1) await authenticate(token)
    expect(profiles).toHaveLength(1)
    wait(61_000)
    await authenticate(token)
    expect(profiles).toHaveLength(2)
    await identity.forget(anna.id)
    await authenticate(token)
    expect(profiles).toHaveLength(3)
  })

  it('removes a person at Supabase, once, with the service key; and says so where that fails', async () => {
    const { supabase, identity } = await start()
    await identity.forget(anna.id)
    expect(supabase.users).toEqual([])
    await identity.forget(anna.id)
    const { identity: wrongKey } = await start({}, { SUPABASE_SERVICE_ROLE_KEY: 'sb_secret_wrong' })
    await expect(wrongKey.forget(anna.id)).rejects.toMatchObject({ code: 'unavailable' })
    const { identity: noKey, supabase: other } = await start({}, { SUPABASE_SERVICE_ROLE_KEY: undefined })
    await noKey.forget(anna.id)
    expect(other.users).toHaveLength(1)
  })
})
