// The service role acts for any user: `On-Behalf-Of: <user id>` says for whom. From there on the call is that user's, with
// their stories, their limits and their usage. A back end that takes orders from people elsewhere needs no token of theirs.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ensureUser } from '../db/users.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { Caller, ServerDeps } from './context.ts'

const userIdSchema = z.uuid().toLowerCase()

/** @throws {CodeStoryError} forbidden for everybody else, invalid for what is no user's id */
export const actFor = async (deps: Pick<ServerDeps, 'database'>, caller: Caller, named: NonNullable<FastifyRequest['headers'][string]>): Promise<Caller> => {
  if (caller.kind !== 'service') throw new CodeStoryError('forbidden', 'Only the service role acts on behalf of somebody else.')
  const userId = userIdSchema.safeParse(named)
  if (!userId.success)
    throw new CodeStoryError('invalid', 'Not valid: On-Behalf-Of.', { details: [{ field: 'On-Behalf-Of', message: 'The id of a user, a UUID.' }] })
  await ensureUser(deps.database.db, userId.data)
  return { kind: 'user', userId: userId.data, email: null, expiresAt: caller.expiresAt }
}
