// Whose a story is. Without sign-in there is one local user, the same for the page, the API and the command line.
import { sql } from 'drizzle-orm'
import type { Executor } from './client.ts'
import { users } from './schema.ts'

export const localUserId = '00000000-0000-4000-8000-000000000001'
/** Whose a story is that the service role asks for without saying for whom. */
export const serviceUserId = '00000000-0000-4000-8000-000000000002'

/** The profile row, made on first sight. */
export const ensureUser = async (db: Executor, id: string, email: string | null = null): Promise<void> => {
  await db
    .insert(users)
    .values({ id, email })
    .onConflictDoUpdate({ target: users.id, set: { lastSeenAt: sql`now()`, email: sql`coalesce(excluded.email, ${users.email})` } })
}
