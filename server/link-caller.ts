// Whoever holds a token in an address, because neither an audio element nor a podcast app can send a header. A link's token
// is for one story and lasts an hour; a feed's is its owner's, lasts until they make another, and opens their finished
// stories for listening. Neither is good for anything but reading.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findFeedOwner } from '../db/accounts.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { Caller, ServerDeps } from './context.ts'
import { hashFeedToken } from './feed-token.ts'

export const linkQuerySchema = z.object({
  token: z.string().max(500).optional().describe('Of a link that an answer of ours gave out'),
  feed: z.string().max(100).optional().describe('Of a private feed'),
})

const notGood = (): CodeStoryError => new CodeStoryError('unauthorized', 'This link has expired, or is not for this story. Ask for the story again.')

/** Null where the address carries no token. @throws {CodeStoryError} unauthorized */
export const findLinkCaller = async (deps: ServerDeps, request: FastifyRequest): Promise<Caller | null> => {
  const asked = linkQuerySchema.safeParse(request.query)
  if (!asked.success) throw notGood()
  const { token, feed } = asked.data
  if (token !== undefined) {
    const { id } = request.params as { id?: unknown }
    const storyId = typeof id === 'string' ? id.toLowerCase() : ''
    if (!deps.isLinkToken(token, storyId)) throw notGood()
    return { kind: 'link', storyId, expiresAt: null }
  }
  if (feed === undefined) return null
  const ownerId = await findFeedOwner(deps.database.db, hashFeedToken(feed))
  if (ownerId === null) throw notGood()
  return { kind: 'feed', ownerId, expiresAt: null }
}
