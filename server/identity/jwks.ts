// Supabase's public keys. Three promises pull against each other: a rotated key works at once, a forged key id must not
// make us ask Supabase for each request, and while Supabase is down the keys we know go on working. So: an unknown id is
// a reason to ask, but not twice within the cool-down, however many requests wait for the answer; age is a reason to ask
// in the background; a failed answer changes nothing.
import { type CryptoKey, createLocalJWKSet, errors, type FlattenedJWSInput, type JSONWebKeySet, type JWSHeaderParameters } from 'jose'
import { z } from 'zod'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Logger } from '../../shared/node/logger.ts'

const coolDownMs = 15_000
const maxAgeMs = 10 * 60_000
const timeoutMs = 5000
const maxBytes = 256 * 1024

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) })

export type FindKey = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>

interface Known {
  find: ReturnType<typeof createLocalJWKSet>
  fetchedAt: number
}

const fetchKeys = async (url: string): Promise<JSONWebKeySet> => {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs), headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`answered ${response.status}`)
  const text = await response.text()
  if (text.length > maxBytes) throw new Error('sent too long an answer')
  const { keys } = keySetSchema.parse(JSON.parse(text))
  // A secret has no business in a public set; were one there, everybody would know it.
  return { keys: keys.filter((key) => key.kty !== 'oct') } as JSONWebKeySet
}

/** @param now for tests: time is held by hand */
export const openKeySet = (url: string, logger: Pick<Logger, 'warn'>, now: () => number = Date.now): FindKey => {
  let known: Known | null = null
  let lastAskedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | null = null

  const refresh = (): Promise<void> => {
    if (asking !== null) return asking
    if (now() - lastAskedAt < coolDownMs) return Promise.resolve()
    lastAskedAt = now()
    asking = fetchKeys(url)
      .then((set) => {
        known = { find: createLocalJWKSet(set), fetchedAt: now() }
      })
      .catch((error: unknown) =>
        logger.warn(
          { err: error, url },
          known === null ? 'the sign-in service’s keys could not be read' : 'the sign-in service’s keys could not be read anew; the known ones go on',
        ),
      )
      .finally(() => {
        asking = null
      })
    return asking
  }

  const look = async (header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> => {
    if (known === null)
      throw new CodeStoryError('unavailable', 'Sign-in cannot be checked at the moment. Try again soon.', { retryAfterSeconds: coolDownMs / 1000 })
    return known.find(header, token)
  }

  return async (header, token) => {
    if (known === null) await refresh()
    else if (now() - known.fetchedAt > maxAgeMs) void refresh()
    try {
      return await look(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      await refresh()
      return look(header, token)
    }
  }
}
