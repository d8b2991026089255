// A Supabase on loopback, as far as sign-in goes: its public keys, signing in with a password, with a refresh token, by a link
// in a mail and by GitHub, the user of a token, signing out, and removing a user with the service key. Tokens are real (ES256 by default); a test
// can sign any other, good or bad, rotate the keys, take the keys' address away, and count who asks.
import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose'
import { openCodes, type SignInMail } from './supabase-codes.ts'

export interface SupabaseUser {
  id: string
  email: string
  password: string
}

export interface SupabaseOptions {
  users?: readonly (Omit<SupabaseUser, 'id'> & { id?: string })[]
  algorithm?: 'ES256' | 'RS256'
  /** An older project: tokens are signed with this, and there are no public keys. */
  secret?: string
  anonKey?: string
  serviceRoleKey?: string
  port?: number
}

export interface TokenChanges {
  /** Over the usual claims; undefined leaves one out. */
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
  key?: CryptoKey | Uint8Array
  algorithm?: string
}

export interface SupabaseStandIn {
  /** For SUPABASE_URL. */
  url: string
  anonKey: string
  serviceRoleKey: string
  users: SupabaseUser[]
  /** What it would have sent, oldest first. */
  mails: readonly SignInMail[]
  /** A token of this user's, for an hour; or as the changes have it. */
  token: (user: Pick<SupabaseUser, 'id' | 'email'>, changes?: TokenChanges) => Promise<string>
  /** New tokens are signed with another key; the old one stays known until it is revoked. */
  rotate: (options?: { keepOld: boolean }) => Promise<void>
  publicKeys: () => JWK[]
  /** While true the keys' address answers 503. */
  setDown: (down: boolean) => void
  keyRequests: () => number
  close: () => Promise<void>
}

interface Key {
  id: string
  privateKey: CryptoKey
  publicJwk: JWK
}

const makeKey = async (algorithm: string): Promise<Key> => {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true })
  const id = randomUUID()
  return { id, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid: id, alg: algorithm, use: 'sig' } }
}

const readBody = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const pieces: Buffer[] = []
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
  return pieces.length === 0 ? {} : JSON.parse(Buffer.concat(pieces).toString('utf8'))
}

export const serveSupabase = async (options: SupabaseOptions = {}): Promise<SupabaseStandIn> => {
  const {
    algorithm = 'ES256',
    secret,
    anonKey = `sb_publishable_${randomBytes(16).toString('hex')}`,
    serviceRoleKey = `sb_secret_${randomBytes(16).toString('hex')}`,
  } = options
  const users = (options.users ?? []).map((user) => ({ id: randomUUID(), ...user }))
  const refreshTokens = new Map<string, string>()
  const codes = openCodes()
  const mails: SignInMail[] = []
  let keys = secret === undefined ? [await makeKey(algorithm)] : []
  let down = false
  let keyRequests = 0

  const token: SupabaseStandIn['token'] = (user, { claims, header, key, algorithm: other } = {}) => {
    const now = Math.floor(Date.now() / 1000)
    const [current] = keys
    const payload = {
      iss: `${url}/auth/v1`,
      sub: user.id,
      aud: 'authenticated',
      exp: now + 3600,
      iat: now,
      email: user.email,
      phone: '',
      app_metadata: { provider: 'email', providers: ['email'] },
      user_metadata: {},
      role: 'authenticated',
      aal: 'aal1',
      session_id: randomUUID(),
      is_anonymous: false,
      ...claims,
    }
    const signingKey = key ?? (secret === undefined ? current?.privateKey : new TextEncoder().encode(secret))
    if (signingKey === undefined) throw new Error('there is no key to sign with')
    return new SignJWT(payload)
      .setProtectedHeader({
        alg: other ?? (secret === undefined ? algorithm : 'HS256'),
        typ: 'JWT',
        ...(current === undefined ? {} : { kid: current.id }),
        ...header,
      })
      .sign(signingKey)
  }

  const session = async (user: SupabaseUser) => {
    const refreshToken = randomBytes(12).toString('base64url')
    refreshTokens.set(refreshToken, user.id)
    return {
      access_token: await token(user),
      token_type: 'bearer',
      expires_in: 3600,
      expires_at: Math.floor(Date.now() / 1000) + 3600,
      refresh_token: refreshToken,
      user: describe(user),
    }
  }
  const describe = ({ id, email }: SupabaseUser) => ({
    id,
    aud: 'authenticated',
    role: 'authenticated',
    email,
    email_confirmed_at: '2026-01-01T00:00:00Z',
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: {},
    identities: [],
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    is_anonymous: false,
  })
  const findByToken = async (request: IncomingMessage): Promise<SupabaseUser | undefined> => {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    for (const key of secret === undefined
      ? keys.map(({ privateKey, publicJwk }) => ({ privateKey, publicJwk }))
      : [{ publicJwk: { kty: 'oct', k: Buffer.from(secret).toString('base64url') } }]) {
      const payload = await jwtVerify(bearer, key.publicJwk).then(
        (verified) => verified.payload,
        () => null,
      )
      if (payload !== null) return users.find(({ id }) => id === payload.sub)
    }
    return undefined
  }

  const send = (response: ServerResponse, status: number, body?: unknown): void => {
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      // The page signs in from another origin, as it does with the real one.
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
    })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  }
  const refuse = (response: ServerResponse, status: number, code: string, message: string): void =>
    send(response, status, { code: status, error_code: code, msg: message })

  const sendBack = (response: ServerResponse, from: URL, code: string | undefined): void => {
    const target = new URL(from.searchParams.get('redirect_to') ?? '')
    target.search = new URLSearchParams(
      code === undefined ? { error: 'access_denied', error_code: 'otp_expired', error_description: 'Email link is invalid or has expired' } : { code },
    ).toString()
    response.writeHead(303, { location: target.href }).end()
  }

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void> = {
    'POST /auth/v1/token': async (request, response, url) => {
      const body = await readBody(request)
      const grant = url.searchParams.get('grant_type')
      const codeOwner = typeof body.auth_code === 'string' ? codes.redeem(body.auth_code, String(body.code_verifier)) : undefined
      const refreshed = typeof body.refresh_token === 'string' ? refreshTokens.get(body.refresh_token) : undefined
      const user =
        grant === 'password'
          ? users.find(({ email, password }) => email === body.email && password === body.password)
          : users.find(({ id }) => (grant === 'refresh_token' && id === refreshed) || (grant === 'pkce' && id === codeOwner))
      if (user === undefined) refuse(response, 400, grant === 'password' ? 'invalid_credentials' : 'refresh_token_not_found', 'Invalid login credentials')
      else send(response, 200, await session(user))
    },
    'POST /auth/v1/signup': async (request, response) => {
      const { email, password } = await readBody(request)
      if (typeof email !== 'string' || typeof password !== 'string') return refuse(response, 422, 'validation_failed', 'Signup requires a valid password')
      if (users.some((user) => user.email === email)) return refuse(response, 422, 'user_already_exists', 'User already registered')
      const user = { id: randomUUID(), email, password }
      users.push(user)
      send(response, 200, await session(user))
    },
    'POST /auth/v1/otp': async (request, response, asked) => {
      const { email, code_challenge: challenge } = await readBody(request)
      const user = users.find((known) => known.email === email)
      if (user === undefined) return refuse(response, 422, 'otp_disabled', 'Signups not allowed for otp')
      const link = new URL(`${url}/auth/v1/verify`)
      link.search = new URLSearchParams({
        token: codes.begin({ userId: user.id, challenge: String(challenge) }),
        type: 'magiclink',
        redirect_to: asked.searchParams.get('redirect_to') ?? '',
      }).toString()
      mails.push({ to: user.email, link: link.href })
      send(response, 200, {})
    },
    'GET /auth/v1/user': async (request, response) => {
      const user = await findByToken(request)
      if (user === undefined) refuse(response, 403, 'bad_jwt', 'invalid JWT')
      else send(response, 200, describe(user))
    },
    'POST /auth/v1/logout': (_request, response) => send(response, 204),
    'GET /auth/v1/settings': (_request, response) => send(response, 200, { external: { email: true }, disable_signup: false, mailer_autoconfirm: true }),
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'OPTIONS') return send(response, 200)
    if (url.pathname === '/auth/v1/.well-known/jwks.json') {
      keyRequests += 1
      return down ? send(response, 503, { message: 'down' }) : send(response, 200, { keys: keys.map(({ publicJwk }) => publicJwk) })
    }
    // A browser goes to these two itself, without a key, and is sent back with a code.
    if (url.pathname === '/auth/v1/verify') return sendBack(response, url, codes.follow(url.searchParams.get('token') ?? ''))
    if (url.pathname === '/auth/v1/authorize') {
      const [user] = users
      const challenge = url.searchParams.get('code_challenge') ?? ''
      return sendBack(response, url, user === undefined ? undefined : codes.issue({ userId: user.id, challenge }))
    }
    const { apikey } = request.headers
    if (apikey !== anonKey && apikey !== serviceRoleKey) return send(response, 401, { message: 'Invalid API key' })
    const named = /^\/auth\/v1\/admin\/users\/([\da-f-]+)$/.exec(url.pathname)?.[1]
    if (named !== undefined) {
      if (apikey !== serviceRoleKey || request.headers.authorization !== `Bearer ${serviceRoleKey}`)
        return refuse(response, 403, 'not_admin', 'User not allowed')
      const user = users.find(({ id }) => id === named)
      if (user === undefined) return refuse(response, 404, 'user_not_found', 'User not found')
      if (request.method === 'GET') return send(response, 200, describe(user))
      if (request.method === 'DELETE') users.splice(users.indexOf(user), 1)
      return send(response, 200, {})
    }
    const route = routes[`${request.method} ${url.pathname}`]
    if (route === undefined) send(response, 404, { message: 'no Route matched with those values' })
    else await route(request, response, url)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, { message: String(error) }))
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    anonKey,
    serviceRoleKey,
    users,
    mails,
    token,
    rotate: async ({ keepOld } = { keepOld: true }) => {
      keys = [await makeKey(algorithm), ...(keepOld ? keys : [])]
    },
    publicKeys: () => keys.map(({ publicJwk }) => publicJwk),
    setDown: (value) => {
      down = value
    },
    keyRequests: () => keyRequests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
