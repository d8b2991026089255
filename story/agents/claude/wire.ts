// What goes over the wire to the Messages API, and what may come back, below the SDK.
import { fetchWithIdleLimit, type SilenceLimits } from './idle-limit.ts'

/** Something answered, but not with the stream that was asked for: a portal, a web server, a gateway's page. */
export class NoEventStream extends Error {
  constructor(contentType: string) {
    super(`answered with ${contentType}`)
    this.name = 'NoEventStream'
  }
}

/**
 * Half of a character, which JSON writes as an escape. Text that was cut, or that somebody sent, can hold one, and the
 * service refuses the whole request for it.
 */
const loneSurrogate = /\\(?:u(d[89a-f][\da-f]{2})|.)/gs
export const wellFormedJson = (json: string): string =>
  json.includes('\\ud') ? json.replace(loneSurrogate, (written, half: string | undefined) => (half === undefined ? written : '\\ufffd')) : json

export const openWire = (limits: SilenceLimits, fetchFrom: typeof fetch = fetch): typeof fetch => {
  const fetchStream = fetchWithIdleLimit(limits, fetchFrom)
  return async (input, init) => {
    const response = await fetchStream(input, typeof init?.body === 'string' ? { ...init, body: wellFormedJson(init.body) } : init)
    const contentType = response.headers.get('content-type') ?? 'no content'
    if (!response.ok || contentType.startsWith('text/event-stream')) return response
    await response.body?.cancel()
    throw new NoEventStream(contentType)
  }
}
