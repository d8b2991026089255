// Whatever was thrown, as one of our coded errors. What an answer may say is decided here and nowhere else: an error that
// is not ours tells its caller nothing but that it happened; the log has the rest.
import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { CodeStoryError, type ErrorBody, type ErrorCode, type FieldProblem } from '../shared/errors.ts'

/** A request with ten thousand wrong items is told about the first of them. */
const detailsLimit = 50
/** A message may quote a name that the caller sent, never a page of it. */
const messageLimit = 500

const clip = (text: string): string => (text.length > messageLimit ? `${text.slice(0, messageLimit)}…` : text)

const fieldProblems = (error: ZodError): FieldProblem[] =>
  error.issues.slice(0, detailsLimit).flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, detailsLimit).map((key) => ({ field: clip([...path, key].join('.')), message: 'There is no such field.' }))
    return { field: clip(path.join('.') || 'body'), message: clip(issue.message) }
  })

/** @param details what is wrong with which field, in the order in which it should be read */
export const invalidFields = (details: FieldProblem[], cause: unknown): CodeStoryError => {
  const fields = [...new Set(details.map((detail) => detail.field))]
  const named = fields.slice(0, 5).join(', ')
  return new CodeStoryError('invalid', clip(`Not valid: ${named}${fields.length > 5 ? ' and more' : ''}.`), { cause, details })
}

export const invalidInput = (error: ZodError): CodeStoryError => invalidFields(fieldProblems(error), error)

// SQLSTATE classes in which the database is away or has no room rather than wrong: connection, resources, operator's doing.
const databaseAway = /^(08|53|57P)/
/** A value that the database cannot take: a number beyond its column, a date beyond the calendar. */
const dataException = /^22[\dA-Z]{3}$/
const connectionCodes = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
])
const codeOf = (error: unknown): string | null => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : null
}

function* causes(error: unknown): Generator<unknown> {
  for (let cause = error, depth = 0; cause !== undefined && depth < 8; depth += 1) {
    yield cause
    cause = cause instanceof Error ? cause.cause : undefined
  }
}

/** Fastify's own refusals, by its codes; another 4xx of its is a request that could not be understood. */
const frameworkErrors: Readonly<Record<string, [ErrorCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', 'A body may have up to 1 MiB.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed', 'The body is not as long as its Content-Length says.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'Send JSON, with Content-Type: application/json.'],
}

const trpcErrors: Partial<Record<TRPCError['code'], [ErrorCode, string]>> = {
  PARSE_ERROR: ['malformed', 'The request is not valid JSON.'],
  BAD_REQUEST: ['malformed', 'The request could not be understood.'],
  NOT_FOUND: ['not_found', 'There is no such procedure.'],
  METHOD_NOT_SUPPORTED: ['method_not_allowed', 'Queries are asked with GET, mutations with POST.'],
  UNSUPPORTED_MEDIA_TYPE: ['unsupported_media_type', 'Send JSON, with Content-Type: application/json.'],
  PAYLOAD_TOO_LARGE: ['too_large', 'A body may have up to 1 MiB.'],
}

export const toProblem = (error: unknown): CodeStoryError => {
  for (const cause of causes(error)) {
    if (cause instanceof CodeStoryError) return cause
    if (cause instanceof ZodError && error instanceof TRPCError && error.code === 'BAD_REQUEST') return invalidInput(cause)
    const code = codeOf(cause)
    if (code !== null && (connectionCodes.has(code) || databaseAway.test(code)))
      return new CodeStoryError('unavailable', 'The database does not answer right now. Try again in a moment.', { cause: error, retryAfterSeconds: 5 })
    if (code !== null && dataException.test(code)) return new CodeStoryError('invalid', 'A value in this request is out of its range.', { cause: error })
  }
  const framework = frameworkErrors[codeOf(error) ?? ''] ?? (error instanceof TRPCError ? trpcErrors[error.code] : undefined)
  if (framework !== undefined) return new CodeStoryError(framework[0], framework[1], { cause: error })
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500)
    return new CodeStoryError('malformed', 'The request could not be understood.', { cause: error })
  return new CodeStoryError('internal', 'Something went wrong on our side. It is in the log; try again.', { cause: error })
}

export const problemBody = ({ code, message, details }: CodeStoryError): ErrorBody => ({
  error: details === undefined ? { code, message } : { code, message, details },
})
