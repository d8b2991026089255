// The podcast feed of a person's finished stories. With sign-in it is private: its address carries a token that its owner
// made and can replace; every address inside carries a signature made with it, because podcast apps fetch them months later.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { findFeedOwner, readEpisodes } from '../db/accounts.ts'
import type { StoryRow } from '../db/stories.ts'
import { CodeStoryError } from '../shared/errors.ts'
import { type FeedEpisode, makeFeed } from '../story/audio/feed.ts'
import { hashFeedToken, signEpisode } from './feed-token.ts'
import { invalidInput } from './problem.ts'
import type { Answer, Call } from './rest/route.ts'

export const feedQuerySchema = z.object({
  token: z.string().max(100).optional().describe('Made by POST /api/me/feed-token'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})

/** Apple reads up to 300 at once; a hundred is half a megabyte. */
const pageSize = 100

const feedOwner = async ({ deps, context }: Call, token: string | undefined): Promise<string> => {
  if (token !== undefined) {
    const owner = await findFeedOwner(deps.database.db, hashFeedToken(token))
    if (owner === null) throw new CodeStoryError('unauthorized', 'This feed’s address is not valid any more. Make a new one with POST /api/me/feed-token.')
    return owner
  }
  const { caller } = await context()
  if (caller.kind !== 'user' && caller.kind !== 'service')
    throw new CodeStoryError('unauthorized', 'A feed needs its owner’s token in the address. Make one with POST /api/me/feed-token.')
  return caller.userId
}

const query = (parameters: Record<string, string | undefined>): string => {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
  return given.length === 0 ? '' : `?${given.join('&')}`
}

const episodeOf = (story: StoryRow, origin: string, token: string | undefined): FeedEpisode => {
  const base = `${origin}/api/stories/${story.id}`
  const ending = query({ feed: token === undefined ? undefined : signEpisode(hashFeedToken(token), story.id) })
  return {
    id: story.id,
    title: story.title ?? story.repoName,
    summary: story.summary ?? '',
    link: `${origin}/stories/${story.id}`,
    publishedAt: story.completedAt ?? story.createdAt,
    durationSeconds: story.durationSeconds ?? 0,
    enclosure: { url: `${base}/audio.mp3${ending}`, sizeBytes: story.audioSizeBytes ?? 0 },
    imageUrl: story.coverKey === null ? null : `${base}/cover.png${ending}`,
    chaptersUrl: `${base}/chapters.json${ending}`,
    transcriptUrl: `${base}/transcript.vtt${ending}`,
  }
}

/** A UUID of the owner that tells nobody who they are: the feed's identity for directories. */
const feedGuid = (userId: string): string => {
  const hex = createHash('sha256').update(`code-story feed ${userId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const feedAnswer: Answer = {
  status: 200,
  content: { 'application/rss+xml': null },
  also: { 304: 'Nothing new' },
  send: async (call) => {
    const { request, reply, deps } = call
    const asked = feedQuerySchema.safeParse(request.query)
    if (!asked.success) throw invalidInput(asked.error)
    const { token, page } = asked.data
    const { addresses, limit } = await call.context()
    // Before the table is asked whose the token is.
    await limit('reads')
    const owner = await feedOwner(call, token)
    const rows = await readEpisodes(deps.database.db, owner, pageSize + 1, (page - 1) * pageSize)
    const address = (number: number): string => `${addresses.origin}/feed.xml${query({ token, page: number === 1 ? undefined : String(number) })}`
    const next = rows.length > pageSize ? address(page + 1) : null
    const xml = makeFeed(
      {
        title: 'Code Story',
        description: 'Stories of code repositories, told chapter by chapter.',
        link: `${addresses.origin}/`,
        selfUrl: address(page),
        imageUrl: `${addresses.origin}/podcast-cover.png`,
        author: 'Code Story',
        language: 'en',
        guid: feedGuid(owner),
        isPrivate: deps.env.SUPABASE_URL !== undefined,
        paging: page === 1 && next === null ? null : { first: address(1), previous: page === 1 ? null : address(page - 1), next },
      },
      rows.slice(0, pageSize).map((story) => episodeOf(story, addresses.origin, token)),
    )
    const etag = `"${createHash('sha256').update(xml).digest('base64url').slice(0, 27)}"`
    reply.headers({ etag, 'cache-control': 'private, max-age=0, must-revalidate' })
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('application/rss+xml; charset=utf-8').send(xml)
  },
}
