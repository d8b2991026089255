// The token of a caller, from where HTTP and WebSocket clients can put one.
import { CodeStoryError } from '../shared/errors.ts'

/** @throws {CodeStoryError} unauthorized for another scheme than Bearer */
export const bearerToken = (authorization: string | undefined): string | null => {
  if (authorization === undefined || authorization === '') return null
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (token === undefined) throw new CodeStoryError('unauthorized', 'Send Authorization: Bearer <token>.')
  return token
}

/** A browser cannot send headers with a WebSocket: `new WebSocket(url, ['bearer', token])`. */
export const subprotocolToken = (protocols: string | undefined): string | null => {
  const [scheme, token] = (protocols ?? '').split(',').map((protocol) => protocol.trim())
  return scheme === 'bearer' && token !== undefined && token !== '' ? token : null
}
