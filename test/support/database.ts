// One Postgres for the whole test run, migrated once; each test file works on a clone of the migrated template and
// drops it. Durability is switched off: the data lives for seconds.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { ensurePostgres } from '../../db/embedded.ts'
import { throwawaySettings } from '../../db/launch-postgres.ts'
import { migrateDatabase } from '../../db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

const template = 'code_story_template'
const onDatabase = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href

/** vitest's globalSetup: starts and migrates; what it returns stops. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'code-story-test-'))
  const server = await ensurePostgres(folder, pino({ level: 'silent' }), { ...throwawaySettings, max_connections: '300' })
  const stop = async () => {
    await server.release()
    await rm(folder, { recursive: true, force: true })
  }
  const admin = postgres(server.url, { max: 1 })
  try {
    await admin.unsafe(`create database ${template}`)
    await migrateDatabase(onDatabase(server.url, template))
  } catch (error) {
    await stop()
    throw error
  } finally {
    await admin.end()
  }
  project.provide('postgresUrl', server.url)
  return stop
}

export interface TestDatabase {
  url: string
  drop: () => Promise<void>
}

/**
 * A database of its own, as a fresh migration leaves it. @param postgresUrl vitest's `inject('postgresUrl')`
 */
export const cloneDatabase = async (postgresUrl: string): Promise<TestDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = postgres(postgresUrl, { max: 1, onnotice: () => undefined })
  await admin.unsafe(`create database ${name} template ${template}`)
  return {
    url: onDatabase(postgresUrl, name),
    drop: async () => {
      await admin.unsafe(`drop database if exists ${name} with (force)`)
      await admin.end()
    },
  }
}
