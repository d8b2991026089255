// Sign-in with Supabase. Tokens are checked here, without asking Supabase for each; only what needs it (its keys, removing
// a user) goes there. The keys in the configuration come in two kinds: the old ones are JWTs, the new ones are opaque
// (`sb_publishable_…`, `sb_secret_…`), so the service key is recognised by being the same as ours and not by its content.
import { createHash, timingSafeEqual } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import { serviceUserId } from '../../db/users.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Env } from '../../shared/node/env.ts'
import type { Logger } from '../../shared/node/logger.ts'
import type { Caller } from '../context.ts'
import type { Identity } from './identity.ts'
import { openKeySet } from './jwks.ts'
import { type TokenRules, verifyToken } from './verify-token.ts'

export type SupabaseEnv = Pick<Env, 'SUPABASE_ANON_KEY' | 'SUPABASE_SERVICE_ROLE_KEY' | 'SUPABASE_JWT_SECRET'> & { SUPABASE_URL: string }

export interface SupabaseDeps {
  env: SupabaseEnv
  logger: Pick<Logger, 'warn'>
  /** Makes the profile row. */
  ensureUser: (userId: string, email: string | null) => Promise<void>
  now?: () => number
}

/** No caller is served by a row that is written once a minute; one whose row was removed elsewhere waits no longer for it. */
const seenMs = 60_000
const mostSeen = 10_000

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Opened once: the profile row of a person is looked after on first sight, and then once a minute. */
const rememberUsers = ({ ensureUser, now = Date.now }: Pick<SupabaseDeps, 'ensureUser' | 'now'>) => {
  const seen = new Map<string, number>()
  return {
    see: async (userId: string, email: string | null): Promise<void> => {
      if (now() - (seen.get(userId) ?? Number.NEGATIVE_INFINITY) < seenMs) return
      await ensureUser(userId, email)
      seen.delete(userId)
      seen.set(userId, now())
      const [oldest] = seen.keys()
      if (seen.size > mostSeen && oldest !== undefined) seen.delete(oldest)
    },
    forget: (userId: string) => seen.delete(userId),
  }
}

const removeUser = async ({ SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY }: SupabaseEnv, userId: string): Promise<void> => {
  // Without the service key the account itself is Supabase's matter; everything that we keep is gone either way.
  if (SUPABASE_SERVICE_ROLE_KEY === undefined) return
  const supabase = createClient(SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, { auth: { persistSession: false, autoRefreshToken: false } })
  const { error } = await supabase.auth.admin.deleteUser(userId)
  if (error !== null && error.code !== 'user_not_found')
    throw new CodeStoryError('unavailable', 'Your stories are deleted, but the sign-in service did not remove your account. Try again.', { cause: error })
}

export const openSupabaseIdentity = ({ env, logger, ensureUser, now }: SupabaseDeps): Identity => {
  const issuer = `${env.SUPABASE_URL}/auth/v1`
  const rules: TokenRules = {
    issuer,
    findKey: openKeySet(`${issuer}/.well-known/jwks.json`, logger, now),
    secret: env.SUPABASE_JWT_SECRET === undefined ? null : new TextEncoder().encode(env.SUPABASE_JWT_SECRET),
    ...(now === undefined ? {} : { now }),
  }
  const serviceKey = env.SUPABASE_SERVICE_ROLE_KEY === undefined ? null : digest(env.SUPABASE_SERVICE_ROLE_KEY)
  const users = rememberUsers({ ensureUser, ...(now === undefined ? {} : { now }) })
  const service = async (expiresAt: Date | null): Promise<Caller> => {
    await users.see(serviceUserId, null)
    return { kind: 'service', userId: serviceUserId, expiresAt }
  }
  return {
    name: 'supabase',
    authenticate: async (token) => {
      if (token === null) return { kind: 'anonymous', expiresAt: null }
      // Digests, so that the comparison takes the same time whatever the length.
      if (serviceKey !== null && timingSafeEqual(digest(token), serviceKey)) return service(null)
      const verified = await verifyToken(token, rules)
      if (verified.role === 'service_role') return service(verified.expiresAt)
      await users.see(verified.userId, verified.email)
      return { kind: 'user', userId: verified.userId, email: verified.email, expiresAt: verified.expiresAt }
    },
    forget: async (userId) => {
      users.forget(userId)
      await removeUser(env, userId)
    },
  }
}
