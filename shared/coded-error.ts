// Our coded errors. A vendor's error becomes one of these once, in its adapter, and there it is decided whether trying
// again can help. The message is for the person who reads it: what happened, and what to do. Without the schemas, so that a
// process that only throws them need not load zod.
import type { FieldProblem } from './errors.ts'

/** code → HTTP status, and whether time may cure it. */
export const errorTable = {
  // the caller's
  malformed: { status: 400, retry: false },
  unauthorized: { status: 401, retry: false },
  forbidden: { status: 403, retry: false },
  not_found: { status: 404, retry: false },
  method_not_allowed: { status: 405, retry: false },
  conflict: { status: 409, retry: false },
  too_large: { status: 413, retry: false },
  unsupported_media_type: { status: 415, retry: false },
  invalid: { status: 422, retry: false },
  range_not_satisfiable: { status: 416, retry: false },
  rate_limited: { status: 429, retry: true },
  // ours
  internal: { status: 500, retry: true },
  unavailable: { status: 503, retry: true },
  // a story's: stored in `error_code`, told in `error_message`
  cancelled: { status: 409, retry: false },
  timed_out: { status: 503, retry: false },
  poisoned: { status: 500, retry: false },
  disk_full: { status: 503, retry: true },
  over_budget: { status: 402, retry: false },
  // the repository's
  repository_address: { status: 422, retry: false },
  repository_not_found: { status: 404, retry: false },
  repository_empty: { status: 422, retry: false },
  repository_too_large: { status: 422, retry: false },
  repository_unreachable: { status: 503, retry: true },
  // the writer's and the speaker's
  narrator_key_rejected: { status: 503, retry: false },
  narrator_refused: { status: 503, retry: false },
  narrator_unavailable: { status: 503, retry: true },
  narrator_failed: { status: 503, retry: false },
  model_gone: { status: 503, retry: false },
  speech_key_rejected: { status: 503, retry: false },
  speech_quota: { status: 503, retry: false },
  speech_unavailable: { status: 503, retry: true },
  speech_failed: { status: 503, retry: false },
  storage_unavailable: { status: 503, retry: true },
  storage_rejected: { status: 503, retry: false },
} as const satisfies Record<string, { status: number; retry: boolean }>

export type ErrorCode = keyof typeof errorTable
export const errorCodes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]

/** A limit that was met: for the rate-limit headers of its refusal. */
export interface Quota {
  name: string
  limit: number
  /** None for a limit on what is open at once. */
  windowSeconds?: number
}

interface ErrorOptions {
  cause?: unknown
  details?: FieldProblem[]
  /** Overrides the table: an adapter may know better. */
  retry?: boolean
  /** When the other side says how long to wait. */
  retryAfterSeconds?: number
  quota?: Quota
}

export class CodeStoryError extends Error {
  readonly code: ErrorCode
  readonly details: FieldProblem[] | undefined
  readonly retry: boolean
  readonly retryAfterSeconds: number | undefined
  readonly quota: Quota | undefined
  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'CodeStoryError'
    this.code = code
    this.details = options.details
    this.retry = options.retry ?? errorTable[code].retry
    this.retryAfterSeconds = options.retryAfterSeconds
    this.quota = options.quota
  }
  get status(): number {
    return errorTable[this.code].status
  }
}
