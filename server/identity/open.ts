// The environment → who calls and how often they may. The one place that knows both kinds of sign-in.
import { randomBytes } from 'node:crypto'
import { ensureAppSecret } from '../../db/app-secrets.ts'
import type { OpenDatabase } from '../../db/client.ts'
import { ensureUser, localUserId } from '../../db/users.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Env } from '../../shared/node/env.ts'
import type { Logger } from '../../shared/node/logger.ts'
import type { ServerDeps } from '../context.ts'
import type { Identity } from './identity.ts'
import { openLocalIdentity } from './local.ts'
import { openMediaTokens } from './media-token.ts'
import { openRateLimits, type RateLimits, whoIs } from './rate-limits.ts'
import { openSocketSlots } from './socket-slots.ts'
import type { SupabaseEnv } from './supabase.ts'

export type IdentityEnv = Pick<Env, 'RATE_LIMITS' | 'SUPABASE_URL'> & Omit<SupabaseEnv, 'SUPABASE_URL'>

interface IdentityDeps {
  database: Pick<OpenDatabase, 'db' | 'sql'>
  logger: Logger
}

const noLimits: RateLimits = { limit: () => undefined, failed: async () => undefined }

const openKind = async ({ SUPABASE_URL, ...env }: IdentityEnv, { database, logger }: IdentityDeps): Promise<Identity> => {
  if (SUPABASE_URL !== undefined) {
    // Its client is large: whoever needs none neither waits for it nor keeps it in memory.
    const { openSupabaseIdentity } = await import('./supabase.ts')
    return openSupabaseIdentity({ env: { ...env, SUPABASE_URL }, logger, ensureUser: (userId, email) => ensureUser(database.db, userId, email) })
  }
  await ensureUser(database.db, localUserId)
  return openLocalIdentity()
}

export interface OpenIdentity extends Pick<ServerDeps, 'authenticate' | 'limit' | 'takeSocket' | 'linkQuery' | 'isLinkToken' | 'forget'> {
  close: () => Promise<void>
}

export const openIdentity = async (env: IdentityEnv, deps: IdentityDeps): Promise<OpenIdentity> => {
  const identity = await openKind(env, deps)
  const limits = env.RATE_LIMITS === null ? noLimits : openRateLimits({ ...deps, limits: env.RATE_LIMITS })
  const slots = env.RATE_LIMITS === null ? null : openSocketSlots({ ...deps, limit: env.RATE_LIMITS.sockets })
  const tokens = openMediaTokens(await ensureAppSecret(deps.database.db, 'media', randomBytes(32)))
  return {
    limit: limits.limit,
    takeSocket: async (caller, address) => {
      const who = whoIs(caller, address)
      return who === null || slots === null ? () => undefined : slots.take(who)
    },
    forget: identity.forget,
    // With one local user every file may be had by whoever reaches the server; a token would only age the address.
    linkQuery: (storyId) => (identity.name === 'local' ? '' : `?token=${tokens.make(storyId)}`),
    isLinkToken: tokens.isGood,
    authenticate: (token, address) => {
      const caller = identity.authenticate(token)
      if (!(caller instanceof Promise)) return caller
      // A good token passes whatever others at the same address have tried: it is looked at first.
      return caller.catch(async (error: unknown) => {
        if (error instanceof CodeStoryError && error.code === 'unauthorized') await limits.failed(address)
        throw error
      })
    },
    close: async () => slots?.close(),
  }
}
