// Is this a token of our project's, of a person who is signed in, and good now? What it says is believed only after its
// signature is checked with a key whose kind fits the algorithm: a public key is never a shared secret, and `none` is no
// algorithm. The tolerance is for clocks that differ, not for late people.
import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import { z } from 'zod'
import { CodeStoryError } from '../../shared/errors.ts'
import type { FindKey } from './jwks.ts'

const clockToleranceSeconds = 60
const asymmetricAlgorithms = ['ES256', 'RS256']

const claimsSchema = z.object({
  sub: z.string().optional(),
  role: z.string(),
  // The last second that a Date can hold.
  exp: z.number().max(8_640_000_000_000),
  email: z.string().max(320).nullish(),
})

export interface TokenRules {
  /** `<SUPABASE_URL>/auth/v1`. */
  issuer: string
  findKey: FindKey
  /** Of an older project. Without it a token signed with a secret is refused. */
  secret: Uint8Array | null
  now?: () => number
}

export type VerifiedToken = { role: 'authenticated'; userId: string; email: string | null; expiresAt: Date } | { role: 'service_role'; expiresAt: Date }

const refuse = (why: string, cause?: unknown): CodeStoryError => new CodeStoryError('unauthorized', `${why} Sign in again.`, { cause })

const reasons: readonly [new (...args: never[]) => Error, string][] = [
  [errors.JWTExpired, 'The token has expired.'],
  [errors.JWTClaimValidationFailed, 'The token is not for this service, or not yet valid.'],
  [errors.JOSEAlgNotAllowed, 'The token is signed in a way that is not accepted here.'],
  [errors.JWKSNoMatchingKey, 'The token is signed with a key that is not known.'],
  [errors.JWKSMultipleMatchingKeys, 'The token does not say which key it is signed with.'],
  [errors.JWSSignatureVerificationFailed, 'The token’s signature is wrong.'],
]

const verifySignature = (token: string, { issuer, findKey, secret, now = Date.now }: TokenRules): Promise<{ payload: JWTPayload }> => {
  const options: JWTVerifyOptions = {
    issuer,
    audience: 'authenticated',
    requiredClaims: ['exp'],
    clockTolerance: clockToleranceSeconds,
    currentDate: new Date(now()),
  }
  // The header only chooses between two closed lists, each with keys of its own.
  const [head = ''] = token.split('.')
  const isShared = /"alg"\s*:\s*"HS256"/.test(Buffer.from(head, 'base64url').toString('utf8'))
  return isShared && secret !== null
    ? jwtVerify(token, secret, { ...options, algorithms: ['HS256'] })
    : jwtVerify(token, findKey, { ...options, algorithms: asymmetricAlgorithms })
}

/** @throws {CodeStoryError} unauthorized; unavailable where the keys cannot be had */
export const verifyToken = async (token: string, rules: TokenRules): Promise<VerifiedToken> => {
  let payload: JWTPayload
  try {
    ;({ payload } = await verifySignature(token, rules))
  } catch (error) {
    if (error instanceof CodeStoryError) throw error
    throw refuse(reasons.find(([kind]) => error instanceof kind)?.[1] ?? 'This is not a token of ours.', error)
  }
  const claims = claimsSchema.safeParse(payload)
  if (!claims.success) throw refuse('The token does not say who it is for.', claims.error)
  const { role, sub, email, exp } = claims.data
  // Let in although its time is over, by a clock that differs: then it is good, and a socket open, for that difference.
  const isLate = exp * 1000 <= (rules.now ?? Date.now)()
  const expiresAt = new Date((isLate ? exp + clockToleranceSeconds : exp) * 1000)
  if (role === 'service_role') return { role, expiresAt }
  const userId = z.uuid().safeParse(sub)
  if (role !== 'authenticated' || !userId.success) throw refuse('The token is not of a person who is signed in.')
  return { role, userId: userId.data.toLowerCase(), email: email || null, expiresAt }
}
