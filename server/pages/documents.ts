// The API, for programs (OpenAPI) and for people (a page). Both are made on demand: nobody asks for them often.

import { makeOpenApi } from '../rest/openapi.ts'
import type { Answer, Route } from '../rest/route.ts'
import { docsPage, docsPolicy } from './docs-page.ts'

/** @param routes asked for late, because these answers are rows of the table themselves */
export const openApiAnswer = (routes: () => readonly Route[]): Answer => ({
  status: 200,
  content: { 'application/json': null },
  send: async ({ deps, request, reply }) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(makeOpenApi(routes(), deps.originOf(request.raw), deps.env.SUPABASE_URL !== undefined))),
})

export const docsAnswer = (routes: () => readonly Route[]): Answer => ({
  status: 200,
  content: { 'text/html': null },
  send: async ({ deps, request, reply }) =>
    reply
      .header('content-security-policy', docsPolicy)
      .type('text/html; charset=utf-8')
      .send(docsPage(makeOpenApi(routes(), deps.originOf(request.raw), deps.env.SUPABASE_URL !== undefined))),
})
