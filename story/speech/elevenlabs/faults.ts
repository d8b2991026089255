// ElevenLabs' errors become ours here, once, and here it is decided whether trying again can help. The client throws one
// class for nearly everything, so the status and `body.detail` decide; a broken body or connection comes as other errors.
import { z } from 'zod'
import { CodeStoryError } from '../../../shared/errors.ts'

export type Fault =
  | { kind: 'final'; error: CodeStoryError }
  /** Too many at once on this account: wait for a place, not for time. */
  | { kind: 'crowded'; retryAfterMs: number | null }
  /** What came back says nothing about what was made and charged; without a whole answer the service may even be at it still. */
  | { kind: 'passing'; reason: string; retryAfterMs: number | null; mayBeMade: 'no' | 'yes' | 'or comes yet' }

/** The service said no: nothing was made, and nothing charged. */
export const isRefusal = (fault: Fault): boolean => fault.kind !== 'passing' || fault.mayBeMade === 'no'

/** It may be at it still, and whether it was made and charged nobody will tell but its history. */
export const isUnanswered = (fault: Fault): boolean => fault.kind === 'passing' && fault.mayBeMade === 'or comes yet'

const vendorErrorSchema = z.object({
  statusCode: z.number().optional(),
  message: z.string().default(''),
  body: z.unknown().optional(),
  /** Of the client's reader: a whole answer came, a page perhaps, and it was not what it should be. */
  errors: z.array(z.unknown()).optional().catch(undefined),
  rawResponse: z
    .object({ headers: z.instanceof(Headers) })
    .partial()
    .optional()
    .catch(undefined),
})
const detailSchema = z.object({
  detail: z.union([z.string(), z.looseObject({ status: z.string().optional(), code: z.string().optional(), message: z.string().optional() })]),
})

const readDetail = (body: unknown): { status: string; message: string } => {
  const parsed = detailSchema.safeParse(body)
  if (!parsed.success) return { status: '', message: '' }
  const { detail } = parsed.data
  return typeof detail === 'string' ? { status: '', message: detail } : { status: detail.status ?? detail.code ?? '', message: detail.message ?? '' }
}

const readRetryAfter = (headers: Headers | undefined): number | null => {
  const value = headers?.get('retry-after') ?? null
  if (value === null) return null
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null
}

/** Statuses of `detail` and what they mean for a listener. */
const finalDetails: Readonly<Record<string, (voice: string, model: string) => CodeStoryError>> = {
  quota_exceeded: () =>
    new CodeStoryError(
      'speech_quota',
      "ElevenLabs says that the account's quota is used up. Add credits there, or unset ELEVENLABS_API_KEY to use the built-in voice.",
    ),
  invalid_api_key: () => keyRejected('it does not know the key'),
  missing_permissions: () => keyRejected('the key may not be used for text to speech'),
  detected_unusual_activity: () => keyRejected('it has noticed unusual activity on the account'),
  needs_authorization: () => keyRejected('the request carries no key'),
  voice_not_found: (voice) =>
    new CodeStoryError('speech_failed', `ElevenLabs does not have the voice of ${voice} any more. Name another in ELEVENLABS_VOICE_${voice.toUpperCase()}.`),
  model_not_found: (_, model) => new CodeStoryError('speech_failed', `ElevenLabs does not know the model ${model}. Name another in ELEVENLABS_MODEL.`),
  max_character_limit_exceeded: (_, model) => new CodeStoryError('speech_failed', `ElevenLabs takes less text at once for ${model} than it documents.`),
}
const keyRejected = (why: string): CodeStoryError =>
  new CodeStoryError('speech_key_rejected', `ElevenLabs rejects the key: ${why}. Check ELEVENLABS_API_KEY, or unset it to use the built-in voice.`)

const statusMeanings: Readonly<Record<number, (message: string, voice: string, model: string) => CodeStoryError>> = {
  401: () => keyRejected('it is not valid'),
  402: () => new CodeStoryError('speech_quota', 'ElevenLabs asks for payment: the plan of this account does not cover the request.'),
  403: () => keyRejected('it is not allowed to do this'),
  404: (_, voice, model) => finalDetails.voice_not_found?.(voice, model) ?? keyRejected('it was not found'),
}

/** Said by whoever stands between us and the service, which may have done its work. */
const gatewayStatuses = new Set([408, 502, 504, 520, 522, 524])

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])
/** No connection was made at all, so that nothing can have been asked for. The code stands at the end of the causes. */
const neverArrived = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  return ('code' in error && typeof error.code === 'string' && unreachable.has(error.code)) || neverArrived(error.cause)
}

export const readFault = (error: unknown, voice: string, model: string): Fault => {
  if (error instanceof CodeStoryError && !error.retry) return { kind: 'final', error }
  const parsed = vendorErrorSchema.safeParse(error)
  const status = parsed.success ? parsed.data.statusCode : undefined
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  const isWhole = error instanceof CodeStoryError || (parsed.success && parsed.data.errors !== undefined) || (status !== undefined && status < 400)
  if (isWhole) return { kind: 'passing', reason, retryAfterMs: null, mayBeMade: 'yes' }
  if (!parsed.success || status === undefined) return { kind: 'passing', reason, retryAfterMs: null, mayBeMade: neverArrived(error) ? 'no' : 'or comes yet' }
  const detail = readDetail(parsed.data.body)
  const retryAfterMs = readRetryAfter(parsed.data.rawResponse?.headers)
  const known = finalDetails[detail.status] ?? (/voice.*not found|not found.*voice/i.test(detail.message) ? finalDetails.voice_not_found : undefined)
  if (known !== undefined) return { kind: 'final', error: known(voice, model) }
  if (status === 429)
    return /concurrent/.test(`${detail.status} ${detail.message}`)
      ? { kind: 'crowded', retryAfterMs }
      : { kind: 'passing', reason: detail.status || 'too many requests', retryAfterMs, mayBeMade: 'no' }
  if (status >= 500 || status === 408 || status === 409 || status === 425)
    return { kind: 'passing', reason: `status ${status}`, retryAfterMs, mayBeMade: gatewayStatuses.has(status) ? 'or comes yet' : 'no' }
  const meaning = statusMeanings[status]
  return {
    kind: 'final',
    error:
      meaning?.(detail.message, voice, model) ??
      new CodeStoryError('speech_failed', `ElevenLabs refused a request with status ${status}${detail.message === '' ? '' : `: ${detail.message}`}.`),
  }
}
