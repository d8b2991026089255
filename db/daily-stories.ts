// How many stories a user has made today, held against a limit: counted in one row a user and day, and not in the stories
// themselves, so that a deleted one still counts and two requests at once can't both be the last. The row's lock holds
// until the stories are written; a transaction that fails counts nothing. Expired rows go with those of the rate limits.
import type { TransactionSql } from 'postgres'
import type { Database } from './client.ts'
import type { NewStory } from './story-intake.ts'

type Limited = Pick<NewStory, 'userId' | 'mostToday'>

const startOfTomorrow = (now: Date): number => Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)
const keyOf = (userId: string, now: Date): string => `stories-of:${userId}:${now.toISOString().slice(0, 10)}`

export const secondsUntilTomorrow = (now = new Date()): number => Math.ceil((startOfTomorrow(now) - now.getTime()) / 1000)

/** Those of one user together, users always in the same order: of two transactions none waits for the other. */
const byUser = (asks: readonly Limited[]): [userId: string, positions: number[]][] => {
  const positions = new Map<string, number[]>()
  for (const [position, { userId, mostToday }] of asks.entries())
    if (mostToday !== undefined) positions.set(userId, [...(positions.get(userId) ?? []), position])
  return [...positions].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** @returns for each, whether it may be made; those without a limit always, without asking */
export const takeDailyStories = async (tx: TransactionSql, asks: readonly Limited[]): Promise<boolean[]> => {
  const granted = asks.map(({ mostToday }) => mostToday === undefined)
  const now = new Date()
  for (const [userId, positions] of byUser(asks)) {
    const [row] = await tx<{ points: number }[]>`
      insert into rate_limits (key, points, expire) values (${keyOf(userId, now)}, ${positions.length}, ${startOfTomorrow(now)})
      on conflict (key) do update set points = rate_limits.points + excluded.points returning points`
    const before = (row?.points ?? positions.length) - positions.length
    for (const [count, position] of positions.entries()) granted[position] = before + count < (asks[position]?.mostToday ?? 0)
    await returnDailyStories(
      tx,
      positions.flatMap((position) => (granted[position] ? [] : (asks[position] ?? []))),
    )
  }
  return granted
}

/** For what was counted and then not made. */
export const returnDailyStories = async (tx: TransactionSql, asks: readonly Limited[]): Promise<void> => {
  const now = new Date()
  for (const [userId, positions] of byUser(asks)) await tx`update rate_limits set points = points - ${positions.length} where key = ${keyOf(userId, now)}`
}

/** One story more, outside of any other writing: a story that is made anew. @returns false where today's are used up */
export const takeDailyStory = (db: Database, ask: Limited): Promise<boolean> =>
  db.$client.begin(async (tx) => (await takeDailyStories(tx, [ask])).every((granted) => granted))
