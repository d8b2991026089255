// A failure of ours in the log: what was thrown first, not what was made of it for the caller.
import type { Logger } from 'pino'
import { CodeStoryError } from '../shared/errors.ts'
import { toProblem } from './problem.ts'

export const reportFailure = (logger: Logger, error: unknown, about: Record<string, unknown>): void => {
  const problem = toProblem(error)
  if (problem.status < 500) return
  let first: unknown = problem
  while (first instanceof CodeStoryError && first.cause !== undefined) first = first.cause
  logger.error({ err: first, code: problem.code, ...about }, 'a request failed')
}
