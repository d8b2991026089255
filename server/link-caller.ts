// Whoever holds a token in an address, because neither an audio element nor a podcast app can send a header. Both kinds are
// for one story and for nothing but reading: a link's lasts an hour, an episode's until its owner makes a new feed.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findFeedHashOfStory } from '../db/accounts.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { Caller, ServerDeps } from './context.ts'
import { isEpisodeSignature } from './feed-token.ts'

export const linkQuerySchema = z.object({
  token: z.string().max(500).optional().describe('Of a link that an answer of ours gave out'),
  feed: z.string().max(100).optional().describe('Of an episode of a private feed'),
})

const notGood = (): CodeStoryError => new CodeStoryError('unauthorized', 'This link has expired, or is not for this story. Ask for the story again.')

/** Null where the address carries no token. @throws {CodeStoryError} unauthorized */
export const findLinkCaller = async (deps: ServerDeps, request: FastifyRequest): Promise<Caller | null> => {
  const asked = linkQuerySchema.safeParse(request.query)
  if (!asked.success) throw notGood()
  const { token, feed } = asked.data
  const named = z.object({ id: z.uuid().toLowerCase() }).safeParse(request.params)
  const storyId = named.data?.id ?? ''
  if (token !== undefined) {
    if (!deps.isLinkToken(token, storyId)) throw notGood()
    return { kind: 'link', storyId, expiresAt: null }
  }
  if (feed === undefined) return null
  // Whoever tries out signatures is held back before the table is asked.
  await deps.limit('reads', { kind: 'anonymous', expiresAt: null }, request.ip, () => undefined)
  const hash = storyId === '' ? null : await findFeedHashOfStory(deps.database.db, storyId)
  if (hash === null || !isEpisodeSignature(feed, hash, storyId)) throw notGood()
  return { kind: 'link', storyId, expiresAt: null }
}
