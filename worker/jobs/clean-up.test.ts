import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { keepAnalysis } from '../../db/analyses.ts'
import { completeStory, type Hands } from '../../db/claims.ts'
import { type OpenDatabase, openDatabase } from '../../db/client.ts'
import { openQueue, type Queue } from '../../db/queue.ts'
import { processingLogs, repositoryAnalyses, speechCache, stories, storySteps, workers } from '../../db/schema.ts'
import { keepSpeech } from '../../db/speech-cache.ts'
import { saveStep } from '../../db/steps.ts'
import { findStory } from '../../db/stories.ts'
import { openTaking } from '../../db/taking.ts'
import { ensureUser, localUserId } from '../../db/users.ts'
import { newWorkerIdentity, registerWorker } from '../../db/workers.ts'
import { cloneDatabase, type TestDatabase } from '../../test/support/database.ts'
import { makeStory } from '../../test/support/make-story.ts'
import { type MemoryFiles, openMemoryFiles } from '../../test/support/memory-files.ts'
import { cleanUp } from './clean-up.ts'

let clone: TestDatabase
let database: OpenDatabase
let queue: Queue
let hands: Hands
let temporaryFolder: string
/** Everything in it is old. */
let files: MemoryFiles
const logger = pino({ level: 'silent' })

beforeAll(async () => {
  clone = await cloneDatabase(inject('postgresUrl'))
  database = openDatabase(clone.url)
  queue = await openQueue(clone.url, { logger })
  hands = { db: database.db, queue }
  temporaryFolder = await mkdtemp(join(tmpdir(), 'code-story-clean-up-'))
  await ensureUser(database.db, localUserId)
})
beforeEach(async () => {
  files = openMemoryFiles()
  await database.db.delete(stories)
})
afterAll(async () => {
  await queue.close()
  await database.close()
  await clone.drop()
  await rm(temporaryFolder, { recursive: true })
})

const clean = (retentionDays?: number) => cleanUp({ hands, files, temporaryFolder, retentionDays, logger })
const put = async (...keys: string[]) => {
  for (const key of keys) await files.put(key, Buffer.from('bytes'), { contentType: 'audio/mpeg' })
}
const keys = () => [...files.contents.keys()].toSorted()
const taken = async () => {
  const [claim] = await openTaking(hands)(randomUUID(), 1)
  if (claim === undefined) throw new Error('there was no story to take')
  return claim
}
/** A finished story with two chapters, a cover, and a saved step. */
const finishedStory = async () => {
  const { id } = await makeStory(hands, localUserId)
  const claim = await taken()
  await saveStep(database.db, { storyId: id, lease: claim.lease, name: 'intent', result: {}, events: [] })
  const chunk = (chapter: number) => ({ key: `stories/${id}/chapter-${chapter}.mp3`, chapter, durationSeconds: 1, sizeBytes: 1 })
  const made = { audioKey: `stories/${id}/audio.mp3`, audioSizeBytes: 1, coverKey: `stories/${id}/cover.png`, audioChunks: [chunk(1), chunk(2)] }
  const told = { title: 'A story', summary: 'Of a repository', commitSha: null, chapters: [], engines: null, warnings: [], durationSeconds: 2 }
  await completeStory(hands, claim, { finished: { ...made, ...told }, kept: false }, [])
  const owned = ['audio.mp3', 'chapter-1.mp3', 'chapter-2.mp3', 'cover-small.png', 'cover.png'].map((name) => `stories/${id}/${name}`)
  await put(...owned)
  return { id, owned }
}

test('files that no story points to go, those of a story stay, and one that is being made is left alone', async () => {
  const { id, owned } = await finishedStory()
  const running = await makeStory(hands, localUserId)
  const others = [`stories/${running.id}/chapter-1.mp3`, 'voices/rachel.mp3']
  await put(...others, `stories/${randomUUID()}/audio.mp3`, `stories/${id}/chapter-3.mp3`)
  await clean()
  expect(keys()).toEqual([...owned, ...others].toSorted())
})

test('a story that has been kept for long enough goes with all that is its own, and no other', async () => {
  const [old, young] = [await finishedStory(), await finishedStory()]
  await database.db.update(stories).set({ updatedAt: sql`now() - interval '8 days'` }).where(eq(stories.id, old.id))
  await clean()
  expect(await findStory(database.db, old.id)).not.toBe(null)
  await clean(7)
  expect(await findStory(database.db, old.id)).toBe(null)
  for (const table of [processingLogs, storySteps]) expect(await database.db.$count(table, eq(table.storyId, old.id))).toBe(0)
  expect(await database.db.$count(storySteps, eq(storySteps.storyId, young.id))).toBe(1)
  expect(keys()).toEqual(young.owned)
})

test('clones of workers that are gone go, with the rows that knew them', async () => {
  const [alive, dead] = [newWorkerIdentity(), newWorkerIdentity()]
  for (const worker of [alive, dead]) {
    await registerWorker(database.db, worker, 1)
    await mkdir(join(temporaryFolder, worker.id, 'clone'), { recursive: true })
  }
  // A live one holds its lock in a session of its own.
  const session = await database.sql.reserve()
  await session`select pg_advisory_lock(${alive.lockKey}::bigint)`
  await database.db.update(workers).set({ startedAt: sql`now() - interval '2 minutes'` })
  await clean()
  expect(await readdir(temporaryFolder)).toEqual([alive.id])
  expect((await database.db.select({ id: workers.id }).from(workers)).map((row) => row.id)).toEqual([alive.id])
  await session`select pg_advisory_unlock_all()`
  session.release()
})

test('what nobody asked for in a long time is made again when somebody does', async () => {
  for (const key of ['used', 'unused']) {
    await keepAnalysis(database.db, { repoName: 'owner/repo', commitSha: 'c0ffee', key }, {})
    await keepSpeech(database.db, key, 5)
    await put(`speech-cache/${key}.mp3`)
  }
  await put('speech-cache/never-recorded.mp3')
  const longAgo = { lastUsedAt: sql`now() - interval '91 days'` }
  await database.db.update(repositoryAnalyses).set(longAgo).where(eq(repositoryAnalyses.key, 'unused'))
  await database.db.update(speechCache).set(longAgo).where(eq(speechCache.key, 'unused'))
  await clean()
  expect((await database.db.select().from(repositoryAnalyses)).map((row) => row.key)).toEqual(['used'])
  expect((await database.db.select().from(speechCache)).map((row) => row.key)).toEqual(['used'])
  expect(keys()).toEqual(['speech-cache/used.mp3'])
})

test('a task that fails holds up no other', async () => {
  const { id } = await finishedStory()
  await database.db.update(stories).set({ updatedAt: sql`now() - interval '8 days'` })
  const broken: MemoryFiles = {
    ...files,
    list: () => {
      throw new Error('the store is away')
    },
  }
  await mkdir(join(temporaryFolder, randomUUID()))
  await cleanUp({ hands, files: broken, temporaryFolder, retentionDays: 7, logger })
  expect(await findStory(database.db, id)).toBe(null)
  expect(await readdir(temporaryFolder)).toEqual([])
})
