// What a row of the REST table is: an address, the procedure behind it, and how its result is answered.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Context, ServerDeps } from '../context.ts'
import type { AppRouter } from '../router.ts'
import type { DirectCall } from '../trpc.ts'

type Paths<Record_, Prefix extends string = ''> = {
  [Key in keyof Record_ & string]: Record_[Key] extends { _def: { procedure: true } } ? `${Prefix}${Key}` : Paths<Record_[Key], `${Prefix}${Key}.`>
}[keyof Record_ & string]
/** stories.get, me.usage, health, … */
export type ProcedurePath = Paths<AppRouter['_def']['record']>

/** One request to a row. */
export interface Call {
  readonly deps: ServerDeps
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly context: () => Promise<Context> | Context
  /** Calls the row's procedure with what the path, the query and the body say. */
  readonly run: <Result>() => Promise<Result>
}

export interface Answer {
  status: number
  /** Media type → what it holds; null for bytes. */
  content: Readonly<Record<string, z.ZodType | null>>
  headers?: Readonly<Record<string, string>>
  /** Other outcomes that are no errors: 206, 304. */
  also?: Readonly<Record<number, string>>
  send: (call: Call) => unknown
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** As OpenAPI writes it: /api/stories/{id} */
  path: string
  tag: 'Stories' | 'Listening' | 'Repositories' | 'Voices' | 'You' | 'Server'
  summary: string
  /** None behind files and pages, which no typed client asks for. */
  procedure?: ProcedurePath
  /** The same work, called as it stands. */
  direct?: DirectCall
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  requestHeaders?: Readonly<Record<string, string>>
  answer: Answer
  /** Beside those that any request may meet. */
  errors?: readonly ErrorCode[]
  /** A token in the address is as good as a header: players and podcast apps fetch it. */
  linkable?: boolean
  /** Its work ends when the caller goes away. */
  abortable?: boolean
}
