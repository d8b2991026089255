// The vendor's errors become ours here and nowhere else, and here it is decided whether asking again can help.
import {
  AnthropicError,
  APIConnectionError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  NotFoundError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
} from '@anthropic-ai/sdk'
import { CodeStoryError } from '../../../shared/errors.ts'
import { StreamStalled } from './idle-limit.ts'
import type { Model } from './models.ts'
import { NoEventStream } from './wire.ts'

/** The service doesn't know the model (any more). Whoever chose the model decides what follows. */
export class ModelGone extends CodeStoryError {
  constructor(model: Model, cause: unknown) {
    const use = model.successor === null ? 'another model' : model.successor
    super('model_gone', `Anthropic no longer offers the model ${model.id}. Set ANTHROPIC_MODEL to ${use}.`, { cause })
  }
}

/** Spending limits answer 429 or 400, but no waiting lifts them. */
const spendingLimits = new Set(['enforced_spend_limit_reached', 'contract_spend_limit_reached', 'linked_organization_spend_limit_reached'])

/** How a retired model is answered: as one that was never there, or, by gateways and other clouds, in words. */
const saysGone = /\b(?:retired|decommissioned|no longer (?:available|offered|supported)|not found|not available|does not exist)\b/i
const isModelGone = (error: APIError, said: string, model: Model): boolean => {
  if (error instanceof NotFoundError) return error.type === 'not_found_error' && /model/i.test(said)
  return (error.status === 400 || error.status === 410) && said.includes(model.id) && saysGone.test(said)
}

const retryAfterSeconds = (headers: Headers | undefined): number | undefined => {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (milliseconds >= 0) return milliseconds / 1000
  const value = headers?.get('retry-after')
  if (value === null || value === undefined) return undefined
  const seconds = /^[\d.]+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined
}

const translateApiError = (error: APIError, model: Model): CodeStoryError => {
  const said = error.apiMessage ?? error.message
  const failed = (message: string): CodeStoryError => new CodeStoryError('narrator_failed', message, { cause: error })
  const unavailable = (message: string): CodeStoryError =>
    new CodeStoryError('narrator_unavailable', message, { cause: error, retryAfterSeconds: retryAfterSeconds(error.headers) })

  if (error instanceof AuthenticationError) return new CodeStoryError('narrator_key_rejected', 'Anthropic rejected ANTHROPIC_API_KEY.', { cause: error })
  if (error instanceof PermissionDeniedError)
    return new CodeStoryError('narrator_key_rejected', `ANTHROPIC_API_KEY may not use ${model.id}: ${said}`, { cause: error })
  if (error instanceof PaymentRequiredError || error.type === 'billing_error' || /credit balance/i.test(said))
    return new CodeStoryError('narrator_key_rejected', 'The account behind ANTHROPIC_API_KEY has no credit left.', { cause: error })
  if (isModelGone(error, said, model)) return new ModelGone(model, error)
  if (error instanceof NotFoundError) return failed(`Nothing answers to the Messages API at the configured address (404). Check ANTHROPIC_BASE_URL.`)
  if ((error.errorCode !== null && spendingLimits.has(error.errorCode)) || /usage limits|spend(?:ing)? limit/i.test(said))
    return failed(`Anthropic's spending limit for this account is reached: ${said}`)
  if (error instanceof RateLimitError || error.type === 'rate_limit_error') return unavailable("Anthropic's rate limit for this account is reached.")
  if (error.type === 'overloaded_error' || error.status === 529) return unavailable('Claude is overloaded.')
  if (error.status === 408 || error.status === 409 || (error.status !== undefined && error.status >= 500))
    return unavailable(`Claude failed (${error.status}).`)
  // An error event within a stream has no status.
  if (error.status === undefined && (error.type === 'api_error' || error.type === 'timeout_error')) return unavailable('Claude failed while it was answering.')
  return failed(`Claude refused the request${error.status === undefined ? '' : ` (${error.status})`}: ${said}`)
}

/** @param signal of the work: where it was the reason, that reason is thrown on, and not a failure of the service */
export const translateError = (error: unknown, model: Model, signal: AbortSignal): unknown => {
  if (signal.aborted) return signal.reason
  if (error instanceof CodeStoryError) return error
  if (error instanceof StreamStalled || (error instanceof Error && error.cause instanceof StreamStalled))
    return new CodeStoryError('narrator_unavailable', 'Claude stopped answering in the middle of a reply.', { cause: error })
  if (error instanceof Error && error.cause instanceof NoEventStream)
    return new CodeStoryError('narrator_unavailable', `What ${error.cause.message} is not the Messages API. Check ANTHROPIC_BASE_URL.`, { cause: error })
  if (error instanceof APIUserAbortError || error instanceof APIConnectionError)
    return new CodeStoryError('narrator_unavailable', 'Claude cannot be reached.', { cause: error })
  if (error instanceof APIError) return translateApiError(error, model)
  // What the SDK throws about a stream that ended early or holds what it can't read.
  if (error instanceof AnthropicError) return new CodeStoryError('narrator_unavailable', 'A reply of Claude broke off.', { cause: error })
  if (error instanceof TypeError) return new CodeStoryError('narrator_unavailable', 'The connection to Claude broke off.', { cause: error })
  return error
}

/** By which the service finds a request in its own records; null where it never got one. */
export const findRequestId = (fault: CodeStoryError): string | null => (fault.cause instanceof APIError ? (fault.cause.requestID ?? null) : null)
