// The generic rest of REST: a row of the table becomes a route that gathers the input, calls the procedure in this process and
// hands its result to the row's answer. Nothing here knows any endpoint.
import { callTRPCProcedure } from '@trpc/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Context, ServerDeps } from '../context.ts'
import { makeHttpContext, makeLinkableContext } from '../http-context.ts'
import { appRouter } from '../router.ts'
import type { Call, Route } from './route.ts'

/** What the catch-all parser leaves of a body that is not JSON: read, and worth nothing. */
export const notJson = Symbol('a body that is not JSON')

const asRecord = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})

const bodyOf = ({ body }: Route, request: FastifyRequest): Record<string, unknown> => {
  if (body === undefined) return {}
  if (request.body === notJson) throw new CodeStoryError('unsupported_media_type', 'Send JSON, with Content-Type: application/json.')
  if (request.body === undefined || request.body === null) throw new CodeStoryError('malformed', 'A JSON body is needed.')
  if (typeof request.body !== 'object' || Array.isArray(request.body)) throw new CodeStoryError('malformed', 'The body must be a JSON object.')
  return asRecord(request.body)
}

/** Body, then query, then path: the address has the last word. Undefined where a procedure takes nothing. */
const inputOf = (route: Route, request: FastifyRequest): unknown => {
  if (route.query === undefined && route.body === undefined) return route.params === undefined ? undefined : request.params
  return {
    ...bodyOf(route, request),
    ...(route.query === undefined ? {} : asRecord(request.query)),
    ...(route.params === undefined ? {} : asRecord(request.params)),
  }
}

const abortedWith = (reply: FastifyReply): AbortSignal => {
  const controller = new AbortController()
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('the caller went away'))
  })
  return controller.signal
}

const fastifyPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

const makeCall = (deps: ServerDeps, route: Route, request: FastifyRequest, reply: FastifyReply): Call => {
  let known: Context | Promise<Context> | null = null
  const context = (): Context | Promise<Context> => {
    known ??= (route.linkable === true ? makeLinkableContext : makeHttpContext)(deps, request, reply)
    return known
  }
  return {
    deps,
    request,
    reply,
    context,
    run: async <Result>() => {
      // The table says which call a row has; what it gives, its answer says.
      if (route.direct !== undefined) return (await route.direct(await context(), inputOf(route, request))) as Result
      if (route.procedure === undefined) throw new Error(`${route.method} ${route.path} has no procedure`)
      const signal = route.abortable === true ? abortedWith(reply) : undefined
      return callTRPCProcedure({
        router: appRouter,
        path: route.procedure,
        type: route.method === 'GET' ? 'query' : 'mutation',
        getRawInput: async () => inputOf(route, request),
        ctx: await context(),
        signal,
        batchIndex: 0,
      })
    },
  }
}

export const mountRoutes = (app: FastifyInstance, routes: readonly Route[], deps: ServerDeps): void => {
  for (const route of routes) {
    app.route({
      // HEAD is a GET whose body Fastify leaves out; files answer it themselves, without opening anything.
      method: route.method === 'GET' ? ['GET', 'HEAD'] : route.method,
      url: fastifyPath(route.path),
      handler: async (request, reply) => route.answer.send(makeCall(deps, route, request, reply)),
    })
  }
}

/** The methods that an address is known by: for 405 and its Allow. */
export const allowedMethods = (routes: readonly Route[]): ((path: string) => string[]) => {
  const rows = routes.map(({ method, path }) => ({
    method,
    fixed: !path.includes('{'),
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
  }))
  return (path) => {
    const known = rows.filter(({ pattern }) => pattern.test(path))
    // An address of its own comes before one with a parameter that would fit it too: /api/stories/generate is no story.
    const nearest = known.some(({ fixed }) => fixed) ? known.filter(({ fixed }) => fixed) : known
    const methods = nearest.map(({ method }) => method)
    return methods.includes('GET') ? ['HEAD', ...methods] : methods
  }
}
