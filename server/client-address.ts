// Whose request it is where proxies stand in front: by TRUST_PROXY, the same for HTTP and for WebSocket upgrades, which
// Fastify never sees.
import type { IncomingMessage } from 'node:http'
import proxyAddress from '@fastify/proxy-addr'
import type { ServerDeps } from './context.ts'

type TrustProxy = ServerDeps['env']['TRUST_PROXY']
type Trust = (address: string, hop: number) => boolean

/** A number of proxies counts from us outwards. */
export const trustOf = (trustProxy: TrustProxy): Trust => {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy
  if (typeof trustProxy === 'boolean') return () => trustProxy
  return proxyAddress.compile(trustProxy)
}

export const openClientAddress = (trustProxy: TrustProxy): ((request: IncomingMessage) => string) => {
  const trust = trustOf(trustProxy)
  return (request) => proxyAddress(request, trust) ?? request.socket.remoteAddress ?? ''
}
