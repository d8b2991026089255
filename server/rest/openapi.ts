// The OpenAPI 3.1 document, made from the table of routes and the schemas that check their inputs: what it says is what runs.
import { z } from 'zod'
import { errorBodySchema, errorTable } from '../../shared/errors.ts'
import { repoInspectionSchema } from '../../shared/inspection.ts'
import { chatIntentSchema } from '../../shared/intent.ts'
import { completeDataSchema, logEntrySchema, progressMessageSchema, statusDataSchema } from '../../shared/progress.ts'
import { chapterSchema, codeExampleSchema, sourceSchema, storyScriptSchema } from '../../shared/script.ts'
import { enginesSchema, storyAcceptedSchema, storyListSchema, storyRecordSchema, storySummarySchema } from '../../shared/story.ts'
import { usageSchema } from '../../shared/usage.ts'
import { healthSchema } from '../health.ts'
import { linkQuerySchema } from '../link-caller.ts'
import type { Route } from './route.ts'

/** Shapes that have a name of their own in the document. The others are written where they are used. */
const namedOutputs: Readonly<Record<string, z.ZodType>> = {
  Error: errorBodySchema,
  Story: storyRecordSchema,
  StorySummary: storySummarySchema,
  StoryList: storyListSchema,
  StoryAccepted: storyAcceptedSchema,
  StoryScript: storyScriptSchema,
  Chapter: chapterSchema,
  CodeExample: codeExampleSchema,
  Source: sourceSchema,
  Engines: enginesSchema,
  Usage: usageSchema,
  LogEntry: logEntrySchema,
  ProgressMessage: progressMessageSchema,
  StatusData: statusDataSchema,
  CompleteData: completeDataSchema,
  ChatIntent: chatIntentSchema,
  RepoInspection: repoInspectionSchema,
  Health: healthSchema,
}

type Json = Record<string, unknown>

/** Errors that any request may meet. */
const serviceRole =
  'A user’s token. With the service role’s key, the header On-Behalf-Of names the user (a UUID) that a call is for; without it the service role acts for itself.'
const commonErrors = ['malformed', 'unauthorized', 'invalid', 'rate_limited', 'internal', 'unavailable'] as const
const bodyErrors = ['too_large', 'unsupported_media_type'] as const

const asObject = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {})
const withoutDialect = ({ $schema: _dialect, $id: _id, ...schema }: Json): Json => schema
const inputSchema = (schema: z.ZodType): Json => withoutDialect(asObject(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })))

const registerOutputs = () => {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(namedOutputs)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, unrepresentable: 'any' })
  const components = Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutDialect(asObject(schema))]))
  const outputSchema = (schema: z.ZodType): Json => {
    const name = registry.get(schema)?.id
    return name === undefined ? withoutDialect(asObject(z.toJSONSchema(schema, { unrepresentable: 'any' }))) : { $ref: `#/components/schemas/${name}` }
  }
  return { components, outputSchema }
}

const parametersIn = (place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] => {
  if (schema === undefined) return []
  const { properties, required } = inputSchema(schema)
  const needed = Array.isArray(required) ? required : []
  return Object.entries(asObject(properties)).map(([name, property]) => {
    const { description, ...rest } = asObject(property)
    return { name, in: place, required: place === 'path' || needed.includes(name), ...(description === undefined ? {} : { description }), schema: rest }
  })
}

const errorResponses = (route: Route): Json => {
  const codes = [...commonErrors, ...(route.body === undefined ? [] : bodyErrors), ...(route.errors ?? [])]
  const byStatus = Map.groupBy([...new Set(codes)], (code) => errorTable[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: list.join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        ...(status === 429 ? { headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } } } : {}),
      },
    ]),
  )
}

const operationId = ({ method, path }: Route): string =>
  `${method.toLowerCase()}${path
    .split(/[^A-Za-z\d]+/)
    .filter((part) => part !== '' && part !== 'api')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')}`

export const makeOpenApi = (routes: readonly Route[], origin: string, signIn: boolean): Json => {
  const { components, outputSchema } = registerOutputs()

  const operationOf = (route: Route): Json => {
    const { answer } = route
    const content = Object.fromEntries(Object.entries(answer.content).map(([type, schema]) => [type, schema === null ? {} : { schema: outputSchema(schema) }]))
    const headers = Object.fromEntries(Object.entries(answer.headers ?? {}).map(([name, description]) => [name, { description, schema: { type: 'string' } }]))
    const query = route.query ?? (route.linkable === true ? linkQuerySchema : undefined)
    return {
      operationId: operationId(route),
      tags: [route.tag],
      summary: route.summary,
      parameters: [
        ...parametersIn('path', route.params),
        ...parametersIn('query', query),
        ...Object.entries(route.requestHeaders ?? {}).map(([name, description]) => ({ name, in: 'header', description, schema: { type: 'string' } })),
      ],
      ...(route.body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: inputSchema(route.body) } } } }),
      responses: {
        [String(answer.status)]: { description: route.summary, ...(Object.keys(headers).length > 0 ? { headers } : {}), content },
        ...Object.fromEntries(Object.entries(answer.also ?? {}).map(([status, description]) => [status, { description }])),
        ...Object.fromEntries(Object.entries(errorResponses(route)).filter(([status]) => answer.also?.[Number(status)] === undefined)),
      },
    }
  }

  const byPath = Map.groupBy(routes, (route) => route.path)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Code Story',
      version: '0.1.0',
      description:
        'Turns a code repository into a narrated audio story. Progress comes over a WebSocket: `/ws/stories/{id}/progress` sends ProgressMessage objects, `?after=<log id>` resumes, `?follow=true` stays over restarts. Every operation is a tRPC procedure at `/trpc` too.',
    },
    servers: [{ url: origin }],
    ...(signIn ? { security: [{ bearer: [] }] } : {}),
    paths: Object.fromEntries(
      [...byPath].map(([path, rows]) => [path, Object.fromEntries(rows.map((route) => [route.method.toLowerCase(), operationOf(route)]))]),
    ),
    components: {
      schemas: components,
      ...(signIn ? { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: serviceRole } } } : {}),
    },
  }
}
