// Keys that our own processes share. The first process to need one makes it; whoever comes second takes the first's.
import { eq } from 'drizzle-orm'
import type { Executor } from './client.ts'
import { appSecrets } from './schema.ts'

export const ensureAppSecret = async (db: Executor, name: string, fresh: Uint8Array): Promise<Uint8Array> => {
  await db
    .insert(appSecrets)
    .values({ name, value: Buffer.from(fresh).toString('base64url') })
    .onConflictDoNothing()
  const [row] = await db.select({ value: appSecrets.value }).from(appSecrets).where(eq(appSecrets.name, name))
  if (row === undefined) throw new Error(`the secret ${name} was neither written nor found`)
  return Buffer.from(row.value, 'base64url')
}
