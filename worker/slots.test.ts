import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { Hands } from '../db/claims.ts'
import { type OpenDatabase, openDatabase } from '../db/client.ts'
import { type Listener, openListener } from '../db/listener.ts'
import { jobsChannel, openQueue, type Queue } from '../db/queue.ts'
import { openReaper } from '../db/reaper.ts'
import { stories } from '../db/schema.ts'
import { cancelChannel, cancelStory, findStory } from '../db/stories.ts'
import { ensureUser, localUserId } from '../db/users.ts'
import { countLiveWorkers, holdWorkerLock, newWorkerIdentity, registerWorker, type WorkerIdentity } from '../db/workers.ts'
import { cloneDatabase, type TestDatabase } from '../test/support/database.ts'
import { makeInstant } from '../test/support/instant-makers.ts'
import { makeStory } from '../test/support/make-story.ts'
import { openMemoryFiles } from '../test/support/memory-files.ts'
import { runAttempt } from './jobs/attempt.ts'
import { openSlots } from './slots.ts'

let clone: TestDatabase
let database: OpenDatabase
let queue: Queue
let hands: Hands
const logger = pino({ level: 'silent' })

beforeAll(async () => {
  clone = await cloneDatabase(inject('postgresUrl'))
  database = openDatabase(clone.url)
  queue = await openQueue(clone.url, { logger })
  hands = { db: database.db, queue }
  await ensureUser(database.db, localUserId)
})
beforeEach(async () => {
  await database.db.delete(stories)
  await database.db.execute(sql`delete from pgboss.job`)
})
let opened: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of opened) await close()
  opened = []
})
afterAll(async () => {
  await queue.close()
  await database.close()
  await clone.drop()
})

const newStory = () => makeStory(hands, localUserId)
const openListening = (identity: WorkerIdentity): Promise<Listener> =>
  openListener(clone.url, { channels: [jobsChannel, cancelChannel], logger, onConnect: (session) => holdWorkerLock(session, identity) })
const hanging = (call: string) => makeInstant({ before: (name, signal) => (name === call ? sleep(60_000, undefined, { signal }) : undefined) })
// All workers of an installation see the same files.
const sharedFiles = openMemoryFiles()
const openWorker = async (makers = makeInstant(), slots = 2, files = sharedFiles) => {
  const identity = newWorkerIdentity()
  const listener = await openListening(identity)
  await registerWorker(database.db, identity, slots)
  const tools = { ...makers, files, speechCache: { find: async () => null, save: async () => undefined } }
  const open = openSlots({
    hands,
    workerId: identity.id,
    slots,
    listener,
    logger,
    attempt: (claim, stop) => runAttempt({ hands, tools, limits: {}, logger }, claim, stop),
  })
  opened.push(async () => {
    await open.close()
    await listener.close()
  })
  return { makers, listener, slots: open }
}
/** Fails at once where the story has ended otherwise. */
const untilStatus = async (storyId: string, status: string): Promise<void> => {
  for (;;) {
    const story = await findStory(database.db, storyId)
    if (story?.status === status) return
    if (story?.status === 'failed') throw new Error(`the story failed: ${story.errorMessage}`)
    await sleep(10)
  }
}

test('stories are taken when they come, no more at once than there are slots, and all are finished', async () => {
  let atOnce = 0
  let most = 0
  const two = Promise.withResolvers<void>()
  const makers = makeInstant({
    before: async (call) => {
      if (call === 'intent') atOnce += 1
      most = Math.max(most, atOnce)
      if (most === 2) two.resolve()
      // The first one waits for a second one at its side.
      if (call === 'outline') await two.promise
      if (call === 'speak 2') atOnce -= 1
    },
  })
  await openWorker(makers)
  const made = await Promise.all(Array.from({ length: 5 }, newStory))
  for (const story of made) await untilStatus(story.id, 'completed')
  expect(most).toBe(2)
})

test("four workers share the work of two servers: one user's many stories hold up another's one by little, and none runs twice", async () => {
  const many = randomUUID()
  await ensureUser(database.db, many)
  const secondServer = { db: database.db, queue: await openQueue(clone.url, { logger }) }
  opened.push(secondServer.queue.close)
  await Promise.all(Array.from({ length: 12 }, (_, index) => makeStory(index % 2 === 0 ? hands : secondServer, many)))
  const single = await makeStory(secondServer, localUserId)
  for (let count = 0; count < 4; count += 1) await openWorker(makeInstant({ chapters: 1 }), 1)
  const isDone = async () => (await database.db.$count(stories, eq(stories.status, 'completed'))) === 13
  while (!(await isDone())) await sleep(20)
  const rows = await database.db.select({ id: stories.id, lease: stories.lease }).from(stories).orderBy(stories.completedAt)
  // Its turn comes beside the other’s; four that run at once may end in any order, so the place is no closer than this.
  expect(rows.findIndex((row) => row.id === single.id)).toBeLessThan(9)
  expect(rows.map((row) => row.lease)).toEqual(rows.map(() => 1))
})

test('a cancel from anywhere ends the call under way by its notification', async () => {
  const { makers, slots } = await openWorker(hanging('outline'))
  const story = await newStory()
  while (!makers.calls.includes('outline')) await sleep(5)
  await cancelStory(database.db, story.id)
  while (slots.running() > 0) await sleep(5)
  expect(await findStory(database.db, story.id)).toMatchObject({ status: 'failed', errorCode: 'cancelled' })
})

test('a closing worker hands its stories over, and another one finishes them at once', async () => {
  const first = await openWorker(hanging('write 0'))
  const story = await newStory()
  while (!first.makers.calls.includes('write 0')) await sleep(5)
  const second = await openWorker()
  await first.slots.close()
  await untilStatus(story.id, 'completed')
  expect(second.makers.calls).not.toContain('outline')
})

test('a chapter whose saved audio is gone is spoken again, and nothing else of it is done twice', async () => {
  const first = await openWorker(hanging('speak 2'))
  const story = await newStory()
  while (!first.makers.calls.includes('speak 2')) await sleep(5)
  await first.slots.close()
  const second = await openWorker(makeInstant(), 2, openMemoryFiles())
  await untilStatus(story.id, 'completed')
  expect(second.makers.calls.filter((call) => call.startsWith('speak')).sort()).toEqual(['speak 0', 'speak 1', 'speak 2'])
  expect(second.makers.calls.filter((call) => /outline|write/.test(call))).toEqual([])
})

test('a worker whose lock is gone is noticed, and its story goes on elsewhere', async () => {
  const dead = await openWorker(hanging('outline'))
  const story = await newStory()
  while (!dead.makers.calls.includes('outline')) await sleep(5)
  const alive = await openWorker()
  const reaper = openReaper({ hands, listener: alive.listener, logger })
  const before = (await countLiveWorkers(database.db)).workers
  await dead.listener.close()
  expect((await countLiveWorkers(database.db)).workers).toBe(before - 1)
  await untilStatus(story.id, 'completed')
  await reaper.close()
})
