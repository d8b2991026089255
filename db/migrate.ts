// Brings a database up to date: Supabase's roles where they are missing, our tables, the queue's tables. Any number of
// processes may start at once: drizzle's migrate() takes no lock of its own, so one is held around everything.
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { installQueue } from './queue.ts'

const migrationsFolder = fileURLToPath(new URL('../drizzle', import.meta.url))
const migrationLock = 0x4d49_4752

/**
 * The policies name Supabase's roles and its auth.uid(), which a plain Postgres lacks. On Supabase all of this exists
 * and stays as it is. Roles belong to the whole server, so another database's migration may make them at the same moment.
 */
const supabaseShim = `
do $$
declare wanted text;
begin
  foreach wanted in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin noinherit', wanted);
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
  end loop;
  if to_regprocedure('auth.uid()') is null then
    create schema if not exists auth;
    grant usage on schema auth to anon, authenticated, service_role;
    create function auth.uid() returns uuid language sql stable as
      $uid$ select nullif(current_setting('request.jwt.claims', true)::jsonb ->> 'sub', '')::uuid $uid$;
  end if;
end $$`

/** @throws what Postgres says, when the user may not create roles or tables */
export const migrateDatabase = async (url: string): Promise<void> => {
  // One connection: the lock belongs to its session.
  const client = postgres(url, { max: 1, max_lifetime: null, onnotice: () => undefined, connection: { application_name: 'code-story migration' } })
  try {
    await client`select pg_advisory_lock(${migrationLock})`
    await client.unsafe(supabaseShim)
    await migrate(drizzle(client), { migrationsFolder })
    await installQueue(url)
  } finally {
    await client.end({ timeout: 5 })
  }
}
