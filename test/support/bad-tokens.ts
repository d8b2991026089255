// Every way in which a token can be no good, each made for real: by name, so that a failure says which one got in.
import { randomUUID } from 'node:crypto'
import { exportJWK, exportSPKI, generateKeyPair, importJWK, UnsecuredJWT } from 'jose'
import type { SupabaseStandIn, SupabaseUser } from './supabase.ts'

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export const makeBadTokens = async (supabase: SupabaseStandIn, user: Pick<SupabaseUser, 'id' | 'email'>): Promise<Record<string, string>> => {
  const now = Math.floor(Date.now() / 1000)
  const good = await supabase.token(user)
  const [header = '', payload = '', signature = ''] = good.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>
  const stranger = await generateKeyPair('ES256')
  const [jwk] = supabase.publicKeys()
  if (jwk === undefined) throw new Error('the stand-in has no public key')
  const publicKey = await importJWK({ ...jwk, ext: true }, 'ES256', { extractable: true })
  if (publicKey instanceof Uint8Array) throw new Error('the public key is a secret')
  const pem = new TextEncoder().encode(await exportSPKI(publicKey))
  return {
    expired: await supabase.token(user, { claims: { exp: now - 120 } }),
    'not yet good': await supabase.token(user, { claims: { nbf: now + 600 } }),
    'for another audience': await supabase.token(user, { claims: { aud: 'other' } }),
    'of another issuer': await supabase.token(user, { claims: { iss: 'https://evil.example.com/auth/v1' } }),
    'alg none': new UnsecuredJWT(claims).encode(),
    'alg none with a signature': `${base64url({ alg: 'none', typ: 'JWT' })}.${payload}.${signature}`,
    'HS256 with the public key': await supabase.token(user, { key: pem, algorithm: 'HS256' }),
    'of an unknown key': await supabase.token(user, { key: stranger.privateKey, header: { kid: 'unknown' } }),
    'of another key under a known id': await supabase.token(user, { key: stranger.privateKey }),
    'of a key that it brings along': await supabase.token(user, {
      key: stranger.privateKey,
      header: { kid: undefined, jwk: await exportJWK(stranger.publicKey) },
    }),
    'that never expires': await supabase.token(user, { claims: { exp: undefined } }),
    'of nobody': await supabase.token(user, { claims: { sub: undefined } }),
    'with changed claims': `${header}.${base64url({ ...claims, sub: randomUUID() })}.${signature}`,
    'of the anon role': await supabase.token(user, { claims: { role: 'anon' } }),
    'the publishable key': supabase.anonKey,
    'no token at all': 'nonsense',
  }
}
