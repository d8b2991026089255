// What went wrong, in words that can stand on the page.
import { TRPCClientError } from '@trpc/client'
import type { ErrorBody, ErrorCode, FieldProblem } from '../../shared/errors.ts'

export interface Problem {
  code: ErrorCode | 'offline'
  message: string
  details: FieldProblem[]
}

const carriesBody = (data: unknown): data is ErrorBody => typeof data === 'object' && data !== null && 'error' in data

/** Our own error travels inside tRPC's, under `data`; without any, the request never reached the server. */
export const problemFrom = (error: unknown): Problem => {
  if (error instanceof TRPCClientError) {
    const data: unknown = error.data
    if (carriesBody(data)) return { details: [], ...data.error }
    if (data == null) return { code: 'offline', message: 'The server does not answer. Is it running, and are you online?', details: [] }
  }
  if (error instanceof TypeError) return { code: 'offline', message: 'The server does not answer. Is it running, and are you online?', details: [] }
  return { code: 'internal', message: error instanceof Error ? error.message : 'Something went wrong.', details: [] }
}

/** The message about one field of a request, if that is what is wrong. */
export const fieldProblem = (problem: Problem | null, field: string): string | null =>
  problem?.details.find((detail) => detail.field === field || detail.field.startsWith(`${field}.`))?.message ?? null
