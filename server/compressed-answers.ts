// Answers of the typed API, made small for browsers: a story with its transcript is a hundred kilobytes of prose, which on a
// phone's line takes longer than all of the code. Only whole JSON: what is streamed goes piece by piece, as it is. A secret
// beside a stranger's text may be compressed here: nobody but its owner can make a browser ask (there are no cookies).
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Below this a packet carries it either way. */
const smallestBytes = 2048
/** Most of the gain for little of the time: a hundred kilobytes take two milliseconds, on a thread of their own. */
const level = constants.Z_BEST_SPEED + 3
const compress = promisify(gzip)

/** For Fastify's onSend, below the typed API: its answers are Responses, and go on as bytes whose length is known. */
export const compressAnswer = async ({ headers: asked }: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> => {
  if (!(payload instanceof Response) || payload.headers.get('content-type') !== 'application/json') return payload
  // A stream of lines calls itself JSON, too.
  if (payload.headers.has('transfer-encoding')) return payload
  reply.code(payload.status).headers(Object.fromEntries(payload.headers))
  reply.header('vary', [payload.headers.get('vary') ?? [], 'accept-encoding'].flat().join(', '))
  const body = Buffer.from(await payload.arrayBuffer())
  if (body.length < smallestBytes || !/\bgzip\b/.test(String(asked['accept-encoding'] ?? ''))) return body
  reply.header('content-encoding', 'gzip')
  return compress(body, { level })
}
