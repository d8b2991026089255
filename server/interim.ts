// Local implementations until the rooms that own them have theirs.
import type { OpenDatabase } from '../db/client.ts'
import { ensureUser, localUserId } from '../db/users.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { Env } from '../shared/node/env.ts'
import type { Logger } from '../shared/node/logger.ts'
import { chat } from '../story/agents/local/intent/chat.ts'
import type { ServerDeps } from './context.ts'

export const openAgents = (_env: Env): ServerDeps['agents'] => ({ chat, narrator: 'local', paid: false })
export const openIdentity = async (
  _env: Env,
  { database }: { database: OpenDatabase; logger: Logger },
): Promise<Pick<ServerDeps, 'authenticate' | 'limit' | 'linkQuery' | 'isLinkToken'>> => {
  await ensureUser(database.db, localUserId)
  return {
    authenticate: () => ({ kind: 'user', userId: localUserId, email: null, expiresAt: null }),
    limit: () => undefined,
    linkQuery: () => '',
    isLinkToken: () => {
      throw new CodeStoryError('unauthorized', 'no')
    },
  }
}
