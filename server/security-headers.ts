// What every answer tells a browser. Answers of the API are never pages, so they may load nothing and stand in no frame; a
// page brings a policy of its own.
import type { Env } from '../shared/node/env.ts'

export const securityHeaders = ({ PUBLIC_URL }: Pick<Env, 'PUBLIC_URL'>): Record<string, string> => ({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // A window that opened ours, or that ours opened, holds no handle on it; no other site embeds what we answer, but for
  // files that are made to be played elsewhere (media/send-file.ts).
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cache-control': 'no-store',
  ...(PUBLIC_URL?.startsWith('https:') === true ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
})
