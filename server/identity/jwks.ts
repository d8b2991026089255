// Supabase's public keys. Three promises pull against each other: a rotated key works at once, a forged key id must not
// make us ask Supabase for each request, and while Supabase is down the keys we know go on working. So: an unknown id is
// a reason to ask, but not twice within the cool-down, however many requests wait for the answer; age is a reason to ask
// in the background; a failed answer changes nothing. Each reason has a cool-down of its own, so that a key which was
// rotated right after the first look is learnt, too.
import { type CryptoKey, createLocalJWKSet, errors, type FlattenedJWSInput, type JSONWebKeySet, type JWSHeaderParameters } from 'jose'
import { z } from 'zod'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Logger } from '../../shared/node/logger.ts'

const coolDownMs = {
  /** Anybody can send one of these. */
  'unknown id': 15_000,
  age: 15_000,
  /** Nobody gets in until there is an answer; a service that comes up is asked soon. */
  'none known': 2000,
}
const maxAgeMs = 10 * 60_000
const timeoutMs = 5000
const maxBytes = 256 * 1024

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) })

export type FindKey = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>

interface Known {
  find: ReturnType<typeof createLocalJWKSet>
  fetchedAt: number
}

const readText = async ({ body }: Response): Promise<string> => {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of body ?? []) {
    bytes += piece.length
    if (bytes > maxBytes) throw new Error('sent too long an answer')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

const fetchKeys = async (url: string): Promise<JSONWebKeySet> => {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs), headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`answered ${response.status}`)
  const { keys } = keySetSchema.parse(JSON.parse(await readText(response)))
  // A secret has no business in a public set; were one there, everybody would know it.
  return { keys: keys.filter((key) => key.kty !== 'oct') } as JSONWebKeySet
}

/** @param now for tests: time is held by hand */
export const openKeySet = (url: string, logger: Pick<Logger, 'warn'>, now: () => number = Date.now): FindKey => {
  let known: Known | null = null
  const lastAskedAt = new Map<keyof typeof coolDownMs, number>()
  let asking: Promise<void> | null = null

  const refresh = (reason: keyof typeof coolDownMs): Promise<void> => {
    if (asking !== null) return asking
    if (now() - (lastAskedAt.get(reason) ?? Number.NEGATIVE_INFINITY) < coolDownMs[reason]) return Promise.resolve()
    lastAskedAt.set(reason, now())
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
      throw new CodeStoryError('unavailable', 'Sign-in cannot be checked at the moment. Try again soon.', {
        retryAfterSeconds: coolDownMs['none known'] / 1000,
      })
    return known.find(header, token)
  }

  return async (header, token) => {
    if (known === null) await refresh('none known')
    else if (now() - known.fetchedAt > maxAgeMs) void refresh('age')
    try {
      return await look(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      await refresh('unknown id')
      return look(header, token)
    }
  }
}
