// Which bought speech is kept; its bytes are in the file store.
import { eq, inArray, lt, sql } from 'drizzle-orm'
import type { Executor } from './client.ts'
import { speechCache } from './schema.ts'

/** True where it is kept; then it counts as used just now. */
export const touchSpeech = async (db: Executor, key: string): Promise<boolean> => {
  const rows = await db.update(speechCache).set({ lastUsedAt: sql`now()` }).where(eq(speechCache.key, key)).returning({ key: speechCache.key })
  return rows.length > 0
}
export const keepSpeech = async (db: Executor, key: string, sizeBytes: number): Promise<void> => {
  await db
    .insert(speechCache)
    .values({ key, sizeBytes })
    .onConflictDoUpdate({ target: speechCache.key, set: { sizeBytes, lastUsedAt: sql`now()` } })
}
export const findUnusedSpeech = async (db: Executor, unusedDays: number): Promise<string[]> => {
  const rows = await db
    .select({ key: speechCache.key })
    .from(speechCache)
    .where(lt(speechCache.lastUsedAt, sql`now() - make_interval(days => ${unusedDays})`))
    .limit(1000)
  return rows.map((row) => row.key)
}
export const forgetSpeech = async (db: Executor, keys: readonly string[]): Promise<void> => {
  if (keys.length > 0) await db.delete(speechCache).where(inArray(speechCache.key, [...keys]))
}

/** Those of these that are kept. */
export const findKeptSpeech = async (db: Executor, keys: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await db
    .select({ key: speechCache.key })
    .from(speechCache)
    .where(inArray(speechCache.key, [...keys]))
  return new Set(rows.map((row) => row.key))
}
