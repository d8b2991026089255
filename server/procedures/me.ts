// The person who calls: who they are, what they used, all that is kept about them, and the way to be forgotten.
import { z } from 'zod'
import { deleteAccount, findProfile, readEventsOfUser, readStoriesOf, replaceFeedToken } from '../../db/accounts.ts'
import { readMonths, readUsage } from '../../db/usage.ts'
import { ensureUser, localUserId } from '../../db/users.ts'
import { type Account, type AccountUsage, accountSchema, accountUsageSchema, type FeedToken } from '../../shared/account.ts'
import { logEntrySchema } from '../../shared/progress.ts'
import { storyRecordSchema } from '../../shared/story.ts'
import { noUsage } from '../../shared/usage.ts'
import type { Context } from '../context.ts'
import { hashFeedToken, newFeedToken } from '../feed-token.ts'
import { toLogEntry } from '../progress/message.ts'
import { removeStoryFiles } from '../story-files.ts'
import { toStoryRecord } from '../story-record.ts'
import { router, signedInProcedure } from '../trpc.ts'

export const accountExportSchema = z.object({
  account: accountSchema.extend({
    created_at: z.iso.datetime().nullable().describe('First seen'),
    last_seen_at: z.iso.datetime().nullable(),
    has_feed: z.boolean().describe('Whether a private feed’s address works; of its token a hash is kept'),
  }),
  usage: accountUsageSchema,
  stories: z.array(z.object({ story: storyRecordSchema, logs: z.array(logEntrySchema) })),
})
export type AccountExport = z.infer<typeof accountExportSchema>

const accountOf = ({ deps, caller }: Pick<Context, 'deps' | 'caller'>): Account => ({
  id: caller.kind === 'user' || caller.kind === 'service' ? caller.userId : null,
  email: caller.kind === 'user' ? caller.email : null,
  sign_in: deps.env.SUPABASE_URL !== undefined,
})

const usageOf = async ({ database }: Context['deps'], userId: string): Promise<AccountUsage> => {
  const months = await readMonths(database.db, userId)
  return {
    months: months
      .map(({ month, stories, minutes, tokens, characters, costUsd }) => ({
        month: month.slice(0, 7),
        stories,
        minutes,
        tokens,
        characters,
        cost_usd: costUsd,
      }))
      .reverse(),
  }
}

export const meRouter = router({
  get: signedInProcedure.query(({ ctx }): Account => accountOf(ctx)),

  usage: signedInProcedure.query(({ ctx }): Promise<AccountUsage> => usageOf(ctx.deps, ctx.caller.userId)),

  export: signedInProcedure.query(async ({ ctx }): Promise<AccountExport> => {
    const userId = ctx.caller.userId
    const { db } = ctx.deps.database
    const [stories, profile] = await Promise.all([readStoriesOf(db, userId), findProfile(db, userId)])
    const usage = await readUsage(
      db,
      stories.map((story) => story.id),
    )
    const logs = Map.groupBy(
      (await readEventsOfUser(db, userId)).filter((event) => event.kind === 'log'),
      (event) => event.storyId,
    )
    return {
      account: {
        ...accountOf(ctx),
        email: profile?.email ?? null,
        created_at: profile?.createdAt.toISOString() ?? null,
        last_seen_at: profile?.lastSeenAt.toISOString() ?? null,
        has_feed: typeof profile?.feedTokenHash === 'string',
      },
      usage: await usageOf(ctx.deps, userId),
      stories: stories.map((story) => ({
        story: toStoryRecord({ story, usage: usage.get(story.id) ?? noUsage() }, ctx.addresses),
        logs: (logs.get(story.id) ?? []).map(toLogEntry),
      })),
    }
  }),

  delete: signedInProcedure.mutation(async ({ ctx }): Promise<{ stories: number }> => {
    const userId = ctx.caller.userId
    const { database, queue, files, forget } = ctx.deps
    const { storyIds, jobIds } = await deleteAccount(database.db, userId)
    // Without sign-in there is always one user; only what they made is gone.
    if (userId === localUserId) await ensureUser(database.db, localUserId)
    for (const jobId of jobIds) await queue.remove(database.db, jobId)
    for (const storyId of storyIds) await removeStoryFiles(files, storyId)
    // Last: whoever cannot be removed there may ask again, and there is nothing left to do here.
    await forget(userId)
    return { stories: storyIds.length }
  }),

  feedToken: signedInProcedure.mutation(async ({ ctx }): Promise<FeedToken> => {
    const token = newFeedToken()
    await replaceFeedToken(ctx.deps.database.db, ctx.caller.userId, hashFeedToken(token))
    return { feed_url: `${ctx.addresses.origin}/feed.xml?token=${token}` }
  }),
})
