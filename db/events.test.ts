import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../test/support/database.ts'
import { makeStory } from '../test/support/make-story.ts'
import { type OpenDatabase, openDatabase } from './client.ts'
import { appendEvents, eventChannel, hearBell, type NewEvent, readEvents } from './events.ts'
import { type Listener, openListener } from './listener.ts'
import { openQueue, type Queue } from './queue.ts'
import { users } from './schema.ts'

const logger = pino({ level: 'silent' })
const userId = randomUUID()
let clone: TestDatabase
let database: OpenDatabase
let queue: Queue
let listener: Listener
let heard: string[] = []

beforeAll(async () => {
  clone = await cloneDatabase(inject('postgresUrl'))
  database = openDatabase(clone.url)
  queue = await openQueue(clone.url, { logger })
  listener = await openListener(clone.url, { channels: [eventChannel], logger })
  listener.subscribe(eventChannel, (payload) => {
    if (payload !== null) heard.push(payload)
  })
  await database.db.insert(users).values({ id: userId })
})
afterAll(async () => {
  await listener.close()
  await queue.close()
  await database.close()
  await clone.drop()
})

const log = (action: string): NewEvent => ({ kind: 'log', agentName: 'System', action, level: 'info', details: { 'a "detail"': ['é', 1] } })
const nextBell = async () => {
  while (heard.length === 0) await sleep(5)
  return hearBell(heard.shift() ?? '')
}

test('a bell brings along the rows as a read gives them, and only its name where they are too many', async () => {
  const { id, lastEventId } = await makeStory({ db: database.db, queue }, userId)
  heard = []
  await appendEvents(database.db, id, [log('one'), { kind: 'status', status: { status: 'analyzing', progress: 5 } }])
  const small = await nextBell()
  expect(small.storyId).toBe(id)
  expect(small.open()).toEqual(await readEvents(database.db, id, lastEventId))
  // 7,900 characters, but more bytes than a notification holds.
  for (const action of ['x'.repeat(20_000), 'é'.repeat(3990)]) {
    await appendEvents(database.db, id, [log(action)])
    const large = await nextBell()
    expect([large.storyId, large.open()]).toEqual([id, null])
  }
  expect(await readEvents(database.db, id, lastEventId)).toHaveLength(4)
})

test('where nothing is appended, nothing beside it is done and no bell rings', async () => {
  const { id, lease } = await makeStory({ db: database.db, queue }, userId)
  const jobId = randomUUID()
  heard = []
  const beside = async (options: { lease?: number }) => {
    const job = await queue.insertion({ jobId, storyId: id }, sql`(select 0 from story)`)
    return appendEvents(database.db, id, [log('restarted')], { ...options, beside: [sql`job as (${job})`] })
  }
  expect(await beside({ lease: lease + 1 })).toBeNull()
  expect(await queue.find(database.db, jobId)).toBeNull()
  expect(await beside({})).toEqual(expect.any(Number))
  expect(await queue.find(database.db, jobId)).toMatchObject({ id: jobId, storyId: id })
  expect((await nextBell()).open()).toMatchObject([{ action: 'restarted' }])
})
