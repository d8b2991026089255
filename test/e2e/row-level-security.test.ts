// What Supabase's own REST interface would show of our tables: asked as its roles, with the claims that it sets, on the
// same database. Whatever is not granted here is closed, a table that somebody adds tomorrow included.
import { randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openQueue } from '../../db/queue.ts'
import { openLogger } from '../../shared/node/logger.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'

let clone: TestDatabase
let sql: Sql
const [anna, bert] = [randomUUID(), randomUUID()]
const stories = { hers: randomUUID(), public: randomUUID(), his: randomUUID() }

beforeAll(async () => {
  clone = await cloneDatabase(inject('postgresUrl'))
  sql = postgres(clone.url, { max: 2, onnotice: () => undefined })
  // pg-boss brings tables of its own.
  const queue = await openQueue(clone.url, { logger: openLogger({ LOG_LEVEL: 'silent' }, 'test') })
  await queue.close()
  for (const [id, email] of [
    [anna, 'anna@example.com'],
    [bert, 'bert@example.com'],
  ] as const)
    await sql`insert into users (id, email, feed_token_hash) values (${id}, ${email}, ${`hash of ${email}`})`
  for (const [id, user, isPublic] of [
    [stories.hers, anna, false],
    [stories.public, anna, true],
    [stories.his, bert, false],
  ] as const) {
    await sql`
      insert into stories (id, user_id, repo_url, repo_name, style, duration_minutes, voice, technical_depth, status, error_code, error_message, is_public)
      values (${id}, ${user}, 'https://github.com/o/r', 'o/r', 'documentary', 10, 'Rachel', 'intermediate', 'failed', 'cancelled', 'Cancelled.', ${isPublic})`
    await sql`insert into processing_logs (story_id, id, kind, agent_name, action, level) values (${id}, 1, 'log', 'System', 'Made', 'info')`
    await sql`insert into story_steps (story_id, name, result) values (${id}, 'intent', '{}')`
  }
  await sql`insert into monthly_usage (user_id, month) values (${anna}, '2026-11-01'), (${bert}, '2026-11-01')`
  await sql`insert into app_secrets (name, value) values ('a', 'secret')`
})
afterAll(async () => {
  await sql.end()
  await clone.drop()
})

type Role = 'anon' | 'authenticated'
/** As PostgREST does it: role and claims for one transaction. */
const as = <Row>(role: Role, userId: string | null, query: string): Promise<Row[]> =>
  sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${JSON.stringify(userId === null ? { role } : { role, sub: userId })}, true)`
    await tx.unsafe(`set local role ${role}`)
    return [...(await tx.unsafe(query))] as Row[]
  }) as Promise<Row[]>
const ids = async (role: Role, userId: string | null, query: string): Promise<string[]> =>
  (await as<{ id: string }>(role, userId, query)).map(({ id }) => id).sort()
const callers: [Role, string | null][] = [
  ['anon', null],
  ['authenticated', anna],
  ['authenticated', bert],
]

describe('row-level security', () => {
  it('shows stories to their owner, and public ones to everybody', async () => {
    const query = 'select id from stories'
    expect(await ids('anon', null, query)).toEqual([stories.public])
    expect(await ids('authenticated', anna, query)).toEqual([stories.hers, stories.public].sort())
    expect(await ids('authenticated', bert, query)).toEqual([stories.public, stories.his].sort())
    // A token without a subject, or with one that is no id, is nobody's.
    expect(await ids('authenticated', null, query)).toEqual([stories.public])
  })

  it('shows logs with their story', async () => {
    const query = 'select story_id as id from processing_logs'
    expect(await ids('anon', null, query)).toEqual([stories.public])
    expect(await ids('authenticated', bert, query)).toEqual([stories.public, stories.his].sort())
  })

  it('shows a person their own profile and usage, and of nobody the hash of a feed’s token', async () => {
    expect(await ids('authenticated', anna, 'select id from users')).toEqual([anna])
    expect(await ids('authenticated', bert, 'select user_id as id from monthly_usage')).toEqual([bert])
    for (const [role, user] of callers) await expect(as(role, user, 'select feed_token_hash from users')).rejects.toThrow(/permission denied/)
    await expect(as('anon', null, 'select id from users')).rejects.toThrow(/permission denied/)
  })

  it('lets nobody change anything, not even their own', async () => {
    for (const [role, user] of callers) {
      for (const query of [
        `update stories set is_public = true`,
        `delete from stories`,
        `insert into stories (id, user_id, repo_url, repo_name, style, duration_minutes, voice, technical_depth) values (gen_random_uuid(), '${anna}', 'x', 'x', 'podcast', 5, 'Drew', 'beginner')`,
        `update users set email = 'x'`,
        `delete from processing_logs`,
        `update monthly_usage set stories = 0`,
        `truncate stories cascade`,
      ])
        await expect(as(role, user, query), `${role}: ${query}`).rejects.toThrow(/permission denied/)
    }
  })

  it('closes every other table to both roles, and pg-boss’s schema whole', async () => {
    const tables = await sql<{ name: string; schema: string }[]>`
      select table_schema as schema, format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
    const open = new Set(['public.stories', 'public.processing_logs', 'public.users', 'public.monthly_usage'])
    const closed = tables.filter(({ name }) => !open.has(name))
    expect(closed.map(({ name }) => name)).toEqual(expect.arrayContaining(['public.story_steps', 'public.app_secrets', 'public.rate_limits', 'pgboss.job']))
    for (const { name } of closed)
      for (const [role, user] of callers) await expect(as(role, user, `select count(*) from ${name}`), `${role}: ${name}`).rejects.toThrow(/permission denied/)
  })

  it('is on for every table in public', async () => {
    const [row] = await sql<{ without: string[] | null }[]>`
      select array_agg(relname::text) as without from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`
    expect(row?.without).toBeNull()
  })

  it('grants no function of ours to them', async () => {
    const functions = await sql<{ name: string }[]>`
      select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace in (select oid from pg_namespace where nspname in ('public', 'pgboss'))
      and prosecdef and (has_function_privilege('anon', p.oid, 'execute') or has_function_privilege('authenticated', p.oid, 'execute'))`
    expect([...functions]).toEqual([])
  })
})
