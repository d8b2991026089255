// What every procedure stands on: the context, errors told in our own words, and who may call it how often.
import { initTRPC, TRPCError } from '@trpc/server'
import type { output, ZodType } from 'zod'
import { CodeStoryError } from '../shared/errors.ts'
import type { Context } from './context.ts'
import { invalidInput, problemBody, toProblem } from './problem.ts'
import { checkStorable } from './storable-text.ts'

const trpcCodes: Readonly<Record<number, TRPCError['code']>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  416: 'BAD_REQUEST',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
}

const toTrpcError = (error: unknown): TRPCError => {
  const problem = toProblem(error)
  return new TRPCError({ code: trpcCodes[problem.status] ?? 'INTERNAL_SERVER_ERROR', message: problem.message, cause: problem })
}

const trpc = initTRPC.context<Context>().create({
  isDev: false,
  // tRPC's envelope stays as its clients want it; ours is inside, under `data`, the same as REST's.
  errorFormatter: ({ shape, error }) => {
    const problem = toProblem(error)
    return {
      code: shape.code,
      message: problem.message,
      data: { code: trpcCodes[problem.status] ?? 'INTERNAL_SERVER_ERROR', httpStatus: problem.status, ...problemBody(problem) },
    }
  },
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
})

export const { router } = trpc

/** A page asks for a dozen things at once; a batch must not carry a minute's worth of calls past the limits on requests. */
export const batchLimit = 50

/** What a procedure counts as. Reads are the default for queries. */
export type LimitedKind = 'stories' | 'chat' | 'reads'

/** The door of every procedure. @throws {CodeStoryError} rate_limited, invalid */
const enter = async (ctx: Context, kind: LimitedKind | null, input: unknown): Promise<void> => {
  const counted = kind === null ? undefined : ctx.limit(kind)
  if (counted !== undefined) await counted
  checkStorable(input)
}

// One middleware does it all, because each costs every request a copy of its options. It is the outermost, so that a field
// refused by the input's schema passes here too, and gets its 422.
const guarded = (kind: LimitedKind | null) =>
  trpc.procedure.use(async ({ ctx, getRawInput, next }) => {
    await enter(ctx, kind, await getRawInput())
    const result = await next()
    if (!result.ok) throw toTrpcError(result.error)
    return result
  })

const guardedForSignedIn = (kind: LimitedKind) =>
  trpc.procedure.use(async ({ ctx, getRawInput, next }) => {
    const { caller } = ctx
    if (caller.kind !== 'user' && caller.kind !== 'service') throw new CodeStoryError('unauthorized', 'Sign in first: send Authorization: Bearer <token>.')
    await enter(ctx, kind, await getRawInput())
    const result = await next({ ctx: { caller } })
    if (!result.ok) throw toTrpcError(result.error)
    return result
  })

/** For everybody; what they may read depends on the story. */
export const openProcedure = guarded('reads')
export const signedInProcedure = guardedForSignedIn('reads')
export const makingProcedure = guardedForSignedIn('stories')
export const chattingProcedure = guardedForSignedIn('chat')
/** Never counted, never refused: whoever watches over the server asks. */
export const unlimitedProcedure = guarded(null)

/** A procedure's work without tRPC around it. @throws {CodeStoryError} what the procedure throws, besides rate_limited and invalid */
export type DirectCall = (ctx: Context, input: unknown) => Promise<unknown>
/**
 * The read that is asked for more often than all others together, as REST calls it: through the same door as openProcedure, and
 * without tRPC's steps, each of which copies all its options. Those copies were a quarter of what the server did for such a request.
 */
export const directRead =
  <Input extends ZodType>(schema: Input, read: (ctx: Context, input: output<Input>) => Promise<unknown>): DirectCall =>
  async (ctx, input) => {
    await enter(ctx, 'reads', input)
    const parsed = schema.safeParse(input)
    if (!parsed.success) throw invalidInput(parsed.error)
    return read(ctx, parsed.data)
  }
