// What was bought: the receipt of each story, the sums that limits are held against, and the months of a user.
import { and, asc, eq, gte, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import { type CallUsage, callUsageSchema, sumUsage, type Usage } from '../shared/usage.ts'
import type { Database, Executor } from './client.ts'
import { monthlyUsage, rateLimits, stories, storyCalls, users } from './schema.ts'

export interface Spender {
  storyId: string | null
  userId: string
}

const thisMonth = sql<string>`to_char(now() at time zone 'utc', 'YYYY-MM-01')`
const today = sql`date_trunc('day', now() at time zone 'utc') at time zone 'utc'`

interface Addition {
  stories?: number
  minutes?: number
  tokens?: number
  characters?: number
  costUsd?: number
}
export const addToMonth = async (
  db: Executor,
  userId: string,
  { stories: made = 0, minutes = 0, tokens = 0, characters = 0, costUsd = 0 }: Addition,
): Promise<void> => {
  await db
    .insert(monthlyUsage)
    .values({ userId, month: thisMonth, stories: made, minutes, tokens, characters, costUsd })
    .onConflictDoUpdate({
      target: [monthlyUsage.userId, monthlyUsage.month],
      set: {
        stories: sql`${monthlyUsage.stories} + excluded.stories`,
        minutes: sql`${monthlyUsage.minutes} + excluded.minutes`,
        tokens: sql`${monthlyUsage.tokens} + excluded.tokens`,
        characters: sql`${monthlyUsage.characters} + excluded.characters`,
        costUsd: sql`${monthlyUsage.costUsd} + excluded.cost_usd`,
      },
    })
}

/** @param releasedUsd what had been set aside for it */
export const recordCall = (db: Database, { storyId, userId }: Spender, call: CallUsage, releasedUsd = 0): Promise<void> =>
  db.transaction(async (tx) => {
    if (storyId !== null && releasedUsd > 0)
      await tx
        .update(stories)
        .set({ reservedUsd: sql`greatest(0, ${stories.reservedUsd} - ${releasedUsd})` })
        .where(eq(stories.id, storyId))
    await tx.insert(storyCalls).values({ storyId, userId, call, costUsd: call.cost_usd })
    const tokens = call.input_tokens + call.output_tokens + call.cache_read_tokens + call.cache_write_tokens
    await addToMonth(tx, userId, { tokens, characters: call.characters, costUsd: call.cost_usd })
  })

/** The receipts of several stories; a story that bought nothing is not in the map. */
export const readUsage = async (db: Executor, storyIds: readonly string[]): Promise<Map<string, Usage>> => {
  if (storyIds.length === 0) return new Map()
  const rows = await db
    .select({ storyId: storyCalls.storyId, call: storyCalls.call })
    .from(storyCalls)
    .where(inArray(storyCalls.storyId, [...storyIds]))
    .orderBy(asc(storyCalls.id))
  const calls = new Map<string, CallUsage[]>()
  for (const { storyId, call } of rows) if (storyId !== null) calls.set(storyId, [...(calls.get(storyId) ?? []), callUsageSchema.parse(call)])
  return new Map([...calls].map(([storyId, list]) => [storyId, sumUsage(list)]))
}

const sumCost = sql<number>`coalesce(sum(${storyCalls.costUsd}), 0)::float8`
export const storyCostUsd = async (db: Executor, storyId: string): Promise<number> => {
  const [row] = await db.select({ usd: sumCost }).from(storyCalls).where(eq(storyCalls.storyId, storyId))
  return row?.usd ?? 0
}
/** Of today, what an account had spent that was deleted: its receipts are gone, and the day's budget is not new for it. */
const keptKey = (userId: string) => sql<string>`'spent-of:' || ${userId}::text || ':' || to_char(now() at time zone 'utc', 'YYYY-MM-DD')`
/** A counter is a whole number: ten-thousandths of a dollar. */
const pointsPerUsd = 10_000
const endOfToday = sql<number>`(extract(epoch from ${today} + interval '1 day') * 1000)::bigint`

export const spentTodayUsd = async (db: Executor, userId: string): Promise<number> => {
  const kept = db
    .select({ points: rateLimits.points })
    .from(rateLimits)
    .where(eq(rateLimits.key, keptKey(userId)))
  const [row] = await db
    .select({ usd: sql<number>`${sumCost} + coalesce((${kept}), 0) / ${pointsPerUsd}::float8` })
    .from(storyCalls)
    .where(and(eq(storyCalls.userId, userId), gte(storyCalls.createdAt, today)))
  return row?.usd ?? 0
}
/** Before a user is deleted: the sum alone stays, until the day ends. */
export const keepSpending = async (db: Executor, userId: string): Promise<void> => {
  const points = Math.ceil((await spentTodayUsd(db, userId)) * pointsPerUsd)
  if (points === 0) return
  await db
    .insert(rateLimits)
    .values({ key: keptKey(userId), points, expire: endOfToday })
    .onConflictDoUpdate({ target: rateLimits.key, set: { points } })
}
interface Reservation {
  storyId: string
  userId: string
  lease: number
  /** All that the story's calls under way may cost, the one asked for included. */
  usd: number
  limitUsd: number
}
/**
 * Sets aside what a call may cost from what the user may spend today, beside what is spent and what the user's other
 * stories have set aside. One question of a user at a time, on any machine: two can't both have the last dollar.
 * @returns false where it is not there
 */
export const reserveToday = (db: Database, { storyId, userId, lease, usd, limitUsd }: Reservation): Promise<boolean> =>
  db.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update')
    const [others] = await tx
      .select({ usd: sql<number>`coalesce(sum(${stories.reservedUsd}), 0)::float8` })
      .from(stories)
      .where(and(eq(stories.userId, userId), isNotNull(stories.claimedBy), ne(stories.id, storyId)))
    if ((await spentTodayUsd(tx, userId)) + (others?.usd ?? 0) + usd > limitUsd) return false
    await tx
      .update(stories)
      .set({ reservedUsd: usd })
      .where(and(eq(stories.id, storyId), eq(stories.lease, lease)))
    return true
  })

export const readMonths = (db: Executor, userId: string): Promise<(typeof monthlyUsage.$inferSelect)[]> =>
  db.select().from(monthlyUsage).where(eq(monthlyUsage.userId, userId)).orderBy(asc(monthlyUsage.month))
