// Upgrades to WebSocket: who may, and who serves them.
//
//   /ws/stories/{id}/progress   plain messages                       progress/socket.ts
//   /trpc                       subscriptions and calls               tRPC's own handler
//
// Everything that can be refused is refused before the upgrade, as an HTTP answer with its status: a foreign page (Origin),
// too many sockets, a bad token, a story that is not the caller's. Afterwards a socket lives until its client
// leaves, its token expires, it stops answering pings, stops reading, or we close.
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import type { FastifyInstance } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { CodeStoryError } from '../shared/errors.ts'
import { makeAddresses } from './addresses.ts'
import { bearerToken, subprotocolToken } from './bearer.ts'
import { openClientAddress } from './client-address.ts'
import type { Caller, Context, ServerDeps } from './context.ts'
import { hostGuard } from './host-guard.ts'
import { invalidInput, problemBody, toProblem } from './problem.ts'
import { problemHeaders } from './problem-headers.ts'
import { bufferLimitBytes, serveProgressSocket } from './progress/socket.ts'
import { reportFailure } from './report-failure.ts'
import { appRouter } from './router.ts'
import { getReadableStory } from './story-access.ts'
import { progressInputSchema } from './story-input.ts'
import { batchLimit } from './trpc.ts'
import { whenExpired } from './when-expired.ts'

/** A client of the plain socket has nothing to say; one of tRPC's sends what it would send in a body. */
const plainMessageLimitBytes = 4096
const trpcMessageLimitBytes = 1024 * 1024
const pingIntervalMs = 30_000
/** A client that is there answers a close at once. */
const farewellMs = 1000
/** A client of tRPC's that said it would send its token has had the time for it; until then nobody counts the socket. */
const introductionMs = 10_000
/** A page follows a handful of stories; each costs memory for as long as it is followed. */
const mostSubscriptions = 100

const progressQuerySchema = progressInputSchema.omit({ lastEventId: true }).extend({ after: z.coerce.number().int().min(0).max(2_147_483_647).default(0) })
const progressPath = /^\/ws\/stories\/([^/]+)\/progress\/?$/

export interface WebSockets {
  /** Asks everybody to connect again elsewhere, and closes. */
  close: () => Promise<void>
}

const refuse = (connection: Duplex, error: unknown): void => {
  const problem = toProblem(error)
  const body = JSON.stringify(problemBody(problem))
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...problemHeaders(problem),
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  connection.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\n${lines.join('')}\r\n${body}`)
}

/** Browsers say which page opens a socket, and the same-origin policy does not hold them back: this does. */
const originGuard = ({ env }: Pick<ServerDeps, 'env'>): ((request: IncomingMessage) => void) => {
  const allowed = new Set([...env.CORS_ORIGINS, ...(env.PUBLIC_URL === undefined ? [] : [new URL(env.PUBLIC_URL).origin])])
  return ({ headers }) => {
    const { origin } = headers
    if (origin === undefined || allowed.has('*') || allowed.has(origin)) return
    if (URL.canParse(origin) && new URL(origin).host === headers.host) return
    throw new CodeStoryError('forbidden', 'Pages of this origin may not connect. Name it in CORS_ORIGINS.')
  }
}

/** 1008, a policy is not met any more: the client signs in again and resumes. */
const endWithToken = (socket: WebSocket, expiresAt: Date | null): void => {
  socket.on(
    'close',
    whenExpired(expiresAt, () => socket.close(1008, 'the token has expired')),
  )
}

/** Places for the subscriptions of one socket. */
const openPlaces = (): Context['holdOpen'] => {
  let taken = 0
  return () => {
    if (taken >= mostSubscriptions)
      throw new CodeStoryError('rate_limited', `A socket may have ${mostSubscriptions} subscriptions at once. End some first.`, {
        retryAfterSeconds: 60,
        quota: { name: 'subscriptions', limit: mostSubscriptions },
      })
    taken += 1
    return () => {
      taken -= 1
    }
  }
}

export const serveWebSockets = (app: FastifyInstance, deps: ServerDeps): WebSockets => {
  const addressOf = openClientAddress(deps.env.TRUST_PROXY)
  const plain = new WebSocketServer({
    noServer: true,
    maxPayload: plainMessageLimitBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has('bearer') ? 'bearer' : false),
  })
  const trpc = new WebSocketServer({ noServer: true, maxPayload: trpcMessageLimitBytes, perMessageDeflate: false })
  /** Of each socket whose token is still to come: what calls off its end. */
  const introductions = new WeakMap<WebSocket, () => void>()
  for (const server of [plain, trpc])
    server.on('wsClientError', (_error, connection) => refuse(connection, new CodeStoryError('malformed', 'This is not a WebSocket handshake.')))
  const checkOrigin = originGuard(deps)
  const refuseHost = hostGuard(deps.env)

  const contextFor = (caller: Caller, request: IncomingMessage, socket: WebSocket | null): Context => ({
    deps,
    caller,
    addresses: makeAddresses(deps.originOf(request), deps.files, deps.linkQuery),
    idempotencyKey: null,
    limit: (kind) => deps.limit(kind, caller, addressOf(request), () => undefined),
    holdOpen: openPlaces(),
    streams: false,
    isBehind: () => socket !== null && socket.bufferedAmount > bufferLimitBytes,
  })

  const { broadcastReconnectNotification } = applyWSSHandler({
    wss: trpc,
    router: appRouter,
    maxBatchSize: batchLimit,
    keepAlive: { enabled: true, pingMs: pingIntervalMs, pongWaitMs: pingIntervalMs },
    createContext: async ({ req, res, info }) => {
      introductions.get(res)?.()
      const given = info.connectionParams?.authorization
      const token = bearerToken(req.headers.authorization ?? (given === undefined || / /.test(given) ? given : `Bearer ${given}`))
      const caller = await deps.authenticate(token, addressOf(req))
      const release = await deps.takeSocket(caller, addressOf(req))
      res.once('close', release)
      if (res.readyState === res.CLOSED) release()
      endWithToken(res, caller.expiresAt)
      return contextFor(caller, req, res)
    },
    onError: ({ error, path }) => reportFailure(deps.logger, error, { procedure: path }),
  })

  const openProgress = async (request: IncomingMessage, connection: Duplex, head: Buffer, url: URL): Promise<void> => {
    // An id has nothing that would have to be encoded.
    const input = progressQuerySchema.safeParse({ ...Object.fromEntries(url.searchParams), id: progressPath.exec(url.pathname)?.[1] })
    if (!input.success) throw invalidInput(input.error)
    const token = bearerToken(request.headers.authorization) ?? subprotocolToken(request.headers['sec-websocket-protocol'])
    const caller = await deps.authenticate(token, addressOf(request))
    const context = contextFor(caller, request, null)
    await context.limit('reads')
    const { story } = await getReadableStory(context, input.data.id)
    const release = await deps.takeSocket(caller, addressOf(request))
    connection.once('close', release)
    if (connection.destroyed) {
      release()
      return
    }
    plain.handleUpgrade(request, connection, head, (socket) => {
      const { after, follow } = input.data
      endWithToken(socket, caller.expiresAt)
      serveProgressSocket(deps.feed, { socket, connection, story, after, follow, addresses: context.addresses })
      keepAlive(socket)
    })
  }

  const connectTrpc = (socket: WebSocket, request: IncomingMessage): void => {
    const callOff = whenExpired(new Date(Date.now() + introductionMs), () => socket.close(1008, 'the token did not come'))
    introductions.set(socket, callOff)
    socket.on('close', callOff)
    trpc.emit('connection', socket, request)
  }

  const keepAlive = (socket: WebSocket): void => {
    let answered = true
    const timer = setInterval(() => {
      if (!answered) socket.terminate()
      answered = false
      socket.ping()
    }, pingIntervalMs)
    socket.on('pong', () => {
      answered = true
    })
    socket.on('close', () => clearInterval(timer))
  }

  const upgrade = async (request: IncomingMessage, connection: Duplex, head: Buffer): Promise<void> => {
    const foreignHost = refuseHost(request)
    if (foreignHost !== undefined) throw foreignHost
    checkOrigin(request)
    if (!URL.canParse(request.url ?? '', 'http://localhost')) throw new CodeStoryError('malformed', 'This is not an address.')
    const url = new URL(request.url ?? '', 'http://localhost')
    if (progressPath.test(url.pathname)) await openProgress(request, connection, head, url)
    else if (/^\/trpc\/?$/.test(url.pathname)) trpc.handleUpgrade(request, connection, head, (socket) => connectTrpc(socket, request))
    else throw new CodeStoryError('not_found', 'There is no WebSocket at this address.')
  }

  app.server.on('upgrade', (request, connection: Duplex, head) => {
    // A connection that breaks while it is looked at must not take the process with it.
    connection.on('error', () => connection.destroy())
    upgrade(request, connection, head).catch((error: unknown) => {
      reportFailure(deps.logger, error, { upgrade: true })
      refuse(connection, error)
    })
  })

  return {
    close: async () => {
      broadcastReconnectNotification()
      const open = [...plain.clients, ...trpc.clients]
      const closed = Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))))
      // 1012, the service restarts. Whoever does not answer has been told.
      for (const socket of open) socket.close(1012)
      const overdue = setTimeout(() => {
        for (const socket of open) socket.terminate()
      }, farewellMs)
      await closed
      clearTimeout(overdue)
    },
  }
}
