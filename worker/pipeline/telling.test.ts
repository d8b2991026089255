import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type OpenDatabase, openDatabase } from '../../db/client.ts'
import { readEvents } from '../../db/events.ts'
import { openQueue, type Queue } from '../../db/queue.ts'
import { openTaking } from '../../db/taking.ts'
import { ensureUser, localUserId } from '../../db/users.ts'
import { newWorkerIdentity } from '../../db/workers.ts'
import { cloneDatabase, type TestDatabase } from '../../test/support/database.ts'
import { makeStory } from '../../test/support/make-story.ts'
import { openTelling } from './telling.ts'

let clone: TestDatabase
let database: OpenDatabase
let queue: Queue
const logger = pino({ level: 'silent' })

beforeAll(async () => {
  clone = await cloneDatabase(inject('postgresUrl'))
  database = openDatabase(clone.url)
  queue = await openQueue(clone.url, { logger })
  await ensureUser(database.db, localUserId)
})
afterAll(async () => {
  await queue.close()
  await database.close()
  await clone.drop()
})

test('a step and the line that tells of it commit together, whatever waits before them', async () => {
  const { db } = database
  const story = await makeStory({ db, queue }, localUserId)
  const [claim] = await openTaking({ db, queue })(newWorkerIdentity().id, 1)
  if (claim === undefined) throw new Error('there was no story to take')
  const telling = openTelling({ db, claim, logger, signal: new AbortController().signal, onLost: () => undefined })
  const saves: Promise<void>[] = []
  await db.transaction(async (tx) => {
    // Somebody holds the story's row: the first write does not end, the others wait.
    await tx.execute(sql`select from stories where id = ${story.id} for update`)
    telling.log('System', 'under way')
    await nextTurn()
    telling.log('System', 'waiting')
    await nextTurn()
    telling.log('System', 'waiting, too')
    await nextTurn()
    for (const name of ['one', 'two']) {
      telling.log('System', `${name} is done`)
      saves.push(telling.save({ name, result: {} }))
      telling.log('System', `after ${name}`)
      await nextTurn()
    }
  })
  await Promise.all(saves)
  expect((await telling.finish()).length).toBe(0)
  const actions = (await readEvents(db, story.id, 0)).map((event) => event.action)
  expect(actions.slice(1)).toEqual(['under way', 'waiting', 'waiting, too', 'one is done', 'after one', 'two is done', 'after two'])
  const together = await db.execute<{ name: string; writer: string }>(sql`
    select name, story_steps.xmin::text as writer from story_steps join processing_logs using (story_id)
    where action = name || ' is done' and story_steps.xmin = processing_logs.xmin and story_id = ${story.id} order by name`)
  expect(together.map(({ name }) => name)).toEqual(['one', 'two'])
  const writers = await db.execute<{ count: number }>(sql`
    select count(distinct xmin::text)::int as count from processing_logs where story_id = ${story.id} and action like 'waiting%'`)
  expect(writers[0]?.count).toBe(1)
})
