// The whole of HTTP and WebSocket, without listening: what comes in, in what order it is looked at, and how it is refused.
//
//   connection  slow headers or a slow body are cut off; what is no HTTP gets its 400
//   request     Host (only ours while we serve one local user) → security headers → CORS → route
//   route       a row of the REST table │ /trpc │ the page │ 404, or 405 where only the method is wrong
//   error       always {"error": {code, message, details?}}; the log has the rest
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import cors from '@fastify/cors'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { CodeStoryError } from '../shared/errors.ts'
import { trustOf } from './client-address.ts'
import { compressAnswer } from './compressed-answers.ts'
import type { ServerDeps } from './context.ts'
import { hostGuard } from './host-guard.ts'
import { makeHttpContext } from './http-context.ts'
import type { WebApp } from './pages/web-app.ts'
import { problemBody, toProblem } from './problem.ts'
import { problemHeaders } from './problem-headers.ts'
import { reportFailure } from './report-failure.ts'
import { allowedMethods, mountRoutes, notJson } from './rest/handle.ts'
import { routes } from './rest/routes.ts'
import { appRouter } from './router.ts'
import { securityHeaders } from './security-headers.ts'
import { batchLimit } from './trpc.ts'

const bodyLimitBytes = 1024 * 1024
/** For the whole request: a megabyte over a bad telephone line. */
const requestLimitMs = 60_000
const headersLimitMs = 15_000
/** A reader who takes nothing for so long holds a file open for nobody; a player that was only paused asks for the rest. */
const idleLimitMs = 5 * 60_000

const sendProblem = (reply: FastifyReply, problem: CodeStoryError): FastifyReply => {
  // What a file's answer said of the file is not true of this one.
  for (const name of ['content-length', 'content-disposition', 'etag', 'last-modified', 'location']) reply.removeHeader(name)
  return reply
    .code(problem.status)
    .headers(problemHeaders(problem))
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem)))
}

/** Of the answers to each part of a batch, together. */
const trpcHeaders = ({ errors }: { errors: readonly Error[] }): { headers?: Record<string, string> } => ({
  headers: Object.assign({}, ...errors.map((error) => problemHeaders(toProblem(error)))),
})

/** What Node found before there was a request. */
const clientErrorStatus: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }
const clientErrorAnswer = JSON.stringify(problemBody(new CodeStoryError('malformed', 'This is not an HTTP request that can be understood.')))

const refuseUnreadable = ({ headers, httpVersion }: IncomingMessage): CodeStoryError | undefined => {
  if (headers.host === undefined && httpVersion === '1.1') return new CodeStoryError('malformed', 'A request names its Host.')
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return new CodeStoryError('unsupported_media_type', 'Send the body as it is, without Content-Encoding.')
  return undefined
}

export const buildApp = (deps: ServerDeps, web: WebApp): FastifyInstance => {
  const { env, logger } = deps
  const app = Fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestLimitMs,
    connectionTimeout: idleLimitMs,
    keepAliveTimeout: 65_000,
    // Node would refuse what has no Host with an empty answer.
    http: { headersTimeout: headersLimitMs, connectionsCheckingInterval: 5000, requireHostHeader: false },
    trustProxy: trustOf(env.TRUST_PROXY),
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply.headers(securityHeaders(env)), toProblem(error))
    },
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) {
        socket.destroy()
        return
      }
      const status = clientErrorStatus[error.code ?? ''] ?? 400
      socket.end(
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(clientErrorAnswer)}\r\nConnection: close\r\n\r\n${clientErrorAnswer}`,
      )
    },
  })

  // An empty body is no body, whatever its type says; a body that is not JSON is refused by whoever needs one.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, undefined)
    try {
      done(null, JSON.parse(String(body)))
    } catch (error) {
      done(new CodeStoryError('malformed', 'The body is not valid JSON.', { cause: error }))
    }
  })
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body === '' ? undefined : notJson))

  const headers = securityHeaders(env)
  const refuseHost = hostGuard(env)
  app.addHook('onRequest', ({ raw }, reply, done) => {
    reply.headers(headers)
    done(refuseUnreadable(raw) ?? refuseHost(raw))
  })
  app.server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, { ...headers, 'content-type': 'application/json; charset=utf-8', connection: 'close' }).end(clientErrorAnswer)
  })
  if (env.CORS_ORIGINS.length > 0)
    void app.register(cors, {
      origin: env.CORS_ORIGINS.includes('*') ? '*' : env.CORS_ORIGINS,
      methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
      allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Range', 'Last-Event-ID', 'trpc-accept', 'x-trpc-source'],
      exposedHeaders: ['Location', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'Content-Range', 'Accept-Ranges', 'ETag', 'Content-Disposition'],
      maxAge: 86_400,
      // An OPTIONS that asks for nothing in particular is told the same.
      strictPreflight: false,
    })

  app.addHook('onResponse', (request, reply, done) => {
    deps.metrics.answered(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000)
    done()
  })

  app.setErrorHandler((error: FastifyError | CodeStoryError, request, reply) => {
    const problem = toProblem(error)
    reportFailure(logger, error, { method: request.method, route: request.routeOptions.url })
    return sendProblem(reply, problem)
  })

  mountRoutes(app, routes, deps)
  void app.register(async (typed) => {
    typed.addHook('onSend', compressAnswer)
    await typed.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: {
        router: appRouter,
        maxBatchSize: batchLimit,
        createContext: ({ req, res, info }: { req: FastifyRequest; res: FastifyReply; info: { accept: string | null } }) =>
          makeTrpcContext(deps, req, res, info.accept),
        responseMeta: trpcHeaders,
        onError: ({ error, path }: { error: Error; path?: string }) => reportFailure(logger, error, { procedure: path }),
      },
    })
  })

  const methodsOf = allowedMethods(routes)
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const methods = methodsOf(path)
    if (methods.length > 0) {
      reply.header('allow', methods.join(', '))
      throw new CodeStoryError('method_not_allowed', `This address takes ${methods.join(', ')}.`)
    }
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/^\/(api|trpc|ws)(\/|$)/.test(path)
    if (isPage) return web.serve(request, reply)
    throw new CodeStoryError('not_found', 'There is nothing at this address. See /api/docs.')
  })
  return app
}

/** A batch that is streamed takes an answer in pieces; a plain call wants it whole. */
const makeTrpcContext = async (deps: ServerDeps, request: FastifyRequest, reply: FastifyReply, accept: string | null) => ({
  ...(await makeHttpContext(deps, request, reply)),
  streams: accept === 'application/jsonl',
})
