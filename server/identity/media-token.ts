// Tokens in the addresses of a story's files, because neither an audio element nor a podcast app can send a header. Each
// is for one story, lasts an hour, opens nothing but reading, and needs no table: expiry and signature are all of it.
//
//   <expiry, seconds, base 36>.<HMAC-SHA256 of "<story id>.<expiry>", base64url>
import { createHmac, timingSafeEqual } from 'node:crypto'

const lifetimeSeconds = 3600
// The end is rounded up to the next five minutes, so that an address stays the same for a while and caches can know it.
const stepSeconds = 300

export interface MediaTokens {
  make: (storyId: string) => string
  /** For this story, and not over. */
  isGood: (token: string, storyId: string) => boolean
}

/** @param key at least 32 random bytes, the same for every process */
export const openMediaTokens = (key: Uint8Array, now: () => number = Date.now): MediaTokens => {
  const sign = (storyId: string, expiry: string): Buffer => createHmac('sha256', key).update(`${storyId}.${expiry}`).digest()
  return {
    make: (storyId) => {
      const seconds = Math.ceil((now() / 1000 + lifetimeSeconds) / stepSeconds) * stepSeconds
      const expiry = seconds.toString(36)
      return `${expiry}.${sign(storyId, expiry).toString('base64url')}`
    },
    isGood: (token, storyId) => {
      const [, expiry, signature] = /^([0-9a-z]{1,10})\.([\w-]{43})$/.exec(token) ?? []
      if (expiry === undefined || signature === undefined) return false
      const given = Buffer.from(signature, 'base64url')
      const expected = sign(storyId, expiry)
      return given.length === expected.length && timingSafeEqual(given, expected) && Number.parseInt(expiry, 36) * 1000 > now()
    },
  }
}
