// The origin that our absolute addresses start with. PUBLIC_URL where it is set. Else the one that the caller reached us by,
// but only if it is plainly ours: a loopback name, or the very address that the connection arrived at. A Host header that is
// anything else is somebody's claim, and never comes back in an answer.
import type { IncomingMessage } from 'node:http'
import type { Env } from '../shared/node/env.ts'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

const plainAddress = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/, '')

const splitHost = (host: string): { name: string; port: string } | null => {
  const match = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(host)
  return match === null ? null : { name: (match[1] ?? '').toLowerCase(), port: match[2] ?? '' }
}

/** What of a request the origin depends on. */
export type Reached = Pick<IncomingMessage, 'headers'> & { socket: { localAddress?: string } }

export const isOwnHost = ({ headers, socket }: Reached): boolean => {
  const host = splitHost(headers.host ?? '')
  if (host === null) return false
  return loopback.test(host.name) || host.name.replace(/^\[|\]$/g, '') === plainAddress(socket.localAddress)
}

export const originOf = (request: Reached, { PUBLIC_URL, PORT }: Pick<Env, 'PUBLIC_URL' | 'PORT'>): string => {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL
  return isOwnHost(request) ? `http://${(request.headers.host ?? '').toLowerCase()}` : `http://localhost:${PORT}`
}
