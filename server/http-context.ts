// The context of one HTTP request, whichever way it came: REST, tRPC, media.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CodeStoryError } from '../shared/errors.ts'
import { makeAddresses } from './addresses.ts'
import { bearerToken } from './bearer.ts'
import type { Caller, Context, ServerDeps } from './context.ts'
import { findLinkCaller } from './link-caller.ts'
import { actFor } from './on-behalf-of.ts'
import { whenExpired } from './when-expired.ts'

/** An index holds it. */
const longestKey = 255

const idempotencyKeyOf = ({ headers }: FastifyRequest): string | null => {
  const key = headers['idempotency-key']
  if (typeof key !== 'string' || key === '') return null
  if (key.length > longestKey)
    throw new CodeStoryError('invalid', 'Not valid: Idempotency-Key.', { details: [{ field: 'Idempotency-Key', message: `Up to ${longestKey} characters.` }] })
  return key
}

const contextFor = (deps: ServerDeps, caller: Caller, request: FastifyRequest, reply: FastifyReply): Context => ({
  deps,
  caller,
  addresses: makeAddresses(deps.originOf(request.raw), deps.files, deps.linkQuery),
  idempotencyKey: idempotencyKeyOf(request),
  limit: (kind) => deps.limit(kind, caller, request.ip, (name, value) => reply.header(name, value)),
  holdOpen: async () => {
    const release = await deps.takeSocket(caller, request.ip)
    // Cut, not finished: an EventSource takes that for a connection that broke, and comes back with a token that is good.
    const callOff = whenExpired(caller.expiresAt, () => reply.raw.destroy())
    return () => {
      callOff()
      release()
    }
  },
  streams: true,
  isBehind: () => false,
})

/** Where a token in the address counts: it stands in for a header. */
export const makeLinkableContext = async (deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): Promise<Context> => {
  const caller = await findLinkCaller(deps, request)
  return caller === null ? makeHttpContext(deps, request, reply) : contextFor(deps, caller, request, reply)
}

/** Waits for nobody where nobody is asked: with one local user a request never leaves the tick. */
export const makeHttpContext = (deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): Context | Promise<Context> => {
  const caller = deps.authenticate(bearerToken(request.headers.authorization), request.ip)
  const behalf = request.headers['on-behalf-of']
  if (behalf !== undefined) return Promise.resolve(caller).then(async (known) => contextFor(deps, await actFor(deps, known, behalf), request, reply))
  return caller instanceof Promise ? caller.then((known) => contextFor(deps, known, request, reply)) : contextFor(deps, caller, request, reply)
}
