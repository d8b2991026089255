// What the headers of a refusal say, whichever way it is answered: REST, tRPC, or before an upgrade to WebSocket.
import type { CodeStoryError, Quota } from '../shared/errors.ts'

export type SetHeader = (name: string, value: string | number) => void

// draft-ietf-httpapi-ratelimit-headers, and the three fields of its earlier versions, which more clients know.
export const tellQuota = (setHeader: SetHeader, { name, limit, windowSeconds }: Quota, remaining: number, resetSeconds: number): void => {
  setHeader('RateLimit-Policy', windowSeconds === undefined ? `"${name}";q=${limit}` : `"${name}";q=${limit};w=${windowSeconds}`)
  setHeader('RateLimit', `"${name}";r=${remaining};t=${resetSeconds}`)
  setHeader('RateLimit-Limit', limit)
  setHeader('RateLimit-Remaining', remaining)
  setHeader('RateLimit-Reset', resetSeconds)
}

export const problemHeaders = ({ status, retryAfterSeconds, quota }: CodeStoryError): Record<string, string> => {
  const headers: Record<string, string> = {}
  const seconds = Math.ceil(retryAfterSeconds ?? 0)
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer'
  if (retryAfterSeconds !== undefined) headers['Retry-After'] = String(seconds)
  if (quota !== undefined) tellQuota((name, value) => Object.assign(headers, { [name]: String(value) }), quota, 0, seconds)
  return headers
}
