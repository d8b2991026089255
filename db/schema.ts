// Every table, its constraints and who may see it. Wrong states are impossible rather than unlikely: closed enums, a
// story's event numbers that cannot repeat, a completed story that cannot lack its audio, a failed one its reason.
//
// Our own processes connect as the owner of these tables and pass row-level security by. The policies are for
// Supabase's REST interface, which stands in front of the same tables with the roles anon and authenticated:
// it shows a user what is theirs and a stranger what is public, and lets nobody write.
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { anonRole, authenticatedRole, authUid } from 'drizzle-orm/supabase'
import { agentNames, logLevels } from '../shared/progress.ts'
import type { Chapter } from '../shared/script.ts'
import { type Engines, storyDurations, storyStatuses, storyStyles, technicalDepths } from '../shared/story.ts'
import type { CallUsage } from '../shared/usage.ts'
import { voices } from '../shared/voices.ts'

export const storyStatusEnum = pgEnum('story_status', storyStatuses)
export const storyStyleEnum = pgEnum('story_style', storyStyles)
export const voiceEnum = pgEnum('story_voice', voices)
export const technicalDepthEnum = pgEnum('technical_depth', technicalDepths)
export const agentNameEnum = pgEnum('agent_name', agentNames)
export const logLevelEnum = pgEnum('log_level', logLevels)
export const eventKindEnum = pgEnum('event_kind', ['log', 'status', 'complete'])

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const usd = (name: string) => doublePrecision(name)

export const users = pgTable(
  'users',
  {
    id: uuid('id').primaryKey(),
    email: text('email'),
    /** SHA-256 of the token in a private feed's address; null: no feed. */
    feedTokenHash: text('feed_token_hash'),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastSeenAt: moment('last_seen_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('users_feed_token').on(table.feedTokenHash).where(sql`${table.feedTokenHash} is not null`),
    pgPolicy('a user reads their own profile', { for: 'select', to: authenticatedRole, using: sql`${table.id} = ${authUid}` }),
  ],
).enableRLS()

/** A chunk of audio that can be played before the story is finished. */
export interface StoredChunk {
  key: string
  chapter: number
  durationSeconds: number
  sizeBytes: number
}

export const stories = pgTable(
  'stories',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id').notNull(),
    repoUrl: text('repo_url').notNull(),
    repoName: text('repo_name').notNull(),
    /** Set for a folder on this machine: only the command that named it works on it. */
    localFolder: text('local_folder'),
    style: storyStyleEnum('style').notNull(),
    durationMinutes: smallint('duration_minutes').notNull(),
    voice: voiceEnum('voice').notNull(),
    technicalDepth: technicalDepthEnum('technical_depth').notNull(),
    focusAreas: text('focus_areas').array().notNull().default(sql`'{}'::text[]`),

    status: storyStatusEnum('status').notNull().default('pending'),
    progress: smallint('progress').notNull().default(0),
    title: text('title'),
    summary: text('summary'),
    commitSha: text('commit_sha'),
    chapters: jsonb('chapters').$type<Chapter[]>().notNull().default([]),
    audioKey: text('audio_key'),
    audioSizeBytes: bigint('audio_size_bytes', { mode: 'number' }),
    audioChunks: jsonb('audio_chunks').$type<StoredChunk[]>().notNull().default([]),
    coverKey: text('cover_key'),
    durationSeconds: doublePrecision('duration_seconds'),
    engines: jsonb('engines').$type<Engines>(),
    warnings: text('warnings').array().notNull().default(sql`'{}'::text[]`),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    isPublic: boolean('is_public').notNull().default(false),

    idempotencyKey: text('idempotency_key'),
    /** The highest event number given out: raised under this row's lock, so numbers commit in order. */
    lastEventId: integer('last_event_id').notNull().default(0),
    /** Raised by every claim: a worker that was taken for dead and is not can no longer write. */
    lease: integer('lease').notNull().default(0),
    claimedBy: uuid('claimed_by'),
    /** Workers that died over this story since it last saved a step. */
    deaths: smallint('deaths').notNull().default(0),
    /** What the calls under way may cost, while a worker holds the story: set aside from the user's limit of the day. */
    reservedUsd: usd('reserved_usd').notNull().default(0),
    /** The job that will run it, or runs it. Null when nothing is to be done. */
    jobId: uuid('job_id'),
    cancelRequestedAt: moment('cancel_requested_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    completedAt: moment('completed_at'),
  },
  (table) => [
    foreignKey({ name: 'stories_user', columns: [table.userId], foreignColumns: [users.id] }).onDelete('cascade'),
    check('stories_progress', sql`${table.progress} between 0 and 100`),
    check('stories_duration_minutes', sql.raw(`"duration_minutes" in (${storyDurations.join(', ')})`)),
    check(
      'stories_completed_has_audio',
      sql`${table.status} <> 'completed' or (${table.audioKey} is not null and ${table.durationSeconds} > 0 and ${table.progress} = 100)`,
    ),
    check(
      'stories_failed_has_reason',
      sql`(${table.status} = 'failed') = (${table.errorCode} is not null) and (${table.errorCode} is null) = (${table.errorMessage} is null)`,
    ),
    // One active job a story: while it is active it has exactly one, afterwards none.
    check('stories_job_while_active', sql`(${table.status} in ('completed', 'failed')) = (${table.jobId} is null)`),
    uniqueIndex('stories_job').on(table.jobId).where(sql`${table.jobId} is not null`),
    uniqueIndex('stories_idempotency').on(table.userId, table.idempotencyKey).where(sql`${table.idempotencyKey} is not null`),
    index('stories_of_user').on(table.userId, table.createdAt.desc(), table.id.desc()),
    index('stories_of_repo').on(table.userId, table.repoName, table.createdAt.desc()),
    index('stories_active').on(table.status, table.createdAt).where(sql`${table.status} not in ('completed', 'failed')`),
    pgPolicy('a user reads their own stories', { for: 'select', to: authenticatedRole, using: sql`${table.userId} = ${authUid}` }),
    pgPolicy('anybody reads public stories', { for: 'select', to: [anonRole, authenticatedRole], using: sql`${table.isPublic}` }),
  ],
).enableRLS()

/** What a story said while it was made: log lines, and the states and the completion beside them, in one numbering. */
export const processingLogs = pgTable(
  'processing_logs',
  {
    storyId: uuid('story_id').notNull(),
    id: integer('id').notNull(),
    kind: eventKindEnum('kind').notNull(),
    agentName: agentNameEnum('agent_name'),
    action: text('action'),
    level: logLevelEnum('level'),
    /** A log's details; a status's or a completion's data (files as keys, addresses are made when it is read). */
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
    createdAt: moment('created_at').notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ name: 'processing_logs_pkey', columns: [table.storyId, table.id] }),
    foreignKey({ name: 'processing_logs_story', columns: [table.storyId], foreignColumns: [stories.id] }).onDelete('cascade'),
    check('processing_logs_id', sql`${table.id} > 0`),
    check(
      'processing_logs_log_is_whole',
      sql`(${table.kind} = 'log') = (${table.agentName} is not null and ${table.action} is not null and ${table.level} is not null)`,
    ),
    pgPolicy('logs are read by whoever reads the story', {
      for: 'select',
      to: [anonRole, authenticatedRole],
      using: sql`exists (select 1 from ${stories} where ${stories.id} = ${table.storyId} and (${stories.isPublic} or ${stories.userId} = ${authUid}))`,
    }),
  ],
).enableRLS()

/** Finished work, kept as it is made: what makes a retry resume. Closed to Supabase's REST interface. */
export const storySteps = pgTable(
  'story_steps',
  {
    storyId: uuid('story_id').notNull(),
    /** intent, analysis, outline, direction, chapter.3.write, chapter.3.speak, cover, join */
    name: text('name').notNull(),
    result: jsonb('result').$type<unknown>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: 'story_steps_pkey', columns: [table.storyId, table.name] }),
    foreignKey({ name: 'story_steps_story', columns: [table.storyId], foreignColumns: [stories.id] }).onDelete('cascade'),
  ],
).enableRLS()

/** What was bought for a story, call by call: its receipt, and what the limits count. */
export const storyCalls = pgTable(
  'story_calls',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    storyId: uuid('story_id').references(() => stories.id, { onDelete: 'set null' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    call: jsonb('call').$type<CallUsage>().notNull(),
    costUsd: usd('cost_usd').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [index('story_calls_of_story').on(table.storyId, table.id), index('story_calls_of_user').on(table.userId, table.createdAt)],
).enableRLS()

/** Kept when a story is deleted: what a user made, by month. */
export const monthlyUsage = pgTable(
  'monthly_usage',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** First day of the month, UTC. */
    month: text('month').notNull(),
    stories: integer('stories').notNull().default(0),
    minutes: doublePrecision('minutes').notNull().default(0),
    tokens: bigint('tokens', { mode: 'number' }).notNull().default(0),
    characters: bigint('characters', { mode: 'number' }).notNull().default(0),
    costUsd: usd('cost_usd').notNull().default(0),
  },
  (table) => [
    primaryKey({ name: 'monthly_usage_pkey', columns: [table.userId, table.month] }),
    pgPolicy('a user reads their own usage', { for: 'select', to: authenticatedRole, using: sql`${table.userId} = ${authUid}` }),
  ],
).enableRLS()

/** An analysis by commit: asking again for the same commit costs nothing. `key` tells the narrator and its version too. */
export const repositoryAnalyses = pgTable(
  'repository_analyses',
  {
    repoName: text('repo_name').notNull(),
    commitSha: text('commit_sha').notNull(),
    key: text('key').notNull(),
    result: jsonb('result').$type<unknown>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastUsedAt: moment('last_used_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ name: 'repository_analyses_pkey', columns: [table.repoName, table.commitSha, table.key] })],
).enableRLS()

/** Bought speech by the hash of what was asked for; the bytes are in the file store under `key`. */
export const speechCache = pgTable('speech_cache', {
  key: text('key').primaryKey(),
  sizeBytes: integer('size_bytes').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  lastUsedAt: moment('last_used_at').notNull().defaultNow(),
}).enableRLS()

/** Worker processes. Each holds an advisory lock on its `lock_key` while it lives: no lock, no worker. */
export const workers = pgTable('workers', {
  id: uuid('id').primaryKey(),
  lockKey: bigint('lock_key', { mode: 'number' }).notNull(),
  host: text('host').notNull(),
  slots: smallint('slots').notNull(),
  startedAt: moment('started_at').notNull().defaultNow(),
}).enableRLS()

/** Counters of rate-limiter-flexible; its columns are prescribed. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
}).enableRLS()

/** Keys that our own processes share, made on first use: the one that signs media links, say. */
export const appSecrets = pgTable('app_secrets', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
}).enableRLS()
